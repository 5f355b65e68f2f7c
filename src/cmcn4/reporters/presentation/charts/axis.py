"""Axes of the page's charts: round ticks, and places on the drawing, reckoned exactly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

from cmcn4.locale.numbers import number, trimmed
from cmcn4.locale.writing import writing
from cmcn4.model.lazy.named import NamedTuple

WIDE = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Digits enough for a drawing, of numbers of any size."""
_STEPS = 4
_LONGEST = 11
"""Characters of a tick's label that fit beside the drawing."""


class Axis(NamedTuple):
    """A stretch of values with its ticks, from low to high."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Return where a value lies between low (0) and high (1); never outside."""
        with localcontext(WIDE):
            share = (value - self.low) / (self.high - self.low)
        return float(min(max(share, Decimal(0)), Decimal(1)))


def axis(
    values: Iterable[Decimal],
    *,
    whole: bool = False,
    limits: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Axis:
    """Return an axis that holds all values, its ends at ticks or at the limits of what is valid.

    `whole` keeps ticks to whole numbers, as of ranks.
    """
    with localcontext(WIDE):
        found = [+value for value in values]
        low, high = min(found), max(found)
        if low == high:
            room = abs(low) / 10 or Decimal(1)
            low, high = low - room, high + room
        step = _step(low, high, whole=whole)
        start = (low / step).to_integral_value(ROUND_FLOOR) * step
        end = (high / step).to_integral_value(ROUND_CEILING) * step
        count = int((end - start) / step)
        ticks = [start + tick * step for tick in range(count + 1)]
        return _within(ticks, limits, (min(found), max(found)))


def _step(low: Decimal, high: Decimal, *, whole: bool) -> Decimal:
    """Return 1, 2 or 5 times a power of ten, so that about four steps make the stretch."""
    raw = (high - low) / _STEPS
    power = Decimal(1).scaleb(raw.adjusted())
    step = next(each * power for each in (1, 2, 5, 10) if raw <= each * power)
    return max(step, Decimal(1)) if whole else step


def _within(
    ticks: list[Decimal],
    limits: tuple[Decimal | None, Decimal | None],
    ends: tuple[Decimal, Decimal],
) -> Axis:
    """Cut the axis to what is valid, as long as the values themselves keep to it."""
    low, high = ticks[0], ticks[-1]
    least, most = limits
    if least is not None and low < least <= ends[0]:
        low = least
        ticks = [least, *(tick for tick in ticks if tick > least)]
    if most is not None and ends[1] <= most < high and low < most:
        high = most
        ticks = [tick for tick in ticks if tick <= most]
    return Axis(low, high, tuple(ticks))


def label(value: Decimal, lang: str) -> str:
    """Return a tick's label; a number too long for its place by its power of ten."""
    text = number(trimmed(value), lang)
    if len(text) <= _LONGEST:
        return text
    return f"{value:.2E}".replace(".", writing(lang).mark)


def years(first: int, last: int, most: int = 8) -> tuple[int, ...]:
    """Return the years that are labelled, the last always among them."""
    step = 1
    while (last - first) // step >= most:
        step = {1: 2, 2: 5}.get(step, step + 5)
    return tuple(sorted(range(last, first - 1, -step)))
