"""Figures that another sheet of the same file has in full: a summary repeats them rounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from cmcn4.model.observation import Observation

_ROUNDING = Context(prec=500, traps=[])
_MOST = 16
"""Rows of one cell that are compared with each other."""


def rounded(rows: Sequence[Observation]) -> list[tuple[int, int]]:
    """Return the places of rows that are others rounded, each with that of the one in full."""
    some = range(len(rows)) if 1 < len(rows) <= _MOST else ()
    pairs = ((at, next((n for n in some if _is_rounded(rows[at], rows[n])), -1)) for at in some)
    return [(at, full) for at, full in pairs if full >= 0]


def _is_rounded(row: Observation, other: Observation) -> bool:
    """Whether a row is another of the same file, but of another sheet, to fewer decimals."""
    if row.sheet.path != other.sheet.path or row.sheet.name == other.sheet.name:
        return False
    if not (row.value.is_point and other.value.is_point):
        return False
    value, full = row.value.low, other.value.low
    places = int(value.as_tuple().exponent)
    if not int(full.as_tuple().exponent) < places <= 0:
        return False
    step = Decimal(1).scaleb(places)
    return value in {
        full.quantize(step, how, _ROUNDING) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }
