"""The mean yearly growth of levels: the last against the year before the first, without a root."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.evaluation import exact
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import edges
from cmcn4.evaluation.rules.pair import Pair, Quotient, weighed
from cmcn4.evaluation.rules.years import none_yet, period_of, rises, so_far, spelled
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.period import year
from cmcn4.model.rule import Average, number_of, year_span
from cmcn4.model.verdict import Answer, Reason, due


def growth(question: Question, rule: Average) -> Outcome:
    """Answer for two levels; the years between them are not needed."""
    first, last = year_span(rule.over)
    base = at(question, candidates(question), year(first - 1))
    if isinstance(base, Outcome):
        return base
    now = _latest(question, first, last)
    if isinstance(now, Outcome):
        return now
    if now is None:
        begun = base is None and due(question.as_of, first)
        return nothing(Reason.NO_OBSERVATION) if begun else none_yet(period_of(rule.over))
    if base is None:
        facts = {"variant": "base", "base": str(first - 1), "period": now.period}
        return nothing(Reason.INCOMPLETE, facts, used=now.used)
    pair = Pair(base, now)
    if now.period.year < last and due(question.as_of, last):
        facts = {"variant": "members", "missing": (str(last),)}
        return nothing(Reason.INCOMPLETE, facts, used=pair.used)
    return _judged(question, rule, pair)


def _latest(question: Question, first: int, last: int) -> Choice | Outcome | None:
    """Return the last figure of the span; only that of its end where that is past."""
    rows = candidates(question)
    for number in range(last, first - 1, -1):
        choice = at(question, rows, year(number))
        if choice is not None:
            return choice
    return None


def _judged(question: Question, rule: Average, pair: Pair) -> Outcome:
    first, last = year_span(rule.over)
    number = number_of(rule)[1]
    now = pair.now.period.year
    observed = spelled(range(first, now + 1))
    span = _Span(number, now - first + 1, last - now)
    found, value, facts = weighed(
        question, pair, lambda: span.quotient.value(pair, edges(rule)), positive=True
    )
    answer, reason, margin = found
    if now < last and value is not None and reason in _LEFT_TO_THE_YEARS:
        rising = rises(question)
        ends = pair.now.value.low, pair.base.value.high
        if not rising:
            ends = pair.now.value.high, pair.base.value.low
        facts = {
            "variant": "years",
            "so_far": value,
            "observed": observed,
            "ahead": spelled(range(now + 1, last + 1)),
            "needed": span.needed(*ends, rising=rising),
        }
        answer, reason, margin = Answer.NO, Reason.YEARS_AHEAD, so_far(question, value)
    return Outcome(
        answer=answer,
        reason=reason,
        facts=facts,
        value=value,
        margin=margin,
        period=observed,
        used=pair.used,
    )


_LEFT_TO_THE_YEARS = frozenset(
    {
        Reason.MET,
        Reason.SHORT_OF_THRESHOLD,
        Reason.TOUCHES_THRESHOLD,
        Reason.BOUND_ACROSS_THRESHOLD,
        Reason.TIED_VALUES,
    }
)
"""Whatever the figures say so far, the years ahead decide; a doubt of the figures stays one."""


class _Span:
    """The growth wanted over some years, and those that are left."""

    def __init__(self, number: Decimal, years: int, left: int) -> None:
        """Take the growth wanted, the years from the base on, and those still ahead."""
        self._years, self._left = years, left
        self._whole = exact.growth([number] * (years + left))
        self.quotient = Quotient(self._shown, self._beyond)

    def _shown(self, now: Decimal, base: Decimal) -> Decimal:
        return exact.rate_between(base, now, self._years)

    def _beyond(self, now: Decimal, base: Decimal, number: Decimal) -> Decimal:
        return now - base * exact.growth([number] * self._years)

    def needed(self, now: Decimal, base: Decimal, *, rising: bool) -> Decimal | None:
        """Return the yearly growth that the years ahead must have; None if none suffices."""
        if not (now.is_finite() and base.is_finite()) or now <= 0:
            return None
        goal = base * self._whole
        found = exact.rate_between(now, goal, self._left)
        reached = now * exact.growth([found] * self._left)
        enough = reached >= goal if rising else reached <= goal
        return exact.sufficient(found, enough=enough, upward=rising)
