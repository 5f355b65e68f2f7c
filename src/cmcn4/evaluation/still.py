"""What still has to be done where a target is not met: how many, and how much each year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from cmcn4.evaluation import exact
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.road import time
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.pace import Progress
from cmcn4.model.period import parse, year
from cmcn4.model.report import Whole
from cmcn4.model.rule import (
    All,
    Areas,
    Average,
    Change,
    Count,
    Every,
    Milestone,
    PeerRank,
    Some,
    Sum,
    Threshold,
    comparison,
)
from cmcn4.model.verdict import Answer


def whole(question: Question, outcome: Outcome) -> Whole | None:
    """Return what a share that falls short is a share of, in the same area and year.

    The data come first, then what the catalogue has itself; a figure that is bounded, in doubt or
    in error tells no number.
    """
    rule, unit = question.rule, question.catalogue.units[question.indicator.unit]
    period = parse(outcome.period) if outcome.period else None
    if outcome.answer is not Answer.NO or not isinstance(rule, Threshold):
        return None
    if unit.of is None or period is None:
        return None
    part = rule.breakdown or ""
    counted = question.about(unit.of)
    rows = candidates(counted, (part,))
    stretches = dict.fromkeys((period, year(period.year))) if rows or rows.blocks else ()
    for stretch in stretches:
        choice = at(counted, rows, stretch)
        if choice is not None:
            return _counted(unit.of, choice)
    day = period.last.isoformat()
    known = next((one for one in counted.indicator.known if one.holds(question.area, day)), None)
    return Whole(unit.of, known.value, known.source) if known and not part else None


def _counted(indicator: str, choice: Choice | Outcome) -> Whole | None:
    if isinstance(choice, Outcome) or choice.tied or choice.doubt:
        return None
    number = choice.value.value
    return Whole(indicator, number, choice.rows[0].origin.source) if number else None


def needed(question: Question, outcome: Outcome, progress: Progress | None) -> Decimal | None:
    """Return what it takes each year from the latest figure to a horizon ahead.

    None where that has no meaning: a place among others, a number that moves, a band that may be
    left on its other side, yearly growth, and what is counted in conditions or is a state.
    """
    if outcome.answer is not Answer.NO or outcome.lost:
        return None
    if progress is not None and progress.pace.pace_needed_from_now is not None:
        return progress.pace.pace_needed_from_now
    rule = question.rule
    match rule:
        case Average():
            return outcome.facts.get("needed")
        case Sum():
            left, years = outcome.facts.get("needed"), outcome.facts.get("years_left")
            return exact.quotient(left, years) if left is not None and years else None
        case Threshold() if rule.reference or rule.strict:
            return None
        case Every(over="period") | PeerRank() | Milestone() | All() | Some():
            return None
        case Threshold() | Change() | Every() | Count() | Areas():
            grows = question.catalogue.units[question.indicator.unit].kind == "growth"
            return None if grows else _straight(question, outcome)
        case _:
            assert_never(rule)


def _straight(question: Question, outcome: Outcome) -> Decimal | None:
    """Return the gap by the years from the last day of the figure's period on, with its sign."""
    period = parse(outcome.period) if outcome.period else None
    if period is None or not outcome.margin:
        return None
    years = time(question.horizon) - time(period.last)
    if years <= 0:
        return None
    a_year = Fraction(outcome.margin) / years
    return exact.shown(exact.decimal_of(-a_year if _rises(question) else a_year))


def _rises(question: Question) -> bool:
    """Whether more meets the rule rather than less."""
    stated = comparison(question.rule)
    return question.upward if stated is None or stated[0] == "~" else stated[0] in (">=", ">")
