"""A mean of yearly values, compounded or arithmetic; compared as a product or sum, never a root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cmcn4.evaluation import exact
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules.growth import growth
from cmcn4.evaluation.rules.limit import edges
from cmcn4.evaluation.rules.years import Reckoning, over_years, rises
from cmcn4.model.rule import Average, compounded, number_of


def average(question: Question) -> Outcome:
    """Answer for the mean over all years, or for the yearly growth of levels."""
    rule = question.rule
    assert isinstance(rule, Average)  # noqa: S101 - called for this kind only
    if rule.of:
        return growth(question, rule)
    unit = question.catalogue.units[question.indicator.unit]
    mean = _Mean(
        number=number_of(rule)[1],
        edges=edges(rule),
        compounded=compounded(rule, unit.kind),
        upward=rises(question),
    )
    return over_years(question, rule, Reckoning("years", mean.shown, mean.needed))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mean:
    """The arithmetic of one rule: totals are compared exactly, means are shown rounded."""

    number: Decimal
    edges: tuple[Decimal, ...]
    compounded: bool
    upward: bool

    def total(self, values: Sequence[Decimal]) -> Decimal:
        """Return the product of (1 + g), or the sum for the arithmetic mean."""
        return exact.growth(values) if self.compounded else sum(values, Decimal(0))

    def shown(self, values: Sequence[Decimal]) -> Decimal:
        """Return the mean as it is shown, on the side of each number where it really lies."""
        total, count = self.total(values), len(values)
        mean = exact.mean_rate(total, count) if self.compounded else exact.arithmetic_mean(values)
        for edge in self.edges:
            goal = self.total([edge] * count)
            mean = exact.beside(mean, edge, (total > goal) - (total < goal))
        return mean

    def needed(self, values: Sequence[Decimal], more: int) -> Decimal | None:
        """Return the mean that `more` further years must have, None if none suffices."""
        goal, have = self.total([self.number] * (len(values) + more)), self.total(values)
        if not self.compounded:
            found = exact.quotient(goal - have, more)
        elif have > 0:
            found = exact.rate_between(have, goal, more)
        else:
            return None
        total = self.total([*values, *[found] * more])
        enough = total >= goal if self.upward else total <= goal
        return exact.sufficient(found, enough=enough, upward=self.upward)
