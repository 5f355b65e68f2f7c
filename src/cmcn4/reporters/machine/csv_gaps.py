"""The gap summary as CSV: a row a gap, the worst first, then what could not be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cmcn4.model import wire
from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import BeforeRecord, MissingRecord
from cmcn4.reporters.record.lacking import before, lacking
from cmcn4.reporters.record.rows import Rows, progress_record

COLUMNS = (
    *wire.COLUMNS, "comparison", "threshold", "unit", "value", "low", "high", "period", "status",
    "source", "gap", "relative_gap", "road_left", "pace_needed_from_now", "progress", "verdict",
    "contested", "reason_code", "reason", "path", "sheet", "cell", "missing", "quantity",
    "quantity_of", "whole", "needed_a_year", "gap_before", "gap_change", "verdict_before", "lead",
)  # fmt: skip


def records(report: Report, style: Style) -> Iterator[dict[str, Any]]:
    """Yield what each row says, by column; shares are of 1, numbers Decimals."""
    words = Words(style.lang, report.catalogue)
    rows = Rows(words)
    found = [
        assessment
        for table in gaps.tables(report, words, style.by or "target")
        for group in table.groups
        for assessment in group
    ]
    for assessment in (*found, *gaps.unjudged(report)):
        progress = progress_record(assessment.progress)
        yield {
            **rows.with_place(assessment),
            "relative_gap": relative_gap(assessment),
            "road_left": road_left(assessment),
            "pace_needed_from_now": progress and progress.pace_needed_from_now,
            "progress": progress and progress.class_,
            **_missing(lacking(words, assessment), before(assessment)),
        }


def _missing(missing: MissingRecord | None, before: BeforeRecord | None) -> dict[str, Any]:
    """Return what is missing and what was before, by column."""
    return {
        "missing": missing and missing.text,
        "quantity": missing and missing.quantity,
        "quantity_of": missing and missing.of,
        "whole": missing and missing.whole,
        "needed_a_year": missing and missing.a_year,
        "gap_before": before and before.gap,
        "gap_change": before and before.change,
        "verdict_before": before and before.verdict,
    }
