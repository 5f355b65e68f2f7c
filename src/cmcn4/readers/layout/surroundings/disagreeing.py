"""Columns of one table that disagree: a share with the counts beside it, months with their year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Observation, Place
from cmcn4.model.period import YEAR
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.roles.measures import COUNT, DENIED, counts
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.numbers import number
from cmcn4.readers.values.units import is_percent

_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_ROUNDED = Decimal("0.06")
"""What a share with one decimal may differ by from that of its counts; more where it has none."""
_HUNDRED, _PAIR = 100, 2


def disagreeing(
    table: tuple[Block, Plan], rows: Mapping[int, Sequence[str]], figures: Sequence[Observation]
) -> Iterator[tuple[Place, Problem]]:
    """Yield what columns say that others do not."""
    block, plan = table
    yield from _shares(block, plan, rows, figures)
    yield from _turns(block, plan, figures[0])


def _shares(
    block: Block, plan: Plan, rows: Mapping[int, Sequence[str]], figures: Sequence[Observation]
) -> Iterator[tuple[Place, Problem]]:
    """Yield the first share that is not that of the two counts in its row."""
    counted = [i for i in block.own if _is_count(block, i)]
    shares = [i for i in plan.values if is_percent(block.facets[i].unit)]
    if len(counted) != _PAIR or len(shares) != 1:
        return
    denied = any(DENIED & {*fold(block.texts[i]).split()} for i in counted)
    for each in figures:
        cells, column = rows[each.row], each.place.column or 0
        if column != shares[0] + 1 or max(*counted, column - 1) >= len(cells):
            continue
        pair = sorted(filter(None, (_whole(cells[i]) for i in counted)))
        share = number(cells[column - 1].strip(" %"))
        told = share and (share.comma if share.point is None else share.point)
        if len(pair) < _PAIR or told is None:
            continue
        if denied or abs(pair[0] * _HUNDRED / pair[1] - told) > _near(told):
            what = problem("percent-suspicious", variant="counts", found=found(cells[column - 1]),
                           first=pair[0], second=pair[1])  # fmt: skip
            yield each.place, what
            return


def _is_count(block: Block, index: int) -> bool:
    return block.facets[index].unit == COUNT or counts(block.texts[index])


def _whole(cell: str) -> Decimal | None:
    """Return a count, whatever its marks: it has no decimals."""
    digits = "".join(c for c in cell if c not in ".,  \u00a0")
    return Decimal(digits) if digits.isascii() and digits.isdigit() else None


def _near(share: Decimal) -> Decimal:
    exponent = share.as_tuple().exponent
    return _ROUNDED * 10 if exponent == 0 else _ROUNDED


def _turns(block: Block, plan: Plan, figure: Observation) -> Iterator[tuple[Place, Problem]]:
    """Yield the first column that goes on after the end of the year of the one before it."""
    periods = [(i, block.facets[i].period) for i in sorted(plan.values)]
    parts = [(i, said.period) for i, said in periods if said and said.period.kind < YEAR]
    for (before, first), (after, then) in pairwise(parts):
        bare = not (_YEAR.search(block.texts[before]) or _YEAR.search(block.texts[after]))
        ends = first.last == first.last.replace(month=12, day=31)
        begins = then.first == first.last.replace(month=1, day=1)
        if bare and ends and begins and first.kind == then.kind:
            place = Place(figure.place.sheet, block.row, after + 1)
            yield place, problem("unit-suspicious", variant="turn", found=block.texts[before],
                                 next=block.texts[after], period=then.code)  # fmt: skip
            return
