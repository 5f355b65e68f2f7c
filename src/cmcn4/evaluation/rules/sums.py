"""The yearly values of a period, added up: bounded ones as intervals, a past year never as 0."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cmcn4.evaluation import judge
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules.years import Reckoning, Years, over_years, rises
from cmcn4.locale.numbers import trimmed
from cmcn4.model.interval import point
from cmcn4.model.rule import Sum, number_of
from cmcn4.model.verdict import Answer


def sum_of_years(question: Question) -> Outcome:
    """Answer for the sum of all years; what later years cannot take back is decided before."""
    rule = question.rule
    assert isinstance(rule, Sum)  # noqa: S101 - called for this kind only
    sign, number = number_of(rule)
    rising = rises(question)

    def needed(values: Sequence[Decimal], _: int) -> Decimal | None:
        total = _added(values)
        enough = rising and judge.compare(point(total), sign, number) is Answer.YES
        return None if enough else trimmed(number - total)

    def settled(found: Years, answer: Answer) -> bool:
        """Whether a sum that only grows is, or may be, enough already; or too much."""
        lows = [question.indicator.scale(ahead)[0] for ahead in found.ahead]
        decided = (answer is Answer.NO) is not rising
        return decided and all(low is not None and low >= 0 for low in lows)

    return over_years(question, rule, Reckoning("sum", _added, needed, settled))


def _added(values: Sequence[Decimal]) -> Decimal:
    return trimmed(sum(values, Decimal(0)))
