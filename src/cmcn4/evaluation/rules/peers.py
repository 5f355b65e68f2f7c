"""The area's place within a group, computed from the members' own values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.threshold import weigh, weigh_choice
from cmcn4.evaluation.select import Choice, at, candidates, latest
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.rule import PeerRank
from cmcn4.model.verdict import Answer, Reason, doubted


def peer_rank(question: Question) -> Outcome:
    """Answer for the group rank: 1 + members strictly better in the same period.

    A member without a row is missing: the best rank counts it behind, the worst ahead. A
    published group rank serves when the members' rows do not decide.
    """
    rule = question.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - called for this kind only
    rows = candidates(question)
    published = _published(question, rule)
    period = latest(question, rows, published)
    if isinstance(period, Outcome):
        return period
    own = at(question, rows, period)
    stated = at(question, published, period)
    if own is None:
        return _from_published(question, stated) if stated else nothing(Reason.NO_OBSERVATION)
    group = _Group(question, rule, period)
    if question.area not in group.members:
        return nothing(Reason.NO_OBSERVATION, {"variant": "not-a-member", "group": group.name})
    outcome = group.rank(own)
    open_ = own.tied or own.doubt
    if outcome.answer is Answer.UNKNOWN and stated is not None and not open_:
        return _from_published(question, stated)
    return outcome


class _Group:
    """The members of a group in one period, and where one of them stands among the rest."""

    def __init__(self, question: Question, rule: PeerRank, period: Period) -> None:
        self.question = question
        self.period = period
        group = question.catalogue.groups[rule.group]
        self.name = group.names
        self.day = membership_day(question, rule, period)
        edition = question.indicator.edition(period.year)
        absent = edition.not_ranked if edition else ()
        self.unranked = [each for each in group.members_on(self.day) if each in absent]
        self.members = [each for each in group.members_on(self.day) if each not in absent]

    def rank(self, own: Choice) -> Outcome:
        """Return the outcome for the own value among the members' values."""
        best = worst = 1
        used, missing, open_to = list(own.used), [], []
        for member in self.members:
            if member == self.question.area:
                continue
            theirs = self._choice(member)
            if theirs is None:
                missing.append(member)
                worst += 1
                continue
            ahead, perhaps = self._ahead(theirs.value, own.value)
            if theirs.doubt:
                # Its place is as open as that of a member without a row.
                ahead, perhaps = False, True
            best += ahead
            worst += perhaps
            if perhaps and not ahead:
                open_to.append(member)
            used.extend(theirs.used)
        value = Interval(Decimal(best), Decimal(worst))
        alone = len(used) == len(own.used)
        return self._outcome(value, used, missing, alone=alone, own=own, open_to=open_to)

    def _outcome(  # noqa: PLR0913 - the parts of one sentence
        self,
        value: Interval,
        used: list[Observation],
        missing: list[str],
        *,
        alone: bool,
        own: Choice,
        open_to: list[str],
    ) -> Outcome:
        weighed = weigh(value, self.question.rule, upward=False)
        areas = self.question.catalogue.areas
        facts = {
            "own": own.value,
            "size": len(self.members),
            "group": self.name,
            "missing": tuple(areas[each].names for each in missing),
            "open": tuple(areas[each].names for each in open_to),
            "unranked": tuple(areas[each].names for each in self.unranked),
            "members_on": self.day,
            "rank": value,
        }
        answer, reason = weighed.answer, weighed.reason
        if alone or own.doubt:
            answer = Answer.UNKNOWN
        if own.doubt:
            reason = doubted(own.doubt)
        elif answer is Answer.UNKNOWN:
            reason = Reason.TIED_VALUES if own.tied else Reason.PEERS_UNDECIDED
        return Outcome(
            answer=answer,
            reason=reason,
            facts=facts,
            value=value,
            margin=weighed.margin if answer is not Answer.UNKNOWN else None,
            period=self.period.code,
            used=tuple(used),
        )

    def _choice(self, member: str) -> Choice | None:
        theirs = replace(self.question, area=member)
        blocks = theirs.data.blocks(theirs.indicator.id, member)
        if any(each.period in (None, self.period) for each in blocks):
            # NOTE: a member's cell in error tells nothing of its place: it is as good as missing.
            return None
        return at(theirs, candidates(theirs), self.period)

    def _ahead(self, theirs: Interval, own: Interval) -> tuple[bool, bool]:
        """Return whether a member is surely, and whether it is possibly, strictly better."""
        if self.question.upward:
            theirs, own = own, theirs
        sure = theirs.high < own.low or (
            theirs.high == own.low and (theirs.high_open or own.low_open)
        )
        return sure, theirs.low < own.high


def membership_day(question: Question, rule: PeerRank, period: Period) -> str:
    """Return the ISO date on which membership of the group is looked up."""
    if rule.members_on == "as-of":
        return question.as_of.isoformat()
    if rule.members_on != "edition":
        return rule.members_on
    edition = question.indicator.edition(period.year)
    if edition and edition.released:
        return edition.released
    return f"{period.first.year}-07-01"


def _published(question: Question, rule: PeerRank) -> Rows:
    """Return published ranks of the area within the group."""
    indicator = question.indicator.group_ranks.get(rule.group)
    return candidates(question.about(indicator)) if indicator else Rows()


def _from_published(question: Question, choice: Choice) -> Outcome:
    answer, reason, margin = weigh_choice(choice, question.rule, upward=False)
    return Outcome(
        answer=answer,
        reason=reason,
        facts={"variant": "published"},
        value=choice.value,
        margin=margin,
        period=choice.period.code,
        used=choice.used,
    )
