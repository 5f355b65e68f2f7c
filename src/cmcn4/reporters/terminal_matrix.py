"""Areas by targets in the terminal: one sign a cell, the targets numbered."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters import gaps
from cmcn4.reporters.terminal_lines import WIDEST, indented
from cmcn4.reporters.terminal_targets import style_of
from cmcn4.reporters.words import Words

_CELL = 3
_NAME = 24


def matrix(console: Console, report: Report, words: Words) -> None:
    """Print the matrix, in blocks of columns that fit the width, and what the numbers stand for."""
    found = gaps.matrix(report)
    console.print()
    console.print(Text(words.say("gaps.matrix"), style="bold"))
    room = max(1, (min(console.width, WIDEST) - _NAME - 1) // _CELL)
    for start in range(0, len(found.targets), room):
        columns = range(start, min(start + room, len(found.targets)))
        head = "".join(f"{number + 1:>{_CELL}}" for number in columns)
        console.print(Text(" " * _NAME + head, style="dim"), soft_wrap=True)
        for area in found.areas:
            console.print(_line(found, area, columns, words), soft_wrap=True)
    for number, group in enumerate(found.targets, 1):
        said = gaps.cells(group, words)
        line = f"{number:>3} {said.target} · {said.horizon} {said.document} · {said.wanted}"
        indented(console, line, min(console.width, WIDEST), indent=1)


def _line(found: gaps.Matrix, area: str, columns: range, words: Words) -> Text:
    name = Text(f" {words.area(area)}")
    name.truncate(_NAME, overflow="ellipsis")
    name.append(" " * (_NAME - cell_len(name.plain)))
    for number in columns:
        each = found.cells.get((area, number))
        sign = words.symbol(each) if each else ""
        name.append(f"{sign:>{_CELL}}", style_of(each, words) if each else "default")
    return name
