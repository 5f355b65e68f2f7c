"""Targets explained in JSON: their record, the sections by title, and their assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps, encoded
from cmcn4.reporters.presentation.explaining.explanation import elsewhere, sections
from cmcn4.reporters.presentation.target_rows import row
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.build import as_dict


def render(
    targets: Sequence[Chosen],
    catalogue: Catalogue,
    style: Style,
    report: Report | None,
    others: Sequence[Chosen] = (),
) -> bytes:
    """Return the explanation of each target, with its verdicts if there are data."""
    words = Words(style.lang, catalogue)
    told: dict[str, list[tuple[dict[str, Any], Assessment]]] = defaultdict(list)
    if report:
        records = as_dict(report, words.lang)["assessments"]
        for record, assessment in zip(records, report.assessments, strict=True):
            told[assessment.chosen.id].append((record, assessment))
    found = []
    for chosen in targets:
        parts = dict(sections(chosen, words, None, others))
        own = [record | _story_record(each, words) for record, each in told[chosen.id]]
        same = [
            row(other, words) | {"assessments": [record for record, _ in told[other.id]]}
            for other in elsewhere(chosen, others)
        ]
        found.append(
            row(chosen, words) | {"explanation": parts, "assessments": own, "others": same}
        )
    return encoded(f"{dumps(found)}\n")


def _story_record(assessment: Assessment, words: Words) -> dict[str, object]:
    from cmcn4.reporters.presentation.citing.citation import citation  # noqa: PLC0415 - the same
    from cmcn4.reporters.presentation.explaining.arithmetic import lines  # noqa: PLC0415 - with data alone

    return {
        "arithmetic": list(lines(assessment, words)),
        "passed_over": [
            {
                "why": one.why,
                "period": one.row.period.code,
                "low": one.row.value.ends[0],
                "high": one.row.value.ends[1],
                "source": one.row.origin.source or None,
                "path": one.row.sheet.path,
                "sheet": one.row.sheet.name,
                "cell": one.row.place.cell,
            }
            for one in assessment.passed_over
        ],
        "turns": [
            {
                "indicator": row.indicator,
                "area": row.area,
                "period": row.period.code,
                "low": turn.value.ends[0],
                "low_open": turn.value.low_open,
                "high": turn.value.ends[1],
                "high_open": turn.value.high_open,
                "verdict": turn.verdict.value,
            }
            for row, turns in assessment.turns
            for turn in turns
        ],
        "citation": citation(assessment, words),
    }
