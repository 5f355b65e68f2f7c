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
from cmcn4.reporters.record.build import as_dict, with_place

COLUMNS = (
    *wire.COLUMNS, "comparison", "threshold", "unit", "value", "low", "high", "period", "status",
    "source", "gap", "relative_gap", "road_left", "pace_needed_from_now", "progress", "verdict",
    "contested", "reason_code", "reason", "path", "sheet", "cell", "missing", "quantity",
    "quantity_of", "whole", "needed_a_year", "gap_before", "gap_change", "verdict_before", "lead",
)  # fmt: skip


def records(report: Report, style: Style) -> Iterator[dict[str, Any]]:
    """Yield what each row says, by column; shares are of 1, numbers Decimals."""
    pairs = zip(report.assessments, as_dict(report, style.lang)["assessments"], strict=True)
    record_of = {id(assessment): record for assessment, record in pairs}
    words = Words(style.lang, report.catalogue)
    found = [
        assessment
        for table in gaps.tables(report, words, style.by or "target")
        for group in table.groups
        for assessment in group
    ]
    for assessment in (*found, *gaps.unjudged(report)):
        record = record_of[id(assessment)]
        progress = record["progress"] or {}
        yield {
            **with_place(record),
            "relative_gap": relative_gap(assessment),
            "road_left": road_left(assessment),
            "pace_needed_from_now": progress.get("pace_needed_from_now"),
            "progress": progress.get("class"),
            **_missing(record),
        }


def _missing(record: dict[str, Any]) -> dict[str, Any]:
    """Return what is missing and what was before, by column."""
    missing, before = record["missing"] or {}, record["before"] or {}
    return {
        "missing": missing.get("text"),
        "quantity": missing.get("quantity"),
        "quantity_of": missing.get("of"),
        "whole": missing.get("whole"),
        "needed_a_year": missing.get("a_year"),
        "gap_before": before.get("gap"),
        "gap_change": before.get("change"),
        "verdict_before": before.get("verdict"),
    }
