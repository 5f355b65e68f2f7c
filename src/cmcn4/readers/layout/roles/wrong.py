"""Faults of a table as a whole: what it lacks to be read, or has twice."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Merge, Row
from cmcn4.readers.layout.headings.block import Block, filled
from cmcn4.readers.layout.headings.columns import TITLES, names_of
from cmcn4.readers.layout.headings.pieces import said_words
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.roles.looks import Looks, is_figure
from cmcn4.readers.layout.roles.measures import differ
from cmcn4.readers.layout.roles.plan import Fault, Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import Context
from cmcn4.readers.values.labels import barest, is_text
from cmcn4.readers.values.periods import is_school_year

_OF_EITHER = frozenset({"gia tri", "so lieu", "value", "values", "figures", "data"})
"""Names of columns that may hold results as well as what is wanted."""


def continued(made: Plan, body: Sequence[Row], context: Context) -> Fault | None:
    """Return what is wrong when the header goes on below with names that are not understood.

    One of «số hộ» and «tỷ lệ» below a year is not the indicator, whatever its number is.
    """
    first = next((cells for _, cells in body if filled(cells)), [])
    if any(index < len(first) and first[index].strip() for index in made.keys):
        return None
    told = [i for i in made.values if i < len(first) and _is_name(first[i], context.texts)]
    if not told:
        return None
    names = tuple(found(" ".join(first[i].split())) for i in told)
    return Fault(problem("column-ambiguous", role=TITLES["value"], columns=names), told[0])


def _is_name(cell: str, texts: Texts) -> bool:
    """Whether a cell where a value is expected names something: «số hộ», «KV1», «10 xã điểm».

    A unit does not, be it behind a number.
    """
    if type(cell) is not str or not is_text(cell):
        return False
    bare = cell.strip(" ()")
    words = bare.lstrip("0123456789.,<>≤≥~ ")
    if texts.read(words).unit:
        return False
    return words == bare or len(words.split()) > 1


def spread(
    made: Plan | Fault, block: Block, merges: Sequence[Merge], body: Sequence[Row]
) -> Fault | None:
    """Return a fault there is, or that of one name merged above several columns of numbers."""
    if isinstance(made, Fault):
        return made
    for top, left, last, right in merges:
        if left == right or left - 1 not in made.values or not block.first <= top <= block.row:
            continue
        unnamed = [i for i in range(left, right) if not any(block.texts[i : i + 1])]
        cells = (cell for _, row in body for i in unnamed for cell in row[i : i + 1])
        if last <= block.row and any(map(is_figure, cells)):
            return ambiguous("value", block, [left - 1])
    return None


def ambiguous(role: str, block: Block, columns: Sequence[int]) -> Fault:
    """Return the fault that several columns could be the one."""
    names = tuple(found(block.texts[index]) for index in columns)
    what = problem("column-ambiguous", role=TITLES[role], columns=names)
    return Fault(what, columns[-1])


def _may_be_plans(made: Plan, block: Block) -> bool:
    """Whether a column of values does not say that it holds results: «Giá trị», an indicator."""
    names = [barest(block.texts[i]) for i in made.values if not block.facets[i].period]
    said = (None if fold(name) in _OF_EITHER else said_words(name) for name in names)
    return not all(words and (words.result or words.status) for words in said)


def _undated(made: Plan, block: Block, said: Around, looks: Looks) -> Fault | bool:
    """Take the period of columns that name none from what stands around; whether there is none."""
    if said.cumulated:
        text = found(said.cumulated)
        return Fault(problem("period-unreadable", variant="cumulated", found=text))
    if len(said.periods) == 1 and not (said.others and _may_be_plans(made, block)):
        made.period = said.periods[0]
    elif said.periods:
        role, both = TITLES["period"], (*said.periods, *said.others)
        return Fault(problem("column-ambiguous", role=role, columns=both))
    elif not looks.dated_levels():
        made.period = "" if any(block.facets[i].period for i in made.values) else said.filed
        return not made.period
    return False


def wrong(  # noqa: C901 - one question after the other, in the order they are told in
    made: Plan, block: Block, said: Around, looks: Looks, context: Context
) -> Fault | None:
    """Return what a table lacks, or has twice."""
    facets = [block.facets[i] for i in made.values]
    named = [f for f in facets if f.indicator]
    missing = []
    if not made.indicator and len(named) < len(made.values) and not said.indicator:
        missing.append("indicator")
    if {(True, False), (False, True)} <= {(bool(f.period), bool(f.indicator)) for f in facets}:
        return ambiguous("value", block, made.values)
    if len(made.values) > 1 and not (
        any(f.axis for f in facets) or differ(block, made.values, context)
    ):
        return ambiguous("value", block, made.values)
    if not all(f.period for f in facets) and "period" not in made.single:
        undated = _undated(made, block, said, looks)
        if isinstance(undated, Fault):
            return undated
        if undated:
            missing.append("period")
    if not made.values:
        if block.shadowed or (said.basis and made.changes):
            return None  # what stands below is told by the names of its columns
        missing.append("value")
    school = next((i for i in block.own if is_school_year(block.texts[i])), None)
    if "period" in missing and school is not None:
        what = problem("period-unreadable", variant="school", found=found(block.texts[school]))
        return Fault(what, school)
    if missing:
        names = tuple(TITLES[role] for role in missing)
        return Fault(problem("column-missing", missing=names, columns=names_of(block.texts)))
    return None
