"""The JSON report: every key always there, numbers as written, the same input the same bytes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.record.build import as_dict


def render(report: Report, style: Style) -> bytes:
    """Return the report as UTF-8 JSON with a final newline."""
    whole = as_dict(report, style.lang)
    if style.by is not None:
        # The counts stay those of the run; only what is met is left out.
        pairs = zip(whole["assessments"], report.assessments, strict=True)
        met = Verdict.PASS
        whole["assessments"] = [
            shown for shown, assessment in pairs if assessment.decided is not met
        ]
    text = dumps(whole)
    # A path may hold bytes that are no text: as escapes they stay valid JSON.
    return f"{text}\n".encode(errors="backslashreplace")


def as_numbers(report: Report, lang: str) -> dict[str, Any]:
    """Return what parsing the JSON report gives: numbers as int or float."""
    parsed: dict[str, Any] = json.loads(dumps(as_dict(report, lang)))
    return parsed


def dumps(item: Any, indent: str = "\n") -> str:
    """Return JSON with Decimals written digit by digit, which the json module cannot do."""
    deeper = f"{indent}  "
    match item:
        case dict() if item:
            lines = [f"{dumps(key)}: {dumps(content, deeper)}" for key, content in item.items()]
            return f"{{{deeper}{f',{deeper}'.join(lines)}{indent}}}"
        case list() if item:
            lines = [dumps(content, deeper) for content in item]
            return f"[{deeper}{f',{deeper}'.join(lines)}{indent}]"
        case Decimal():
            return f"{item:f}"
        case _:
            return json.dumps(item, ensure_ascii=False)
