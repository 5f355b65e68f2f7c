"""An area's own value, and what a condition says of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from second_judge.arithmetic import shown
from second_judge.rows import Found, Period, Series, limits, span_of
from second_judge.spans import Span, Wanted, cut, hull
from second_judge.view import BlockedError, Outcome, View


def judged(wanted: Wanted, span: Span, when: Period, rows: Found) -> Outcome:
    answer = wanted.answer(span)
    beside = shown(span, wanted.number)
    margin = wanted.margin(beside, answer)
    return Outcome(answer, beside, margin, when, tuple(rows), number=wanted.number)


def own_value(view: View, series: Series, *, official: bool) -> tuple[Span, Period, Found] | None:
    """Return an area's value in the latest period that counts, or what its tier says of it."""
    tiers = view.indicator(series[0]).get("tiers") if not series[2] else None
    bounds: list[dict[str, Any]] = tiers["bounds"] if tiers else []
    tier = (tiers["indicator"], series[1], "") if tiers else None
    editions = [str(bound["edition"]) for bound in bounds]
    periods = view.periods(series)
    if tier:
        periods |= {when for when in view.periods(tier) if when.code in editions}
    when = view.chosen(periods)
    if view.unreadable(series):
        raise BlockedError
    if when is None or view.too_old(series[0], when):
        return None
    rows = view.look(series, when)
    until = view.indicator(series[0]).get("official_until", when.last.year)
    if rows and not (official and when.last.year > until):
        return span_of(rows), when, rows
    if tier and when.code in editions:
        rows = view.look(tier, when)
        spans = [_tier_span(bounds, when.last.year, row.span) for row in rows]
        known = [span for span in spans if span is not None]
        if known:
            return hull(known), when, rows
    return None


def _tier_span(bounds: list[dict[str, Any]], year: int, tier: Span | None) -> Span | None:
    for bound in bounds:
        if tier is not None and (bound["edition"], bound["tier"]) == (year, tier.value):
            return Span(Fraction(bound["low"]), Fraction(bound["high"]))
    return None


def at_least_known(view: View, series: Series) -> tuple[Span, Period, Found] | None:
    """Return what a figure that is a lower bound of an indicator says, where it has none itself."""
    if own_value(view.plain, series, official=False) is not None:
        return None  # a source or period that lacks it is no reason to take the bound
    for name, entry in view.data.indicators.items():
        if entry.get("lower_bound_of") != series[0]:
            continue
        found = own_value(view, (name, *series[1:]), official=False)
        if found is not None:
            span, when, rows = found
            least, most = limits(view.indicator(series[0]), when.last.year)
            return cut(Span(span.low, None, span.low_open), least, most), when, rows
    return None
