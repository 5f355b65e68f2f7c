"""The figure of a derived indicator, worked out of those of its operands: exact fractions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from cmcn4.evaluation.exact import decimal_of
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import Operation, Unit, operands
from cmcn4.model.observation import WEAKEST_FIRST, Made, Observation, Origin, in_data

_Number = Fraction | float
"""Exact; a float only where there is no limit."""
_PERCENT = 100


class Term(NamedTuple):
    """What one operand tells in a period."""

    rows: tuple[Observation, ...]
    value: Interval
    tied: bool
    doubt: str


class _Ends(NamedTuple):
    """An interval of exact ends."""

    low: _Number
    high: _Number
    low_open: bool
    high_open: bool

    def negated(self) -> _Ends:
        return _Ends(-self.high, -self.low, self.high_open, self.low_open)

    def plus(self, other: _Ends) -> _Ends:
        low_open, high_open = self.low_open or other.low_open, self.high_open or other.high_open
        return _Ends(self.low + other.low, self.high + other.high, low_open, high_open)

    def times(self, factor: Fraction) -> _Ends:
        return self._replace(low=self.low * factor, high=self.high * factor)

    def absolute(self) -> _Ends:
        """Return how far from 0: from 0 on where both signs are possible."""
        if self.low >= 0:
            return self
        mirrored = self.negated()
        if self.high <= 0:
            return mirrored
        if self.high == mirrored.high:
            return _Ends(Fraction(0), self.high, False, self.high_open and mirrored.high_open)  # noqa: FBT003 - its ends
        far = max(self, mirrored, key=lambda ends: ends.high)
        return _Ends(Fraction(0), far.high, False, far.high_open)  # noqa: FBT003 - its ends

    def over(self, divisor: _Ends) -> _Ends:
        """Return the quotients by a divisor above 0."""
        near, far = (divisor.low, divisor.low_open), (divisor.high, divisor.high_open)
        low = _quotient((self.low, self.low_open), far if self.low >= 0 else near)
        high = _quotient((self.high, self.high_open), near if self.high >= 0 else far)
        return _Ends(low[0], high[0], low[1], high[1])


def made(indicator: Indicator, unit: Unit, terms: Sequence[Term]) -> Observation | None:
    """Return the figure of one area and period; None where the divisor may be 0 or less.

    `terms` are the operands' in their order, at least one row each; they stand in its place.
    """
    derived = indicator.derived
    assert derived is not None  # noqa: S101 - asked for such only
    (formula,) = derived.stated
    ends = [_ends(term) for term in terms]
    if formula.operation == "ratio" and not _positive(ends[1]):
        return None
    found = _worked_out(formula.operation, ends)
    if derived.absolute:
        found = found.absolute()
    if formula.operation == "ratio":
        found = found.times(_scale(unit))
    low, high = decimal_of(found.low), decimal_of(found.high)
    rows = in_data([row for term in terms for row in term.rows])
    first = terms[0].rows[0]
    return first._replace(
        indicator=indicator.id,
        value=Interval(low, high, found.low_open, found.high_open),
        origin=_origin(rows, next(filter(None, (term.doubt for term in terms)), "")),
        made=Made(
            rows,
            tuple(term.value for term in terms),
            (found.low, found.high),
            any(term.tied for term in terms),
        ),
    )


def stated_in_place(
    indicators: Mapping[str, Indicator], used: Iterable[Observation]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield derived indicators of which rows used state what operands could tell, with these.

    One at a time, with those behind it, which may be stated, too; then all of them.
    """
    found = set[str]()
    for name in {row.indicator for row in used}:
        if indicators[name].derived:
            found |= {name, *(behind for behind, _ in operands(indicators, name))}
    derived = sorted(name for name in found if indicators[name].derived)
    together = [derived] if len(derived) > 1 else []
    for names in [*([name] for name in derived), *together]:
        formulas = (each.stated for name in names if (each := indicators[name].derived))
        behind = (one.indicator for (formula,) in formulas for one in formula.operands)
        yield "; ".join(dict.fromkeys(behind)), frozenset(names)


def _worked_out(operation: Operation, ends: list[_Ends]) -> _Ends:
    first, *others = ends
    match operation:
        case "difference":
            return first.plus(others[0].negated())
        case "ratio":
            return first.over(others[0])
        case "sum" | "mean":
            for other in others:
                first = first.plus(other)
            return first.times(Fraction(1, len(ends) if operation == "mean" else 1))
        case _:
            assert_never(operation)


def _ends(term: Term) -> _Ends:
    """Return the exact ends of an operand: of a derived one those that no decimal holds, too."""
    value = term.value
    low, high = (_exact(end) for end in (value.low, value.high))
    for row in term.rows:
        if row.made is not None:
            low = row.made.ends[0] if row.value.low == value.low else low
            high = row.made.ends[1] if row.value.high == value.high else high
    return _Ends(low, high, value.low_open, value.high_open)


def _exact(end: Decimal) -> _Number:
    return Fraction(end) if end.is_finite() else float(end)


def _positive(divisor: _Ends) -> bool:
    return divisor.low > 0 or (divisor.low == 0 and divisor.low_open)


def _quotient(end: tuple[_Number, bool], by: tuple[_Number, bool]) -> tuple[_Number, bool]:
    """Return one end of a quotient, and whether it is open: no limit is ever reached."""
    (number, is_open), (divisor, divisor_open) = end, by
    if number == 0:
        return Fraction(0), is_open
    if isinstance(divisor, float):
        return Fraction(0), True
    if divisor == 0:
        return math.copysign(math.inf, number), True
    return number / divisor, is_open or divisor_open


def _scale(unit: Unit) -> Fraction:
    """Return how many of its unit a ratio of 1 is."""
    return Fraction(_PERCENT if unit.kind == "percent" else unit.per or 1)


def _origin(rows: tuple[Observation, ...], doubt: str) -> Origin:
    """Return what is said of all rows together: their sources, the weakest of their states."""
    origins = [row.origin for row in rows]
    states = {origin.status for origin in origins}
    first = origins[0]
    return Origin(
        source=_listed(origin.source for origin in origins),
        source_id=_listed(origin.source_id for origin in origins),
        url=first.url if all(origin.url == first.url for origin in origins) else "",
        released=max((origin.released for origin in origins if origin.released), default=None),
        status=next(status for status in WEAKEST_FIRST if status in states),
        stated=all(origin.stated for origin in origins),
        doubt=doubt,
    )


def _listed(names: Iterable[str]) -> str:
    """Return names once each; bodies that tell one figure together are one source of it."""
    return "; ".join(dict.fromkeys(filter(None, names)))
