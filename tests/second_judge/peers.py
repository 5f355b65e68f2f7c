"""The place within a group, from the members' values or as it was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any

from second_judge.rows import Found, Period, Series, span_of
from second_judge.spans import Answer, Condition, Rule, Span, Wanted, beneath, condition, exact
from second_judge.values import judged
from second_judge.view import NONE, BlockedError, Outcome, View


def peer_rank(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether the place within the group is good enough."""
    published = view.indicator(indicator).get("group_ranks", {}).get(rule["group"])
    own, printed = (indicator, area, ""), (published, area, "")
    periods = set(view.periods(own))
    if published:
        periods |= {when for when in view.periods(printed) if _serves(view, rule, indicator, when)}
    when = view.chosen(periods)
    if view.unreadable(own):
        raise BlockedError
    if when is None or view.too_old(indicator, when):
        return NONE
    return place(view, rule, own, when)


def place(view: View, rule: Rule, own: Series, when: Period) -> Outcome:
    """Return whether the place is good enough in one period."""
    indicator, area, _ = own
    wanted = _good_enough(view, rule, indicator, when)
    ranks, used = _computed(view, rule, own, when)
    alone = not any(row.area != area for row in used)
    found = NONE
    if ranks:
        answer: Answer = "unknown" if alone else wanted.answer(ranks)
        margin = wanted.margin(ranks, answer)
        found = Outcome(answer, ranks, margin, when, tuple(used), number=wanted.number)
    published = view.indicator(indicator).get("group_ranks", {}).get(rule["group"])
    if published and _serves(view, rule, indicator, when):
        return _beside(view, found, when, (published, area, ""), wanted)
    return found


def _good_enough(view: View, rule: Rule, indicator: str, when: Period) -> Wanted:
    """Return the last place that is good enough, in a share of the group not rounded up."""
    if "top_percent" not in rule:
        wanted = condition(rule, "lower")
        assert wanted is not None
        return wanted
    day = _day(view, rule, indicator, when)
    leading = exact(rule["top_percent"]) * len(members(view, rule["group"], day)) / 100
    return Condition("at_most", Fraction(floor(leading)), Fraction(0), higher=False)


def _beside(view: View, found: Outcome, when: Period, printed: Series, wanted: Wanted) -> Outcome:
    """Return what the rows decide, else what was published; the other may contest it."""
    decided = found.answer in ("yes", "no")
    try:
        rows = view.look(printed, when)
    except BlockedError:
        if decided:
            return found
        raise
    if not rows:
        return found
    printed_place = judged(wanted, span_of(rows), when, [*rows, *found.used])
    return replace(found, rival=printed_place.answer) if decided else printed_place


def _edition(view: View, indicator: str, when: Period) -> dict[str, Any]:
    for edition in view.indicator(indicator).get("editions", []):
        if edition["year"] == when.last.year:
            return dict(edition)
    return {}


def edition_day(view: View, indicator: str, when: Period) -> dt.date:
    released = _edition(view, indicator, when).get("released")
    if released:
        return dt.date.fromisoformat(released)
    return dt.date(when.first.year, 7, 1)


def _day(view: View, rule: Rule, indicator: str, when: Period) -> dt.date:
    on = rule.get("members_on", "edition")
    if on == "edition":
        return edition_day(view, indicator, when)
    return view.as_of if on == "as-of" else dt.date.fromisoformat(on)


def members(view: View, group: str, day: dt.date) -> set[str]:
    far_past, far_future = "0001-01-01", "9999-12-31"
    return {
        member["id"]
        for member in view.data.groups[group]["members"]
        if dt.date.fromisoformat(member.get("from_date", far_past))
        <= day
        <= dt.date.fromisoformat(member.get("to_date", far_future))
    }


def _serves(view: View, rule: Rule, indicator: str, when: Period) -> bool:
    """Whether a published rank is one among the members that the rule means."""
    meant = members(view, rule["group"], _day(view, rule, indicator, when))
    return meant == members(view, rule["group"], edition_day(view, indicator, when))


def _computed(view: View, rule: Rule, own: Series, when: Period) -> tuple[Span | None, Found]:
    """Return the best and the worst place that the members' rows leave possible."""
    indicator, area, _ = own
    used = view.look(own, when)
    if not used:
        return None, []
    value = span_of(used)
    absent = _edition(view, indicator, when).get("not_ranked", [])
    others = members(view, rule["group"], _day(view, rule, indicator, when)) - {area}
    higher = view.indicator(indicator)["direction"] == "higher"
    best = worst = 1
    for member in sorted(others):
        try:
            rows = view.look((indicator, member, ""), when)
        except BlockedError:
            worst += 1
            continue
        if rows:
            surely, perhaps = _better(span_of(rows), value, higher=higher)
            best, worst = best + surely, worst + perhaps
            used = [*used, *rows]
        elif member not in absent:
            worst += 1
    return Span(Fraction(best), Fraction(worst)), used


def _better(other: Span, own: Span, *, higher: bool) -> tuple[bool, bool]:
    """Say whether a member is surely, and perhaps, strictly better."""
    if not higher:
        other, own = other.mirrored(), own.mirrored()
    surely = beneath(own, other)
    perhaps = other.high is None or own.low is None or own.low < other.high
    return surely, perhaps
