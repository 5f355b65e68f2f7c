"""The report as records: every key always there, numbers as Decimals."""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from cmcn4._version import __version__
from cmcn4.model.asked import Question
from cmcn4.model.baseline import Baseline
from cmcn4.model.decision import Decision, target_entry
from cmcn4.model.finding import Finding
from cmcn4.model.identity.fingerprint import of_findings, of_target
from cmcn4.model.identity.subjects import acceptances
from cmcn4.model.observation import Observation
from cmcn4.model.pace import Progress
from cmcn4.model.report import Alternative, Assessment, Chosen, Part, Report
from cmcn4.model.rule import is_state
from cmcn4.model.wire import REPORT
from cmcn4.reporters.presentation import target_rows
from cmcn4.reporters.presentation.changes import plain
from cmcn4.reporters.presentation.rules import unit_id
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import (
    AlternativeRecord,
    AssessmentRecord,
    DecisionRecord,
    EvidenceRecord,
    PartRecord,
    ProgressRecord,
    VerdictName,
)
from cmcn4.reporters.record.report import (
    AskedRecord,
    BaselineRecord,
    ChangeRecord,
    FindingRecord,
    InputRecord,
    PackRecord,
    ReportRecord,
    ToolRecord,
)

_OF_TARGET = (
    "target", "title", "horizon", "due_date", "lead", "clause", "url", "kind", "rule", "reading",
)  # fmt: skip
"""What the record of a verdict repeats of its target's."""


def as_dict(report: Report, lang: str) -> dict[str, Any]:
    """Return the report as plain dicts and lists; numbers stay Decimals."""
    plain: dict[str, Any] = _plain(record(report, lang))
    return plain


def record(report: Report, lang: str) -> ReportRecord:
    """Return the report as a record."""
    words = Words(lang, report.catalogue)
    return ReportRecord(
        format=REPORT,
        tool=ToolRecord(name="cmcn4", version=__version__),
        as_of=report.as_of.isoformat(),
        config=report.question.config,
        config_sha256=report.question.config_sha256,
        catalogue_sha256=report.catalogue_sha256,
        asked=_asked(report.question),
        baseline=_baseline(words, report.baseline),
        packs=[
            PackRecord(
                id=pack_file.pack.id,
                document=pack_file.pack.document.number,
                path=pack_file.path,
                sha256=pack_file.sha256,
            )
            for pack_file in report.packs
        ],
        inputs=[
            InputRecord(
                path=file.path,
                sha256=file.sha256,
                area=file.area,
                observations=file.observations,
                skipped=file.skipped,
                errors=file.errors,
                warnings=file.warnings,
                accepted=file.errors == 0,
            )
            for file in report.inputs
        ],
        summary=report.summary,
        assessments=[_assessment(words, assessment) for assessment in report.assessments],
        findings=[
            _finding(words, *told)
            for told in zip(
                report.findings,
                of_findings(report.findings, report.observations),
                acceptances(report),
                strict=True,
            )
        ],
    )


def _asked(question: Question) -> AskedRecord:
    return AskedRecord(
        targets=list(question.selectors),
        areas=list(question.areas),
        horizons=list(question.horizons),
        fail_on=sorted(question.fail_on),
        decimal=question.decimal,
        encoding=question.encoding,
        baseline=question.baseline and question.baseline.replace(os.sep, "/"),
    )


def _baseline(words: Words, baseline: Baseline | None) -> BaselineRecord | None:
    if baseline is None:
        return None
    return BaselineRecord(
        path=baseline.path,
        as_of=baseline.as_of,
        changes=[
            ChangeRecord(
                kind=change.kind,
                what=change.what,
                old=plain(change.old, words),
                new=plain(change.new, words),
                worse=change.worse,
            )
            for change in baseline.changes
        ],
    )


def _of_target(chosen: Chosen, words: Words) -> dict[str, Any]:
    known = target_rows.row(chosen, words)
    return {name: known[name] for name in _OF_TARGET}


