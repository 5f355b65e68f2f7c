"""Areas by targets in the terminal: one sign a cell, the targets numbered."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import is_absent
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import FAINT, PLAIN
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.targets import style_of

_CELL = 3
_NAME = 24


def matrix(console: Console, report: Report, words: Words) -> None:
    """Print what the numbers stand for, then the matrix in blocks that fit the width."""
    found = gaps.matrix(report)
    told = _told(found)
    if not told:
        return
    console.print()
    console.print(Text(words.say("gaps.matrix"), style="bold"))
    for number, place in enumerate(told, 1):
        said = gaps.cells(found.targets[place], words)
        line = f"{number:>3} {said.target} · {said.horizon} {said.document} · {said.wanted}"
        indented(console, line, min(console.width, WIDEST), indent=1, style=PLAIN)
    room = max(1, (min(console.width, WIDEST) - _NAME - 1) // _CELL)
    for start in range(0, len(told), room):
        columns = told[start : start + room]
        numbers = range(start + 1, start + len(columns) + 1)
        head = "".join(f"{number:>{_CELL}}" for number in numbers)
        console.print()
        console.print(Text(" " * _NAME + head, style=FAINT), soft_wrap=True)
        for area in found.areas:
            console.print(_line(found, area, columns, words), soft_wrap=True)


def _told(found: gaps.Matrix) -> list[int]:
    """Return the columns in which any area has data; the others are told of by their number."""
    columns = range(len(found.targets))
    some = {place for (_, place), each in found.cells.items() if not is_absent(each)}
    return [place for place in columns if place in some]


def _line(found: gaps.Matrix, area: str, columns: list[int], words: Words) -> Text:
    name = Text(f" {words.area(area)}")
    name.truncate(_NAME, overflow="ellipsis")
    name.append(" " * (_NAME - cell_len(name.plain)))
    for number in columns:
        each = found.cells.get((area, number))
        sign = words.symbol(each) if each else ""
        name.append(f"{sign:>{_CELL}}", style_of(each, words) if each else PLAIN)
    return name
