"""The same condition on each declared member: sectors, indicators or years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.peers import rank_in
from cmcn4.evaluation.rules.threshold import answered
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.evaluation.select import Choice, at, candidates, choose
from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import Period, year
from cmcn4.model.report import Part
from cmcn4.model.rule import Every, PeerRank, breakdowns, comparison, number_of, year_span
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
    missing = _names(member for member in members if member.outcome.answer is Answer.NONE)
    if short:
        worst = min(short, key=_margin)
        lost = any(member.lost for member in short)
        return replace(
            worst.outcome,
            reason=Reason.LOST if lost else worst.outcome.reason,
            facts={
                "variant": "member",
                "member": worst.name,
                "short": _names(short),
            },
            parts=parts,
            used=used,
            lost=lost,
            held_against=comparison(rule.of(worst.name)),
        )
    if missing:
        stopped = [member for member in members if member.outcome.reason is Reason.BLOCKED]
        if stopped:
            return replace(stopped[0].outcome, parts=parts, used=used)
        reason = Reason.INCOMPLETE if len(missing) < len(members) else Reason.NO_OBSERVATION
        facts: dict[str, Any] = {"variant": "members", "missing": missing}
        gone = [member for member in members if "until" in member.outcome.facts]
        if gone:
            until = gone[0].outcome.facts["until"]
            facts |= {"variant": "members-ended", "gone": _names(gone), "until": until}
        return nothing(reason, facts, parts=parts, used=used)
    return _settled(rule, members, parts)


def _names(members: Iterable[_Member]) -> tuple[str, ...]:
    return tuple(member.name for member in members)


def _part(member: _Member, rule: Every, *, is_due: bool) -> Part:
    value, stated = member.outcome.value, number_of(rule.of(member.name))
    return Part(
        member=member.name,
        value=value.value if value else None,
        verdict=verdict(member.outcome.answer, is_due=is_due, lost=member.lost),
        gap=gap_of(member.outcome.answer, member.outcome.margin),
        interval=value,
        comparison=stated[0],
        threshold=stated[1],
        reason=member.outcome.reason,
        last_day=year(int(member.name)).last if rule.over == "period" else None,
    )


def _settled(rule: Every, members: list[_Member], parts: tuple[Part, ...]) -> Outcome:
    """Return the outcome when no member is short or missing: the worst member's."""
    unsure = [member for member in members if member.outcome.answer is Answer.UNKNOWN]
    worst = unsure[0] if unsure else min(members, key=_margin)
    used = tuple(row for member in members for row in member.outcome.used)
    facts = {"member": worst.name}
    return replace(
        worst.outcome,
        facts={**worst.outcome.facts, **facts},
        parts=parts,
        used=used,
        held_against=comparison(rule.of(worst.name)),
    )


def _margin(member: _Member) -> Decimal:
    margin = member.outcome.margin
    assert margin is not None  # noqa: S101 - it has a definite answer
    return margin


def _members(question: Question, rule: Every) -> Iterator[_Member]:
    """Answer for each declared member by itself."""
    match rule.over:
        case "sector":
            for name in breakdowns(rule, question.catalogue.groups):
                asked = question.read(rule.of(name), question.indicator.id)
                yield _Member(name, _of_sector(asked, name), lost=False)
        case "indicator":
            for name in rule.members:
                asked = question.about(name)
                yield _Member(name, answered(asked, choose(asked)), lost=False)
        case "period":
            yield from _years(question, rule)


def _of_sector(question: Question, name: str) -> Outcome:
    """Answer for one breakdown; one that had ended by the last day of its period has none."""
    choice = choose(question, (name,))
    last = _last_day(question, name)
    if isinstance(choice, Choice) and last is not None and last < choice.period.last:
        return nothing(Reason.NO_OBSERVATION, {"until": last})
    return answered(question, choice)


def _last_day(question: Question, name: str) -> dt.date | None:
    """Return the day on which a member of the indicator's breakdown groups ended, if it has."""
    rule, groups = question.rule, question.catalogue.groups
    assert isinstance(rule, Every)  # noqa: S101 - called for this kind only
    named = [rule.members] if isinstance(rule.members, str) else question.indicator.breakdowns
    for group in named or groups:
        for member in groups[group].members:
            if member.id == name and member.to_date and groups[group].kind == "breakdown":
                return dt.date.fromisoformat(member.to_date)
    return None


def _years(question: Question, rule: Every) -> Iterator[_Member]:
    """Answer for each year; one that is over and was missed can never be mended."""
    members = rule.members
    own = editions(question.indicator, members) if isinstance(members, str) else map(int, members)
    for number in own:
        outcome = _of_year(question, rule, year(number))
        lost = due(question.as_of, number) and outcome.answer is Answer.NO
        yield _Member(str(number), outcome, lost=lost)


def _of_year(question: Question, rule: Every, period: Period) -> Outcome:
    if rule.group is not None and isinstance(rule.at_most, Decimal):
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
