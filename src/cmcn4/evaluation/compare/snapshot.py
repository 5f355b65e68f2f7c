"""The state of a run, to be compared with an earlier or a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from cmcn4._version import __version__
from cmcn4.evaluation.compare.basis import in_rows
from cmcn4.locale.telling import told
from cmcn4.model.baseline import (
    Basis,
    Cell,
    Projection,
    ReportedFinding,
    Snapshot,
    SourcedValue,
    Standing,
    joined,
)
from cmcn4.model.finding import Finding
from cmcn4.model.identity.fingerprint import of_findings
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Report
from cmcn4.model.text import Text
from cmcn4.model.verdict import Verdict

Values = Mapping[Cell, SourcedValue]


def snapshot(report: Report, *, observed: bool) -> Snapshot:
    """Return the state of a report: its values as observed, else only as judged."""
    values = _observed(report.observations) if observed else _judged(report.assessments)
    return Snapshot(
        as_of=report.as_of.isoformat(),
        packs={pack.pack.id: pack.sha256 for pack in report.packs},
        values=values,
        verdicts={
            (assessment.chosen.id, assessment.area): _standing(assessment)
            for assessment in report.assessments
        },
        bases={
            (assessment.chosen.id, assessment.area): _basis(assessment)
            for assessment in report.assessments
        },
        findings=tuple(
            map(_told, report.findings, of_findings(report.findings, report.observations))
        ),
        figures=_figures(report.observations),
        errors=report.summary["errors"],
        settings=report.question.config_sha256,
        catalogue=report.catalogue_sha256,
        version=__version__,
    )


def _figures(
    rows: Iterable[Observation],
) -> Mapping[tuple[str, str, str], frozenset[tuple[str, Decimal | str]]]:
    found: dict[tuple[str, str, str], set[tuple[str, Decimal | str]]] = defaultdict(set)
    for row in rows:
        value = joined({(row.value.low, row.value.high)})
        found[row.indicator, row.area, row.period.code].add((row.origin.source, value))
    return {key: frozenset(held) for key, held in found.items()}


def _observed(rows: Iterable[Observation]) -> Values:
    """Return the last release of each cell and source; ties with several values keep all."""
    found: dict[Cell, dict[str, set[tuple[Decimal, Decimal]]]] = defaultdict(dict)
    for row in rows:
        source = row.origin.source
        cell = Cell(row.indicator, row.breakdown, row.area, row.period.code, source)
        released = row.origin.released.isoformat() if row.origin.released else ""
        ends = row.value.low, row.value.high
        found[cell].setdefault(released, set()).add(ends)
    return {key: SourcedValue(joined(releases[max(releases)])) for key, releases in found.items()}


def _judged(assessments: Iterable[Assessment]) -> Values:
    found: dict[Cell, set[tuple[Decimal, Decimal]]] = defaultdict(set)
    sources: dict[Cell, str] = {}
    for assessment in assessments:
        interval = assessment.interval
        if interval is not None:
            kind, period = assessment.chosen.rule.kind, assessment.period or ""
            cell = Cell(assessment.indicator, kind, assessment.area, period)
            found[cell].add((interval.low, interval.high))
            sources.setdefault(cell, assessment.source or "")
    return {key: SourcedValue(joined(ends), sources[key]) for key, ends in found.items()}


def _standing(each: Assessment) -> Standing:
    progress = each.progress
    projected = progress.pace.projected if progress and progress.base else None
    road = Projection(each.comparison, each.threshold, each.value, each.margin, projected)
    met = each.decision is not None and each.decided is Verdict.PASS
    return Standing(
        verdict=each.decided.value,
        contested=each.contested and each.decision is None,
        off_track=road.misses and not met,
        informs=each.informs,
    )


def _basis(each: Assessment) -> Basis:
    progress = each.progress
    return Basis(
        indicator=each.indicator,
        pace=progress.pace.pace if progress else None,
        progress=progress.class_ if progress else None,
        evidence=in_rows(row.origin.source for row in each.evidence),
    )


def _told(each: Finding, fingerprint: str) -> ReportedFinding:
    place = each.place
    return ReportedFinding(
        code=each.code,
        level=each.level,
        where=" ".join(filter(None, (place.sheet.file, place.sheet.name, place.cell))),
        sheet=place.sheet.name,
        cell=place.cell,
        message=Text.of(lambda lang: told(lang, "finding", each)),
        fingerprint=fingerprint,
        times=each.count,
        accepted=each.decision is not None,
    )
