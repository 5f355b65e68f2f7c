"""The number that a rule states, made ready to hold many values against it."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from cmcn4.evaluation import exact, judge
from cmcn4.evaluation.rules.weighed import Weighed, definite
from cmcn4.evaluation.select import Choice
from cmcn4.model.interval import Interval, point
from cmcn4.model.rule import Average, Rule, Threshold, band, comparisons, number_of
from cmcn4.model.verdict import Answer, Reason, doubted


class Limit:
    """What a rule wants of a value: a number, or a band with both ends."""

    def __init__(self, rule: Rule, *, upward: bool) -> None:
        """Take the rule's own number; `upward` says which way is better where no sign does."""
        self.rule = rule
        self.sign, self.number = number_of(rule)
        self._band = band(rule)
        self._point = point(self.number)
        self._upward = upward if self.sign == "~" else self.sign in (">=", ">")

    @cached_property
    def edges(self) -> tuple[Decimal, ...]:
        """The numbers that a value may not be rounded across."""
        return edges(self.rule)

    def weigh(self, value: Interval) -> Weighed:
        """Hold a value against it."""
        if self._band is not None:
            return _within(value, self._band)
        rule = self.rule
        if self.sign == "~":
            assert isinstance(rule, Threshold | Average)  # noqa: S101 - the kinds with «khoảng»
            tolerance = rule.tolerance or Decimal(0)
            answer = judge.about(value, self.number, tolerance, higher=self._upward)
        else:
            answer = judge.against(value, self.sign, self._point)
        if answer is Answer.UNKNOWN:
            inside = self.sign == "~" and value.is_point
            reason = Reason.WITHIN_TOLERANCE if inside else Reason.BOUND_ACROSS_THRESHOLD
            return Weighed(answer, reason, None)
        met = answer is Answer.YES
        margin = judge.margin_from(value, self._point, upward=self._upward, met=met)
        return definite(answer, margin)

    def weigh_choice(self, choice: Choice) -> Weighed:
        """Hold the rows chosen against it: a value in doubt never decides."""
        doubt = choice.doubt
        if doubt:
            return Weighed(Answer.UNKNOWN, doubted(doubt), None)
        weighed = self.weigh(choice.value)
        if weighed.answer is Answer.UNKNOWN and choice.tied:
            return Weighed(Answer.UNKNOWN, Reason.TIED_VALUES, None)
        return weighed

    def told(self, value: Interval) -> Interval:
        """Return a value as it is told: cut ends rounded, across none of the rule's numbers."""
        low, high = value.low, value.high
        cut = exact.is_cut(low) or (high is not low and exact.is_cut(high))
        return told(value, self.edges) if cut else value


_LIMITS: dict[tuple[int, bool], Limit] = {}
_MOST_LIMITS = 64


def limit_of(rule: Rule, *, upward: bool) -> Limit:
    """Return what a rule wants, made once for all areas: found by the very rule, not an equal one.

    80.0 and 80 are equal, and not written alike.
    """
    key = id(rule), upward  # which is nobody else's as long as its limit keeps the rule
    found = _LIMITS.get(key)
    if found is None:
        if len(_LIMITS) >= _MOST_LIMITS:
            _LIMITS.clear()
        found = _LIMITS[key] = Limit(rule, upward=upward)
    return found


def _within(value: Interval, inside_of: Interval) -> Weighed:
    """Hold a value against both ends of a band."""
    answer = judge.against(value, "in", inside_of)
    if answer is Answer.UNKNOWN:
        return Weighed(answer, Reason.BOUND_ACROSS_THRESHOLD, None)
    margin = judge.margin_of_band(value, inside_of, met=answer is Answer.YES)
    return definite(answer, margin)


def weigh(value: Interval, rule: Rule, *, upward: bool) -> Weighed:
    """Hold a value against the number a rule states."""
    return limit_of(rule, upward=upward).weigh(value)


def edges(rule: Rule) -> tuple[Decimal, ...]:
    """Return the numbers that a value may not be rounded across."""
    numbers = [number for _, _, number in comparisons(rule)] or [Decimal(0)]
    reach = getattr(rule, "tolerance", None) or Decimal(0)
    beyond = (Decimal(0), -reach, reach)
    return tuple(dict.fromkeys(number + by for number in numbers for by in beyond))


def told(value: Interval, edges: tuple[Decimal, ...]) -> Interval:
    """Return a value as it is told: ends that do not end as decimals rounded, across no edge."""
    low, high = exact.told(value.low, edges), exact.told(value.high, edges)
    same = low == value.low and high == value.high
    return value if same else value._replace(low=low, high=high)
