"""The series behind a verdict, for those who draw it or ask how long the road was."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.select import Choice, at
from cmcn4.evaluation.series import bases, points, rows, start_of
from cmcn4.model.observation import Observation
from cmcn4.model.report import Chosen, History
from cmcn4.model.rule import KINDS, Threshold


def history(chosen: Chosen, question: Question, outcome: Outcome) -> History | None:
    """Return the years behind an outcome; None where no single series was judged."""
    latest = _latest(question, outcome)
    if latest is None or not KINDS[question.rule.kind].series:
        return None
    own = _of_source(question, latest.origin.source_id)
    level = question.catalogue.units[question.indicator.unit].kind != "rate"
    starts: list[Observation] = []
    if isinstance(question.rule, Threshold) and level:
        starts = bases(own, latest, start_of(chosen))
    return History(points(own, latest), _rivals(question, latest), starts[0] if starts else None)


def _latest(question: Question, outcome: Outcome) -> Observation | None:
    """Return the last of the area's own rows that were used, of the indicator judged."""
    wanted = question.indicator.id, question.area
    own = [
        observation
        for observation in outcome.used
        if (observation.indicator, observation.area) == wanted
    ]
    return max(own, key=lambda each: each.period.last) if own else None


def _rivals(question: Question, latest: Observation) -> dict[str, tuple[Observation, ...]]:
    """Return the other sources' series, each up to its own last figure that may count."""
    sources = {row.origin.source_id for row in rows(question)} - {latest.origin.source_id, ""}
    found = {}
    for source in sorted(sources):
        asked = _of_source(question, source)
        end = _end(asked, rows(asked))
        if end is not None:
            found[source] = points(asked, end)
    return found


def _of_source(question: Question, source: str) -> Question:
    return replace(question, variation=Variation("source", source, source))


def _end(question: Question, series: Rows) -> Observation | None:
    period = series.latest
    assert period is not None  # noqa: S101 - a source named has rows
    choice = at(question, series, period)
    if not isinstance(choice, Choice) or choice.tied or not choice.value.limited:
        return None
    return choice.rows[0]
