"""Plans: which columns of a table hold values, and where indicator, area and period come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import clean
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.columns import TITLES
from cmcn4.readers.layout.grid import Grid
from cmcn4.readers.layout.header import names_of
from cmcn4.readers.layout.headings import Heading
from cmcn4.readers.layout.surroundings import Surroundings
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Context
from cmcn4.readers.values.labels import is_text, label
from cmcn4.readers.values.names import Near
from cmcn4.readers.values.periods import is_school_year, when
from cmcn4.readers.values.units import is_unit

_SINGLE = ("period", "unit", "status", "multiplier", "source", "url", "released", "note")
_SAMPLE = 400
_NOTHING = Heading()


@dataclass(slots=True, kw_only=True)
class Plan:
    """Which columns hold what; what no column holds comes from the table's surroundings."""

    values: list[int]
    indicator: list[int] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    breakdown: list[int] = field(default_factory=list)
    single: dict[str, int] = field(default_factory=dict)
    """Other meanings to their columns."""
    indented: bool = False
    """Whether labels stand in one of several columns, by their level."""
    period: str = ""
    """The period of all values, if nothing else says one."""

    @property
    def columns(self) -> dict[str, int]:
        """Return the column, from 1, of each meaning, for the places of findings."""
        many = {"indicator": self.indicator, "area": self.area, "breakdown": self.breakdown}
        return {name: columns[0] + 1 for name, columns in many.items() if columns} | {
            name: index + 1 for name, index in self.single.items()
        }


class Fault(NamedTuple):
    """Why a table cannot be read."""

    what: Problem
    at: int | None = None
    """The column it stands in, from 0; None for the whole header."""


def plan(grid: Grid, body: Sequence[Row], said: Surroundings, context: Context) -> Plan | Fault:
    """Return the plan of a table; a problem when a part is missing or could be two things."""
    headings = grid.headings
    made = Plan(values=grid.axis or grid.all("value"))
    for role in _SINGLE:
        columns = grid.all(role)
        if columns:
            made.single[role] = columns[0]
            if (
                len(columns) > 1
                and headings[columns[0]].code == headings[columns[1]].code
                and role in {"period", "unit"}
            ):
                return _ambiguous(role, grid, columns)
    made.indicator, made.area = grid.all("indicator"), grid.all("area")
    made.breakdown = grid.all("breakdown")
    sample = body[:_SAMPLE]
    _undecided(made, grid, sample, context)
    _periods(made, grid, sample)
    _labels(made, grid, sample, (said, context))
    made.breakdown = [i for i in made.breakdown if not _belongs(made, body, i)]
    return _wrong(made, grid, said) or _continued(made, body, context) or made


def _continued(made: Plan, body: Sequence[Row], context: Context) -> Fault | None:
    """Return what is wrong when the header goes on below with names that are not understood.

    One of «số hộ» and «tỷ lệ» below a year is not the indicator, whatever its number is.
    """
    first = next((cells for _, cells in body if any(map(str.strip, cells))), [])
    keys = [*made.indicator, *made.area, *made.breakdown, *made.single.values()]
    if any(index < len(first) and first[index].strip() for index in keys):
        return None
    told = [i for i in made.values if i < len(first) and _is_name(first[i])]
    told = [i for i in told if not is_unit(context.vocabulary, first[i].strip(" ()"))]
    return _ambiguous_cells([first[i] for i in told], told[0]) if told else None


def _is_name(cell: str) -> bool:
    """Whether a cell where a value is expected names something."""
    return type(cell) is str and is_text(cell) and not any(c.isdigit() for c in cell)


def _ambiguous_cells(cells: Sequence[str], at: int) -> Fault:
    names = tuple(found(clean(cell)) for cell in cells)
    return Fault(problem("column-ambiguous", role=TITLES["value"], columns=names), at)


def _ambiguous(role: str, grid: Grid, columns: Sequence[int]) -> Fault:
    names = tuple(found(grid.texts[index]) for index in columns)
    what = problem("column-ambiguous", role=TITLES[role], columns=names)
    return Fault(what, columns[-1])


def _undecided(made: Plan, grid: Grid, sample: Sequence[Row], context: Context) -> None:
    """Decide what columns called «đơn vị» hold: units of measure, or reporting units."""
    for index in grid.all("undecided"):
        texts = _texts(sample, index)
        areas = sum(n for text, n in texts.items() if context.areas.known(text))
        units = sum(n for text, n in texts.items() if unit_key(text) in context.vocabulary.units)
        if ("unit" in made.single or areas > units) and not made.area:
            made.area.append(index)
        else:
            made.single.setdefault("unit", index)


