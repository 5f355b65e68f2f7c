"""A value as an interval: a plain number has width 0, a bound such as «gần 80» has not."""

from __future__ import annotations

from decimal import MAX_PREC, Context, Decimal
from typing import Literal, assert_never

from cmcn4.model.lazy.named import NamedTuple

Range = tuple[Decimal | None, Decimal | None]
"""Smallest and largest valid value; None where there is none."""
Bound = Literal["", "over", "nearly", "under", "about", "least", "most"]
"""What the words or signs before a number make of it; empty for a plain value."""
ABOUT = Decimal("0.05")
"""How far «khoảng 90» reaches to either side."""
_BEYOND = Decimal("0.1")
_EXACT = Context(prec=MAX_PREC)  # products of a tenth never round
_INFINITE = Decimal("Infinity")


class Interval(NamedTuple):
    """All values an observation may have, from `low` to `high`, ends open or closed."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """Whether exactly one value is possible."""
        return self.low == self.high and not (self.low_open or self.high_open)

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Both ends; None for one without a known limit, which is infinite."""
        low, high = self.low, self.high
        return low if low.is_finite() else None, high if high.is_finite() else None

    @property
    def limited(self) -> bool:
        """Whether both ends are known."""
        return None not in self.ends

    @property
    def value(self) -> Decimal | None:
        """The value, if there is exactly one."""
        return self.low if self.is_point else None

    def cut(self, low: Decimal | None, high: Decimal | None) -> Interval:
        """Return the part inside [low, high]; itself when nothing of it is inside."""
        start, end = self.low, self.high
        start_open, end_open = self.low_open, self.high_open
        if low is not None and start < low:
            start, start_open = low, False
        if high is not None and end > high:
            end, end_open = high, False
        return Interval(start, end, start_open, end_open) if start <= end else self

    def outside(self, low: Decimal | None, high: Decimal | None) -> bool:
        """Whether no value of it lies in [low, high]."""
        below = low is not None and (self.high < low or (self.high == low and self.high_open))
        above = high is not None and (self.low > high or (self.low == high and self.low_open))
        return below or above


def point(value: Decimal) -> Interval:
    """Return the interval that holds just this value."""
    return Interval(value, value)


def left_open(bound: Bound, value: Decimal, valid: Range) -> Interval:
    """Return what «trên», «gần», «dưới», «khoảng» … leave open; an end without a limit is infinite.

    Ten percent beyond the value or short of it, five around it, all below it. Above zero there is
    no ten percent: the interval reaches to the end of the valid range.
    """
    if not bound:
        return point(value)
    low, high = valid
    # abs() would round
    share = _EXACT.multiply(value.copy_abs(), ABOUT if bound == "about" else _BEYOND)
    match bound:
        case "about":
            return Interval(_EXACT.subtract(value, share), _EXACT.add(value, share))
        case "over" | "least":
            end = _EXACT.add(value, share) if value else high
            return Interval(value, _INFINITE if end is None else end, low_open=bound == "over")
        case "nearly":
            return Interval(_EXACT.subtract(value, share), value, high_open=True)
        case "under" | "most":
            end = -_INFINITE if low is None else low
            return Interval(end, value, high_open=bound == "under")
        case _:
            assert_never(bound)


def hull(intervals: list[Interval]) -> Interval:
    """Return the smallest interval that holds all given ones; at least one is needed."""
    low = high = intervals[0]
    for interval in intervals:
        if interval is low:
            continue
        if interval.low < low.low or (interval.low == low.low and low.low_open > interval.low_open):
            low = interval
        if interval.high > high.high or (
            interval.high == high.high and high.high_open > interval.high_open
        ):
            high = interval
    return Interval(low.low, high.high, low.low_open, high.high_open)
