"""The series behind a verdict, for those who draw it or ask how long the road was."""

from __future__ import annotations

from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.series import bases, last, of_source, points, rows, start_of
from cmcn4.model.observation import Observation
from cmcn4.model.pace import History
from cmcn4.model.report import Chosen
from cmcn4.model.rule import KINDS, Threshold


def history(chosen: Chosen, question: Question, outcome: Outcome) -> History | None:
    """Return the years behind an outcome; None where no single series was judged."""
    latest = _latest(question, outcome)
    if latest is None or not KINDS[question.rule.kind].series:
        return None
    own = of_source(question, latest.origin.source_id)
    level = question.catalogue.units[question.indicator.unit].kind != "growth"
    starts: list[Observation] = []
    rule = question.rule
    if isinstance(rule, Threshold) and not (rule.reference or rule.strict) and level:
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
    return max(own, key=lambda observation: observation.period.last) if own else None


def _rivals(question: Question, latest: Observation) -> dict[str, tuple[Observation, ...]]:
    """Return the other sources' series, each up to its own last figure that may count."""
    sources = rows(question).by_source.keys() - {latest.origin.source_id, ""}
    found = {}
    for source in sorted(sources):
        asked = of_source(question, source)
        choice = last(asked)
        if choice is not None and choice.value.limited:
            found[source] = points(asked, choice.rows[0])
    return found
