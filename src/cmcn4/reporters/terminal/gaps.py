"""The gap summary in the terminal: a line a gap with a bar, a matrix when there are many areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmcn4.model.gap import severity
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation import changes, gaps
from cmcn4.reporters.presentation.outline import below
from cmcn4.reporters.presentation.sections import Areas, Gaps, Open
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, Columns, Row, indented
from cmcn4.reporters.terminal.matrix import matrix
from cmcn4.reporters.terminal.targets import style_of
from cmcn4.reporters.terminal.text import Text

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
                console.print()
                console.print(Text(words.say("gaps.worst"), style="bold"))
                found = {words.area(area): lines for area, lines in section.worst.items()}
                _worst(console, found, words, named=False)
        case Open():
            _open(console, section, words, verbose=verbose)


def _gaps(console: Console, section: Gaps, words: Words, *, verbose: bool) -> None:
    console.print()
    console.print(Text(section.heading, style="bold"))
    if not section.tables:
        return
    for text in filter(None, (words.say("gaps.order"), section.compared)):
        indented(console, text, min(console.width, WIDEST), indent=1)
    if section.many and not verbose:
        if section.by == "lead":
            console.print()
            _worst(console, {each.title: each.groups for each in section.tables}, words, named=True)
        return  # the matrix and the worst gaps of each area say it in fewer lines
    roomy = console.width >= _ROOMY
    compared = ["before"] if section.compared and roomy else []
    names = ["wanted", "observed", "gap", *compared, "road", *["relative"][: int(roomy)]]
    header = (*(words.composed(f"gaps.column.{name}") for name in names), *[""][: int(roomy)])
    groups = [group for table in section.tables for group in table.groups]
    several = section.by != "area" and len({group[0].area for group in groups}) > 1
    asked = _Asked(several=several, roomy=roomy, compared=bool(section.compared))
    rows = {id(group): _row(group, words, asked) for group in groups}
    longest = max(len(row.first.plain) for row in rows.values()) + 2
    columns = Columns.fit([header, *(row.cells for row in rows.values())], longest, console.width)
    for table in section.tables:
        console.print()
        right = frozenset(range(2, 5 + len(compared)))
        columns.draw(console, Row(Text(f" {table.title}", style="bold"), header), right)
        for group in table.groups:
            columns.draw(console, rows[id(group)], right)


class _Asked(NamedTuple):
    several: bool
    """Whether a line says which area it is of."""
    roomy: bool
    """Whether there is room for all columns."""
    compared: bool
    """Whether there is an earlier run."""


def _row(group: gaps.Group, words: Words, asked: _Asked) -> Row:
    first, said = group[0], gaps.cells(group, words)
    text = _name(group, said, words, several=asked.several, mark=" ≠" if first.contested else "")
    cells = [said.wanted, said.observed, said.gap or "–"]
    if asked.roomy and asked.compared:
        cells.append(" ".join(filter(None, (said.before or "–", in_brackets(said.change)))))
    cells.append(said.road or "–")
    if asked.roomy:
        cells += [said.relative or "–", _bar(first)]
    return Row(text, tuple(cells), tuple(_notes(first, said, words, asked)))


def in_brackets(text: str) -> str:
    """Return a text in brackets; nothing stays nothing."""
    return f"({text})" if text else ""


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


def _notes(each: Assessment, said: gaps.Cells, words: Words, asked: _Asked) -> list[str]:
    narrow = not asked.roomy
    missing = words.say("gaps.missing", what=said.missing) if said.missing else ""
    facts = [
        # What has no column on a narrow screen.
        changes.gap_in_words(each, words) if narrow else "",
        words.say("gaps.relative", value=said.relative) if said.relative and narrow else "",
        words.say("gaps.pace", value=said.pace) if said.pace else "",
        said.evidence,
    ]
    lines = below(each, words, verbose=False, reasoned=gaps.says_reason(each, said))
    told = [missing, *lines, " · ".join(filter(None, facts))]
    return list(filter(None, told))


def _worst(
    console: Console, found: Mapping[str, Sequence[gaps.Group]], words: Words, *, named: bool
) -> None:
    """Print the worst gaps under each heading; `named` with the area of each."""
    width = min(console.width, WIDEST)
    for title, lines in found.items():
        shown = []
        for group in lines[:_WORST]:
            said = gaps.cells(group, words)
            key = "road" if said.road else "relative"
            share = said.road or said.relative
            far = words.composed(f"gaps.{key}", value=share) if share else ""
            facts = ", ".join(filter(None, (said.gap or said.missing, far)))
            area = f" · {said.area}" if named else ""
            shown.append(f"{said.target} {said.horizon}{area} ({facts})")
        if len(lines) > _WORST:
            shown.append(words.say("gaps.more", count=len(lines) - _WORST))
        console.print(Text(f" {title}", style="bold"), soft_wrap=True)
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
