"""In how many areas of a group a condition holds."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from second_judge.peers import edition_day, members
from second_judge.rows import Period, span_of
from second_judge.spans import Condition, Rule, Span, condition, exact
from second_judge.view import NONE, BlockedError, Outcome, View


def areas(view: View, rule: Rule, indicator: str, _area: str) -> Outcome:
    """Return whether the condition holds in enough members, those open counted both ways."""
    each = condition(rule, view.indicator(indicator)["direction"])
    assert each is not None
    breakdown = rule.get("breakdown") or ""
    group = view.data.groups[rule["within"]]
    told = {
        when
        for member in group["members"]
        for when in view.periods((indicator, member["id"], breakdown))
        if member["id"] in _members(view, rule, indicator, when)
    }
    when = view.chosen(told)
    if when is None or view.too_old(indicator, when):
        return NONE
    used = []
    sure = possible = 0
    inside = sorted(_members(view, rule, indicator, when))
    for member in inside:
        try:
            rows = view.look((indicator, member, breakdown), when)
        except BlockedError:
            rows = []
        used += rows
        answer = each.answer(span_of(rows)) if rows else "unknown"
        sure += answer == "yes"
        possible += answer != "no"
    if not used:
        return NONE
    wanted = Condition("at_least", _enough(rule, len(inside)), Fraction(0), higher=True)
    span = Span(Fraction(sure), Fraction(possible))
    answer = wanted.answer(span)
    margin = wanted.margin(span, answer)
    return Outcome(answer, span, margin, when, tuple(used), number=wanted.number)


def _members(view: View, rule: Rule, indicator: str, when: Period) -> set[str]:
    return members(view, rule["within"], edition_day(view, indicator, when))


def _enough(rule: Rule, count: int) -> Fraction:
    """Return the least number of members that is enough."""
    if "how_many" in rule:
        return exact(rule["how_many"])
    return Fraction(ceil(exact(rule["share"]) * count / 100))
