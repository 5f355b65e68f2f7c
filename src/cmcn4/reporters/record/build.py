"""The report as records: every key always there, numbers as Decimals."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from cmcn4._version import __version__
from cmcn4.model.baseline import Baseline
from cmcn4.model.decision import Decision, target_entry
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Progress, Report
from cmcn4.model.subjects import acceptances
from cmcn4.model.wire import REPORT
from cmcn4.reporters.presentation.changes import plain
from cmcn4.reporters.presentation.rules import chosen_in_words
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
    BaselineRecord,
    ChangeRecord,
    FindingRecord,
    InputRecord,
    PackRecord,
    ReportRecord,
    ToolRecord,
)


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
        config=report.config,
        baseline=_baseline(words, report.baseline),
        packs=[
            PackRecord(
                id=each.pack.id,
                document=each.pack.document.number,
                path=each.path,
                sha256=each.sha256,
            )
            for each in report.packs
        ],
        inputs=[
            InputRecord(
                path=each.path,
                sha256=each.sha256,
                area=each.area,
                observations=each.observations,
                skipped=each.skipped,
                errors=each.errors,
                warnings=each.warnings,
                accepted=each.errors == 0,
            )
            for each in report.inputs
        ],
        summary=report.summary,
        assessments=[_assessment(words, each) for each in report.assessments],
        findings=[
            _finding(words, each, accept)
            for each, accept in zip(report.findings, acceptances(report), strict=True)
        ],
    )


def _baseline(words: Words, each: Baseline | None) -> BaselineRecord | None:
    if each is None:
        return None
    return BaselineRecord(
        path=each.path,
        as_of=each.as_of,
        changes=[
            ChangeRecord(
                kind=change.kind,
                what=change.what,
                old=plain(change.old, words),
                new=plain(change.new, words),
                worse=change.worse,
            )
            for change in each.changes
        ],
    )


def _assessment(words: Words, each: Assessment) -> AssessmentRecord:
    chosen, target = each.chosen, each.chosen.target
    value = each.interval
    return AssessmentRecord(
        target=chosen.id,
        pack=chosen.pack.id,
        title=target.title.get(words.lang),
        indicator=each.indicator,
        horizon=target.horizon,
        due=each.due,
        informs=each.informs,
        area=each.area,
        area_name=words.area(each.area),
        kind=chosen.rule.kind,
        rule=chosen_in_words(words, chosen),
        reading=chosen.reading,
        comparison=each.comparison,
        threshold=each.threshold,
        unit=words.measured(each).unit,
        value=each.value,
        low=value.low if value else None,
        high=value.high if value else None,
        period=each.period,
        status=each.status if each.status != "forecast" else None,
        source=each.source,
        gap=each.gap,
        margin=each.margin,
        verdict=each.verdict.value,
        reason_code=each.reason.value,
        reason=words.reason(each),
        contested=each.contested,
        alternatives=[
            AlternativeRecord(
                kind=other.kind,
                id=other.id,
                value=other.value,
                threshold=other.threshold,
                verdict=other.verdict.value,
            )
            for other in each.alternatives
        ],
        progress=_progress(each.progress) if each.progress else None,
        parts=[
            PartRecord(member=part.member, value=part.value, verdict=part.verdict.value)
            for part in each.parts
        ],
        decision=_decision(each.decision, each.decided.value),
        evidence=[_evidence(row) for row in each.evidence],
        accept=target_entry(each) if each.open and each.decision is None else None,
    )


def _progress(each: Progress) -> ProgressRecord:
    pace = each.pace
    return ProgressRecord(
        method=each.method,
        class_=pace.class_,
        ratio=pace.ratio,
        pace=pace.pace,
        pace_required=pace.pace_required,
        pace_needed_from_now=pace.pace_needed_from_now,
        projected=pace.projected,
        reached=pace.reached,
        from_=each.base.period.code if each.base else None,
        to=each.latest.period.code,
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


def _finding(words: Words, each: Finding, accept: str) -> FindingRecord:
    return FindingRecord(
        code=each.code,
        level=each.level,
        message=words.message(each),
        hint=words.hint(each),
        count=each.count,
        path=each.place.sheet.path,
        sheet=each.place.sheet.name,
        row=each.place.row,
        column=each.place.column,
        cell=each.place.cell,
        decision=_decision(each.decision, None),
        accept=accept or None,
    )


def _decision(each: Decision | None, verdict: VerdictName | None) -> DecisionRecord | None:
    """Return a decision as it counts: a fail before its horizon is pending."""
    if each is None:
        return None
    return DecisionRecord(
        verdict=verdict,
        because=each.because,
        document=each.document,
        until=each.until.isoformat() if each.until else None,
    )


def _plain(item: Any) -> Any:
    """Return records as dicts; a trailing underscore keeps a key from being a Python word."""
    if is_dataclass(item):
        return {each.name.rstrip("_"): _plain(getattr(item, each.name)) for each in fields(item)}
    if isinstance(item, list):
        return [_plain(each) for each in item]
    return item
