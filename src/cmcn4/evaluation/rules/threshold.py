"""The area's own value against one number."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.select import Choice, at, candidates, choose, latest
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.rule import Rule, Threshold, comparison
from cmcn4.model.verdict import Answer, Reason, doubted


class Weighed(NamedTuple):
    """A value held against a rule's number."""

    answer: Answer
    reason: Reason
    margin: Decimal | None


def weigh(value: Interval, rule: Rule, *, upward: bool) -> Weighed:
    """Hold a value against the number a rule states."""
    stated = comparison(rule)
    assert stated is not None  # noqa: S101 - validated: such rules state one comparison
    sign, number = stated
    if sign == "~":
        assert isinstance(rule, Threshold)  # noqa: S101 - the only kind with «khoảng»
        tolerance = rule.tolerance or Decimal(0)
        answer = judge.about(value, number, tolerance, higher=upward)
    else:
        upward = sign in (">=", ">")
        answer = judge.compare(value, sign, number)
    if answer is Answer.UNKNOWN:
        inside = sign == "~" and value.is_point
        reason = Reason.WITHIN_TOLERANCE if inside else Reason.BOUND_ACROSS_THRESHOLD
        return Weighed(answer, reason, None)
    met = answer is Answer.YES
    margin = judge.margin(value, upward=upward, number=number, met=met)
    if met:
        return Weighed(answer, Reason.MET, margin)
    short = Reason.SHORT_OF_THRESHOLD if margin else Reason.TOUCHES_THRESHOLD
    return Weighed(answer, short, margin)


def weigh_choice(choice: Choice, rule: Rule, *, upward: bool) -> Weighed:
    """Hold the rows chosen against the number a rule states: a value in doubt never decides."""
    if choice.doubt:
        return Weighed(Answer.UNKNOWN, doubted(choice.doubt), None)
    weighed = weigh(choice.value, rule, upward=upward)
    if choice.tied and weighed.answer is Answer.UNKNOWN:
        return Weighed(Answer.UNKNOWN, Reason.TIED_VALUES, None)
    return weighed


def threshold(question: Question) -> Outcome:
    """Answer for the observation that counts, or for a tier or another population in its place."""
    rule = question.rule
    assert isinstance(rule, Threshold)  # noqa: S101 - called for this kind only
    rows = candidates(question, (rule.breakdown or "",))
    tiers = _tiers(question)
    period = latest(question, rows, Rows(tiers)) if tiers else latest(question, rows)
    if isinstance(period, Outcome):
        return _other_population(question, period)
    rejected: tuple[Observation, ...] = ()
    if rule.ranks is not None and not _official(question, period):
        # A filter applies after the period is chosen, so that no older edition slips in.
        rejected = tuple(each for each in rows if each.period == period)
        rows = Rows()
    choice = at(question, rows, period)
    if choice is None:
        bounds = at(question, Rows(tiers), period)
        if bounds is None:
            facts = {"variant": "official", "period": period}
            return nothing(Reason.NO_OBSERVATION, facts, rejected=rejected)
        return _tier_outcome(question, bounds, tiers, rejected)
    return from_choice(question, choice, rejected)


def from_choice(
    question: Question, choice: Choice, rejected: tuple[Observation, ...] = ()
) -> Outcome:
    """Answer for the rows chosen; rows that tie count as the interval between them."""
    value = choice.value
    weighed = weigh_choice(choice, question.rule, upward=question.upward)
    return Outcome(
        answer=weighed.answer,
        reason=weighed.reason,
        margin=weighed.margin,
        value=value,
        period=choice.period.code,
        used=choice.used,
        rejected=rejected,
    )


def _official(question: Question, period: Period) -> bool:
    """Whether the publisher itself printed ranks of that edition."""
    until = question.indicator.official_until
    return until is None or period.year <= until


def _tiers(question: Question) -> dict[Observation, Interval]:
    """Return the tiers published for the area, each with the ranks it leaves possible."""
    tiers = question.indicator.tiers
    if tiers is None:
        return {}
    found = {}
    for row in candidates(question.about(tiers.indicator)):
        for bound in tiers.bounds:
            if bound.edition == row.period.year and row.value.value == bound.tier:
                found[row] = Interval(bound.low, bound.high)
    return found


def _tier_outcome(
    question: Question,
    choice: Choice,
    tiers: dict[Observation, Interval],
    rejected: tuple[Observation, ...],
) -> Outcome:
    bounds = [row._replace(value=tiers[row]) for row in choice.rows]
    outcome = from_choice(question, Choice(choice.period, tuple(bounds)), rejected)
    facts = {"variant": "tier", "tier": choice.rows[0].value}
    return Outcome(
        answer=outcome.answer,
        reason=outcome.reason,
        facts=facts,
        margin=outcome.margin,
        value=outcome.value,
        period=outcome.period,
        used=choice.used,
        rejected=rejected,
    )


def _other_population(question: Question, missing: Outcome) -> Outcome:
    """Show the figure for another population instead of none: it never decides."""
    if missing.reason is Reason.BLOCKED:
        return missing
    for other in question.indicator.other_population:
        choice = choose(question.about(other))
        if isinstance(choice, Choice):
            names = question.catalogue.indicators
            return Outcome(
                answer=Answer.UNKNOWN,
                reason=Reason.OTHER_POPULATION,
                facts={"indicator": names[other].names, "wanted": question.indicator.names},
                value=choice.value,
                period=choice.period.code,
                used=choice.used,
            )
    return missing
