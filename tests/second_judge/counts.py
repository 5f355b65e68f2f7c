"""How many there are in all and in each member."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from second_judge.rows import Found, Period, Series, span_of
from second_judge.spans import Answer, Rule, Span, Wanted, condition, hull, meet, total
from second_judge.view import NONE, BlockedError, Outcome, View

ORDER: tuple[Answer, ...] = ("no", "none", "unknown", "yes")
"""Which answer of two conditions is that of both."""


def count(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether there are enough in all, and in each member."""
    least = condition(rule, "higher", "at_least")
    each = condition(rule, "higher", "each_at_least")
    members = [(indicator, area, member) for member in rule.get("members", [])]
    read = [*members, (indicator, area, "")] if least else members
    when = view.chosen({period for series in read for period in view.periods(series)})
    if when is None or view.too_old(indicator, when):
        return NONE
    found = [rows for rows in (_rows(view, series, when) for series in members) if rows]
    complete = len(found) == len(members) > 0
    spans = [span_of(rows) for rows in found]
    used = [row for rows in found for row in rows]
    parts: list[Outcome] = []
    if least:
        parts.append(_in_all(view, least, (indicator, area, ""), when, spans if complete else []))
        used += parts[0].used
    if each:
        parts.append(_in_each(each, spans, complete=complete))
    answer = min((part.answer for part in parts), key=ORDER.index)
    # Short of both, the larger gap counts; else the number that is shown.
    short = [part.margin for part in parts if part.answer == "no" and part.margin is not None]
    margin = min(short) if short else parts[0].margin
    return Outcome(answer, parts[0].span, margin, when, tuple(used))


def _rows(view: View, series: Series, when: Period) -> Found:
    """Return the rows of a member; none if its cell is in error."""
    try:
        return view.look(series, when)
    except BlockedError:
        return []


def _in_all(view: View, least: Wanted, series: Series, when: Period, parts: list[Span]) -> Outcome:
    """Return what the total says, else the sum of all parts."""
    try:
        rows = view.look(series, when)
    except BlockedError:
        return NONE
    spans = [span_of(rows)] if rows else []
    if parts:
        spans.append(total(parts))
    if not spans:
        return NONE
    if not meet(spans[0], spans[-1]):
        return Outcome("unknown", hull(spans), used=tuple(rows))
    answer = least.answer(spans[0])
    return Outcome(answer, spans[0], least.margin(spans[0], answer), used=tuple(rows))


def _in_each(each: Wanted, spans: list[Span], *, complete: bool) -> Outcome:
    """Return what the worst member says; short of the number by what all of them lack."""
    found = []
    for span in spans:
        answer = each.answer(span)
        found.append(Outcome(answer, span, each.margin(span, answer)))
    short = [part for part in found if part.answer == "no"]
    if not short and not complete:
        return NONE
    among = short or [part for part in found if part.answer == "unknown"] or found
    worst = min(among, key=lambda part: part.margin or 0)
    lacking = sum((part.margin or Fraction(0) for part in short), Fraction(0))
    return replace(worst, margin=lacking) if short else worst
