"""One target judged for one area: the function everything else is built from."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from cmcn4.evaluation.alternatives import alternatives
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.pace import progress
from cmcn4.evaluation.question import Question, held_against
from cmcn4.evaluation.rules import answer
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.evaluation.series import history, last
from cmcn4.evaluation.settings import Settings
from cmcn4.evaluation.still import needed, whole
from cmcn4.evaluation.trace import considered, passed_over
from cmcn4.evaluation.unanimous import settled
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import WEAKEST_FIRST, Observation, Status, in_data
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import KINDS, Threshold, band, facing
from cmcn4.model.verdict import Answer, Verdict, due, verdict

_STATUS = attrgetter("origin.status")


def assess(chosen: Chosen, area: str, data: Dataset, settings: Settings) -> Assessment:
    """Judge a target for an area on a day, with every alternative."""
    asked = settings.question
    question = _question(chosen, area, data, settings)
    default = answer(question)
    outcome = settled(chosen, question, default)
    others = alternatives(chosen, question, outcome)
    is_due = due(asked.as_of, chosen.target.due_date)
    pace = None if is_due else progress(chosen, question, default, asked.method)
    sign, number = held_against(question.rule, outcome)
    value, used = outcome.value, in_data(outcome.used)
    return Assessment(
        chosen=chosen,
        area=area,
        as_of=asked.as_of,
        due=is_due,
        informs=informs(chosen, area),
        answer=outcome.answer,
        verdict=verdict(outcome.answer, is_due=is_due, lost=outcome.lost),
        reason=outcome.reason,
        facts=outcome.facts,
        comparison=sign,
        threshold=number,
        interval=value,
        against=outcome.against or band(question.rule),
        period=outcome.period,
        status=_status(used) if value else None,
        gap=gap_of(outcome.answer, outcome.margin) if sign else None,
        margin=outcome.margin if sign and outcome.answer in (Answer.YES, Answer.NO) else None,
        contested=any(alternative.opposes for alternative in others),
        alternatives=others,
        parts=outcome.parts,
        evidence=used,
        made=() if used is outcome.used else tuple(row for row in outcome.used if row.made),
        considered=considered(chosen, question, outcome, pace, others),
        passed_over=tuple(passed_over(question, default)) if asked.explain else (),
        predecessors=tuple(_predecessors(question)),
        progress=pace,
        whole=whole(question, outcome),
        needed=None if is_due else needed(question, outcome, pace),
        history=history(chosen, question, default) if asked.history else None,
    )


def judged(chosen: Chosen, area: str, data: Dataset, settings: Settings) -> tuple[Answer, Verdict]:
    """Return the answer and the verdict alone."""
    question = _question(chosen, area, data, settings)
    outcome = settled(chosen, question, answer(question))
    is_due = due(settings.question.as_of, chosen.target.due_date)
    return outcome.answer, verdict(outcome.answer, is_due=is_due, lost=outcome.lost)


def _question(chosen: Chosen, area: str, data: Dataset, settings: Settings) -> Question:
    indicator = settings.catalogue.indicators[chosen.indicator]
    return Question(
        data=data,
        catalogue=settings.catalogue,
        rule=facing(chosen.rule, indicator.direction),
        indicator=indicator,
        area=area,
        horizon=chosen.target.due_date,
        as_of=settings.question.as_of,
    )


def _predecessors(question: Question) -> Iterator[Observation]:
    """Yield the last figure of each unit that was merged into the area, where it has a series."""
    catalogue = question.catalogue
    if catalogue.areas[question.area].valid_from is None or not KINDS[question.rule.kind].series:
        return
    for unit in catalogue.merged.get(question.area, ()):
        choice = last(replace(question, area=unit.id))
        if choice is not None:
            yield choice.rows[0]


def applies(chosen: Chosen, area: str, catalogue: Catalogue) -> bool:
    """Whether a target is judged for an area: it concerns it, and the area lasts to its horizon.

    A unit that ended before has history, and nobody to answer for the target; named or not.
    """
    known = catalogue.areas.get(area)
    ended = known and known.valid_to and known.valid_to < chosen.target.due_date.isoformat()
    return not ended and concerns(chosen, area, catalogue)


def concerns(chosen: Chosen, area: str, catalogue: Catalogue) -> bool:
    """Whether a target speaks of an area: its own, or a unit within it if it says so."""
    rule = chosen.rule
    if isinstance(rule, Threshold) and rule.reference and rule.reference.area == area:
        return False  # nothing is compared with itself
    if area in chosen.own_areas:
        return True
    if chosen.target.subnational == "none":
        return False
    return not chosen.own_areas.isdisjoint(catalogue.around(area))


def informs(chosen: Chosen, area: str) -> bool:
    """Whether the assessment only informs: by itself, or as a level to compare a unit with."""
    unit = area not in chosen.own_areas
    return chosen.target.informs or (unit and chosen.target.subnational == "reference")


def _status(used: tuple[Observation, ...]) -> Status | None:
    """Return the status of the weakest figure used, which gives the whole its own."""
    found = set(map(_STATUS, used))
    return next((status for status in WEAKEST_FIRST if status in found), None)
