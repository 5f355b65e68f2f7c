"""A mean of yearly rates, compounded or arithmetic; compared as a product or sum, never a root."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from cmcn4.evaluation import exact, judge
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.threshold import answered
from cmcn4.evaluation.select import Choice, at, candidates, multi_year
from cmcn4.model.comparing import number_of
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period, year, years
from cmcn4.model.rule import Average, Comparison, year_span
from cmcn4.model.verdict import Answer, Reason, doubted, due


def average(question: Question) -> Outcome:
    """Answer for the mean over all years; a past year missing leaves none, years ahead no."""
    rule = question.rule
    assert isinstance(rule, Average)  # noqa: S101 - called for this kind only
    first, last = year_span(rule.over)
    span = span_of(rule)
    series, rows = _Series(), candidates(question)
    for number in range(first, last + 1):
        choice = at(question, rows, year(number))
        if isinstance(choice, Outcome):
            return choice
        series.take(number, choice, is_due=due(question.as_of, number))
    if series.missing:
        stated = at(question, multi_year(question, span), span)
        if stated is not None:
            return answered(question, stated)
    if not series.rates:
        facts = {} if series.missing else {"variant": "none-yet", "years": span.code}
        return nothing(Reason.NO_OBSERVATION, facts)
    if series.missing:
        return _incomplete(rule, series, span)
    return _judged(rule, series, span)


def span_of(rule: Average) -> Period:
    """Return the years of a rule as one period."""
    first, last = year_span(rule.over)
    return years(first, last) if first < last else year(first)


@dataclass(slots=True)
class _Series:
    """The years of the span, sorted by what is known of them."""

    rates: list[Interval] = field(default_factory=list)
    used: list[Observation] = field(default_factory=list)
    observed: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    ahead: list[int] = field(default_factory=list)
    tied: bool = False
    doubt: str = ""

    def take(self, number: int, choice: Choice | None, *, is_due: bool) -> None:
        """Add a year: observed, missing though it is past, or still ahead."""
        if choice is None:
            (self.missing if is_due else self.ahead).append(number)
            return
        self.observed.append(number)
        self.rates.append(choice.value)
        self.used.extend(choice.used)
        self.tied = self.tied or choice.tied
        self.doubt = self.doubt or choice.doubt


@dataclass(frozen=True, slots=True)
class _Mean:
    """The arithmetic of one rule: totals are compared exactly, means are shown rounded."""

    rule: Average

    @property
    def goal(self) -> tuple[Comparison, Decimal]:
        """The comparison and the rate to reach."""
        return number_of(self.rule)

    def total(self, rates: list[Decimal]) -> Decimal:
        """Return the product of (1 + g), or the sum for the arithmetic mean."""
        endless = _endless(rates)
        if endless is not None:
            return endless
        if self.rule.mean == "geometric":
            return exact.growth(rates)
        return sum(rates, Decimal(0))

    def shown(self, rates: list[Decimal]) -> Decimal:
        """Return the mean as it is shown, on the side of the threshold where it really lies."""
        endless = _endless(rates)
        if endless is not None:
            return endless
        if self.rule.mean == "geometric":
            mean = exact.mean_rate(exact.growth(rates), len(rates))
        else:
            mean = exact.arithmetic_mean(rates)
        number = self.goal[1]
        goal, total = self.total([number] * len(rates)), self.total(rates)
        return exact.beside(mean, number, (total > goal) - (total < goal))

    def needed(self, rates: list[Decimal], more: int) -> Decimal | None:
        """Return the mean rate that `more` further years must have, None if none suffices."""
        if _endless(rates) is not None:
            return None
        goal, have = self.total([self.goal[1]] * (len(rates) + more)), self.total(rates)
        if self.rule.mean == "arithmetic":
            found = exact.quotient(goal - have, more)
        elif have > 0:
            found = exact.rate_between(have, goal, more)
        else:
            return None
        return exact.at_least(found, enough=self.total([*rates, *[found] * more]) >= goal)


def _endless(rates: list[Decimal]) -> Decimal | None:
    """Return the end of a bounded rate that has no known limit, if there is one."""
    return next((rate for rate in rates if not rate.is_finite()), None)


def _judged(rule: Average, series: _Series, span: Period) -> Outcome:
    mean = _Mean(rule)
    sign, number = mean.goal
    lows, highs = [rate.low for rate in series.rates], [rate.high for rate in series.rates]
    open_ends = (
        any(rate.low_open for rate in series.rates),
        any(rate.high_open for rate in series.rates),
    )
    value = Interval(mean.shown(lows), mean.shown(highs), *open_ends)
    totals = Interval(mean.total(lows), mean.total(highs), *open_ends)
    answer = judge.compare(totals, sign, mean.total([number] * len(lows)))
    reason = Reason.BOUND_ACROSS_THRESHOLD
    facts: dict[str, object] = {}
    if series.doubt:
        answer, reason = Answer.UNKNOWN, doubted(series.doubt)
    elif series.ahead:
        answer, reason = Answer.NO, Reason.YEARS_AHEAD
        facts = {
            "so_far": value,
            "observed": _spelled(series.observed),
            "ahead": _spelled(series.ahead),
            "needed": mean.needed(lows, len(series.ahead)),
        }
    elif series.tied and answer is Answer.UNKNOWN:
        reason = Reason.TIED_VALUES
    margin = None
    if answer is not Answer.UNKNOWN:
        margin = judge.margin(value, upward=True, number=number, met=answer is Answer.YES)
    if reason is Reason.BOUND_ACROSS_THRESHOLD and margin is not None:
        short = Reason.SHORT_OF_THRESHOLD if margin else Reason.TOUCHES_THRESHOLD
        reason = Reason.MET if answer is Answer.YES else short
    return Outcome(
        answer=answer,
        reason=reason,
        facts=facts,
        value=value,
        margin=margin,
        period=_spelled(series.observed) if series.ahead else span.code,
        used=tuple(series.used),
    )


def _incomplete(rule: Average, series: _Series, span: Period) -> Outcome:
    """Return none, saying what the missing years would have to be."""
    more = len(series.missing) + len(series.ahead)
    facts = {
        "variant": "years",
        "years": span.code,
        "missing": _spelled(series.missing),
        "open": _spelled(series.missing + series.ahead),
        "needed": _Mean(rule).needed([rate.low for rate in series.rates], more),
        "goal": _Mean(rule).goal[1],
        "sign": _Mean(rule).goal[0],
    }
    return nothing(Reason.INCOMPLETE, facts, used=tuple(series.used))


def _spelled(numbers: list[int]) -> str:
    """Write years as `2021-2024` if they follow one another, else as a list."""
    first, last = min(numbers), max(numbers)
    if len(numbers) > 1 and last - first == len(numbers) - 1:
        return f"{first}-{last}"
    return ", ".join(str(number) for number in sorted(numbers))
