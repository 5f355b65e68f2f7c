"""The same condition on each declared member: sectors, indicators or years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.peers import rank_in
from cmcn4.evaluation.rules.threshold import answered
from cmcn4.evaluation.select import at, candidates, choose
from cmcn4.model.catalogue import Indicator
from cmcn4.model.period import Period, year
from cmcn4.model.report import Part
from cmcn4.model.rule import Every, PeerRank, breakdowns, comparison, year_span
from cmcn4.model.verdict import Answer, Reason, due, verdict


class _Member(NamedTuple):
    name: str
    outcome: Outcome
    lost: bool


def every(question: Question) -> Outcome:
    """Answer no if any member is short, else none if any is missing, else yes."""
    rule = question.rule
    assert isinstance(rule, Every)  # noqa: S101 - called for this kind only
    members = list(_members(question, rule))
    is_due = due(question.as_of, question.horizon)
    parts = tuple(_part(member, rule, is_due=is_due) for member in members)
    used = tuple(row for member in members for row in member.outcome.used)
    short = [member for member in members if member.outcome.answer is Answer.NO]
    missing = tuple(member.name for member in members if member.outcome.answer is Answer.NONE)
    if short:
        worst = min(short, key=_margin)
        lost = any(member.lost for member in short)
        return replace(
            worst.outcome,
            reason=Reason.LOST if lost else worst.outcome.reason,
            facts={
                "variant": "member",
                "member": worst.name,
                "short": tuple(member.name for member in short),
            },
            parts=parts,
            used=used,
            lost=lost,
        )
    if missing:
        stopped = [member for member in members if member.outcome.reason is Reason.BLOCKED]
        if stopped:
            return replace(stopped[0].outcome, parts=parts, used=used)
        reason = Reason.INCOMPLETE if len(missing) < len(members) else Reason.NO_OBSERVATION
        facts = {"variant": "members", "missing": missing}
        return nothing(reason, facts, parts=parts, used=used)
    return _settled(members, parts)


def _part(member: _Member, rule: Every, *, is_due: bool) -> Part:
    value, stated = member.outcome.value, comparison(rule)
    assert stated is not None  # noqa: S101 - validated: it states one comparison
    return Part(
        member=member.name,
        value=value.value if value else None,
        verdict=verdict(member.outcome.answer, is_due=is_due, lost=member.lost),
        interval=value,
        comparison=stated[0],
        threshold=stated[1],
        reason=member.outcome.reason,
        last_day=year(int(member.name)).last if rule.over == "period" else None,
    )


def _settled(members: list[_Member], parts: tuple[Part, ...]) -> Outcome:
    """Return the outcome when no member is short or missing: the worst member's."""
    unsure = [member for member in members if member.outcome.answer is Answer.UNKNOWN]
    worst = unsure[0] if unsure else min(members, key=_margin)
    used = tuple(row for member in members for row in member.outcome.used)
    facts = {"member": worst.name}
    return replace(worst.outcome, facts={**worst.outcome.facts, **facts}, parts=parts, used=used)


def _margin(member: _Member) -> Decimal:
    margin = member.outcome.margin
    assert margin is not None  # noqa: S101 - it has a definite answer
    return margin


def _members(question: Question, rule: Every) -> Iterator[_Member]:
    """Answer for each declared member by itself."""
    match rule.over:
        case "sector":
            for name in breakdowns(rule, question.catalogue.groups):
                yield _Member(name, answered(question, choose(question, (name,))), lost=False)
        case "indicator":
            for name in rule.members:
                asked = question.about(name)
                yield _Member(name, answered(asked, choose(asked)), lost=False)
        case "period":
            yield from _years(question, rule)


def _years(question: Question, rule: Every) -> Iterator[_Member]:
    """Answer for each year; one that is over and was missed can never be mended."""
    for number in editions(question.indicator, str(rule.members)):
        outcome = _of_year(question, rule, year(number))
        lost = due(question.as_of, number) and outcome.answer is Answer.NO
        yield _Member(str(number), outcome, lost=lost)


def _of_year(question: Question, rule: Every, period: Period) -> Outcome:
    if rule.group is not None and rule.at_most is not None:
        peers = PeerRank(group=rule.group, at_most=rule.at_most)
        return rank_in(question.read(peers, question.indicator.id), period)
    choice = at(question, candidates(question), period)
    return nothing(Reason.NO_OBSERVATION) if choice is None else answered(question, choice)


def editions(indicator: Indicator, span: str) -> list[int]:
    """Return the years of a span in which the indicator appears.

    A biennial index has no value in the years between its editions, an irregular one only in
    those that are known; neither is missing there.
    """
    first, last = year_span(span)
    known = {edition.year for edition in indicator.editions}
    numbers = range(first, last + 1)
    if indicator.frequency == "annual" or not known:
        return list(numbers)
    if indicator.frequency == "biennial":
        return [number for number in numbers if (number - min(known)) % 2 == 0]
    return [number for number in numbers if number in known]
