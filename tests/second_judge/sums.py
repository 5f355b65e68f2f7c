"""What all years of a span bring together."""

from __future__ import annotations

from dataclasses import replace

from second_judge.arithmetic import shown
from second_judge.averages import Years, standing_in, still_ahead, years
from second_judge.rows import limits, span_of
from second_judge.spans import Condition, Rule, Span, Wanted, condition, total, upward
from second_judge.values import judged
from second_judge.view import Outcome, View


def summed(view: View, rule: Rule, indicator: str, area: str) -> Outcome:
    """Return whether the values of all years add up to the number."""
    wanted = condition(rule, "higher")
    assert wanted is not None
    span = years(view, rule, (indicator, area, ""))
    if span.lacking or not span.found:
        return standing_in(wanted, span)
    together = total([span_of(rows) for rows in span.found.values()])
    if span.complete:
        return judged(wanted, together, span.whole, span.used)
    beside = shown(together, wanted.number)
    if _only_more(view, indicator, span):
        return _so_far(wanted, beside, span)
    return still_ahead(wanted, beside, span.so_far, span.used)


def _only_more(view: View, indicator: str, span: Years) -> bool:
    """Whether no year to come can bring less than nothing."""
    ahead = set(range(span.first, span.last + 1)) - set(span.found)
    least = [limits(view.indicator(indicator), year)[0] for year in ahead]
    return all(end is not None and end >= 0 for end in least)


def _so_far(wanted: Wanted, together: Span, span: Years) -> Outcome:
    """Return what is decided already: reached, or exceeded for good."""
    in_the_end = Span(together.low, None, together.low_open)
    answer = wanted.answer(in_the_end)
    waiting = still_ahead(wanted, together, span.so_far, span.used)
    if answer == "yes":
        return replace(waiting, answer="yes", margin=wanted.margin(together, "yes"))
    assert isinstance(wanted, Condition)
    if wanted.answer(together) == "unknown" and upward(wanted.name):
        return replace(waiting, answer="unknown", margin=None)  # it may be reached already
    return replace(waiting, lost=answer == "no")
