"""The series behind a verdict, for those who draw it or ask how long the road was."""

from __future__ import annotations

from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.series import bases, has_road, of_source, points, rivals, start_of
from cmcn4.model.observation import Observation
from cmcn4.model.pace import History
from cmcn4.model.report import Chosen
from cmcn4.model.rule import KINDS


def history(chosen: Chosen, question: Question, outcome: Outcome) -> History | None:
    """Return the years behind an outcome; None where no single series was judged."""
    latest = _latest(question, outcome)
    if latest is None or not KINDS[question.rule.kind].series:
        return None
    own = of_source(question, latest.origin.source_id)
    starts = bases(own, latest, start_of(chosen)) if has_road(question) else []
    others = {
        source: points(asked, choice.rows[0]) for source, asked, choice in rivals(question, latest)
    }
    return History(points(own, latest), others, starts[0] if starts else None)


def _latest(question: Question, outcome: Outcome) -> Observation | None:
    """Return the last of the area's own rows that were used, of the indicator judged."""
    wanted = question.indicator.id, question.area
    own = [
        observation
        for observation in outcome.used
        if (observation.indicator, observation.area) == wanted
    ]
    return max(own, key=lambda observation: observation.period.last) if own else None
