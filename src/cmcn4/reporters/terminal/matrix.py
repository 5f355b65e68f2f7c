"""Areas by targets in the terminal: one sign a cell, the targets numbered."""

from __future__ import annotations

from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import FAINT, PLAIN
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.targets import style_of
from cmcn4.reporters.terminal.text import Text, columns_of

_CELL = 3
_NAME = 24


def matrix(console: Console, found: gaps.Matrix, words: Words) -> None:
    """Print what the numbers stand for, then the matrix in blocks that fit the width."""
    if not found.targets:
        return
    console.print()
    console.print(Text(words.say("gaps.matrix"), style="bold"))
    for number, group in enumerate(found.targets, 1):
        said = gaps.cells(group, words)
        line = f"{number:>3} {said.target} · {said.horizon} {said.document} · {said.wanted}"
        indented(console, line, min(console.width, WIDEST), indent=1, style=PLAIN)
    room = max(1, (min(console.width, WIDEST) - _NAME - 1) // _CELL)
    for start in range(0, len(found.targets), room):
        columns = range(start, min(start + room, len(found.targets)))
        head = "".join(f"{column + 1:>{_CELL}}" for column in columns)
        console.print()
        console.print(Text(" " * _NAME + head, style=FAINT), soft_wrap=True)
        for area in found.areas:
            console.print(_line(found, area, columns, words), soft_wrap=True)


def _line(found: gaps.Matrix, area: str, columns: range, words: Words) -> Text:
    name = Text(f" {words.area(area)}")
    name.shorten(_NAME)
    name.append(" " * (_NAME - columns_of(name.plain)))
    for number in columns:
        each = found.cells.get((area, number))
        sign = words.symbol(each) if each else ""
        name.append(f"{sign:>{_CELL}}", style_of(each, words) if each else PLAIN)
    return name
