"""What a report says of figures that are assumed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.locale.numbers import number, trimmed
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Report, Turn
from cmcn4.reporters.presentation.words import Words


def assumed_line(report: Report, words: Words) -> str:
    """Return the figures that were judged with in the place of those observed."""
    return words.say("assumed", figures="; ".join(figures(report, words)))


def figures(report: Report, words: Words) -> list[str]:
    """Return each of them; one that no target uses says so."""
    rows = {row for assessment in report.assessments for row in assessment.evidence}
    rows |= {
        assessment.progress.base
        for assessment in report.assessments
        if assessment.progress and assessment.progress.base
    }
    return [_assumed(row, words, rows) for row in report.assumed]


def _assumed(row: Observation, words: Words, used: set[Observation]) -> str:
    """Return one of them, and that no target uses it where that is so."""
    indicator = words.catalogue.indicators[row.indicator]
    facts = {
        "indicator": indicator.names,
        "area": words.area(row.area),
        "value": words.interval(row.value) + words.unit(indicator),
        "period": row.period,
    }
    said = words.say("assumed.figure", **facts)
    return said if row in used else f"{said} {words.say('assumed.unused')}"


def turning(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the values of each assumed figure with the verdicts that follow from them."""
    for row, turns in each.turns:
        of = f"{_figure(row, words)}: " if len(each.turns) > 1 else ""
        if len(turns) == 1:
            yield of + words.say("turn.never", verdict=_told(turns[0], each, words))
            continue
        for turn in turns:
            yield f"{of}{_values(turn.value, row, words)}: {_told(turn, each, words)}"


def _figure(row: Observation, words: Words) -> str:
    indicator = words.catalogue.indicators[row.indicator].names.get(words.lang)
    return f"{indicator}, {words.area(row.area)}, {words.when(row.period)}"


def _told(turn: Turn, each: Assessment, words: Words) -> str:
    other = replace(each, answer=turn.answer, verdict=turn.verdict)
    return f"{words.symbol(other)} {words.verdict(other)}"


def _values(value: Interval, row: Observation, words: Words) -> str:
    """Return values by their ends; one that the valid range sets goes without saying."""
    indicator = words.catalogue.indicators[row.indicator]
    low, high = indicator.scale(row.period.year)
    unit = words.unit(indicator)
    said = []
    if value.low.is_finite() and (value.low_open or value.low != low):
        said.append(f"{'>' if value.low_open else '≥'} {_number(value.low, words)}{unit}")
    if value.high.is_finite() and (value.high_open or value.high != high):
        said.append(f"{'<' if value.high_open else '≤'} {_number(value.high, words)}{unit}")
    return words.say("turn.and", one=said[0], other=said[1]) if len(said) > 1 else said[0]


def _number(value: Decimal, words: Words) -> str:
    return number(trimmed(value), words.lang)
