"""The gap summary in the terminal: a line a gap with a bar, a matrix when there are many areas."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.gap import severity
from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import below
from cmcn4.reporters.presentation.sections import Areas, Gaps, Open
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.lines import WIDEST, Columns, Row, indented
from cmcn4.reporters.terminal.matrix import matrix
from cmcn4.reporters.terminal.targets import style_of

_RIGHT = frozenset({2, 3, 4})
_ROOMY = 100
_BAR = 10
_WORST = 3
_FEW = 12


def draw(console: Console, section: Gaps | Areas | Open, words: Words, *, verbose: bool) -> None:
    """Print what is not met, the areas at a glance, or what could not be judged."""
    match section:
        case Gaps():
            _gaps(console, section, words, verbose=verbose)
        case Areas():
            matrix(console, section.matrix, words)
            if not verbose:
                _worst(console, section, words)
        case Open():
            _open(console, section, words, verbose=verbose)


def _gaps(console: Console, section: Gaps, words: Words, *, verbose: bool) -> None:
    console.print()
    console.print(Text(section.heading, style="bold"))
    if not section.tables:
        return
    indented(console, words.say("gaps.order"), min(console.width, WIDEST), indent=1)
    if section.many and not verbose:
        return  # the matrix and the worst gaps of each area say it in fewer lines
    roomy = console.width >= _ROOMY
    names = ["wanted", "observed", "gap", "road", *["relative"][: int(roomy)]]
    header = (*(words.composed(f"gaps.column.{name}") for name in names), *[""][: int(roomy)])
    groups = [group for table in section.tables for group in table.groups]
    several = section.by != "area" and len({group[0].area for group in groups}) > 1
    rows = {id(group): _row(group, words, several=several, roomy=roomy) for group in groups}
    longest = max(len(row.first.plain) for row in rows.values()) + 2
    columns = Columns.fit([header, *(row.cells for row in rows.values())], longest, console.width)
    for table in section.tables:
        console.print()
        columns.draw(console, Row(Text(f" {table.title}", style="bold"), header), _RIGHT)
        for group in table.groups:
            columns.draw(console, rows[id(group)], _RIGHT)


def _row(group: gaps.Group, words: Words, *, several: bool, roomy: bool) -> Row:
    first, said = group[0], gaps.cells(group, words)
    text = _name(group, said, words, several=several, mark=" ≠" if first.contested else "")
    cells = [said.wanted, said.observed, said.gap or "–", said.road or "–"]
    if roomy:
        cells += [said.relative or "–", _bar(first)]
    return Row(text, tuple(cells), tuple(_notes(first, said, words, roomy=roomy)))


def _name(
    group: gaps.Group, said: gaps.Cells, words: Words, *, several: bool, mark: str = ""
) -> Text:
    area = f" · {said.area}" if several else ""
    name = f" {words.symbol(group[0])} {said.target}{mark}{area}"
    text = Text(name, style_of(group[0], words))
    return text.append(f"  {said.horizon} {said.document}", style="not bold dim")


def _bar(each: Assessment) -> str:
    """Return how much is still to go as a bar; an arrow at its end: more than the whole way."""
    known, share = severity(each)
    if not known:
        return ""
    if share > 1:
        return "█" * (_BAR - 1) + "»"
    filled = max(int(share > 0), round(share * _BAR))
    return "█" * filled + "░" * (_BAR - filled)


def _notes(each: Assessment, said: gaps.Cells, words: Words, *, roomy: bool) -> list[str]:
    facts = [
        # What has no column on a narrow screen.
        words.say("gaps.relative", value=said.relative) if said.relative and not roomy else "",
        words.say("gaps.pace", value=said.pace) if said.pace else "",
        said.evidence,
    ]
    return list(filter(None, [*below(each, words, verbose=False), " · ".join(filter(None, facts))]))


def _worst(console: Console, section: Areas, words: Words) -> None:
    """Print the worst gaps of each area."""
    width = min(console.width, WIDEST)
    console.print()
    console.print(Text(words.say("gaps.worst"), style="bold"))
    for area, lines in section.worst.items():
        shown = []
        for group in lines[:_WORST]:
            said = gaps.cells(group, words)
            key = "road" if said.road else "relative"
            far = words.composed(f"gaps.{key}", value=said.road or said.relative)
            shown.append(f"{said.target} {said.horizon} ({said.gap}, {far})")
        if len(lines) > _WORST:
            shown.append(words.say("gaps.more", count=len(lines) - _WORST))
        console.print(Text(f" {words.area(area)}", style="bold"), soft_wrap=True)
        indented(console, "; ".join(shown), width, indent=3)


def _open(console: Console, section: Open, words: Words, *, verbose: bool) -> None:
    """Print what could not be judged: what has data one by one, the rest by its titles."""
    width = min(console.width, WIDEST)
    console.print()
    console.print(Text(section.title, style="bold"))
    for group in section.groups if verbose else section.groups[:_FEW]:
        said = gaps.cells(group, words)
        console.print(_name(group, said, words, several=section.several), soft_wrap=True)
        for line in below(group[0], words, verbose=False):
            indented(console, line, width)
    left = 0 if verbose else max(0, len(section.groups) - _FEW)
    if left:
        console.print(Text(f" {words.say('gaps.more', count=left)}"))
    if section.absent:
        titles = dict.fromkeys(gaps.cells(group, words).target for group in section.absent)
        names = "; ".join(titles) if verbose or len(titles) <= _FEW else ""
        key = "gaps.absent.names" if names else "gaps.absent"
        text = words.composed(key, count=len(section.absent), names=names)
        indented(console, text, width, indent=1)
