"""What each kind of rule answers."""

from __future__ import annotations

from second_judge.areas import areas
from second_judge.averages import average
from second_judge.changes import change
from second_judge.combined import combined
from second_judge.counts import count
from second_judge.every import every
from second_judge.peers import peer_rank
from second_judge.references import against, reference
from second_judge.spans import Answer, Rule, condition
from second_judge.sums import summed
from second_judge.values import at_least_known, judged, own_value
from second_judge.view import NONE, BlockedError, Outcome, View


def outcome(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return the answer of a rule for an area."""
    if rule["kind"] in ("all", "some"):
        return combined(outcome, view, rule, (indicator, area))
    kinds = {"threshold": threshold, "peer-rank": peer_rank, "average": average, "every": every,
             "count": count, "milestone": milestone, "sum": summed, "change": change,
             "areas": areas}  # fmt: skip
    try:
        return kinds[rule["kind"]](view, rule, indicator, area)
    except BlockedError:
        return NONE


def threshold(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    series = (indicator, area, rule.get("breakdown") or "")
    found = own_value(view, series, official=rule.get("ranks") == "official")
    found = found or at_least_known(view, series)
    if found is not None:
        if reference(rule):
            return against(view, rule, series, found)
        wanted = condition(rule, view.indicator(indicator)["direction"])
        assert wanted is not None
        return judged(wanted, *found)
    for other in view.indicator(indicator).get("other_population", []):
        found = own_value(view, (other, area, series[2]), official=False)
        if found is not None:
            return Outcome("unknown", found[0], None, found[1], tuple(found[2]))
    return NONE


def milestone(view: View, _rule: Rule, indicator: str, area: str) -> Outcome:
    series = (indicator, area, "")
    found = own_value(view, series, official=False)
    if found is None:
        return NONE
    span, when, rows = found
    proven = any(row.named and row.released for row in rows)
    if span.value == 0:
        return Outcome("no", span, None, when, tuple(rows))
    answer: Answer = "yes" if span.value == 1 and proven else "unknown"
    return Outcome(answer, span, None, when, tuple(rows))
