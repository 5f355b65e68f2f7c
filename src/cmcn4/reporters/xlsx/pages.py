"""What a sheet of the workbook is made of, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import column_letters
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, VERDICTS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.cells import Cell, Value

PALE: Mapping[str, str] = {
    **{shown.symbol: shown.pale for shown in VERDICTS.values()},
    ABOVE: VERDICTS[Verdict.PASS].pale,
    BELOW: VERDICTS[Verdict.FAIL].pale,
}
"""Backgrounds by the sign that a cell begins with."""

Row = Sequence[Value | Cell]


class Column(NamedTuple):
    """One column of a sheet."""

    title: str
    width: float
    """In characters."""
    style: str = "text"


def columns(
    words: Words, widths: Mapping[str, float], styles: Mapping[str, str]
) -> tuple[Column, ...]:
    """Return columns by name, of text that is wrapped where no other style is given."""
    return tuple(
        Column(words.composed(f"xlsx.column.{name}"), width, styles.get(name, "wrap"))
        for name, width in widths.items()
    )


class Link(NamedTuple):
    """A cell that leads somewhere."""

    cell: str
    target: str
    """An address of the web, or `#` and a place in the workbook."""


class Bars(NamedTuple):
    """A chart of stacked bars over a part of the sheet."""

    title: str
    at: str
    first_row: int
    last_row: int
    labels: int
    """Column of the names."""
    series: Sequence[tuple[int, str]]
    """Columns of the numbers, with their colours."""

    @property
    def height(self) -> float:
        """Its height in centimetres."""
        return 4.5 + 0.9 * (self.last_row - self.first_row + 1)


@dataclass(slots=True, kw_only=True)
class Page:
    """One sheet."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    """Below the titles; asked for once."""
    count: int
    """How many rows there are."""
    table: str | None = None
    """The name of the table that the titles and rows are; None: they stand there as they are."""
    lead: tuple[Cell, ...] = ()
    """Lines above the titles."""
    header: bool = True
    """Whether the titles of the columns are the first row."""
    tall: float | None = None
    """Height of the titles in points, where they are turned."""
    coloured: Literal["row", "signs", "shares"] | None = None
    """By what the background is chosen: the sign in the first column, that of each cell, or how
    great a share is."""
    frozen: str | None = None
    """The first column that moves; those before it and the titles stay."""
    printed: int | None = None
    """How many columns fit a page of paper so that they can be read; None: all do."""
    links: list[Link] = field(default_factory=list)
    bars: Bars | None = None

    def __post_init__(self) -> None:
        """Let what is frozen begin below the titles."""
        if self.frozen:
            self.frozen = f"{self.frozen}{self.top + 1}"

    @property
    def top(self) -> int:
        """The row of the titles, or the row above the first one where there are none."""
        return len(self.lead) + self.header

    @property
    def bottom(self) -> int:
        """The last row, below the titles at least."""
        return max(self.top + 1, self.top + self.count)

    def place(self, first: str = "A", columns: int | None = None) -> str:
        """Return the range of rows below the titles."""
        return f"{first}{self.top + 1}:{column_letters(columns or len(self.columns))}{self.bottom}"
