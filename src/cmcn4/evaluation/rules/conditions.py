"""Several conditions, of which all or so many have to be met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import lateness
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.part import part_of
from cmcn4.model.interval import Interval, point
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.period import parse
from cmcn4.model.report import Part
from cmcn4.model.rule import All, Some
from cmcn4.model.verdict import Answer, Reason, due, verdict


def conditions(question: Question, answer: Callable[[Question], Outcome]) -> Outcome:
    """Answer for how many conditions are met: all of them where no number is given."""
    asked = asked_of(question)
    outcomes = [answer(one) for one in asked]
    found = _together(question, asked, outcomes)
    for at, outcome in enumerate(outcomes):
        if outcome.rival is not None:
            others = [*outcomes[:at], outcome.rival, *outcomes[at + 1 :]]
            rival = _together(question, asked, others)
            return replace(found, rival=replace(rival, used=(*outcome.rival.used, *rival.used)))
    return found


def asked_of(question: Question) -> list[Question]:
    """Return the question about each condition; none of a rule that has no conditions."""
    rule, own = question.rule, question.indicator.id
    if not isinstance(rule, All | Some):
        return []
    return [question.read(condition.rule, condition.indicator or own) for condition in rule.of]


def single_of(question: Question) -> list[Question]:
    """Return the questions that rest on rows themselves: this one, or those of its conditions."""
    asked = asked_of(question)
    return [single for one in asked for single in single_of(one)] if asked else [question]


def _together(
    question: Question, asked: Sequence[Question], outcomes: Sequence[Outcome]
) -> Outcome:
    rule = question.rule
    assert isinstance(rule, All | Some)  # noqa: S101 - called for these kinds only
    needed = Decimal(rule.needed)
    says = {
        said: [str(at) for at, outcome in enumerate(outcomes, 1) if outcome.answer is said]
        for said in Answer
    }
    met, unsure, missing = (len(says[said]) for said in (Answer.YES, Answer.UNKNOWN, Answer.NONE))
    value = Interval(Decimal(met), Decimal(met + unsure + missing))
    found = judge.compare(value, ">=", needed)
    known = Interval(value.low, value.low + unsure)
    if found is Answer.UNKNOWN and judge.compare(known, ">=", needed) is Answer.NO:
        found = Answer.NONE
    gone = sum(outcome.lost and outcome.answer is Answer.NO for outcome in outcomes)
    left = point(Decimal(len(outcomes) - gone))
    lost = judge.compare(left, ">=", needed) is Answer.NO
    shared: dict[str, Any] = {
        "parts": tuple(_parts(question, asked, outcomes)),
        "used": tuple(dict.fromkeys(row for outcome in outcomes for row in outcome.used)),
        "rejected": tuple(row for outcome in outcomes for row in outcome.rejected),
        "undecided": tuple(row for outcome in outcomes for row in outcome.undecided),
    }
    facts = {
        "variant": "conditions",
        "size": len(outcomes),
        "met": tuple(says[Answer.YES]),
        "short": tuple(says[Answer.NO]),
        "open": tuple(says[Answer.UNKNOWN]),
        "missing": tuple(says[Answer.NONE]),
    }
    if found is Answer.NONE:
        stopped = next((one for one in outcomes if one.reason is Reason.BLOCKED), None)
        if stopped is not None:
            return nothing(Reason.BLOCKED, stopped.facts, **shared)
        some = missing < len(outcomes)
        return nothing(Reason.INCOMPLETE if some else Reason.NO_OBSERVATION, facts, **shared)
    return Outcome(
        answer=found,
        reason=_reason(found, lost=lost),
        facts=facts,
        value=value,
        margin=None if found is Answer.UNKNOWN else value.low - needed,
        period=_latest(outcomes),
        lost=lost,
        **shared,
    )


def _reason(answer: Answer, *, lost: bool) -> Reason:
    if answer is Answer.UNKNOWN:
        return Reason.BOUND_ACROSS_THRESHOLD
    if answer is Answer.YES:
        return Reason.MET
    return Reason.LOST if lost else Reason.SHORT_OF_THRESHOLD


def _parts(
    question: Question, asked: Sequence[Question], outcomes: Sequence[Outcome]
) -> list[Part]:
    """Return the conditions, numbered; one that is lost can be mended no more from today on."""
    rule = question.rule
    assert isinstance(rule, All | Some)  # noqa: S101 - called for these kinds only
    is_due = due(question.as_of, question.horizon)
    return [
        replace(
            part_of(str(at), one, outcome),
            verdict=verdict(outcome.answer, is_due=is_due, lost=outcome.lost),
            last_day=question.as_of if outcome.lost else None,
            rule=one.rule,
            indicator=one.indicator.id,
            name=condition.name,
        )
        for at, (condition, one, outcome) in enumerate(
            zip(rule.of, asked, outcomes, strict=True), 1
        )
    ]


def _latest(outcomes: Sequence[Outcome]) -> str | None:
    """Return the latest of the periods that were judged."""
    periods = [parse(outcome.period) for outcome in outcomes if outcome.period]
    known = [period for period in periods if period is not None]
    return max(known, key=lateness).code if known else None
