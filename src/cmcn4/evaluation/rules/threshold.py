"""The area's own value against one number, or against the figures of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import limit_of, told
from cmcn4.evaluation.rules.reference import Others, others
from cmcn4.evaluation.select import Choice, at, candidates, choose, latest
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period, year
from cmcn4.model.rule import Threshold, comparison
from cmcn4.model.verdict import Answer, Reason, doubted, due


def threshold(question: Question) -> Outcome:
    """Answer for the observation that counts, or for a tier or another population in its place."""
    rule = question.rule
    assert isinstance(rule, Threshold)  # noqa: S101 - called for this kind only
    rows, tiers = candidates(question, (rule.breakdown or "",)), tiers_of(question)
    period = latest(question, rows, tiers) if tiers or tiers.blocks else latest(question, rows)
    if isinstance(period, Outcome):
        return _at_least(question, period) or _other_population(question, period)
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
    rule = question.rule
    if isinstance(rule, Threshold) and rule.reference is not None:
        found = others(question, rule.reference, choice)
        if isinstance(found, Outcome):
            return replace(found, rejected=rejected)
        return replace(_beside(question, choice, found), rejected=rejected)
    limit = limit_of(rule, upward=question.upward)
    weighed = limit.weigh_choice(choice)
    value = limit.told(choice.value)
    margin = weighed.margin
    if margin is not None and value is not choice.value:
        margin = limit.weigh(value).margin
    return Outcome(
        answer=weighed.answer,
        reason=weighed.reason,
        margin=margin,
        value=value,
        period=choice.period.code,
        used=choice.used,
        rejected=rejected,
    )


def _beside(question: Question, choice: Choice, other: Others) -> Outcome:
    """Answer for the rows chosen held against what others have in the same period."""
    stated = comparison(question.rule)
    assert stated is not None  # noqa: S101 - validated: it states one comparison
    sign = stated[0]
    weighed = other.weigh(choice.value, sign)
    answer, reason, margin = weighed.answer, weighed.reason, weighed.margin
    doubt = choice.doubt or other.doubt
    if doubt:
        answer, reason, margin = Answer.UNKNOWN, doubted(doubt), None
    elif answer is Answer.UNKNOWN and (choice.tied or other.tied):
        reason = Reason.TIED_VALUES
    value = told(choice.value, ())
    shown = other.shown(choice.value, value)
    return Outcome(
        answer=answer,
        reason=reason,
        facts={**other.facts, "reference": shown},
        margin=margin,
        value=value,
        held_against=(sign, shown.value),
        against=shown,
        period=choice.period.code,
        used=(*choice.used, *other.used),
        parts=other.parts(choice.value, sign, is_due=due(question.as_of, question.horizon)),
    )


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
    return _instead(question, outcome, choice, {"variant": "tier", "tier": choice.rows[0].value})


def _bounded(question: Question, choice: Choice | None) -> Iterator[tuple[Observation, Interval]]:
    """Yield rows that tell a tier with the ranks that it leaves possible."""
    tiers = question.indicator.tiers
    for row in choice.rows if choice else ():
        for bound in tiers.bounds if tiers else ():
            if bound.edition == row.period.year and row.value.value == bound.tier:
                yield row, Interval(bound.low, bound.high)


def _at_least(question: Question, missing: Outcome) -> Outcome | None:
    """Answer for the figure of an indicator that this one is never less than; None without one."""
    if missing.reason is Reason.BLOCKED:
        return None
    assert isinstance(question.rule, Threshold)  # noqa: S101 - called for this kind only
    names = question.catalogue.indicators
    for other in question.catalogue.lower_bounds.get(question.indicator.id, ()):
        choice = choose(question.about(other), (question.rule.breakdown or "",))
        if isinstance(choice, Outcome):
            if choice.reason is Reason.BLOCKED:
                return choice
            continue
        most = question.indicator.scale(choice.period.year)[1]
        rows = [
            row._replace(value=row.value._replace(high=end, high_open=False))
            for row in choice.rows
            if (end := Decimal("Infinity") if most is None else most) >= row.value.low
        ]
        if len(rows) == len(choice.rows):
            outcome = from_choice(question, Choice(choice.period, tuple(rows)))
            return _instead(question, outcome, choice, {"least_of": names[other].names})
    return None


def _instead(
    question: Question, outcome: Outcome, choice: Choice, told: Mapping[str, object]
) -> Outcome:
    """Return what follows from rows made of others, with these in their place and what they are."""
    others = tuple(row for row in outcome.used if row.area != question.area)
    return replace(outcome, facts={**outcome.facts, **told}, used=(*choice.used, *others))


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
