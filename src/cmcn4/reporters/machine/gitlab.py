"""Code Quality as GitLab shows it in a merge request: what code scanning is told, as a list.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: `description`,
`check_name`, a unique `fingerprint`, `severity`, `location.path` from the root of the repository
without `./`, and `location.lines.begin`. It knows no suppression: what a person has accepted or
decided is left out.
"""

from __future__ import annotations

import json

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import harmless
from cmcn4.reporters.machine.results import results
from cmcn4.reporters.presentation.words import Words

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, style: Style) -> bytes:
    """Return the list, worst first; a workbook has no lines, its rows stand in for them."""
    words = Words(style.lang, report.catalogue)
    found = [
        {
            "description": result.message,
            "check_name": result.code,
            "fingerprint": result.fingerprint,
            "severity": _SEVERITIES[result.level],
            "location": {
                "path": style.from_root(result.place.sheet.path).removeprefix("./"),
                "lines": {"begin": result.place.row or 1},
            },
        }
        for result in results(report, words, style)
        if not result.decision
    ]
    return harmless(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode(errors="replace"))
