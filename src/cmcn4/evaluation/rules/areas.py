"""How many of a group's areas are there, each by its own value of one period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import Limit, weigh
from cmcn4.evaluation.rules.weighed import Weighed, gap_of
from cmcn4.evaluation.select import Choice, at, candidates, latest
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import Period
from cmcn4.model.report import Part
from cmcn4.model.rule import Areas, number_of
from cmcn4.model.verdict import Answer, Reason, due, verdict


class _Area(NamedTuple):
    name: str
    choice: Choice | Outcome | None
    weighed: Weighed

    @property
    def told(self) -> Choice | None:
        """Its rows, if it has any that may be used."""
        return self.choice if isinstance(self.choice, Choice) else None


def areas(question: Question) -> Outcome:
    """Answer for the number of areas that meet the comparison in the latest period of any.

    One without a row, with a cell in error or with a value that does not decide leaves it open.
    """
    rule = question.rule
    assert isinstance(rule, Areas)  # noqa: S101 - called for this kind only
    series = series_of(question)
    period = latest(question, Rows(), *series.values())
    if isinstance(period, Outcome):
        return period
    group = question.catalogue.groups[rule.within]
    names = group.members_on(question.indicator.edition_day(period.year))
    limit = Limit(rule.each, upward=question.upward)
    found = [_area(question, limit, (name, series[name]), period) for name in names]
    used = tuple(row for area in found if area.told for row in area.told.used)
    if not used:
        stopped = (area.choice for area in found if isinstance(area.choice, Outcome))
        return next(stopped, nothing(Reason.NO_OBSERVATION))
    placed = replace(rule, share=None, how_many=wanted(rule, len(found)))
    sure = sum(area.weighed.answer is Answer.YES for area in found)
    unsure = [area for area in found if area.weighed.answer in (Answer.UNKNOWN, Answer.NONE)]
    value = Interval(Decimal(sure), Decimal(sure + len(unsure)))
    weighed = weigh(value, placed, upward=True)
    unknown = weighed.answer is Answer.UNKNOWN
    return Outcome(
        answer=weighed.answer,
        reason=Reason.PEERS_UNDECIDED if unknown else weighed.reason,
        facts={
            "size": len(found),
            "group": group.names,
            "open": tuple(question.catalogue.areas[area.name].names for area in unsure),
            "missing": (),
        },
        value=value,
        margin=weighed.margin,
        held_against=number_of(placed),
        period=period.code,
        used=used,
        parts=tuple(_parts(question, rule, found)),
    )


def wanted(rule: Areas, size: int) -> Decimal:
    """Return how many of so many areas it takes: 88 % of 34 are 30."""
    if rule.how_many is not None:
        return rule.how_many
    share = rule.share
    assert share is not None  # noqa: S101 - validated: one of the two
    whole, rest = divmod(share * size, 100)
    return whole + bool(rest)


def series_of(question: Question) -> dict[str, Rows]:
    """Return the rows of each area that ever was a member, of the periods in which it was."""
    rule = question.rule
    assert isinstance(rule, Areas)  # noqa: S101 - called for this kind only
    group = question.catalogue.groups[rule.within]
    days: dict[Period, frozenset[str]] = {}

    def members(period: Period) -> frozenset[str]:
        if period not in days:
            days[period] = frozenset(group.members_on(question.indicator.edition_day(period.year)))
        return days[period]

    def own(name: str) -> Rows:
        rows = candidates(replace(question, area=name), (rule.breakdown or "",))
        return rows.during(lambda period: name in members(period))

    return {name: own(name) for name in dict.fromkeys(member.id for member in group.members)}


def _area(question: Question, limit: Limit, named: tuple[str, Rows], period: Period) -> _Area:
    name, rows = named
    choice = at(replace(question, area=name), rows, period)
    if isinstance(choice, Choice):
        return _Area(name, choice, limit.weigh_choice(choice))
    reason = choice.reason if choice else Reason.NO_OBSERVATION
    return _Area(name, choice, Weighed(Answer.NONE, reason, None))


def _parts(question: Question, rule: Areas, found: list[_Area]) -> Iterator[Part]:
    is_due = due(question.as_of, question.horizon)
    sign, number = number_of(rule.each)
    for area in found:
        value = area.told.value if area.told else None
        yield Part(
            member=area.name,
            value=value.value if value else None,
            verdict=verdict(area.weighed.answer, is_due=is_due),
            gap=gap_of(area.weighed.answer, area.weighed.margin),
            interval=value,
            comparison=sign,
            threshold=number,
            higher=question.upward,
            reason=area.weighed.reason,
        )
