"""Observations: one value of one indicator for one area and period, with its place in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from cmcn4.model.account import Account, TableRead
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import Period
from cmcn4.model.place import Place, Sheet, column_letters

_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]|/[^0-9])")
"""A year in the name of a source, but for that in the number of a decree: «27/2018/QĐ-TTg»."""
Status = Literal["final", "estimate", "provisional", "forecast", "assumed"]
"""Only who asks what if assumes a figure; no data say so."""
WEAKEST_FIRST: tuple[Status, ...] = ("assumed", "estimate", "provisional", "final")
"""The states of figures that count: of several the weakest is that of all together."""

__all__ = [
    "WEAKEST_FIRST",
    "Assumed",
    "Block",
    "InData",
    "Input",
    "Observation",
    "Origin",
    "Place",
    "Sheet",
    "Status",
    "Submission",
    "column_letters",
]


class Origin(NamedTuple):
    """What many rows share; one object serves all rows that say the same."""

    source: str = ""
    """The source as written."""
    source_id: str = ""
    """Its id, or the folded text of an unlisted one; successors count as one."""
    url: str = ""
    released: dt.date | None = None
    """The day it was published; tells vintages apart."""
    status: Status = "final"
    note: str = ""
    stated: bool = True
    """Whether the row itself names the source; else it is the submitter of the letterhead, a line
    «Nguồn» beside the table, or unknown: that serves for conflicts and display, never as proof."""
    doubt: str = ""
    """Code of a finding that leaves the value open, e.g. `percent-suspicious`: no verdict but
    `review` rests on it."""

    @property
    def published_by(self) -> dt.date | None:
        """The day until which it was published: its own, else the end of the year of its source."""
        return self.released or _end_of_year(self.source)


@lru_cache(maxsize=4096)
def _end_of_year(source: str) -> dt.date | None:
    """Return the last day of the latest year that a source names; None where it names none."""
    years = [int(year) for year in _YEAR.findall(source)]
    return dt.date(max(years), 12, 31) if years else None


class Observation(NamedTuple):
    """One observed value. A tuple, because there may be a million of them."""

    indicator: str
    area: str
    period: Period
    breakdown: str
    """Empty for the total."""
    value: Interval
    origin: Origin
    sheet: Sheet
    row: int
    """0 where it stands in no file."""
    column: int
    made: Made | None = None
    """What it was worked out of; None for a figure that stands in the data."""

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(self.sheet, self.row or None, self.column or None)

    @property
    def assumed(self) -> bool:
        """Whether it stands in no data: it was asked what if it were so."""
        return self.origin.status == "assumed"


class Assumed(NamedTuple):
    """A figure to judge with in the place of the observed one of one area."""

    indicator: str
    area: str
    period: Period | None
    """None for the period that counts for each horizon."""
    value: Interval
    text: str
    """As a person says it."""


class Made(NamedTuple):
    """What a figure of a derived indicator was worked out of."""

    rows: tuple[Observation, ...]
    """Rows that stand in the data, in the order of the operands."""
    terms: tuple[Interval, ...]
    """The operands' values, in their order."""
    ends: tuple[Fraction | float, Fraction | float]
    """The exact ends of the value, where a decimal may not end; infinite without a limit."""
    tied: bool
    """Whether equally good rows give different values of an operand."""


class InData(tuple[Observation, ...]):
    """Rows of which it is known that they stand in the data, and that each comes once."""

    __slots__ = ()


def in_data(rows: Iterable[Observation]) -> tuple[Observation, ...]:
    """Return the rows of the data behind some figures: those themselves, or their operands'."""
    if isinstance(rows, InData):
        return rows
    found = (part for row in rows for part in (row.made.rows if row.made else (row,)))
    return tuple(dict.fromkeys(found))


class Block(NamedTuple):
    """A cell in error: it blocks its indicator, area, period and breakdown; None stands for any."""

    indicator: str
    area: str | None
    period: Period | None
    breakdown: str | None
    finding: Finding


@dataclass(slots=True, kw_only=True)
class Input:
    """What was read from one file."""

    path: str
    sha256: str
    area: str | None = None
    """The area, if all observations of the file are of one."""
    sender: str | None = None
    """The area whose body sent it: by its letterhead, the names of sheets and file, the settings;
    else the only one that anything in it is of, be it in error. None where there are several."""
    observations: int = 0
    skipped: int = 0
    """Rows or cells that are not ours."""
    errors: int = 0
    warnings: int = 0
    accounts: tuple[Account, ...] = ()
    """What became of the numbers in each of its sheets."""
    tables: tuple[TableRead, ...] = ()
    """The tables found in it, and what each of their columns was taken for."""


@dataclass(slots=True, kw_only=True)
class Submission:
    """All that was read from all files."""

    observations: list[Observation] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """Indicator names that are not ours, each with its number of rows."""
    language: str | None = None
    """The language of the data's own headers, if they tell."""
