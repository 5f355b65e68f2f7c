"""The gap summary in the terminal: a line a gap with a bar, a matrix when there are many areas."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.gap import severity
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import below, is_absent
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.lines import WIDEST, Columns, Row, indented
from cmcn4.reporters.terminal.matrix import matrix
from cmcn4.reporters.terminal.targets import style_of

_RIGHT = frozenset({2, 3, 4})
_ROOMY = 100
_BAR = 10
_WORST = 3
_FEW = 12


def summary(console: Console, report: Report, words: Words, *, by: str, verbose: bool) -> None:
    """Print the gaps and what could not be judged."""
    console.print()
    found = gaps.sections(report, words, by)
    far = dict.fromkeys(group[0].area for each in found for group in each.groups)
    title = gaps.heading(report, words)
    if len(far) == 1 and len(gaps.areas_of(report)) > 1:
        # Said once, not in every line.
        title += f" · {words.area(next(iter(far)))}"
    console.print(Text(title, style="bold"))
    if found:
        indented(console, words.say("gaps.order"), min(console.width, WIDEST), indent=1)
    if gaps.many_areas(report):
        matrix(console, report, words)
    if gaps.many_areas(report) and not verbose:
        _worst(console, report, words)
    else:
        _sections(console, found, words, several=len(far) > 1 and by != "area")
    _open(console, report, words, verbose=verbose)


def _sections(console: Console, found: list[gaps.Section], words: Words, *, several: bool) -> None:
    roomy = console.width >= _ROOMY
    names = ["wanted", "observed", "gap", "road", *["relative"][: int(roomy)]]
    header = (*(words.composed(f"gaps.column.{name}") for name in names), *[""][: int(roomy)])
    groups = [group for each in found for group in each.groups]
    rows = {id(group): _row(group, words, several=several, roomy=roomy) for group in groups}
    if not rows:
        return
    longest = max(len(row.first.plain) for row in rows.values()) + 2
    columns = Columns.fit([header, *(row.cells for row in rows.values())], longest, console.width)
    for each in found:
        console.print()
        columns.draw(console, Row(Text(f" {each.title}", style="bold"), header), _RIGHT)
        for group in each.groups:
            columns.draw(console, rows[id(group)], _RIGHT)


def _row(group: gaps.Group, words: Words, *, several: bool, roomy: bool) -> Row:
    first = group[0]
    said = gaps.cells(group, words)
    name = f" {words.symbol(first)} {said.target}{' ≠' if first.contested else ''}"
    text = Text(f"{name} · {said.area}" if several else name, style_of(first, words))
    text.append(f"  {said.horizon} {said.document}", style="not bold dim")
    cells = [said.wanted, said.observed, said.gap or "–", said.road or "–"]
    if roomy:
        cells += [said.relative or "–", _bar(first)]
    return Row(text, tuple(cells), tuple(_notes(first, said, words, roomy=roomy)))


def _bar(each: Assessment) -> str:
    """Return how much is still to go as a bar; an arrow at its end: more than the whole road."""
    known, share = severity(each)
    if not known:
        return ""
    if share > 1:
        return "█" * (_BAR - 1) + "»"
    filled = max(int(share > 0), round(share * _BAR))
    return "█" * filled + "░" * (_BAR - filled)


def _notes(each: Assessment, said: gaps.Cells, words: Words, *, roomy: bool) -> list[str]:
    lines = list(below(each, words, verbose=False))
    facts = []
    if said.relative and not roomy:
        # What has no column on a narrow screen.
        facts.append(words.say("gaps.relative", value=said.relative))
    if said.pace:
        facts.append(words.say("gaps.pace", value=said.pace))
    if said.evidence:
        facts.append(said.evidence)
    return [*lines, " · ".join(facts)] if facts else lines


def _worst(console: Console, report: Report, words: Words) -> None:
    """Print the worst gaps of each area."""
    width = min(console.width, WIDEST)
    console.print()
    console.print(Text(words.say("gaps.worst"), style="bold"))
    for area, found in gaps.worst_by_area(report).items():
        lines = gaps.lines_of(found)
        shown = []
        for group in lines[:_WORST]:
            said = gaps.cells(group, words)
            key = "road" if said.road else "relative"
            far = words.composed(f"gaps.{key}", value=said.road or said.relative)
            shown.append(f"{said.target} {said.horizon} ({said.gap}, {far})")
        more = words.say("gaps.more", count=len(lines) - _WORST) if len(lines) > _WORST else ""
        console.print(Text(f" {words.area(area)}", style="bold"), soft_wrap=True)
        indented(console, "; ".join([*shown, *filter(None, [more])]), width, indent=3)


def _open(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print what could not be judged: what has data one by one, the rest by its titles."""
    found = gaps.open_lines(report)
    if not found:
        return
    several = len(gaps.areas_of(report)) > 1
    width = min(console.width, WIDEST)
    console.print()
    console.print(Text(words.say("gaps.open", count=len(found)), style="bold"))
    told = [group for group in found if not is_absent(group[0])]
    for group in told if verbose else told[:_FEW]:
        said = gaps.cells(group, words)
        name = f"{said.target} · {said.area}" if several else said.target
        text = Text(f" {words.symbol(group[0])} {name}", style_of(group[0], words))
        text.append(f"  {said.horizon} {said.document}", style="not bold dim")
        console.print(text, soft_wrap=True)
        for line in below(group[0], words, verbose=False):
            indented(console, line, width)
    left = 0 if verbose else max(0, len(told) - _FEW)
    if left:
        console.print(Text(f" {words.say('gaps.more', count=left)}"))
    absent = [group for group in found if is_absent(group[0])]
    if absent:
        titles = dict.fromkeys(gaps.cells(group, words).target for group in absent)
        names = "; ".join(titles) if verbose or len(titles) <= _FEW else ""
        indented(
            console,
            words.say(
                "gaps.absent.names" if names else "gaps.absent", count=len(absent), names=names
            ),
            width,
            indent=1,
        )
