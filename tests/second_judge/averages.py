"""The mean of yearly rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from fractions import Fraction
from math import prod

from second_judge.rows import Found, Period, period, span_of
from second_judge.spans import Rule, Span, condition
from second_judge.values import judged
from second_judge.view import NONE, Outcome, View

PLACES = 10**10


def average(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether the rates of all years together reach the number."""
    wanted = condition(rule, "higher")
    assert wanted is not None
    first, last = (int(year) for year in rule["over"].split("-"))
    series = (indicator, area, "")
    whole = Period(dt.date(first, 1, 1), dt.date(last, 12, 31), rule["over"])
    found: dict[int, Found] = {}
    for year in range(first, last + 1):
        when = _year(year)
        if view.counts(indicator, when):
            rows = view.look(series, when)
            if rows:
                found[year] = rows
    used = [row for rows in found.values() for row in rows]
    past = [year for year in range(first, last + 1) if dt.date(year, 12, 31) <= view.as_of]
    if any(year not in found for year in past):
        rows = view.look(series, whole) if view.counts(indicator, whole) else []
        return judged(wanted, span_of(rows), whole, [*rows, *used]) if rows else NONE
    if not found:
        return NONE
    compound = rule.get("mean", "geometric") == "geometric"
    spans = [span_of(rows) for rows in found.values()]
    low = mean([span.low for span in spans], wanted.number, compound=compound)
    high = mean([span.high for span in spans], wanted.number, compound=compound)
    low_open = any(span.low_open for span in spans)
    high_open = any(span.high_open for span in spans)
    span = Span(low, high, low_open, high_open)
    if len(found) < last + 1 - first:
        so_far = Period(_year(min(found)).first, _year(max(found)).last, _span(found))
        return Outcome("no", span, wanted.margin(span, "no"), so_far, tuple(used))
    return judged(wanted, span, whole, used)


def _year(year: int) -> Period:
    when = period(str(year))
    assert when is not None
    return when


def _span(years: Collection[int]) -> str:
    return str(min(years)) if len(years) == 1 else f"{min(years)}-{max(years)}"


def mean(rates: list[Fraction | None], number: Fraction, *, compound: bool) -> Fraction | None:
    """Return the mean rate to ten decimals, on the side of `number` on which it lies."""
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(rates):
        return None
    if compound:
        reached = prod((1 + rate / 100 for rate in known), start=Fraction(1))
        wanted = (1 + number / 100) ** len(known)
        shown = _rounded_root(reached, len(known))
    else:
        reached, wanted = sum(known, Fraction(0)), number * len(known)
        shown = Fraction(round(reached / len(known) * PLACES), PLACES)
    if reached == wanted:
        return number
    step = Fraction(1, PLACES)
    if reached > wanted and shown <= number:
        return number + step
    return number - step if reached < wanted and shown >= number else shown


def _rounded_root(product: Fraction, degree: int) -> Fraction:
    """Return 100 (product^(1/degree) - 1), rounded to ten decimals."""
    scale = PLACES * 100
    low, high = 0, 4 * scale
    while high - low > 1:  # growth factors in units of the last decimal
        middle = (low + high) // 2
        if Fraction(middle, scale) ** degree <= product:
            low = middle
        else:
            high = middle
    half = Fraction(2 * low + 1, 2 * scale) ** degree
    up = half < product or (half == product and low % 2 == 1)
    return Fraction(low + up - scale, PLACES)
