"""A value as all the numbers it may be, and what a condition says of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Answer = Literal["yes", "no", "unknown", "none"]
Rule = dict[str, Any]
COMPARISONS = ("at_least", "above", "at_most", "below", "about", "each_at_least")


@dataclass(frozen=True)
class Span:
    """From `low` to `high`; None is an end that nothing limits."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def value(self) -> Fraction | None:
        same = self.low is not None and self.low == self.high
        return self.low if same and not self.low_open and not self.high_open else None

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None or self.low < self.high:
            return False
        return self.low > self.high or self.low_open or self.high_open

    def mirrored(self) -> Span:
        low = None if self.low is None else -self.low
        high = None if self.high is None else -self.high
        return Span(high, low, self.high_open, self.low_open)


def point(value: Fraction) -> Span:
    return Span(value, value)


def cut(span: Span, least: Fraction | None, most: Fraction | None) -> Span:
    """Return the part from `least` to `most`, which may be empty."""
    low, low_open, high, high_open = span.low, span.low_open, span.high, span.high_open
    if least is not None and (low is None or low < least):
        low, low_open = least, False
    if most is not None and (high is None or high > most):
        high, high_open = most, False
    return Span(low, high, low_open, high_open)


def hull(spans: list[Span]) -> Span:
    """Return the smallest span that holds all given ones."""
    result = spans[0]
    for span in spans[1:]:
        result = _lower(_lower(result, span).mirrored(), span.mirrored()).mirrored()
    return result


def _lower(span: Span, other: Span) -> Span:
    """Return `span` with the lower of both lower ends."""
    if span.low is None or other.low is None:
        return Span(None, span.high, low_open=False, high_open=span.high_open)
    low = min(span.low, other.low)
    closed = any(one.low == low and not one.low_open for one in (span, other))
    return Span(low, span.high, not closed, span.high_open)


def total(spans: list[Span]) -> Span:
    """Return the sum of spans."""
    result = point(Fraction(0))
    for span in spans:
        low = None if result.low is None or span.low is None else result.low + span.low
        high = None if result.high is None or span.high is None else result.high + span.high
        low_open, high_open = result.low_open or span.low_open, result.high_open or span.high_open
        result = Span(low, high, low_open, high_open)
    return result


def meet(span: Span, other: Span) -> bool:
    """Whether both have a value in common."""
    return not (beneath(span, other) or beneath(other, span))


def beneath(span: Span, other: Span) -> bool:
    """Whether every value of `span` is smaller than every value of `other`."""
    if span.high is None or other.low is None:
        return False
    return span.high < other.low or (span.high == other.low and (span.high_open or other.low_open))


@dataclass(frozen=True)
class Condition:
    """A comparison with a number; `about` looks one way, in the indicator's direction."""

    name: str
    number: Fraction
    tolerance: Fraction
    higher: bool

    def answer(self, span: Span) -> Answer:
        """Say whether it holds for all values of the span, for none, or for some."""
        if not self.higher:
            return self._mirrored().answer(span.mirrored())
        short = Span(None, self.number - self.tolerance, low_open=False, high_open=True)
        good = Span(self.number, None)
        if self.name in ("above", "below"):
            short = Span(None, self.number)
            good = Span(self.number, None, low_open=True)
        if _within(span, good):
            return "yes"
        return "no" if _within(span, short) else "unknown"

    def margin(self, span: Span, answer: Answer) -> Fraction | None:
        """Return how far the nearer end is beyond the number; below zero: how far short of it."""
        if not self.higher:
            return self._mirrored().margin(span.mirrored(), answer)
        end = {"yes": span.low, "no": span.high}.get(answer)
        return None if end is None else end - self.number

    def _mirrored(self) -> Condition:
        return Condition(self.name, -self.number, self.tolerance, higher=True)


@dataclass(frozen=True)
class Band:
    """A comparison with two numbers: from the one to the other, ends included."""

    low: Fraction
    high: Fraction
    number: Fraction
    """The end that is shown: where the band begins in the indicator's direction."""

    def answer(self, span: Span) -> Answer:
        """Say whether all values of the span lie inside, all outside, or some."""
        if _within(span, Span(self.low, self.high)):
            return "yes"
        outside = beneath(span, point(self.low)) or beneath(point(self.high), span)
        return "no" if outside else "unknown"

    def margin(self, span: Span, answer: Answer) -> Fraction | None:
        """Return how far the nearer end is inside; below zero: how far outside."""
        if answer == "yes":
            assert span.low is not None
            assert span.high is not None
            return min(span.low - self.low, self.high - span.high)
        if answer != "no":
            return None
        if beneath(span, point(self.low)):
            return None if span.high is None else span.high - self.low
        return None if span.low is None else self.high - span.low


Wanted = Condition | Band


def _within(span: Span, outer: Span) -> bool:
    """Whether all values of `span` are values of `outer`."""
    return hull([span, outer]) == outer


def condition(rule: Rule, direction: str, each: str = "") -> Wanted | None:
    """Return the comparison that a rule states; `each` names one of several."""
    if "between" in rule:
        low, high = (exact(end) for end in rule["between"])
        begins = high if direction == "lower" else low
        if rule.get("strict"):
            return Band(low, high, begins)
        name = "at_most" if direction == "lower" else "at_least"
        return Condition(name, begins, Fraction(0), higher=direction != "lower")
    for name in COMPARISONS:
        if rule.get(name) is not None and (not each or name == each):
            higher = name == "about" and direction == "higher"
            tolerance = exact(rule.get("tolerance", 0))
            return Condition(name, exact(rule[name]), tolerance, higher or upward(name))
    return None


def upward(name: str) -> bool:
    """Whether a comparison asks for more."""
    return name in ("at_least", "above", "each_at_least")


def exact(number: Any) -> Fraction:
    return Fraction(str(number))
