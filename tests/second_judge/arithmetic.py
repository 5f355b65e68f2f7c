"""Reckoning with values that may be anything from one number to another."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from second_judge.spans import Span, cut, total

PLACES = 10**10


def difference(span: Span, other: Span) -> Span:
    return total([span, other.mirrored()])


def scaled(span: Span, factor: Fraction) -> Span:
    """Return the span times a number above zero."""
    low = None if span.low is None else span.low * factor
    high = None if span.high is None else span.high * factor
    return Span(low, high, span.low_open, span.high_open)


def magnitude(span: Span) -> Span:
    """Return how far from zero the span is."""
    positive = cut(span, Fraction(0), None)
    negative = cut(span.mirrored(), Fraction(0), None)
    sides = [side for side in (positive, negative) if not side.empty]
    if len(sides) == 1:
        return sides[0]
    first, second = sides
    if first.high is None or second.high is None:
        return Span(Fraction(0), None)
    high = max(first.high, second.high)
    reached = any(side.high == high and not side.high_open for side in sides)
    return Span(Fraction(0), high, high_open=not reached)


def above_zero(span: Span) -> bool:
    """Whether no value of the span is zero or less."""
    return span.low is not None and (span.low > 0 or (span.low == 0 and span.low_open))


def quotient(span: Span, divisor: Span) -> Span:
    """Return the span over a divisor that is above zero."""
    low, low_open = _least(span, divisor)
    high, high_open = _least(span.mirrored(), divisor)
    return Span(low, None if high is None else -high, low_open, high_open)


def _least(span: Span, divisor: Span) -> tuple[Fraction | None, bool]:
    """Return the lower end of a quotient, and whether it is open."""
    if span.low is None:
        return None, False
    if span.low == 0:
        return Fraction(0), span.low_open
    end, is_open = (divisor.high, divisor.high_open) if span.low > 0 else (
        divisor.low, divisor.low_open)  # fmt: skip
    if end is None:
        return Fraction(0), True
    if end == 0:
        return None, False  # the smaller the divisor, the farther below zero
    return span.low / end, span.low_open or is_open


def derive(entry: dict[str, Any], spans: list[Span], factor: int) -> Span | None:
    """Return what a derived indicator is when its operands are these; None where it has none."""
    how = next(name for name in entry if name != "absolute")
    if how == "ratio":
        if not above_zero(spans[1]):
            return None
        return scaled(quotient(*spans), Fraction(factor))
    ways: dict[str, Callable[[], Span]] = {
        "difference": lambda: difference(*spans),
        "sum": lambda: total(spans),
        "mean": lambda: scaled(total(spans), Fraction(1, len(spans))),
    }
    found = ways[how]()
    return magnitude(found) if entry.get("absolute") else found


def ends(number: Fraction) -> bool:
    """Whether a number can be written with finitely many decimals."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def rounded(exact: Fraction, number: Fraction | None) -> Fraction:
    """Return what does not end to ten decimals, on the side of `number` on which it lies."""
    if ends(exact):
        return exact
    shown = Fraction(round(exact * PLACES), PLACES)
    return shown if number is None else beside(exact, number, shown, number)


def beside(reached: Fraction, wanted: Fraction, shown: Fraction, number: Fraction) -> Fraction:
    """Return what is rounded on the side of the number on which what was reached lies."""
    if reached == wanted:
        return number
    step = Fraction(1, PLACES)
    if reached > wanted and shown <= number:
        return number + step
    return number - step if reached < wanted and shown >= number else shown


def shown(span: Span, number: Fraction | None) -> Span:
    """Return a span as it is shown beside the number it is compared with."""
    low = None if span.low is None else rounded(span.low, number)
    high = None if span.high is None else rounded(span.high, number)
    return Span(low, high, span.low_open, span.high_open)
