"""The change since a base year."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from second_judge.arithmetic import above_zero, difference, quotient, scaled
from second_judge.averages import breaks
from second_judge.rows import Found, Period, Series, period, span_of
from second_judge.spans import Rule, Span, condition, point, total
from second_judge.values import judged, own_value
from second_judge.view import NONE, BlockedError, Outcome, View


def change(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether a value has changed enough since the base; up is positive."""
    wanted = condition(rule, "higher")
    assert wanted is not None
    series = (indicator, area, "")
    found = own_value(view, series, official=False)
    since = int(rule["since"])
    if found is None or found[1].last.year <= since:
        return NONE
    now, when, rows = found
    base = _base(view, series, _then(when, since), rows)
    if not base:
        return NONE
    used = [*base, *rows]
    then = span_of(base)
    if rule["in"] in ("percent", "times") and not above_zero(then):
        return Outcome("unknown", None, None, when, tuple(used), number=wanted.number)
    outcome = judged(wanted, _changed(rule["in"], now, then), when, used)
    if breaks(view.indicator(indicator), since, when.last.year):
        return replace(outcome, answer="unknown", margin=None)
    return outcome


def _then(when: Period, year: int) -> Period:
    """Return the same part of another year."""
    found = period(f"{year}{when.code[4:]}")
    assert found is not None
    return found


def _base(view: View, series: Series, when: Period, rows: Found) -> Found:
    """Return the rows of the base: of the source of the value if it has one there."""
    if view.data.blocked(series, when):
        raise BlockedError
    there = [row for row in view.data.of(*series) if row.period == when]
    if not there:
        return view.look(series, when)
    if view.exchange.row in there:
        return [row for row in there if row == view.exchange.row]
    own = [row for row in there if row.source in {row.source for row in rows}]
    # Where the source of the value has no base, one by a rival source is as good.
    rivals = [row for row in there if row.source == view.exchange.source]
    return view.data.best(own or rivals or there)


def _changed(how: str, now: Span, then: Span) -> Span:
    if how == "points":
        return difference(now, then)
    if how == "places":
        return difference(then, now)
    times = quotient(now, then)
    if how == "times":
        return times
    return scaled(total([times, point(Fraction(-1))]), Fraction(100))
