"""Targets explained in JSON: their record, the sections by title, and their assessments."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps
from cmcn4.reporters.presentation.explanation import assessments, sections
from cmcn4.reporters.presentation.target_rows import row
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.build import as_dict


def render(
    targets: Sequence[Chosen], catalogue: Catalogue, style: Style, report: Report | None
) -> bytes:
    """Return the explanation of each target, with its verdicts if there are data."""
    words = Words(style.lang, catalogue)
    records = as_dict(report, words.lang)["assessments"] if report else []
    found = []
    for chosen in targets:
        parts = dict(sections(chosen, words, None))
        mine = [each for each in records if each["target"] == chosen.id]
        stories = assessments(chosen, report)
        own = [
            {**record, **_story_record(each, words)}
            for record, each in zip(mine, stories, strict=True)
        ]
        found.append({**row(chosen, words), "explanation": parts, "assessments": own})
    return f"{dumps(found)}\n".encode(errors="backslashreplace")


def _story_record(each: Assessment, words: Words) -> dict[str, object]:
    from cmcn4.reporters.presentation.arithmetic import lines  # noqa: PLC0415 - with data alone
    from cmcn4.reporters.presentation.story import citation  # noqa: PLC0415 - the same

    return {
        "arithmetic": list(lines(each, words)),
        "passed_over": [
            {
                "why": one.why,
                "period": one.row.period.code,
                "low": one.row.value.ends[0],
                "high": one.row.value.high,
                "source": one.row.origin.source or None,
                "path": one.row.sheet.path,
                "sheet": one.row.sheet.name,
                "cell": one.row.place.cell,
            }
            for one in each.passed_over
        ],
        "citation": citation(each, words),
    }