def _assessment(words: Words, assessment: Assessment) -> AssessmentRecord:
    chosen = assessment.chosen
    value = assessment.interval
    return AssessmentRecord(
        **_of_target(chosen, words),
        pack=chosen.pack.id,
        indicator=assessment.indicator,
        due=assessment.due,
        informs=assessment.informs,
        area=assessment.area,
        area_name=words.country(assessment.area),
        comparison=assessment.comparison,
        threshold=assessment.threshold,
        band=_band(assessment),
        unit=unit_id(chosen.rule, words.measured(assessment)),
        value=assessment.value,
        low=value.ends[0] if value else None,
        high=value.ends[1] if value else None,
        period=assessment.period,
        status=assessment.status if assessment.status != "forecast" else None,
        source=assessment.source,
        gap=assessment.gap,
        margin=assessment.margin,
        verdict=assessment.verdict.value,
        reason_code=assessment.reason.value,
        reason=words.reason(assessment),
        fingerprint=of_target(chosen.id, assessment.area),
        contested=assessment.contested,
        alternatives=list(map(_alternative, assessment.alternatives)),
        progress=_progress(assessment.progress) if assessment.progress else None,
        parts=[_part(part) for part in assessment.parts],
        decision=_decision(assessment.decision, assessment.decided.value),
        evidence=[_evidence(row) for row in assessment.evidence],
        accept=target_entry(assessment) if assessment.open and not assessment.decision else None,
    )


def _alternative(other: Alternative) -> AlternativeRecord:
    return AlternativeRecord(
        kind=other.kind,
        id=other.id,
        value=other.value,
        threshold=other.threshold,
        verdict=other.verdict.value,
    )


def _band(assessment: Assessment) -> list[Decimal] | None:
    if assessment.comparison != "in" or assessment.against is None:
        return None
    return [assessment.against.low, assessment.against.high]


def _part(part: Part) -> PartRecord:
    state = part.rule is not None and is_state(part.rule)
    return PartRecord(
        member=part.member,
        value=part.value,
        comparison=None if state else part.comparison,
        threshold=None if state else part.threshold,
        verdict=part.verdict.value,
    )


def _progress(progress: Progress) -> ProgressRecord:
    pace = progress.pace
    return ProgressRecord(
        method=progress.method,
        class_=pace.class_,
        ratio=pace.ratio,
        pace=pace.pace,
        pace_required=pace.pace_required,
        pace_needed_from_now=pace.pace_needed_from_now,
        projected=pace.projected,
        reached=pace.reached,
        from_=progress.base.period.code if progress.base else None,
        to=progress.latest.period.code,
    )


def _evidence(row: Observation) -> EvidenceRecord:
    return EvidenceRecord(
        path=row.sheet.path,
        sheet=row.sheet.name,
        row=row.row,
        column=row.column,
        cell=row.place.cell or "",
        source=row.origin.source or None,
        url=row.origin.url or None,
    )


def _finding(words: Words, finding: Finding, fingerprint: str, accept: str) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        level=finding.level,
        message=words.message(finding),
        hint=words.hint(finding),
        count=finding.count,
        path=finding.place.sheet.path,
        sheet=finding.place.sheet.name,
        row=finding.place.row,
        column=finding.place.column,
        cell=finding.place.cell,
        fingerprint=fingerprint,
        decision=_decision(finding.decision, None),
        accept=accept or None,
    )


def _decision(decision: Decision | None, verdict: VerdictName | None) -> DecisionRecord | None:
    """Return a decision as it counts: a fail before its horizon is pending."""
    if decision is None:
        return None
    return DecisionRecord(
        verdict=verdict,
        because=decision.because,
        document=decision.document,
        until=decision.until.isoformat() if decision.until else None,
    )


def with_place(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record of an assessment with the place of its first row of evidence."""
    place = record["evidence"][0] if record["evidence"] else {}
    return {**record, **{name: place.get(name) for name in ("path", "sheet", "cell")}}


def _plain(item: Any) -> Any:
    """Return records as dicts; a trailing underscore keeps a key from being a Python word."""
    if is_dataclass(item):
        return {field.name.rstrip("_"): _plain(getattr(item, field.name)) for field in fields(item)}
    if isinstance(item, list):
        return [_plain(content) for content in item]
    return item
