"""All targets for all areas that apply, and the findings that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import localcontext
from itertools import chain
from typing import Protocol

from cmcn4.evaluation.assess import assess
from cmcn4.evaluation.assumed import with_assumed
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.decisions import Decisions
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.index.reach import Reach
from cmcn4.evaluation.remarks.remarks import about_data, about_rows_used, about_use, distinct
from cmcn4.evaluation.settings import Settings
from cmcn4.evaluation.turning import turning
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Input, Observation, Submission
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule import Areas, single
from cmcn4.model.rule.wholes import aside


class Beside(Protocol):
    """Series in which nothing is remarkable, which are not in a submission, but judged apart."""

    @property
    def observations(self) -> Sequence[Observation]:
        """Everything that was read, those of the submission among them."""

    @property
    def areas(self) -> frozenset[str]:
        """The areas of these series."""

    def counts(self, others: Mapping[str, int]) -> dict[str, int]:
        """Return all indicators with their numbers of rows, `others` being the submission's."""

    def over(self, data: Dataset) -> Dataset:
        """Return the data with these series."""

    def assessment(self, chosen: Chosen, area: str) -> Assessment | None:
        """Return an assessment of which nothing is remarkable; None where it is to be judged."""


def evaluate(submission: Submission, settings: Settings, beside: Beside | None = None) -> Report:
    """Judge every target for every area it applies to, in the order of packs and areas."""
    catalogue, question = settings.catalogue, settings.question
    observations = beside.observations if beside else submission.observations
    with localcontext(EXACT):
        data = Dataset(submission, aside=aside(settings.targets, catalogue))
        judged = with_assumed(submission, data, settings) if settings.assumed else data
        present = judged.areas() | beside.areas if beside else judged.areas()
        reach = Reach(areas_judged(present, settings), catalogue)
        judged = beside.over(judged) if beside else judged
        decisions = Decisions(question.decisions, question.as_of)
        asked = [(chosen, area) for chosen in settings.targets for area in reach.of(chosen)]
        made = [beside.assessment(*pair) for pair in asked] if beside else [None] * len(asked)
        assessments = decisions.on_assessments(
            [
                assess(*pair, judged, settings)
                for pair, known in zip(asked, made, strict=True)
                if known is None
            ]
        )
        if judged.assumed and question.explain:
            assessments = tuple(
                replace(assessment, turns=turning(assessment, judged, settings))
                for assessment in assessments
            )
        findings = distinct(
            chain(
                submission.findings,
                data.findings,
                about_data(data, catalogue, settings.targets),
                about_use(assessments, catalogue),
                about_rows_used(assessments, catalogue, question.as_of),
            )
        )
        findings = decisions.on_findings(findings, observations, submission.inputs)
        findings += decisions.unused()
    rest = iter(assessments)
    return Report(
        question=question,
        packs=settings.packs,
        inputs=_counted(submission.inputs, findings),
        assessments=tuple(next(rest) if known is None else known for known in made),
        findings=tuple(findings),
        catalogue=catalogue,
        catalogue_sha256=settings.catalogue_sha256,
        seen={**submission.seen, **(beside.counts(data.counts()) if beside else data.counts())},
        observations=observations,
        assumed=judged.assumed,
    )


def areas_judged(present: set[str], settings: Settings) -> list[str]:
    """Return the areas asked for; else those present in the data; else those the packs speak of.

    A pack's own areas come first, in its order, the others by their ids.
    """
    own = list(dict.fromkeys(area for chosen in settings.targets for area in chosen.applies_to))
    if settings.question.areas:
        named: Iterable[str] = settings.question.areas
    else:
        reach = Reach(present, settings.catalogue)
        concerned = {area for chosen in settings.targets for area in reach.of(chosen)}
        named = [*concerned, *_counting(present, settings)] or own
    rank = {area: place for place, area in enumerate(own)}
    return sorted(set(named), key=lambda area: (rank.get(area, len(own)), area))


def _counting(present: set[str], settings: Settings) -> Iterator[str]:
    """Yield the areas of which it is asked how many of their parts, that have data, meet it."""
    groups = settings.catalogue.groups
    for chosen in settings.targets:
        within = [
            groups[rule.within].members
            for rule, _ in single(chosen.rule, chosen.indicator)
            if isinstance(rule, Areas)
        ]
        if any(member.id in present for members in within for member in members):
            yield from chosen.applies_to


def _counted(inputs: list[Input], findings: list[Finding]) -> tuple[Input, ...]:
    """Count the findings of each file."""
    by_path = {file.path: file for file in inputs}
    for file in inputs:
        file.errors = file.warnings = 0
    for finding in findings:
        source = by_path.get(finding.place.sheet.path)
        if source is not None and finding.decision is None:
            source.errors += finding.level == "error"
            source.warnings += finding.level == "warning"
    return tuple(inputs)