def _texts(sample: Sequence[Row], index: int) -> Counter[str]:
    cells = (row[index] for _, row in sample if index < len(row))
    return Counter(text for text in cells if type(text) is str and is_text(text))


def _periods(made: Plan, grid: Grid, sample: Sequence[Row]) -> None:
    """Take a nameless column of nothing but periods for that of the periods."""
    if "period" in made.single or all(grid.headings[i].period for i in made.values):
        return
    for index in range(min(made.values, default=0)):
        cells = [row[index] for _, row in sample if index < len(row) and row[index].strip()]
        dated = sum(1 for cell in cells if when(cell))
        if grid.headings[index] == _NOTHING and dated > 1 and dated >= len(cells) - 2:
            made.single["period"] = index
            return


def _labels(
    made: Plan, grid: Grid, sample: Sequence[Row], around: tuple[Surroundings, Context]
) -> None:
    """Decide by their cells what the columns of text without a name of ours hold."""
    said, context = around
    first = min(made.values, default=0)
    by_columns = any(grid.headings[i].indicator for i in made.values)
    free = [
        i
        for i in range(first)
        if grid.headings[i] == _NOTHING and _texts(sample, i) and i not in made.single.values()
    ]
    names = [i for i in made.indicator if not grid.headings[i].code]
    if made.indicator and not by_columns:
        inner = [
            i
            for i in free
            if (names and i - 1 in (*names, *free) and not grid.texts[i])
            or (names and i > 0 and grid.texts[i] == grid.texts[i - 1])
        ]
        if inner:
            made.indicator, made.indented = [*names, *inner], True
        return
    areas = [i for i in free if _hits(sample, i, lambda t: context.areas.known(t) is not None)]
    if not by_columns:
        ours = [i for i in free if _hits(sample, i, lambda t: _is_ours(t, context))]
        if ours:
            # A column of areas in groups has names of ours among the areas.
            between = set(range(min(ours) - 1, max(ours) + 1)) - set(areas)
            made.indicator = [i for i in free if i in ours or i in between]
            areas = [i for i in areas if i not in ours]
            made.indented = len(made.indicator) > 1
            free = [i for i in free if i not in made.indicator]
    if not made.area and areas:
        made.area = areas[:1]
    elif not made.area and not made.indicator and not by_columns and said.indicator:
        made.breakdown += free[-1:]


def _hits(sample: Sequence[Row], index: int, known: Callable[[str], bool]) -> int:
    return sum(n for text, n in _texts(sample, index).items() if known(text))


def _is_ours(text: str, context: Context) -> bool:
    vocabulary = context.vocabulary
    name = label(text, vocabulary, lambda each: vocabulary.indicator(each) is not None).name
    return isinstance(context.indicators.find((name,)), (Indicator, Near))


def _belongs(made: Plan, body: Sequence[Row], index: int) -> bool:
    """Whether a column says something of the area itself, such as its region, not of the value.

    That is so where many areas stand below one another and each has one text only.
    """
    texts: dict[tuple[str, ...], set[str]] = {}
    for _, cells in body:
        if made.area and max(*made.area, index) < len(cells):
            key = tuple(cells[i] for i in made.area)
            texts.setdefault(key, set()).add(cells[index])
    return len(texts) > 1 and all(len(each) == 1 for each in texts.values()) and bool(
        len({text for each in texts.values() for text in each} - {""}) > 1
    )  # fmt: skip


def _wrong(made: Plan, grid: Grid, said: Surroundings) -> Fault | None:
    """Return what a table lacks, or has twice."""
    kinds = {
        (bool(h.period), bool(h.indicator), bool(h.area))
        for h in (grid.headings[i] for i in made.values)
    }
    named = [h for h in (grid.headings[i] for i in made.values) if h.indicator]
    missing = []
    if not made.indicator and len(named) < len(made.values) and not said.indicator:
        missing.append("indicator")
    if {(True, False), (False, True)} <= {kind[:2] for kind in kinds}:
        return _ambiguous("value", grid, made.values)
    dated = all(grid.headings[i].period for i in made.values)
    if not dated and "period" not in made.single:
        if len(said.periods) == 1:
            made.period = said.periods[0]
        elif said.periods:
            role = TITLES["period"]
            return Fault(problem("column-ambiguous", role=role, columns=said.periods))
        else:
            missing.append("period")
    if not made.values:
        missing.append("value")
    school = next((i for i, text in enumerate(grid.texts) if is_school_year(text)), None)
    if "period" in missing and school is not None:
        what = problem("period-unreadable", variant="school", found=found(grid.texts[school]))
        return Fault(what, school)
    if missing:
        names = tuple(TITLES[role] for role in missing)
        return Fault(problem("column-missing", missing=names, columns=names_of(grid.texts)))
    return None
