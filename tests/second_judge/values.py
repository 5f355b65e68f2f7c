"""An area's own value, and what a condition says of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from second_judge.rows import Found, Period, Series, span_of
from second_judge.spans import Condition, Span, hull
from second_judge.view import BlockedError, Outcome, View


def judged(wanted: Condition, span: Span, when: Period, rows: Found) -> Outcome:
    answer = wanted.answer(span)
    return Outcome(answer, span, wanted.margin(span, answer), when, tuple(rows))


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
