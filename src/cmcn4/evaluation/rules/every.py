"""The same condition on each declared member: sectors, indicators or years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.threshold import from_choice
from cmcn4.evaluation.select import at, block_at, blocked, candidates, choose
from cmcn4.model.catalogue import Indicator
from cmcn4.model.period import year
from cmcn4.model.report import Part
from cmcn4.model.rule import Every, breakdowns, comparison, year_span
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
    stopped = next((each for each in members if each.outcome.reason is Reason.BLOCKED), None)
    if stopped is not None:
        return stopped.outcome
    is_due = due(question.as_of, question.horizon)
    parts = tuple(_part(each, rule, is_due=is_due) for each in members)
    used = tuple(row for each in members for row in each.outcome.used)
    short = [each for each in members if each.outcome.answer is Answer.NO]
    missing = tuple(each.name for each in members if each.outcome.answer is Answer.NONE)
    if short:
        worst = min(short, key=_margin)
        facts = {"member": worst.name, "short": tuple(each.name for each in short)}
        reason = Reason.LOST if any(each.lost for each in short) else worst.outcome.reason
        return replace(
            worst.outcome,
            reason=reason,
            facts={"variant": "member", **facts},
            parts=parts,
            used=used,
            lost=any(each.lost for each in short),
        )
    if missing:
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
    unsure = [each for each in members if each.outcome.answer is Answer.UNKNOWN]
    worst = unsure[0] if unsure else min(members, key=_margin)
    used = tuple(row for each in members for row in each.outcome.used)
    facts = {"member": worst.name}
    return replace(worst.outcome, facts={**worst.outcome.facts, **facts}, parts=parts, used=used)


def _margin(member: _Member) -> tuple[object, str]:
    return member.outcome.margin, member.name


def _members(question: Question, rule: Every) -> Iterator[_Member]:
    """Answer for each declared member by itself."""
    match rule.over:
        case "sector":
            for name in breakdowns(rule, question.catalogue.groups):
                choice = choose(question, (name,))
                done = choice if isinstance(choice, Outcome) else from_choice(question, choice)
                yield _Member(name, done, lost=False)
        case "indicator":
            for name in rule.members:
                asked = question.about(name)
                choice = choose(asked)
                done = choice if isinstance(choice, Outcome) else from_choice(asked, choice)
                yield _Member(name, done, lost=False)
        case "period":
            yield from _years(question, str(rule.members))


def _years(question: Question, span: str) -> Iterator[_Member]:
    """Answer for each year; one that is over and was missed can never be mended."""
    rows = candidates(question)
    for number in editions(question.indicator, span):
        block = block_at(question, year(number))
        found = at(question, rows, year(number))
        if block is not None and year(number).first <= question.limit:
            done = blocked(block)
        elif found is None:
            done = nothing(Reason.NO_OBSERVATION)
        else:
            done = from_choice(question, found)
        is_past = due(question.as_of, number)
        yield _Member(str(number), done, lost=is_past and done.answer is Answer.NO)


def editions(indicator: Indicator, span: str) -> list[int]:
    """Return the years of a span in which the indicator appears.

    A biennial index has no value in the years between its editions, an irregular one only in
    those that are known; neither is missing there.
    """
    first, last = year_span(span)
    known = {each.year for each in indicator.editions}
    numbers = range(first, last + 1)
    if indicator.frequency == "annual" or not known:
        return list(numbers)
    if indicator.frequency == "biennial":
        return [each for each in numbers if (each - min(known)) % 2 == 0]
    return [each for each in numbers if each in known]
