"""The area's place within a group, computed from the members' own values."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.index.members import beside, members
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import Limit, weigh
from cmcn4.evaluation.select import Choice, at, candidates, latest
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.rule import PeerRank
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Reason, doubted


def peer_rank(question: Question) -> Outcome:
    """Answer for the group rank of the latest period: 1 + members strictly better in it.

    A member without a row is missing: the best rank counts it behind, the worst ahead. A
    published group rank serves when the members' rows do not decide.
    """
    rows = candidates(question)
    period = latest(question, rows, published(question))
    return period if isinstance(period, Outcome) else rank_in(question, period)


def rank_in(question: Question, period: Period) -> Outcome:
    """Answer for the group rank of one period; a share of its members is a place among them."""
    rule = question.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - called for this kind only
    if rule.top_percent is None:
        return _rank_in(question, period)
    day = membership_day(question, rule, period)
    size = len(members(question, rule.group, day, period).told)
    last = last_place(rule.top_percent, size)
    placed = replace(rule, top_percent=None, at_most=last)
    outcome = _rank_in(question.read(placed, question.indicator.id), period)
    if outcome.answer is Answer.NONE:
        return outcome
    rival = outcome.rival and replace(outcome.rival, held_against=("<=", last))
    return replace(outcome, held_against=("<=", last), rival=rival)


def last_place(percent: Decimal, size: int) -> Decimal:
    """Return the last place within a share of so many members: 25 % of 34 is the eighth."""
    return percent * size // 100


def _rank_in(question: Question, period: Period) -> Outcome:
    own = at(question, candidates(question), period)
    if isinstance(own, Outcome):
        return own
    stated = at(question, published(question), period) if _serves(question, period) else None
    if own is None:
        if isinstance(stated, Choice):
            return _from_published(question, stated)
        return stated or nothing(Reason.NO_OBSERVATION)
    group = _Group(question, period)
    if question.area not in group.members.told:
        return nothing(Reason.NO_OBSERVATION, {"variant": "not-a-member", "group": group.name})
    outcome = group.rank(own)
    if outcome.answer is not Answer.UNKNOWN:
        if isinstance(stated, Choice):
            return replace(outcome, rival=_from_published(question, stated))
        return outcome
    if isinstance(stated, Choice):
        return replace(_from_published(question, stated), undecided=outcome.used)
    return stated or outcome


class _Group:
    """The members of a group in one period, and where one of them stands among the rest."""

    def __init__(self, question: Question, period: Period) -> None:
        self.question = question
        self.period = period
        rule = question.rule
        assert isinstance(rule, PeerRank)  # noqa: S101 - called for this kind only
        self.name = question.catalogue.groups[rule.group].names
        self.day = membership_day(question, rule, period)
        edition = question.indicator.edition(period.year)
        self.not_ranked = edition.not_ranked if edition else ()
        self.members = beside(question, rule.group, self.day, period)

    def rank(self, own: Choice) -> Outcome:
        """Return the outcome for the own value among the members' values."""
        found, area, upward = self.members, self.question.area, self.question.upward
        value = own.value
        # What usually counts for it is among them, and is not ahead of itself.
        itself = (False, False)
        if area not in found.doubtful:
            itself = judge.better(found.values[area], value, upward=upward)
        sure = found.among.surely(value, upward=upward) - itself[0]
        doubtful = len(found.doubtful) - (area in found.doubtful)
        possible = found.among.possibly(value, upward=upward) - itself[1] + doubtful
        place = _Place(used=found.used(area, own), best=1 + sure, worst=1 + possible)
        asked = found.unsettled if value.is_point else found.choices
        place.open += [name for name in asked if name != area and self._open(name, own)]
        for name, error in found.silent.items():
            if error is None and name in self.not_ranked:
                place.absent.append(name)
            else:
                # NOTE: a cell in error tells nothing of a place: it is as good as missing.
                place.missing[name] = error.facts["cell"] if error else ""
        return self._outcome(place, own)

    def _open(self, name: str, own: Choice) -> bool:
        """Whether a member may be ahead, and may be not; one in doubt is as open as one without."""
        if name in self.members.doubtful:
            return True
        theirs = self.members.values[name]
        sure, possible = judge.better(theirs, own.value, upward=self.question.upward)
        return possible and not sure

    def _outcome(self, place: _Place, own: Choice) -> Outcome:
        value = place.value
        weighed = weigh(value, self.question.rule, upward=False)
        facts = {
            "own": own.value,
            "size": len(self.members.told) - len(place.absent),
            "group": self.name,
            "missing": tuple(self._named(name, cell) for name, cell in place.missing.items()),
            "open": tuple(self._named(name) for name in place.open),
            "unranked": tuple(self._named(name) for name in place.absent),
            "members_on": self.day,
            "rank": value,
        }
        answer, reason = weighed.answer, weighed.reason
        if own.doubt or len(place.used) == len(own.used):
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
            used=place.used,
        )

    def _named(self, member: str, cell: str = "") -> Text:
        """Return a member's name, with the cell in error that leaves its place open."""
        names = self.question.catalogue.areas[member].names
        return Text.of(lambda lang: f"{names.get(lang)} ({cell})") if cell else names


@dataclass(slots=True)
class _Place:
    """Where the own value stands, as far as the members' rows tell."""

    used: tuple[Observation, ...]
    best: int
    worst: int
    open: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Members without a row, with the cell in error of those that have one."""

    @property
    def value(self) -> Interval:
        """The ranks possible: a missing member may be ahead."""
        return Interval(Decimal(self.best), Decimal(self.worst + len(self.missing)))


def membership_day(question: Question, rule: PeerRank, period: Period) -> str:
    """Return the ISO date on which membership of the group is looked up."""
    if rule.members_on == "as-of":
        return question.as_of.isoformat()
    if rule.members_on != "edition":
        return rule.members_on
    return question.indicator.edition_day(period.year)


def published(question: Question) -> Rows:
    """Return published ranks of the area within the group, of the periods in which they serve.

    They are told of the members on the edition's day: another membership has another rank.
    """
    rule = question.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - called for this kind only
    name = question.indicator.group_ranks.get(rule.group)
    rows = candidates(question.about(name)) if name else Rows()
    return rows.during(lambda period: _serves(question, period))


def _serves(question: Question, period: Period) -> bool:
    """Whether a rank published for a period is one among the members that the rule means."""
    rule = question.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - called for this kind only
    if rule.members_on == "edition":
        return True
    group = question.catalogue.groups[rule.group]
    on_edition = membership_day(question, replace(rule, members_on="edition"), period)
    day = membership_day(question, rule, period)
    return set(group.members_on(day)) == set(group.members_on(on_edition))


def _from_published(question: Question, choice: Choice) -> Outcome:
    answer, reason, margin = Limit(question.rule, upward=False).weigh_choice(choice)
    return Outcome(
        answer=answer,
        reason=reason,
        facts={"variant": "published"},
        value=choice.value,
        margin=margin,
        period=choice.period.code,
        used=choice.used,
    )
