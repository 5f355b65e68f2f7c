"""The state of a run, to be compared with an earlier or a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from cmcn4._version import __version__
from cmcn4.evaluation.compare.basis import in_rows
from cmcn4.evaluation.compare.figures import figures
from cmcn4.locale.telling import told
from cmcn4.model.baseline import (
    Basis,
    Cell,
    Earlier,
    Projection,
    ReportedFinding,
    Snapshot,
    Standing,
    joined,
)
from cmcn4.model.finding import Finding
from cmcn4.model.identity.fingerprint import of_findings
from cmcn4.model.report import Assessment, Report
from cmcn4.model.text import Text
from cmcn4.model.verdict import Verdict


def snapshot(
    report: Report, named: Callable[[str], str] = str, *, same_paths: bool = False
) -> Snapshot:
    """Return the state of a report; `named` gives the paths of files from where the data are."""
    blocking = {(block.finding.code, block.finding.place) for block in report.blocks}
    prints = of_findings(report.told, report.observations)
    return Snapshot(
        as_of=report.as_of.isoformat(),
        packs={pack.pack.id: pack.sha256 for pack in report.packs},
        values=_values(report.assessments),
        verdicts={
            (assessment.chosen.id, assessment.area): _standing(assessment)
            for assessment in report.assessments
        },
        bases={
            (assessment.chosen.id, assessment.area): _basis(assessment)
            for assessment in report.assessments
        },
        targets={
            (assessment.chosen.id, assessment.area): _earlier(assessment)
            for assessment in report.assessments
        },
        findings=tuple(
            _told(each, fingerprint)._replace(
                path=named(each.place.sheet.path), blocks=(each.code, each.place) in blocking
            )
            for each, fingerprint in zip(report.told, prints, strict=True)
        ),
        figures=figures(report.observations),
        stood={
            (assessment.chosen.id, assessment.area): (*assessment.observed, *assessment.considered)
            for assessment in report.assessments
        },
        complete=True,
        errors=report.summary["errors"],
        blocks=report.blocks,
        files=frozenset(named(file.path) for file in report.inputs),
        same_paths=same_paths,
        settings=report.question.config_sha256,
        catalogue=report.catalogue_sha256,
        version=__version__,
    )


def _values(assessments: Iterable[Assessment]) -> Mapping[Cell, Decimal | str]:
    found: dict[Cell, set[tuple[Decimal, Decimal]]] = defaultdict(set)
    for assessment in assessments:
        interval = assessment.interval
        if interval is not None:
            kind, period = assessment.chosen.rule.kind, assessment.period or ""
            cell = Cell(assessment.indicator, kind, assessment.area, period)
            found[cell].add((interval.low, interval.high))
    return {key: joined(ends) for key, ends in found.items()}


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
        decided=each.decision is not None,
    )


def _basis(each: Assessment) -> Basis:
    progress = each.progress
    return Basis(
        indicator=each.indicator,
        pace=progress.pace.pace if progress else None,
        progress=progress.class_ if progress else None,
        evidence=in_rows(row.origin.source for row in each.evidence),
    )


def _earlier(each: Assessment) -> Earlier:
    low, high = each.interval.ends if each.interval else (None, None)
    return Earlier(each.decided.value, each.gap, low, high, each.period)


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
        texts=each.said,
        fresh="fresh" in each.facts,
    )
