"""Targets that are simple: the value that counts is held against one number, and nothing else is.

Whoever answers for many areas or periods at once asks here first; all else is asked one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import attrgetter

from cmcn4.evaluation import judge
from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.exact import is_cut
from cmcn4.evaluation.judge import OPPOSITE
from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.rules.limit import Limit, limit_of
from cmcn4.evaluation.select import Choice, at
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.observation import Observation
from cmcn4.model.period import parse
from cmcn4.model.report import Alternative, Chosen
from cmcn4.model.rule import Rule, Threshold, facing
from cmcn4.model.verdict import Answer, Verdict, due, verdict


def simple_rule(chosen: Chosen, catalogue: Catalogue) -> bool:
    """Whether only the own rows of a target's indicator, and the errors there, decide on it.

    Then every period is answered by the rows that count in it, held against one number by
    `rules.threshold.from_choice`; alternatives are other periods, sources and releases of these
    rows alone. Not asked is how long the indicator lasts, who ranks it, what its shares are of.
    """
    target = chosen.target
    if target.readings or target.decide is not None or chosen.reading != "default":
        return False
    indicator = catalogue.indicators[target.indicator]
    return one_sided(facing(target.rule, indicator.direction), indicator, catalogue)


def one_sided(rule: Rule, indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether a rule, its band turned to the indicator, is one number for the total alone.

    No other indicator may serve in the place of this one, nor may it be worked out of others.
    """
    if not isinstance(rule, Threshold) or rule.reference is not None:
        return False
    if rule.about is not None or rule.between is not None:
        return False
    if rule.ranks is not None or rule.breakdown:
        return False
    others = indicator.tiers, indicator.derived, indicator.other_population
    return not any(others) and indicator.id not in catalogue.lower_bounds


def told_once(rows: Rows, outcome: Outcome) -> bool:
    """Whether the one row that decides, of those that may count, is alone in its cell."""
    used = outcome.used
    return len(used) == 1 and rows.by_period.get(used[0].period) == [*used]


def other_periods(question: Question, rows: Rows, outcome: Outcome) -> Iterator[Alternative]:
    """Yield what the other periods of the year say where only the rows of each decide.

    Its rule is one number for the own rows: no question is asked anew, for the answer of each is
    its rows held against that number.
    """
    mine = parse(outcome.period) if outcome.period else None
    if mine is None or not outcome.used:
        return
    limit = limit_of(question.rule, upward=question.upward)
    tell = _telling(question, outcome, limit)
    plain = not (rows.blocks or question.variation)
    holds = judge.holding(limit.sign, limit.number) if plain else None
    year = mine.year
    others = [other for other in rows.by_period if other.last.year == year and other != mine]
    others.sort(key=attrgetter("code"))
    for other in others:
        value = _exact(rows.by_period[other])
        if value is not None and holds:
            yield tell("period", other.code, Answer.YES if holds(value) else Answer.NO, value)
        else:
            choice = at(question, rows, other)
            if isinstance(choice, Choice):
                yield tell("period", other.code, *_weighed(limit, choice))


def _exact(here: list[Observation]) -> Decimal | None:
    """Return the value that one row alone tells, exactly and beyond doubt."""
    if len(here) > 1:
        return None
    row = here[0]
    low, high, low_open, high_open = row.value
    if low is not high or low_open or high_open or row.origin.doubt or row.made or is_cut(low):
        return None
    return low


def other_tellers(
    question: Question, rows: Rows, outcome: Outcome, variations: Iterator[Variation]
) -> Iterator[Alternative]:
    """Yield what other sources and releases say of the period that counts, in the same way."""
    # There are none without rows used, which are of one period.
    limit = limit_of(question.rule, upward=question.upward)
    tell = _telling(question, outcome, limit)
    for variation in variations:
        choice = at(question.varied(variation), rows, outcome.used[0].period)
        if isinstance(choice, Choice):
            yield tell(variation.kind, variation.id, *_weighed(limit, choice))


def _weighed(limit: Limit, choice: Choice) -> tuple[Answer, Decimal | None]:
    return limit.weigh_choice(choice).answer, limit.told(choice.value).value


def _telling(
    question: Question, outcome: Outcome, limit: Limit
) -> Callable[[str, str, Answer, Decimal | None], Alternative]:
    """Return what makes an alternative of its kind, its name, what it answers and its value."""
    is_due, opposite = due(question.as_of, question.horizon), OPPOSITE.get(outcome.answer)
    number, made, verdicts = limit.number, tuple.__new__, dict[Answer, Verdict]()

    def tell(kind: str, name: str, answered: Answer, value: Decimal | None) -> Alternative:
        comes_to = verdicts.get(answered)
        if comes_to is None:
            comes_to = verdicts[answered] = verdict(answered, is_due=is_due)
        return made(Alternative, (kind, name, value, number, comes_to, answered is opposite))

    return tell
