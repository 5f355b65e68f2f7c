"""The area's own value against one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from cmcn4.evaluation import exact, judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.select import Choice, at, candidates, choose, latest
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period, year
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
    rows, tiers = candidates(question, (rule.breakdown or "",)), tiers_of(question)
    period = latest(question, rows, tiers)
    if isinstance(period, Outcome):
        return _other_population(question, period)
    choice = at(question, rows, period)
    if isinstance(choice, Outcome):
        return choice
    rejected: tuple[Observation, ...] = ()
    if choice is not None and rule.ranks is not None and not _official(question, period):
        # A filter applies after the period is chosen, so that no older edition slips in.
        rejected, choice = tuple(rows.by_period[period]), None
    if choice is not None:
        return from_choice(question, choice, rejected)
    return _by_tier(question, tiers, period, rejected)


def answered(question: Question, choice: Choice | Outcome) -> Outcome:
    """Answer for the rows chosen, if there are any."""
    return choice if isinstance(choice, Outcome) else from_choice(question, choice)


def from_choice(
    question: Question, choice: Choice, rejected: tuple[Observation, ...] = ()
) -> Outcome:
    """Answer for the rows chosen; rows that tie count as the interval between them."""
    value = told(choice.value, edges(question.rule))
    weighed = weigh_choice(choice, question.rule, upward=question.upward)
    margin = weighed.margin
    if margin is not None and value is not choice.value:
        margin = weigh(value, question.rule, upward=question.upward).margin
    return Outcome(
        answer=weighed.answer,
        reason=weighed.reason,
        margin=margin,
        value=value,
        period=choice.period.code,
        used=choice.used,
        rejected=rejected,
    )


def edges(rule: Rule) -> tuple[Decimal, ...]:
    """Return the numbers that a value may not be rounded across."""
    stated = comparison(rule)
    number = stated[1] if stated else Decimal(0)
    reach = getattr(rule, "tolerance", None) or Decimal(0)
    return number, number - reach, number + reach


def told(value: Interval, edges: tuple[Decimal, ...]) -> Interval:
    """Return a value as it is told: ends that do not end as decimals rounded, across no edge."""
    low, high = exact.told(value.low, edges), exact.told(value.high, edges)
    same = low == value.low and high == value.high
    return value if same else value._replace(low=low, high=high)


def _official(question: Question, period: Period) -> bool:
    """Whether the publisher itself printed ranks of that edition."""
    until = question.indicator.official_until
    return until is None or period.year <= until


def tiers_of(question: Question) -> Rows:
    """Return the rows with the area's tiers, of the editions whose tiers bound a rank."""
    tiers, rule = question.indicator.tiers, question.rule
    if tiers is None or not isinstance(rule, Threshold) or rule.breakdown:
        return Rows()
    editions = {year(bound.edition) for bound in tiers.bounds}
    return candidates(question.about(tiers.indicator)).during(editions.__contains__)


def _by_tier(
    question: Question, tiers: Rows, period: Period, rejected: tuple[Observation, ...]
) -> Outcome:
    """Answer for what the tier of an edition leaves possible, where it has no rank that counts."""
    choice = at(question, tiers, period)
    if isinstance(choice, Outcome):
        return replace(choice, rejected=rejected)
    bounds = [row._replace(value=ranks) for row, ranks in _bounded(question, choice)]
    if choice is None or not bounds:
        facts = {"variant": "official", "period": period} if rejected else {}
        return nothing(Reason.NO_OBSERVATION, facts, rejected=rejected)
    outcome = from_choice(question, Choice(period, tuple(bounds)), rejected)
    told = {"variant": "tier", "tier": choice.rows[0].value}
    return replace(outcome, facts=told, used=choice.used)


def _bounded(question: Question, choice: Choice | None) -> Iterator[tuple[Observation, Interval]]:
    """Yield rows that tell a tier with the ranks that it leaves possible."""
    tiers = question.indicator.tiers
    for row in choice.rows if choice else ():
        for bound in tiers.bounds if tiers else ():
            if bound.edition == row.period.year and row.value.value == bound.tier:
                yield row, Interval(bound.low, bound.high)


def _other_population(question: Question, missing: Outcome) -> Outcome:
    """Show the figure for another population instead of none: it never decides."""
    if missing.reason is Reason.BLOCKED or question.variation is not None:
        return missing
    assert isinstance(question.rule, Threshold)  # noqa: S101 - called for this kind only
    for other in question.indicator.other_population:
        choice = choose(question.about(other), (question.rule.breakdown or "",))
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
