"""What a figure is of, and what it may be, in codes that a report has and a later run reads."""

from __future__ import annotations

import re
from decimal import Decimal

from cmcn4.model.interval import Interval
from cmcn4.model.lazy.pattern import Pattern

_NO_LIMIT = "…"
_END = rf"-?\d+(?:\.\d+)?|{re.escape(_NO_LIMIT)}"
_BRACKETS = Pattern(rf"(?P<opens>[\[(])(?P<low>{_END}), (?P<high>{_END})(?P<closes>[\])])")
_INFINITE = Decimal("Infinity")
_FEWEST = 3


def codes(indicator: str, breakdown: str, area: str, period: str) -> str:
    """Return what a figure is of; a total has no breakdown."""
    return " ".join(filter(None, (indicator, breakdown, area, period)))


def parts(text: str) -> tuple[str, str, str, str]:
    """Return what `codes` was made of; ValueError where it is none."""
    words = text.split(" ")
    if len(words) < _FEWEST:
        raise ValueError(text)
    indicator, *breakdown, area, period = words
    return indicator, " ".join(breakdown), area, period


def observed(value: Interval) -> Decimal | str:
    """Return a number, or all that a bounded one may be: `[20, 25]`, `(87, 95.7)`, `(80, …)`."""
    if value.is_point:
        return value.low
    opens, closes = "(" if value.low_open else "[", ")" if value.high_open else "]"
    low, high = (f"{end:f}" if end.is_finite() else _NO_LIMIT for end in (value.low, value.high))
    return f"{opens}{low}, {high}{closes}"


def interval(told: Decimal | str) -> Interval:
    """Return what `observed` was made of; ValueError where it is none."""
    if isinstance(told, Decimal):
        return Interval(told, told)
    found = _BRACKETS.fullmatch(told)
    if found is None:
        raise ValueError(told)
    low, high = found["low"], found["high"]
    return Interval(
        -_INFINITE if low == _NO_LIMIT else Decimal(low),
        _INFINITE if high == _NO_LIMIT else Decimal(high),
        found["opens"] == "(",
        found["closes"] == ")",
    )
