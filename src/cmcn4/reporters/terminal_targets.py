"""The lines of the targets: one a target, a second only for what needs a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cmcn4.model.report import Alternative, Assessment, Report
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.json_report import sources
from cmcn4.reporters.words import SYMBOLS, Words, number_short

STYLES = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.PENDING: "yellow",
    Verdict.REVIEW: "bold magenta",
    Verdict.NO_DATA: "dim",
}
# Worst first; what nobody can tell yet comes before what is only ahead.
_ORDER = (Verdict.FAIL, Verdict.REVIEW, Verdict.NO_DATA, Verdict.PENDING, Verdict.PASS)
_MANY = 3
"""From this number of areas on, a target is one line of counts."""
_WORST = 3


def horizons(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print each horizon with its targets."""
    areas = list(dict.fromkeys(each.area for each in report.assessments))
    years = sorted({each.chosen.target.horizon for each in report.assessments})
    shown = [each for each in report.assessments if not is_absent(each)]
    for year in years:
        here = [each for each in shown if each.chosen.target.horizon == year]
        if not here:
            continue
        key = "head.horizon.due" if here[0].due else "head.horizon.ahead"
        console.print()
        if len(areas) >= _MANY and not verbose:
            console.print(_counts(here, words, words.say(key, year=year)))
            continue
        for area in areas:
            mine = [each for each in here if each.area == area]
            title = words.say(key, year=year)
            if len(areas) > 1:
                title = f"{title} · {words.area(area)}"
            if mine:
                console.print(_table(mine, words, title, width=console.width))


def is_absent(each: Assessment) -> bool:
    """Whether a target has nothing at all to show: no row, no error, no stale figure."""
    return each.verdict is Verdict.NO_DATA and each.reason is Reason.NO_OBSERVATION


def _table(shown: list[Assessment], words: Words, title: str, *, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=width <= _NARROW)
    table.add_column(Text(title, style="bold"), ratio=1 if width <= _NARROW else None)
    for name, justify in (("value", "left"), ("wanted", "left"), ("gap", "right")):
        heading = Text(words.say(f"column.{name}"), style="dim")
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("", no_wrap=True, style="dim")
    for alike in _alike(shown):
        first = alike[0]
        name = first.chosen.target.title.get(words.lang)
        lead = Text(f" {SYMBOLS[first.verdict]} {name}", style=STYLES[first.verdict])
        if first.contested:
            lead.append(" ≠", style="bold")
        packs = " · ".join(each.chosen.pack.short or each.chosen.pack.id for each in alike)
        value = words.value(first)
        if first.period:
            value += f" ({words.period(first)})"
        table.add_row(lead, value or "–", words.wanted(first), words.gap(first), packs)
        yield_lines(table, first, words)
    return table


_NARROW = 100


def yield_lines(table: Table, each: Assessment, words: Words) -> None:
    """Add the lines below a target: the reason of what is not a pass, and what contests it."""
    for line in below(each, words):
        text = Text(f"   {line}", style="dim")
        table.add_row(text, "", "", "", "")


def below(each: Assessment, words: Words) -> Iterable[str]:
    """Yield the lines below a target's line."""
    if each.verdict is not Verdict.PASS:
        reason = words.reason(each)
        said = [reason] if each.reason is not Reason.SHORT_OF_THRESHOLD else []
        said += [f"{sources(each)}"] if sources(each) else []
        if each.status not in (None, "final"):
            said.append(words.say(f"status.{each.status}"))
        if said:
            yield " · ".join(said)
    contesting = [other for other in each.alternatives if other.opposes]
    if contesting:
        yield " · ".join(_would(contesting, words))


def _would(contesting: list[Alternative], words: Words) -> Iterable[str]:
    by_verdict: dict[Verdict, list[str]] = defaultdict(list)
    for other in contesting:
        name = words.say(f"alternative.{other.kind}", id=other.id)
        if other.value is not None:
            shown = number_short(other.value, words.lang)
            name = words.say("alternative.value", name=name, value=shown)
        by_verdict[other.verdict].append(name)
    for verdict, names in by_verdict.items():
        known = verdict in (Verdict.PASS, Verdict.FAIL, Verdict.PENDING)
        key = f"alternative.{verdict.value}" if known else "alternative.rejected"
        yield words.say(key, names=", ".join(names))


def _alike(shown: list[Assessment]) -> list[list[Assessment]]:
    """Put identical checks of several packs together, worst first, else in the packs' order."""
    groups: dict[tuple[object, ...], list[Assessment]] = defaultdict(list)
    for each in shown:
        chosen = each.chosen
        key = (chosen.indicator, chosen.rule, each.verdict, each.interval, each.contested)
        groups[key].append(each)
    return sorted(groups.values(), key=lambda group: _ORDER.index(group[0].verdict))


def _counts(shown: list[Assessment], words: Words, title: str) -> Table:
    """Return counts per target over many areas, with the areas farthest from it."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(Text(title, style="bold"))
    for verdict in _ORDER:
        heading = Text(f"{SYMBOLS[verdict]}", style=STYLES[verdict])
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    by_target: dict[str, list[Assessment]] = defaultdict(list)
    for each in shown:
        by_target[each.chosen.id].append(each)
    for group in by_target.values():
        numbers = [sum(each.verdict is verdict for each in group) for verdict in _ORDER]
        far = sorted((each for each in group if each.gap), key=lambda each: -(each.gap or 0))
        names = ", ".join(f"{words.area(each.area)} {words.gap(each)}" for each in far[:_WORST])
        worst = words.say("many.worst", areas=names) if names else ""
        name = group[0].chosen.target.title.get(words.lang)
        label = f" {name} ({group[0].chosen.pack.short or group[0].chosen.pack.id})"
        table.add_row(label, *(str(each or "–") for each in numbers), Text(worst, style="dim"))
    return table
