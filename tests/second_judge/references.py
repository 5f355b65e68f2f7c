"""A value against those of other areas in the same period."""

from __future__ import annotations

from fractions import Fraction

from second_judge.arithmetic import difference, scaled, shown
from second_judge.peers import edition_day, members
from second_judge.rows import Found, Period, Series, limits, span_of
from second_judge.spans import COMPARISONS, Condition, Rule, Span, total, upward
from second_judge.view import NONE, BlockedError, Outcome, View

OwnValue = tuple[Span, Period, Found]


def reference(rule: Rule) -> dict[str, str] | None:
    """Return what a rule compares with instead of a number."""
    for name in COMPARISONS:
        if rule["kind"] == "threshold" and isinstance(rule.get(name), dict):
            return dict(rule[name])
    return None


def against(view: View, rule: Rule, series: Series, found: OwnValue) -> Outcome:
    """Return whether an area's value compares well with another area's, or with a mean."""
    span, when, rows = found
    stated = reference(rule)
    assert stated is not None
    if "area" in stated:
        others = view.look((series[0], stated["area"], series[2]), when)
        beside = span_of(others) if others else None
    else:
        beside, others = _mean(view, stated["mean_of"], series, when)
    if beside is None:
        return NONE
    name = next(name for name in COMPARISONS if name in rule)
    wanted = Condition(name, Fraction(0), Fraction(0), upward(name))
    apart = difference(span, beside)
    answer = wanted.answer(apart)
    margin = wanted.margin(shown(apart, Fraction(0)), answer)
    number = shown(beside, None).value
    return Outcome(answer, shown(span, None), margin, when, (*rows, *others), number=number)


def _mean(view: View, group: str, series: Series, when: Period) -> tuple[Span | None, Found]:
    """Return the mean of the other members; one that is missing may be anything valid."""
    indicator, area, breakdown = series
    used: Found = []
    spans = []
    for member in sorted(members(view, group, edition_day(view, indicator, when)) - {area}):
        try:
            rows = view.look((indicator, member, breakdown), when)
        except BlockedError:
            rows = []
        used += rows
        spans.append(span_of(rows) if rows
                     else Span(*limits(view.indicator(indicator), when.last.year)))  # fmt: skip
    if not used:
        return None, []
    return scaled(total(spans), Fraction(1, len(spans))), used
