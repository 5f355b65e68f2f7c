"""Lines of a table whose first column takes what width is left, with notes below a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.text import Text, columns_of

WIDEST = 116
"""Columns beyond which a line is no longer read as one."""
_NARROWEST = 24
_ROOMY = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first cell wraps, the others never do; notes stand below at full width."""

    first: Text
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of all tables of a view, so that they stand in line."""

    first: int
    others: tuple[int, ...]
    whole: int
    gap: int

    @classmethod
    def fit(cls, rows: Iterable[Sequence[str]], first: int, width: int) -> Columns:
        """Give each column what its widest cell needs and the first one the rest."""
        others = tuple(max(map(columns_of, column)) for column in zip(*rows, strict=True))
        whole = min(width, WIDEST)
        gap = 2 if width >= _ROOMY else 1
        left = whole - sum(others) - gap * len(others)
        return cls(max(_NARROWEST, min(first, left)), others, whole, gap)

    def draw(self, console: Console, row: Row, right: frozenset[int]) -> None:
        """Print a row, its first cell wrapped under itself, then its notes."""
        lines = row.first.wrapped(self.first)
        for place, line in enumerate(lines):
            text = Text("   " if place else "").append_text(line)
            if not place:
                text.append(" " * (self.first - columns_of(text.plain)))
                for number, (cell, width) in enumerate(zip(row.cells, self.others, strict=True)):
                    pad = " " * (width - columns_of(cell))
                    filled = pad + cell if number in right else cell + pad
                    text.append(" " * self.gap + filled, style="not bold default")
            text.rstrip()
            console.print(text, soft_wrap=True)
        for note in row.notes:
            indented(console, note, self.whole)


def labelled(console: Console, label: str, lines: Iterable[str], width: int) -> None:
    """Print a label, and below it lines of text, each wrapped."""
    console.print(Text(f" {label}", style="cyan"), soft_wrap=True)
    for line in lines:
        indented(console, line, width, indent=3, style="default")


def indented(console: Console, note: str, width: int, indent: int = 4, style: str = "dim") -> None:
    """Print a note below a row, wrapped at full width."""
    for line in Text(note).wrapped(max(_NARROWEST, width - indent)):
        line.rstrip()
        console.print(Text(" " * indent + line.plain, style=style), soft_wrap=True)
