"""All targets for all areas that apply, and the findings that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import localcontext
from itertools import chain
from typing import Protocol

from cmcn4.evaluation.assess import assess
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.decisions import Decisions
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.index.reach import Reach
from cmcn4.evaluation.remarks.remarks import about_data, about_rows_used, about_use, distinct
from cmcn4.evaluation.settings import Settings
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Input, Observation, Submission
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule import Areas, single
from cmcn4.model.rule.wholes import aside
from cmcn4.model.so_far import SoFar, Watch

_TOLD = 64
"""Assessments after which it is told how many there are."""


Asked = tuple[Chosen, Sequence[str]]
"""A target and the areas that it is judged for."""


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

    def others(self, asked: Sequence[Asked]) -> list[tuple[Chosen, str]]:
        """Return what is to be judged one by one, as something may be remarkable about it."""

    def together(self, others: Sequence[Assessment]) -> Sequence[Assessment]:
        """Return all assessments asked for in their order, given those of the others."""


def evaluate(
    submission: Submission,
    settings: Settings,
    beside: Beside | None = None,
    watch: Watch | None = None,
) -> Report:
    """Judge every target for every area it applies to, in the order of packs and areas.

    `watch` is told from time to time how many assessments are made.
    """
    catalogue, question = settings.catalogue, settings.question
    observations = beside.observations if beside else submission.observations
    with localcontext(EXACT):
        data = Dataset(submission, aside=aside(settings.targets, catalogue))
        judged = _with_assumed(submission, data, settings) if settings.assumed else data
        present = judged.areas() | beside.areas if beside else judged.areas()
        reach = Reach(areas_judged(present, settings), catalogue)
        judged = beside.over(judged) if beside else judged
        decisions = Decisions(question.decisions, question.as_of)
        asked = [(chosen, reach.of(chosen)) for chosen in settings.targets]
        own = (
            beside.others(asked)
            if beside
            else [(of, area) for of, areas in asked for area in areas]
        )
        assessments = decisions.on_assessments(
            [assess(chosen, area, judged, settings) for chosen, area in _told(own, watch)]
        )
        if judged.assumed and question.explain:
            assessments = tuple(_turned(assessments, judged, settings))
        told = chain(submission.findings, data.findings, _remarks(data, assessments, settings))
        findings = decisions.on_findings(distinct(told), observations, submission.inputs)
        findings += decisions.unused()
    return Report(
        question=question,
        packs=settings.packs,
        inputs=_counted(submission.inputs, findings),
        assessments=beside.together(assessments) if beside else assessments,
        findings=tuple(findings),
        catalogue=catalogue,
        catalogue_sha256=settings.catalogue_sha256,
        seen={**submission.seen, **(beside.counts(data.counts()) if beside else data.counts())},
        observations=observations,
        blocks=tuple(submission.blocks),
        assumed=judged.assumed,
    )


def _with_assumed(submission: Submission, data: Dataset, settings: Settings) -> Dataset:
    from cmcn4.evaluation.assumed import with_assumed  # noqa: PLC0415 - few runs assume figures

    return with_assumed(submission, data, settings)


def _turned(
    assessments: Iterable[Assessment], data: Dataset, settings: Settings
) -> Iterator[Assessment]:
    """Yield assessments, each with what figure would turn it."""
    from cmcn4.evaluation.turning import turning  # noqa: PLC0415 - as above

    for assessment in assessments:
        yield replace(assessment, turns=turning(assessment, data, settings))


def _remarks(
    data: Dataset, assessments: Sequence[Assessment], settings: Settings
) -> Iterator[Finding]:
    catalogue = settings.catalogue
    yield from about_data(data, catalogue, settings.targets)
    yield from about_use(assessments, catalogue)
    yield from about_rows_used(assessments, catalogue, settings.question.as_of)


def _told(asked: list[tuple[Chosen, str]], watch: Watch | None) -> Iterator[tuple[Chosen, str]]:
    """Yield what is to be judged, telling from time to time how much of it is."""
    for number, one in enumerate(asked):
        if watch and not number % _TOLD:
            watch(SoFar("judging", number, len(asked)))
        yield one


def areas_judged(present: AbstractSet[str], settings: Settings) -> list[str]:
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


def _counting(present: AbstractSet[str], settings: Settings) -> Iterator[str]:
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
