"""The lines of the targets: one a target, more only for what needs a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Alternative, Assessment, Report
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.progress_words import in_full, in_short
from cmcn4.reporters.terminal_areas import counts
from cmcn4.reporters.terminal_lines import Columns, Row
from cmcn4.reporters.words import SYMBOLS, Words, number_short, sources

STYLES = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.PENDING: "yellow",
    Verdict.REVIEW: "bold magenta",
    Verdict.NO_DATA: "dim",
}
# Worst first; what nobody can tell yet comes before what is only ahead.
ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA, Verdict.PENDING, Verdict.PASS)
_MANY = 4
"""From this number of areas on, a target is one line of counts."""
_GAP_COLUMN = frozenset({2})


def horizons(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print each horizon with its targets, worst first."""
    shown = [each for each in report.assessments if not is_absent(each)]
    if not shown:
        return
    areas = list(dict.fromkeys(each.area for each in report.assessments))
    if len(areas) >= _MANY and not verbose:
        counts(console, shown, words)
        return
    titles = [words.say(f"column.{name}") for name in ("value", "wanted", "gap")]
    header = (*titles, "")
    cells = [_cells(alike, words) for alike in _alike(shown)]
    headings = [_heading(each, areas, words) for each in shown]
    longest = max(*map(len, headings), *(len(_title(each, words)) + 3 for each in shown))
    columns = Columns.fit([header, *cells], longest, console.width)
    for year in sorted({each.chosen.target.horizon for each in shown}):
        for area in areas:
            mine = [
                each for each in shown if (each.chosen.target.horizon, each.area) == (year, area)
            ]
            if not mine:
                continue
            title = _heading(mine[0], areas, words)
            console.print()
            columns.draw(console, Row(Text(title, style="bold"), header), _GAP_COLUMN)
            for alike in _alike(mine):
                columns.draw(console, _row(alike, words, verbose=verbose), _GAP_COLUMN)


def _heading(each: Assessment, areas: list[str], words: Words) -> str:
    """Return the heading of a horizon, with the area where there are several."""
    key = "head.horizon.due" if each.due else "head.horizon.ahead"
    title = words.say(key, year=each.chosen.target.horizon)
    return f"{title} · {words.area(each.area)}" if len(areas) > 1 else title


def is_absent(each: Assessment) -> bool:
    """Whether a target has nothing at all to show: no row, no error, no stale figure."""
    return each.verdict is Verdict.NO_DATA and each.reason is Reason.NO_OBSERVATION


def _title(each: Assessment, words: Words) -> str:
    return each.chosen.target.title.get(words.lang) + (" ≠" if each.contested else "")


def _row(alike: list[Assessment], words: Words, *, verbose: bool) -> Row:
    first = alike[0]
    symbol = words.symbol(first)
    style = STYLES[first.verdict] if symbol == SYMBOLS[first.verdict] else "cyan"
    title = Text(f" {symbol} {_title(first, words)}", style)
    return Row(title, _cells(alike, words), tuple(_below(first, words, verbose=verbose)))


def _cells(alike: list[Assessment], words: Words) -> tuple[str, ...]:
    first = alike[0]
    value = words.value(first) or "–"
    if first.period and first.interval:
        value += f" ({words.period(first)})"
    packs = " ".join(each.chosen.pack.short or each.chosen.pack.id for each in alike)
    return value, words.wanted(first), words.gap(first), packs


def _below(each: Assessment, words: Words, *, verbose: bool) -> Iterator[str]:
    """Yield the lines below a target: why it is not met, and what would make it another."""
    said = []
    if each.informs and each.verdict is not Verdict.NO_DATA:
        said.append(words.say("informs"))
    if each.verdict is not Verdict.PASS:
        plain = each.reason is Reason.SHORT_OF_THRESHOLD and not each.facts.get("short")
        said += [] if plain else [words.reason(each)]
        said += [sources(each) or ""]
        if each.status not in (None, "final"):
            said.append(words.say(f"status.{each.status}"))
    waiting = each.progress is not None and each.progress.base is None
    if each.verdict is not Verdict.NO_DATA and not (waiting and each.verdict is Verdict.PASS):
        said.append(in_short(each, words))
    line = " · ".join(filter(None, said))
    if line:
        yield line
    if verbose:
        yield from in_full(each, words)
    contesting = [other for other in each.alternatives if other.opposes]
    if contesting:
        yield " · ".join(_would(contesting, words))
    if verbose:
        others = [other for other in each.alternatives if not other.opposes]
        for verdict, names in _by_verdict(others, words).items():
            yield f"{words.say(f'verdict.{verdict.value}')}: {', '.join(names)}"


def _would(contesting: list[Alternative], words: Words) -> Iterable[str]:
    for verdict, names in _by_verdict(contesting, words).items():
        known = verdict in (Verdict.PASS, Verdict.FAIL, Verdict.PENDING)
        key = f"alternative.{verdict.value}" if known else "alternative.rejected"
        yield words.say(key, names=", ".join(names))


def _by_verdict(others: list[Alternative], words: Words) -> dict[Verdict, list[str]]:
    found: dict[Verdict, list[str]] = defaultdict(list)
    for other in others:
        name = words.say(f"alternative.{other.kind}", id=words.alternative(other))
        if other.value is not None:
            value = number_short(other.value, words.lang)
            name = words.say("alternative.value", name=name, value=value)
        found[other.verdict].append(name)
    return found


def _alike(shown: list[Assessment]) -> list[list[Assessment]]:
    """Put identical checks of several packs together, worst first, else in the packs' order."""
    groups: dict[tuple[object, ...], list[Assessment]] = defaultdict(list)
    for each in shown:
        chosen = each.chosen
        key = (
            chosen.indicator,
            chosen.rule,
            chosen.target.horizon,
            each.area,
            each.verdict,
            each.interval,
            each.contested,
        )
        groups[key].append(each)
    return sorted(groups.values(), key=lambda group: ORDER.index(group[0].verdict))
