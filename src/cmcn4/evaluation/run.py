"""All targets for all areas that apply, and the findings that come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import localcontext
from itertools import chain
from typing import TypeVar

from cmcn4.evaluation.assess import Setting, applies, assess
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.decisions import Decisions
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.remarks.remarks import about_data, about_use, distinct, released_later
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Input, Submission
from cmcn4.model.report import Chosen, PackFile, Report

ReportType = TypeVar("ReportType", bound=Report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked: which targets, of which areas, on which day, and what makes a run fail."""

    targets: tuple[Chosen, ...]
    packs: tuple[PackFile, ...]
    catalogue: Catalogue
    as_of: dt.date
    areas: tuple[str, ...] = ()
    """Only these areas; those in the data when empty."""
    fail_on: frozenset[str] = frozenset({"fail"})
    method: str = "linear-pace"
    """The method that progress is measured by."""
    explain: bool = False
    """Whether to keep the observations that were passed over."""
    history: bool = False
    """Whether to keep the series behind each verdict."""
    config: str | None = None
    """The settings file in use, for the report to name."""
    decisions: tuple[Decision, ...] = ()
    """What a person has decided."""


def evaluate(
    submission: Submission,
    settings: Settings,
    into: type[ReportType] = Report,  # type: ignore[assignment]
) -> ReportType:
    """Judge every target for every area it applies to, in the order of packs and areas."""
    catalogue = settings.catalogue
    with localcontext(EXACT):
        data = Dataset(submission)
        areas = areas_judged(data, settings)
        setting = Setting(
            data=data,
            catalogue=catalogue,
            as_of=settings.as_of,
            method=settings.method,
            explain=settings.explain,
            history=settings.history,
        )
        decisions = Decisions(settings.decisions, settings.as_of)
        assessments = decisions.on_assessments(
            [
                assess(chosen, area, setting)
                for chosen in settings.targets
                for area in areas
                if applies(chosen, area, catalogue)
            ]
        )
        findings = distinct(
            chain(
                submission.findings,
                data.findings,
                about_data(data, catalogue, settings.targets),
                about_use(assessments, catalogue),
                released_later(assessments, settings.as_of),
            )
        )
        findings = decisions.on_findings(findings, submission.observations)
        findings += decisions.unused()
    return into(
        as_of=settings.as_of,
        packs=settings.packs,
        inputs=_counted(submission.inputs, findings),
        assessments=assessments,
        findings=tuple(findings),
        catalogue=catalogue,
        fail_on=settings.fail_on,
        seen={**submission.seen, **data.counts()},
        config=settings.config,
        observations=submission.observations,
    )


def areas_judged(data: Dataset, settings: Settings) -> list[str]:
    """Return the areas asked for; else those in the data; else those the packs speak of.

    A pack's own areas come first, in its order, the others by their ids.
    """
    own = list(dict.fromkeys(area for each in settings.packs for area in each.pack.applies_to))
    if settings.areas:
        named: Iterable[str] = settings.areas
    else:
        present = data.areas()
        named = [
            area
            for area in present
            if any(applies(each, area, settings.catalogue) for each in settings.targets)
        ] or own
    rank = {area: place for place, area in enumerate(own)}
    return sorted(set(named), key=lambda area: (rank.get(area, len(own)), area))


def _counted(inputs: list[Input], findings: list[Finding]) -> tuple[Input, ...]:
    """Count the findings of each file."""
    by_path = {each.path: each for each in inputs}
    for each in inputs:
        each.errors = each.warnings = 0
    for finding in findings:
        source = by_path.get(finding.place.sheet.path)
        if source is not None and finding.decision is None:
            source.errors += finding.level == "error"
            source.warnings += finding.level == "warning"
    return tuple(inputs)
