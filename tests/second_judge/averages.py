"""The mean over years: of values, of rates, and of growth between levels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from second_judge.arithmetic import PLACES, above_zero, beside, quotient
from second_judge.rows import Found, Period, Series, limits, period, span_of
from second_judge.spans import Rule, Span, Wanted, condition
from second_judge.values import judged
from second_judge.view import NONE, Outcome, View


@dataclass(frozen=True)
class Years:
    """What a series says of each year of a span."""

    first: int
    last: int
    whole: Period
    found: dict[int, Found]
    lacking: bool
    """Whether a year that is past has no row."""
    stand_in: Found
    """Where one is lacking: the rows for the whole span."""

    @property
    def used(self) -> Found:
        return [row for rows in self.found.values() for row in rows]

    @property
    def complete(self) -> bool:
        return len(self.found) == self.last + 1 - self.first

    @property
    def so_far(self) -> Period:
        first, last = _year(min(self.found)).first, _year(max(self.found)).last
        return Period(first, last, _span(self.found))


def years(view: View, rule: Rule, series: Series) -> Years:
    """Return what there is of each year; BlockedError if any may be in error."""
    first, last = (int(year) for year in rule["over"].split("-"))
    whole = Period(dt.date(first, 1, 1), dt.date(last, 12, 31), rule["over"])
    found: dict[int, Found] = {}
    for year in range(first, last + 1):
        rows = annual(view, series, year)
        if rows:
            found[year] = rows
    lacking = any(is_past(view, year) and year not in found for year in range(first, last + 1))
    stand_in = view.look(series, whole) if lacking and view.counts(series[0], whole) else []
    return Years(first, last, whole, found, lacking, stand_in)


def annual(view: View, series: Series, year: int) -> Found:
    """Return the rows of a year, if it counts."""
    when = _year(year)
    return view.look(series, when) if view.counts(series[0], when) else []


def is_past(view: View, year: int) -> bool:
    return dt.date(year, 12, 31) <= view.as_of


def average(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether the values of all years together reach the number."""
    if rule.get("of") == "growth":
        return growth(view, rule, (indicator, area, ""))
    wanted = condition(rule, "higher")
    assert wanted is not None
    span = years(view, rule, (indicator, area, ""))
    if span.lacking or not span.found:
        return standing_in(wanted, span)
    default = "geometric" if indicator in view.data.growing else "arithmetic"
    compound = rule.get("mean", default) == "geometric"
    spans = [span_of(rows) for rows in span.found.values()]
    low = mean([one.low for one in spans], wanted.number, compound=compound)
    high = mean([one.high for one in spans], wanted.number, compound=compound)
    low_open = any(one.low_open for one in spans)
    high_open = any(one.high_open for one in spans)
    together = Span(low, high, low_open, high_open)
    if not span.complete:
        return still_ahead(wanted, together, span.so_far, span.used)
    return judged(wanted, together, span.whole, span.used)


def standing_in(wanted: Wanted, span: Years) -> Outcome:
    """Return what the figure for the whole span says where not every year past has its own."""
    rows = [*span.stand_in, *span.used]
    return judged(wanted, span_of(span.stand_in), span.whole, rows) if span.stand_in else NONE


def still_ahead(wanted: Wanted, span: Span, so_far: Period, used: Found) -> Outcome:
    """Return what there is before the last year has come: not met yet."""
    margin = wanted.margin(span, "no")
    return Outcome("no", span, margin, so_far, tuple(used), number=wanted.number)


def growth(view: View, rule: Rule, series: Series) -> Outcome:
    """Return whether the level has grown by so much a year since the year before the first."""
    wanted = condition(rule, "higher")
    assert wanted is not None
    first, last = (int(year) for year in rule["over"].split("-"))
    base = annual(view, series, first - 1)
    end, rows = _latest(view, series, first, last)
    if not base or not rows or (end < last and is_past(view, last)):
        return NONE
    below, above = span_of(base), span_of(rows)
    code = _span({first, end}) if end < last else rule["over"]
    when = Period(_year(first).first, _year(end).last, code)
    if not above_zero(below):
        return Outcome("unknown", None, None, when, (*base, *rows), number=wanted.number)
    ratio = quotient(above, below)
    number, count = wanted.number, end + 1 - first
    span = Span(_rate(ratio.low, count, number), _rate(ratio.high, count, number),
                ratio.low_open, ratio.high_open)  # fmt: skip
    if breaks(view.indicator(series[0]), first - 1, end):
        return Outcome("unknown", span, None, when, (*base, *rows), number=number)
    if end < last:
        return still_ahead(wanted, span, when, [*base, *rows])
    return judged(wanted, span, when, [*base, *rows])


def _latest(view: View, series: Series, first: int, last: int) -> tuple[int, Found]:
    """Return the latest year of a span with rows."""
    for year in range(last, first - 1, -1):
        rows = annual(view, series, year)
        if rows:
            return year, rows
    return first, []


def breaks(indicator: dict[str, Any], since: int, now: int) -> bool:
    """Whether values of two years cannot be compared."""
    broken = any(since < year <= now for year in indicator.get("breaks", []))
    return broken or limits(indicator, since) != limits(indicator, now)


def _rate(ratio: Fraction | None, count: int, number: Fraction) -> Fraction | None:
    """Return the yearly rate in percent that makes a ratio in so many years."""
    if ratio is None:
        return None
    return beside(ratio, (1 + number / 100) ** count, _rounded_root(ratio, count), number)


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
    return beside(reached, wanted, shown, number)


def _rounded_root(product: Fraction, degree: int) -> Fraction:
    """Return 100 (product^(1/degree) - 1), rounded to ten decimals."""
    scale = PLACES * 100
    low, high = 0, 64 * scale
    while high - low > 1:  # growth factors in units of the last decimal
        middle = (low + high) // 2
        if Fraction(middle, scale) ** degree <= product:
            low = middle
        else:
            high = middle
    half = Fraction(2 * low + 1, 2 * scale) ** degree
    up = half < product or (half == product and low % 2 == 1)
    return Fraction(low + up - scale, PLACES)
