"""What a report says of figures that are assumed."""

from __future__ import annotations

from cmcn4.model.observation import Observation
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words


def assumed_line(report: Report, words: Words) -> str:
    """Return the figures that were judged with in the place of those observed."""
    rows = {row for assessment in report.assessments for row in assessment.evidence}
    rows |= {
        assessment.progress.base
        for assessment in report.assessments
        if assessment.progress and assessment.progress.base
    }
    return words.say(
        "assumed", figures="; ".join(_assumed(row, words, rows) for row in report.assumed)
    )


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
