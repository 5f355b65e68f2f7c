"""The report as records: every key always there, numbers as Decimals."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from cmcn4._version import __version__
from cmcn4.model.asked import Question
from cmcn4.model.baseline import Baseline
from cmcn4.model.finding import Finding
from cmcn4.model.identity.fingerprint import of_findings
from cmcn4.model.identity.subjects import acceptances
from cmcn4.model.report import Report
from cmcn4.model.wire import REPORT
from cmcn4.reporters.presentation.changes import plain
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.expected import expected
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
from cmcn4.reporters.record.rows import Rows, decision_record


def as_dict(report: Report, lang: str) -> dict[str, Any]:
    """Return the report as plain dicts and lists; numbers stay Decimals."""
    plain: dict[str, Any] = as_plain(record(report, lang))
    return plain


def record(report: Report, lang: str) -> ReportRecord:
    """Return the report as a record; those of its assessments are made as they are asked for."""
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
        expected=expected(words, report) if report.question.expect else None,
        summary=report.summary,
        assessments=Rows(words).records(report),
        findings=finding_records(words, report, report.told),
    )


def finding_records(
    words: Words, report: Report, findings: Sequence[Finding]
) -> list[FindingRecord]:
    """Return the records of some findings of a report."""
    prints = of_findings(findings, report.observations)
    entries = acceptances(report, findings)
    return [_finding(words, *told) for told in zip(findings, prints, entries, strict=True)]


def _asked(question: Question) -> AskedRecord:
    return AskedRecord(
        targets=list(question.selectors),
        areas=list(question.areas),
        horizons=list(question.horizons),
        fail_on=sorted(question.fail_on),
        decimal=question.decimal,
        encoding=question.encoding,
        assume=[assumption.text for assumption in question.assume],
        expect=question.senders and question.senders.replace(os.sep, "/"),
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


def _finding(words: Words, finding: Finding, fingerprint: str, accept: str) -> FindingRecord:
    return FindingRecord(
        code=finding.code,
        level=finding.level,
        message=words.message(finding),
        hint=words.hint(finding),
        count=finding.count,
        texts=list(finding.said),
        path=finding.place.sheet.path,
        sheet=finding.place.sheet.name,
        row=finding.place.row,
        column=finding.place.column,
        cell=finding.place.cell,
        fingerprint=fingerprint,
        decision=decision_record(finding.decision, None),
        accept=accept or None,
    )


def as_plain(item: Any) -> Any:
    """Return records as dicts; a trailing underscore keeps a key from being a Python word."""
    if is_dataclass(item):
        names = [field.name for field in fields(item)]
        return {name.rstrip("_"): as_plain(getattr(item, name)) for name in names}
    if isinstance(item, list | Iterator):
        return [as_plain(content) for content in item]
    return item
