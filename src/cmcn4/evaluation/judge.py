"""Where a value meets a threshold; the only place in the program that compares them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import assert_never

from cmcn4.model.interval import Interval, point
from cmcn4.model.rule import Comparison
from cmcn4.model.verdict import Answer

OPPOSITE: Mapping[Answer, Answer] = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}


def compare(value: Interval, sign: Comparison, number: Decimal) -> Answer:
    """Say whether every possible value satisfies the comparison, none does, or some do."""
    return against(value, sign, point(number))


def against(value: Interval, sign: Comparison, other: Interval) -> Answer:
    """Say whether a value satisfies a comparison with another one, whatever both may be.

    `in` asks whether it lies inside the other, which is a band with both ends.
    """
    match sign:
        case ">=" | "~":
            sure, never = value.low >= other.high, below(value, other)
        case ">":
            sure, never = below(other, value), value.high <= other.low
        case "<=":
            sure, never = value.high <= other.low, below(other, value)
        case "<":
            sure, never = below(value, other), value.low >= other.high
        case "in":
            sure = other.low <= value.low and value.high <= other.high
            never = below(value, other) or below(other, value)
        case _:
            assert_never(sign)
    return Answer.YES if sure else Answer.NO if never else Answer.UNKNOWN


def holding(sign: Comparison, number: Decimal) -> Callable[[Decimal], bool] | None:
    """Return what says of one exact value whether it satisfies a comparison with a number.

    None for what is no comparison with one number alone. It is for many values: the number's own
    method is called, from its side.
    """
    match sign:
        case ">=":
            return number.__le__
        case ">":
            return number.__lt__
        case "<=":
            return number.__ge__
        case "<":
            return number.__gt__
        case "~" | "in":
            return None
        case _:
            assert_never(sign)


def holds(value: int, sign: Comparison, number: int) -> bool:
    """Say the same of one exact value; both are counted in the same small unit."""
    match sign:
        case ">=":
            return value >= number
        case ">":
            return value > number
        case "<=":
            return value <= number
        case "<":
            return value < number
        case "~" | "in":
            raise ValueError(sign)  # these have no one number
        case _:
            assert_never(sign)


def about(value: Interval, nominal: Decimal, tolerance: Decimal, *, higher: bool) -> Answer:
    """Judge «khoảng»: at or beyond the nominal value yes, short of the tolerance no, else unknown.

    One-sided in the indicator's direction; the edge of the tolerance belongs to the unknown.
    """
    if higher:
        sure, never = value.low >= nominal, _below(value, nominal - tolerance)
    else:
        sure, never = value.high <= nominal, _beyond(value, nominal + tolerance)
    return Answer.YES if sure else Answer.NO if never else Answer.UNKNOWN


def margin(value: Interval, *, upward: bool, number: Decimal, met: bool) -> Decimal:
    """Return the signed distance to the threshold, from the nearer end of the interval."""
    return margin_from(value, point(number), upward=upward, met=met)


def margin_from(value: Interval, other: Interval, *, upward: bool, met: bool) -> Decimal:
    """Return the signed distance to another value, from the nearer ends of both."""
    if upward:
        return value.low - other.high if met else value.high - other.low
    return other.low - value.high if met else other.high - value.low


def margin_of_band(value: Interval, band: Interval, *, met: bool) -> Decimal:
    """Return the distance to the nearer end of a band: positive inside it, negative outside."""
    if met:
        return min(value.low - band.low, band.high - value.high)
    return value.high - band.low if below(value, band) else band.high - value.low


def conjunction(answers: list[Answer]) -> Answer:
    """Return the answer of conditions that must all hold: no, else none, else unknown, else yes."""
    for answer in (Answer.NO, Answer.NONE, Answer.UNKNOWN):
        if answer in answers:
            return answer
    return Answer.YES


def unanimous(rule: Answer, readings: list[Answer]) -> Answer:
    """Return yes or no only if the rule and every reading agree; none if the rule has none."""
    if rule is Answer.NONE:
        return Answer.NONE
    return rule if all(reading is rule for reading in readings) else Answer.UNKNOWN


class Among:
    """Values in their order, so that those better than another one are counted by a search."""

    def __init__(self, values: Iterable[Interval]) -> None:
        """Sort both ends: of equal ones an open end lies beyond a closed one, within it before."""
        values = list(values)
        self._lows = sorted((value.low, value.low_open) for value in values)
        self._highs = sorted((value.high, not value.high_open) for value in values)

    def surely(self, own: Interval, *, upward: bool) -> int:
        """Return how many are better than a value, whatever they and it may be."""
        if upward:
            search = bisect_left if own.high_open else bisect_right
            return len(self._lows) - search(self._lows, (own.high, False))
        search = bisect_right if own.low_open else bisect_left
        return search(self._highs, (own.low, True))

    def possibly(self, own: Interval, *, upward: bool) -> int:
        """Return how many may be better than a value."""
        if upward:
            return len(self._highs) - bisect_right(self._highs, (own.low, True))
        return bisect_left(self._lows, (own.high, False))


def better(theirs: Interval, own: Interval, *, upward: bool) -> tuple[bool, bool]:
    """Return whether a value is surely, and whether it is possibly, better than another one."""
    if upward:
        theirs, own = own, theirs
    return below(theirs, own), theirs.low < own.high


def below(one: Interval, other: Interval) -> bool:
    """Whether every value of one interval is smaller than every value of the other."""
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def _below(value: Interval, number: Decimal) -> bool:
    """Whether the whole interval lies below the number."""
    return value.high < number or (value.high == number and value.high_open)


def _beyond(value: Interval, number: Decimal) -> bool:
    """Whether the whole interval lies above the number."""
    return value.low > number or (value.low == number and value.low_open)
