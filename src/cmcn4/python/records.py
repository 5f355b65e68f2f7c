"""The rows of dataframes: what the JSON report says, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cmcn4.model.report import Report
from cmcn4.reporters import Style

ASSESSMENTS = (
    "target", "pack", "title", "indicator", "horizon", "due_date", "lead", "area", "area_name",
    "due", "informs", "kind", "comparison", "threshold", "unit", "value", "low", "high", "period",
    "status", "source", "gap", "margin", "progress", "pace", "pace_needed_from_now", "projected",
    "verdict", "decided", "contested", "reason_code", "reason", "path", "sheet", "cell",
    "fingerprint",
)  # fmt: skip
"""Columns of verdicts: as in the JSON report, of evidence the first row."""
FINDINGS = (
    "code", "level", "message", "hint", "count", "path", "sheet", "row", "column", "cell",
    "accepted", "fingerprint",
)  # fmt: skip
OBSERVATIONS = (
    "indicator", "area", "period", "value", "low", "high", "breakdown", "status", "source",
    "released", "path", "sheet", "cell",
)  # fmt: skip


def assessments(report: Report, lang: str) -> Iterator[dict[str, Any]]:
    """Yield one record a verdict."""
    from cmcn4.reporters.presentation.words import Words  # noqa: PLC0415 - when asked for
    from cmcn4.reporters.record.rows import Rows, fingerprint, progress_record  # noqa: PLC0415

    rows = Rows(Words(lang, report.catalogue))
    for assessment in report.assessments:
        progress = progress_record(assessment.progress)
        yield {
            **rows.with_place(assessment),
            "fingerprint": fingerprint(assessment),
            "decided": assessment.decided.value,
            "progress": progress and progress.class_,
            "pace": progress and progress.pace,
            "pace_needed_from_now": progress and progress.pace_needed_from_now,
            "projected": progress and progress.projected,
        }


def findings(report: Report, lang: str) -> Iterator[dict[str, Any]]:
    """Yield one record a finding."""
    from cmcn4.reporters.presentation.words import Words  # noqa: PLC0415 - when asked for
    from cmcn4.reporters.record.build import as_plain, finding_records  # noqa: PLC0415

    for record in finding_records(Words(lang, report.catalogue), report, report.findings):
        yield {**as_plain(record), "accepted": record.decision is not None}


def observations(report: Report) -> Iterator[dict[str, Any]]:
    """Yield one record an observation."""
    from cmcn4.reporters.presentation.observation_rows import rows  # noqa: PLC0415 - when asked for

    return rows(report)


def gaps(report: Report, style: Style) -> Iterator[dict[str, Any]]:
    """Yield one record a gap, the worst first."""
    from cmcn4.reporters.machine import csv_gaps  # noqa: PLC0415 - when asked for

    return csv_gaps.records(report, style)


def gap_columns() -> Sequence[str]:
    """Return the columns of gaps: those of its CSV."""
    from cmcn4.reporters.machine import csv_gaps  # noqa: PLC0415 - when asked for

    return csv_gaps.COLUMNS
