"""A figure held against an earlier one: compared as products, divided only to be shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from cmcn4.evaluation import exact
from cmcn4.evaluation.question import Question
from cmcn4.evaluation.rules.limit import edges, told, weigh
from cmcn4.evaluation.rules.weighed import Weighed
from cmcn4.evaluation.select import Choice
from cmcn4.evaluation.series import broken_in
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.verdict import Answer, Reason, doubted

_INFINITE = Decimal("Infinity")


class Pair(NamedTuple):
    """An earlier figure and a later one."""

    base: Choice
    now: Choice

    @property
    def used(self) -> tuple[Observation, ...]:
        """The rows of both, the earlier first."""
        return (*self.base.used, *self.now.used)


class Quotient(NamedTuple):
    """What two positive figures make together, such as a growth in percent."""

    shown: Callable[[Decimal, Decimal], Decimal]
    """The rounded value of a later and an earlier figure."""
    beyond: Callable[[Decimal, Decimal, Decimal], Decimal]
    """By how much, on no scale, the later figure is above what a number asks of it; exact."""

    def value(self, pair: Pair, edges: tuple[Decimal, ...]) -> Interval:
        """Return the interval of a pair of which the earlier figure is surely above zero."""
        now, base = pair.now.value, pair.base.value
        # Of a figure below zero a larger base leaves more.
        falls, sinks = now.low < 0, now.high < 0
        low = self._end(now.low, base.low if falls else base.high, edges)
        high = self._end(now.high, base.high if sinks else base.low, edges)
        low_open = now.low_open or (bool(now.low) and (base.low_open if falls else base.high_open))
        high_open = now.high_open or (
            bool(now.high) and (base.high_open if sinks else base.low_open)
        )
        return Interval(low, high, low_open, high_open)

    def _end(self, now: Decimal, base: Decimal, edges: tuple[Decimal, ...]) -> Decimal:
        if not now.is_finite() or (not base and now):
            return _INFINITE.copy_sign(now)
        if not now or not base.is_finite():
            now, base = Decimal(0), Decimal(1)
        found = self.shown(now, base)
        for edge in edges:
            order = self.beyond(now, base, edge)
            found = exact.beside(found, edge, (order > 0) - (order < 0))
        return found


def weighed(
    question: Question, pair: Pair, value: Callable[[], Interval], *, positive: bool
) -> tuple[Weighed, Interval | None, dict[str, object]]:
    """Hold what a pair makes against the rule's number, with what its reason has to tell.

    `positive`: whether the earlier figure has to be above zero for a value to mean anything.
    """
    base, now = pair.base, pair.now
    lowest = base.value.low
    if positive and not (lowest > 0 or (lowest == 0 and base.value.low_open)):
        facts: dict[str, object] = {"base": base.value, "base_period": base.period}
        return Weighed(Answer.UNKNOWN, Reason.BASE_NOT_POSITIVE, None), None, facts
    made = value()
    shown = told(made, edges(question.rule))
    broken = broken_in(question.indicator, base.period.year, now.period.year)
    doubt = base.doubt or now.doubt
    if doubt or broken:
        reason = doubted(doubt) if doubt else Reason.SERIES_BROKEN
        facts = {} if doubt else {"year": str(broken), "base_period": base.period}
        return Weighed(Answer.UNKNOWN, reason, None), shown, facts
    found = weigh(made, question.rule, upward=question.upward)
    if found.answer is Answer.UNKNOWN and (base.tied or now.tied):
        found = Weighed(Answer.UNKNOWN, Reason.TIED_VALUES, None)
    elif shown is not made:
        found = found._replace(margin=weigh(shown, question.rule, upward=question.upward).margin)
    return found, shown, {}
