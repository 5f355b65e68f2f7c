"""One function a rule kind: from the rows that count to a value, and from it to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules.areas import areas
from cmcn4.evaluation.rules.average import average
from cmcn4.evaluation.rules.change import change
from cmcn4.evaluation.rules.conditions import conditions
from cmcn4.evaluation.rules.count import count
from cmcn4.evaluation.rules.every import every
from cmcn4.evaluation.rules.peers import peer_rank
from cmcn4.evaluation.rules.sums import sum_of_years
from cmcn4.evaluation.rules.threshold import threshold
from cmcn4.evaluation.select import choose
from cmcn4.model.verdict import Answer, Reason, doubted


def milestone(question: Question) -> Outcome:
    """Judge a state reached or not: yes only where its own row names a source and its release."""
    choice = choose(question)
    if isinstance(choice, Outcome):
        return choice
    value = choice.value
    shared: dict[str, Any] = {
        "value": value,
        "period": choice.period.code,
        "used": choice.used,
    }
    if choice.tied or choice.doubt:
        reason = Reason.TIED_VALUES if choice.tied else doubted(choice.doubt)
        return Outcome(answer=Answer.UNKNOWN, reason=reason, **shared)
    if not value.low:
        return Outcome(answer=Answer.NO, reason=Reason.SHORT_OF_THRESHOLD, **shared)
    # Any of the equal rows may bring the evidence.
    for row in choice.rows:
        origin = row.origin
        if row.assumed or (origin.stated and origin.source and origin.released):
            shared["used"] = (row,)
            return Outcome(answer=Answer.YES, reason=Reason.MET, **shared)
    return Outcome(answer=Answer.UNKNOWN, reason=Reason.EVIDENCE_MISSING, **shared)


REDUCERS: Mapping[str, Callable[[Question], Outcome]] = MappingProxyType(
    {
        "threshold": threshold,
        "peer-rank": peer_rank,
        "average": average,
        "sum": sum_of_years,
        "change": change,
        "every": every,
        "count": count,
        "areas": areas,
        "milestone": milestone,
        "all": lambda question: conditions(question, answer),
        "some": lambda question: conditions(question, answer),
    }
)
"""Every rule kind with the function that answers it."""


def answer(question: Question) -> Outcome:
    """Return what the question's rule makes of the data."""
    return REDUCERS[question.rule.kind](question)
