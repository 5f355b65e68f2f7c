"""Which observations were considered for a verdict, and why each other one was passed over."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.evaluation.dataset import by_place
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.select import ended
from cmcn4.evaluation.sources import told_by
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation, in_data
from cmcn4.model.period import YEARS, parse
from cmcn4.model.report import PassedOver
from cmcn4.model.rule import stated_over


def passed_over(question: Question, outcome: Outcome) -> Iterator[PassedOver]:
    """Yield the rows of the target's own series that did not decide, each with its reason."""
    outcome = replace(outcome, used=in_data(outcome.used))
    used = set(outcome.used)
    indicators = {row.indicator for row in used} | {question.indicator.id}
    for name in sorted(indicators):
        for row in sorted(question.data.rows(name, question.area), key=by_place):
            if row not in used:
                yield PassedOver(row, _why(question, outcome, row))
        for row in sorted(question.data.replaced, key=by_place):
            if (row.indicator, row.area) == (name, question.area):
                yield PassedOver(row, "assumed")


def _why(question: Question, outcome: Outcome, row: Observation) -> str:
    """Return the key of the reason, in the order in which selection asks."""
    period = row.period
    end = ended(question.indicator)
    if row.origin.status == "forecast":
        return "forecast"
    if row.breakdown and all(
        row.breakdown != observation.breakdown for observation in outcome.used
    ):
        return "breakdown"
    if period.kind == YEARS and stated_over(question.rule) is None:
        return "multi-year"
    if period.kind == YEARS and period.code != outcome.period:
        return "other-years"
    if period.first > question.limit:
        return "later"
    if end is not None and period.first >= end:
        return "succeeded"
    if row in outcome.rejected:
        return "rejected"
    return _weaker(outcome, row)


def _weaker(outcome: Outcome, row: Observation) -> str:
    """Return why a row that may count did not: its period, its source or its release."""
    same = [observation for observation in outcome.used if observation.period == row.period]
    same = [observation for observation in same if observation.breakdown == row.breakdown] or same
    if not same:
        chosen = parse(outcome.period) if outcome.period else None
        if chosen is not None and chosen.last == row.period.last:
            return "shorter"
        return "older" if outcome.used else "unused"
    if all(told_by(observation) != told_by(row) for observation in same):
        return "source"
    return "release"
