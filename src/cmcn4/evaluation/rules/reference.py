"""Numbers that the data give: another area's figure of the period, or the mean of a group's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from cmcn4.evaluation import exact, judge
from cmcn4.evaluation.index.members import members
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.weighed import Weighed, definite
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.report import Part
from cmcn4.model.rule import Comparison, Reference, Threshold
from cmcn4.model.verdict import Answer, Reason, verdict

_INFINITE = Decimal("Infinity")
_ZERO = Decimal(0)
_FLIPPED: Mapping[Comparison, Comparison] = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


@dataclass(frozen=True, slots=True)
class Others:
    """The figures of others, compared as their sum with as many times the own value."""

    members: Mapping[str, Choice | None]
    """By area; None for one that nothing is known of."""
    valid: Interval
    """What such a one may have."""
    facts: Mapping[str, Any]
    mean: bool
    """Whether they are members of a group, each of them one part."""

    @property
    def known(self) -> list[Choice]:
        """The members' figures, as far as they are known."""
        return [choice for choice in self.members.values() if choice is not None]

    @property
    def used(self) -> tuple[Observation, ...]:
        """The rows behind them."""
        return tuple(row for choice in self.known for row in choice.used)

    @property
    def doubt(self) -> str:
        """The code of what leaves the one figure open: of several it opens only its own."""
        return "" if self.mean else self.known[0].doubt

    @property
    def tied(self) -> bool:
        """Whether equally good rows of any of them differ."""
        return any(choice.tied for choice in self.known)

    @property
    def values(self) -> list[Interval]:
        """What each of them may have."""
        return [self._value(choice) for choice in self.members.values()]

    def _value(self, choice: Choice | None) -> Interval:
        return self.valid if choice is None or (self.mean and choice.doubt) else choice.value

    @property
    def total(self) -> Interval:
        """The sum of them."""
        values = self.values
        return Interval(
            sum((value.low for value in values), _ZERO),
            sum((value.high for value in values), _ZERO),
            any(value.low_open for value in values),
            any(value.high_open for value in values),
        )

    def weigh(self, own: Interval, sign: Comparison) -> Weighed:
        """Hold the own value against their mean, without a division."""
        count, total = len(self.members), self.total
        times = own._replace(low=own.low * count, high=own.high * count)
        answer = judge.against(times, sign, total)
        if answer is Answer.UNKNOWN:
            missing = bool(self.facts["missing"])
            reason = Reason.PEERS_UNDECIDED if missing else Reason.BOUND_ACROSS_THRESHOLD
            return Weighed(answer, reason, None)
        upward = sign in (">=", ">")
        margin = judge.margin_from(times, total, upward=upward, met=answer is Answer.YES)
        order = (margin > 0) - (margin < 0)
        return definite(answer, exact.beside(self._share(margin), _ZERO, order))

    def shown(self, own: Interval, told: Interval) -> Interval:
        """Return their mean, rounded on the side of the own value, as it is told, on which it lies.

        `own` is the exact value, `told` the same as it is shown.
        """
        total = self.total
        ends = ((own.low, told.low), (own.high, told.high))
        return total._replace(low=self._end(total.low, ends), high=self._end(total.high, ends))

    def _end(self, total: Decimal, ends: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
        if not total.is_finite():
            return total
        mean = self._share(total)
        for end, told in ends:
            if end.is_finite():
                times = end * len(self.members)
                mean = exact.beside(mean, told, (total > times) - (total < times))
        return mean

    def _share(self, total: Decimal) -> Decimal:
        count = len(self.members)
        return exact.told(total, ()) if count == 1 else exact.quotient(total, count)

    def parts(self, own: Interval, sign: Comparison, *, is_due: bool) -> tuple[Part, ...]:
        """Return the members of a group, each with how the own value stands to it alone."""
        return tuple(self._parts(own, _FLIPPED[sign], is_due=is_due)) if self.mean else ()

    def _parts(self, own: Interval, sign: Comparison, *, is_due: bool) -> Iterator[Part]:
        for name, choice in self.members.items():
            value = None if choice is None or choice.doubt else choice.value
            answer = judge.against(value, sign, own) if value else Answer.NONE
            yield Part(
                member=name,
                value=value.value if value else None,
                verdict=verdict(answer, is_due=is_due),
                interval=value,
                comparison=sign,
                threshold=own.value,
                against=own,
            )


def others(question: Question, reference: Reference, own: Choice) -> Others | Outcome:
    """Return what others have in the period of the own value; the outcome none without a row."""
    catalogue, period = question.catalogue, own.period
    if reference.area is not None:
        told = catalogue.areas[reference.area].names
        asked: Mapping[str, Choice | Outcome | None] = {
            reference.area: _of(question, reference.area, period)
        }
    else:
        group = catalogue.groups[reference.mean_of or ""]
        day, told = question.indicator.edition_day(period.year), group.names
        asked = members(question, group.id, day, period, _part(question)).told
    found = {name: choice for name, choice in asked.items() if name != question.area}
    figures = {
        name: None if isinstance(choice, Outcome) else choice for name, choice in found.items()
    }
    low, high = question.indicator.scale(period.year)
    missing = tuple(
        catalogue.areas[name].names
        for name, choice in figures.items()
        if choice is None or choice.doubt
    )
    facts = {"group": told, "open": (), "missing": missing}
    if not any(figures.values()):
        stopped = next((choice for choice in found.values() if isinstance(choice, Outcome)), None)
        variant = "reference" if reference.mean_of is None else "members-of"
        absent = nothing(Reason.NO_OBSERVATION, {"variant": variant, **facts, "period": period})
        return stopped or absent
    valid = Interval(-_INFINITE if low is None else low, _INFINITE if high is None else high)
    return Others(figures, valid, facts, reference.mean_of is not None)


def _of(question: Question, area: str, period: Period) -> Choice | Outcome | None:
    theirs = replace(question, area=area)
    return at(theirs, candidates(theirs, (_part(question),)), period)


def _part(question: Question) -> str:
    rule = question.rule
    assert isinstance(rule, Threshold)  # noqa: S101 - the only kind that has a reference
    return rule.breakdown or ""
