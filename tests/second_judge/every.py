"""The same condition on each member."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from second_judge.peers import place
from second_judge.rows import Period, Series, period, span_of
from second_judge.spans import COMPARISONS, Rule, Wanted, condition
from second_judge.values import judged, own_value
from second_judge.view import BlockedError, Outcome, View


def every(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return what the worst of all members says."""
    found: list[Outcome | None] = []
    for series, when in _members(view, rule, indicator, area):
        wanted = condition(_own(rule, series[2]), view.indicator(indicator)["direction"])
        assert wanted is not None
        found.append(_member(view, rule, wanted, series, when))
    known = [member for member in found if member is not None]
    short = [member for member in known if member.answer == "no"]
    if short:
        past = [member for member in short if member.period and member.period.last <= view.as_of]
        lost = rule["over"] == "period" and bool(past)
        return _worst(short, known, lost=lost)
    if not known or len(known) < len(found):
        return Outcome("none", used=_all_used(known))
    undecided = [member for member in known if member.answer == "unknown"]
    return _worst(undecided or known, known, lost=False)


def _all_used(known: list[Outcome]) -> tuple[Any, ...]:
    return tuple(row for member in known for row in member.used)


def _worst(among: list[Outcome], known: list[Outcome], *, lost: bool) -> Outcome:
    """Return the one that is farthest behind; of equals the one declared first."""
    worst = min(among, key=lambda member: member.margin or 0)
    return replace(worst, used=_all_used(known), lost=lost)


def _members(
    view: View, rule: Rule, indicator: str, area: str
) -> list[tuple[Series, Period | None]]:
    members = rule["members"]
    if rule["over"] == "period":
        first, last = (int(year) for year in members.split("-"))
        years = [period(str(year)) for year in range(first, last + 1)]
        return [((indicator, area, ""), year) for year in years]
    if isinstance(members, str):
        members = [member["id"] for member in view.data.groups[members]["members"]]
    if rule["over"] == "sector":
        return [((indicator, area, member), None) for member in members]
    return [((member, area, ""), None) for member in members]


def _own(rule: Rule, member: str) -> Rule:
    """Return the rule with the number of one member, where each has its own."""
    return {name: value[member] if name in COMPARISONS and isinstance(value, dict) else value
            for name, value in rule.items()}  # fmt: skip


def _ended(view: View, rule: Rule, member: str, when: Period) -> bool:
    """Whether a member of a group ended before a period did."""
    if rule["over"] != "sector" or not isinstance(rule["members"], str):
        return False
    group = view.data.groups[rule["members"]]
    ends = [entry.get("to_date") for entry in group["members"] if entry["id"] == member]
    return any(end is not None and dt.date.fromisoformat(end) < when.last for end in ends)


def _member(
    view: View, rule: Rule, wanted: Wanted, series: Series, when: Period | None
) -> Outcome | None:
    """Return what one member says; None if it is missing."""
    try:
        if when is None:
            found = own_value(view, series, official=False)
            if found is None or _ended(view, rule, series[2], found[1]):
                return None
            return judged(wanted, *found)
        if not view.counts(series[0], when):
            return None
        if "group" in rule:
            found_place = place(view, rule, series, when)
            return None if found_place.answer == "none" else found_place
        rows = view.look(series, when)
        return judged(wanted, span_of(rows), when, rows) if rows else None
    except BlockedError:
        return None
