"""The years of a span, sorted by what is known of them, and what follows for a mean or a sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from cmcn4.evaluation import judge
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.rules.limit import weigh
from cmcn4.evaluation.rules.threshold import answered
from cmcn4.evaluation.select import Choice, at, candidates, multi_year
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period, year, years
from cmcn4.model.rule import Average, Sum, number_of, year_span
from cmcn4.model.verdict import Answer, Reason, doubted, due


@dataclass(slots=True)
class Years:
    """The years of a span with the figures that count for them."""

    span: Period
    values: list[Interval] = field(default_factory=list)
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
        self.values.append(choice.value)
        self.used.extend(choice.used)
        self.tied = self.tied or choice.tied
        self.doubt = self.doubt or choice.doubt


class Reckoning(NamedTuple):
    """How the values of years become one."""

    name: str
    """Begins the variants of its sentences."""
    value: Callable[[Sequence[Decimal]], Decimal]
    """The whole of finite values, rounded only where the threshold is not crossed."""
    needed: Callable[[Sequence[Decimal], int], Decimal | None]
    """What so many more years must have, by those observed; None where nothing would
    suffice, or nothing is needed."""
    settled: Callable[[Years, Answer], bool] = lambda _, __: False
    """Whether the years ahead can no longer change the answer so far."""


def over_years(question: Question, rule: Average | Sum, reckoning: Reckoning) -> Outcome:
    """Answer for all years of a span; a past year missing leaves none, years ahead mostly no."""
    span = period_of(rule.over)
    found = _years_of(question, rule.over)
    if isinstance(found, Outcome):
        return found
    if found.missing:
        stated = at(question, multi_year(question, span), span)
        if stated is not None:
            return answered(question, stated)
    if not found.values:
        return none_yet(span) if not found.missing else nothing(Reason.NO_OBSERVATION)
    value = _whole(found.values, reckoning)
    if found.missing:
        return _incomplete(question, found, value, reckoning)
    return _judged(question, found, value, reckoning)


def none_yet(span: Period) -> Outcome:
    """Return none for a span of which no year has a figure, and need not have."""
    return nothing(Reason.NO_OBSERVATION, {"variant": "none-yet", "years": span.code})


def _years_of(question: Question, over: str) -> Years | Outcome:
    """Return the years of a span such as `2021-2025`; the outcome none where one is blocked."""
    first, last = year_span(over)
    found, rows = Years(period_of(over)), candidates(question)
    for number in range(first, last + 1):
        choice = at(question, rows, year(number))
        if isinstance(choice, Outcome):
            return choice
        found.take(number, choice, is_due=due(question.as_of, number))
    return found


def rises(question: Question) -> bool:
    """Whether more meets the rule rather than less."""
    sign = number_of(question.rule)[0]
    return question.upward if sign in ("~", "in") else sign in (">=", ">")


def _whole(values: list[Interval], reckoning: Reckoning) -> Interval:
    """Return the interval of the whole, which is open at an end where any year's is."""
    return Interval(
        _end([value.low for value in values], reckoning),
        _end([value.high for value in values], reckoning),
        any(value.low_open for value in values),
        any(value.high_open for value in values),
    )


def _end(ends: list[Decimal], reckoning: Reckoning) -> Decimal:
    endless = next((end for end in ends if not end.is_finite()), None)
    return reckoning.value(ends) if endless is None else endless


def _needed(question: Question, found: Years, reckoning: Reckoning) -> Decimal | None:
    """Return what the open years must have whatever the bounded ones turn out to be."""
    more = len(found.missing) + len(found.ahead)
    ends = [value.low if rises(question) else value.high for value in found.values]
    return reckoning.needed(ends, more) if all(end.is_finite() for end in ends) else None


def _judged(question: Question, found: Years, value: Interval, reckoning: Reckoning) -> Outcome:
    answer, reason, margin = weigh(value, question.rule, upward=question.upward)
    facts: dict[str, object] = {}
    lost = False
    if found.doubt:
        answer, reason, margin = Answer.UNKNOWN, doubted(found.doubt), None
    elif found.ahead and not reckoning.settled(found, answer):
        facts = {
            "variant": reckoning.name,
            "so_far": value,
            "observed": spelled(found.observed),
            "ahead": spelled(found.ahead),
            "needed": _needed(question, found, reckoning),
            "years_left": len(found.ahead),
        }
        answer, reason, margin = Answer.NO, Reason.YEARS_AHEAD, so_far(question, value)
    elif found.ahead and answer is Answer.NO:
        facts = {"variant": reckoning.name, "so_far": value, "observed": spelled(found.observed)}
        reason, lost = Reason.LOST, True
    elif found.tied and answer is Answer.UNKNOWN:
        reason = Reason.TIED_VALUES
    return Outcome(
        answer=answer,
        reason=reason,
        facts=facts,
        value=value,
        margin=margin,
        period=spelled(found.observed) if found.ahead else found.span.code,
        used=tuple(found.used),
        lost=lost,
    )


def so_far(question: Question, value: Interval) -> Decimal | None:
    """Return the margin of what there is while years are ahead; None where nothing limits it."""
    number = number_of(question.rule)[1]
    margin = judge.margin(value, upward=rises(question), number=number, met=False)
    return margin if margin.is_finite() else None


def _incomplete(question: Question, found: Years, value: Interval, reckoning: Reckoning) -> Outcome:
    """Return none, saying what the missing years would have to be."""
    sign, number = number_of(question.rule)
    facts = {
        "variant": reckoning.name,
        "years": found.span.code,
        "so_far": value,
        "observed": spelled(found.observed),
        "missing": spelled(found.missing),
        "open": spelled(found.missing + found.ahead),
        "needed": _needed(question, found, reckoning),
        "goal": number,
        "sign": sign,
    }
    return nothing(Reason.INCOMPLETE, facts, used=tuple(found.used))


def period_of(over: str) -> Period:
    """Return the years of a span as one period."""
    first, last = year_span(over)
    return years(first, last) if first < last else year(first)


def spelled(numbers: Sequence[int]) -> str:
    """Write years as `2021-2024` if they follow one another, else as a list."""
    first, last = min(numbers), max(numbers)
    if len(numbers) > 1 and last - first == len(numbers) - 1:
        return f"{first}-{last}"
    return ", ".join(str(number) for number in sorted(numbers))
