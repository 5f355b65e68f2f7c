"""The plan of a table: which columns hold what, and why a table cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from cmcn4.model.account import Why
from cmcn4.readers.problems import Problem


@dataclass(slots=True, kw_only=True)
class Plan:
    """Which columns hold what; what no column holds comes from the table's surroundings."""

    values: list[int]
    indicator: list[int] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    breakdown: list[int] = field(default_factory=list)
    region: list[int] = field(default_factory=list)
    """Columns that say where an area lies: a part only of the whole country."""
    within: list[int] = field(default_factory=list)
    """Columns of quarters or months, within the year beside them."""
    single: dict[str, int] = field(default_factory=dict)
    """Other roles to their columns."""
    plans: list[int] = field(default_factory=list)
    """Columns of targets."""
    unread: dict[int, str] = field(default_factory=dict)
    """Columns that nothing was made of, and why: a variant of `column-unread`."""
    changes: list[int] = field(default_factory=list)
    """Columns that compare."""
    indented: bool = False
    """Whether labels stand in one of several columns, by their level."""
    period: str = ""
    """The period of all values, if nothing else says one."""
    why: dict[int, Why] = field(default_factory=dict)
    """Columns that are not what they are by their name."""

    @property
    def columns(self) -> dict[str, int]:
        """Return the column, from 1, of each role, for the places of findings."""
        many = {"indicator": self.indicator, "area": self.area, "breakdown": self.breakdown}
        return {name: columns[0] + 1 for name, columns in many.items() if columns} | {
            name: index + 1 for name, index in self.single.items()
        }

    @property
    def keys(self) -> list[int]:
        """Return the columns that say what a value is of."""
        many = (*self.indicator, *self.area, *self.breakdown, *self.region, *self.within)
        return [*many, *self.single.values()]

    @property
    def others(self) -> list[int]:
        """Return the columns with numbers that are no values of ours."""
        return [*self.plans, *self.changes, *self.unread]

    def uses(self, index: int) -> bool:
        """Whether a column holds values, targets, or what they are of."""
        return index in self.keys or index in self.plans or index in self.values


class Fault(NamedTuple):
    """Why a table cannot be read."""

    what: Problem
    at: int | None = None
    """The column it stands in, from 0; None for the whole header."""
