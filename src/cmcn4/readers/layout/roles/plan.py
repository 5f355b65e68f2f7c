"""The plan of a table: which columns hold what, how they were read, or why they cannot be."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from cmcn4.model.account import ColumnRead, Role, Why
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import Aside, PartCell
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.problems import Problem

_COUNTERS = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})


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
    dates: list[int] = field(default_factory=list)
    """Columns of periods beside that of the period, of which they say no other one."""
    dimensions: dict[int, str] = field(default_factory=dict)
    """Columns of parts that are dimensions of SDMX without a name known here, with their names."""
    labels: dict[int, int] = field(default_factory=dict)
    """Columns of labels that may say something else than the codes in others, with these."""
    frequency: int = -1
    """The column that says how often there is a figure: of a quarter, where it is every quarter."""
    single: dict[str, int] = field(default_factory=dict)
    """Other roles to their columns."""
    plans: list[int] = field(default_factory=list)
    """Columns of targets."""
    unread: dict[int, str] = field(default_factory=dict)
    """Columns that nothing was made of, and why: a variant of `column-unread`."""
    changes: list[int] = field(default_factory=list)
    """Columns that compare."""
    ticked: dict[int, tuple[str, PartCell | Aside]] = field(default_factory=dict)
    """Columns of marks, with their headings and what these say of the rows that have one."""
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
        return (
            {name: columns[0] + 1 for name, columns in many.items() if columns}
            | {name: index + 1 for name, index in self.single.items()}
            | {code_at(index): index + 1 for index in self.labels.values()}
        )

    @property
    def keys(self) -> list[int]:
        """Return the columns that say what a value is of."""
        names = (*self.indicator, *self.area, *self.breakdown, *self.region)
        return [*names, *self.within, *self.dates, *self.single.values()]

    @property
    def others(self) -> list[int]:
        """Return the columns with numbers that are no values of ours."""
        return [*self.plans, *self.changes, *self.unread]

    @property
    def used(self) -> frozenset[int]:
        """Return the columns that hold values, targets, or what they are of."""
        return frozenset((*self.keys, *self.plans, *self.values, *self.ticked, *self.labels))


def code_at(index: int) -> str:
    """Return what a column of codes with labels is called among the columns of roles."""
    return f"code {index}"


class Fault(NamedTuple):
    """Why a table cannot be read."""

    what: Problem
    at: int | None = None
    """The column it stands in, from 0; None for the whole header."""


def is_counter(heading: str) -> bool:
    """Whether a column is called one that numbers the rows: «TT»; «F» there is no forecast."""
    return fold(heading) in _COUNTERS


def columns_read(made: Plan, block: Block) -> tuple[ColumnRead, ...]:
    """Return how the columns of a table were read."""
    roles = _roles(made)
    return tuple(
        ColumnRead(i + 1, text, *_role(roles.get(i), text, facets, made.why.get(i)), _means(facets))
        for i, (text, facets) in enumerate(zip(block.texts, block.facets, strict=True))
        if text or i in roles
    )


def _roles(made: Plan) -> dict[int, Role]:
    """Return the role of each column that has one; of several the one that is read first."""
    many: tuple[tuple[str, Collection[int]], ...] = (
        ("value", made.values), ("indicator", made.indicator), ("area", made.area),
        ("breakdown", made.breakdown), ("period", (*made.within, *made.dates)),
        ("attribute", (*made.region, *made.labels)), ("plan", made.plans), ("change", made.changes),
        ("unread", made.unread),
        *((name, (at,)) for name, at in made.single.items()),
        *((_of_ticks(said), (at,)) for at, (_, said) in made.ticked.items()),
    )  # fmt: skip
    return {at: cast("Role", role) for role, columns in reversed(many) for at in columns}


def _of_ticks(said: PartCell | Aside) -> Role:
    """Return what a column of marks is shown as."""
    if said == "plan":
        return "plan"
    return "breakdown" if isinstance(said, PartCell) and said.part else "status"


def _role(role: Role | None, text: str, facets: Facets, why: Why | None) -> tuple[Role, Why]:
    """Return the role of a column and why it has it; without one it is a counter, or ignored."""
    if role is None:
        return "counter" if is_counter(text) else "ignored", "name"
    above = role == "value" and not facets.role
    return role, why or ("above" if above else "name")


def _means(facets: Facets) -> str:
    """Return what a heading says of the values below it."""
    said = [facets.indicator_id, facets.area_id, facets.part, facets.unit, facets.status or ""]
    if facets.period:
        status = facets.period.status
        said.insert(0, facets.period.period.code + (f" ({status})" if status else ""))
    return " · ".join(filter(None, said))
