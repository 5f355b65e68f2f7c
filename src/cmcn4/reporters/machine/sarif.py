"""SARIF 2.1.0 for code scanning: findings alone, each with a fingerprint that survives a new row.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, within the limits of
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

A rule has no `helpUri`: the standard wants an absolute address there (section 3.49.12, and `uri` in
its schema), the documents lie beside the program and have none, and GitHub shows `help` alone. So
`help` says what to do, and where in the documents more is said.

What is gone since a baseline is no result: who reads `baselineState` knows it from the earlier log,
and who does not, as GitHub, would show what is mended as a problem.
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import Any

from cmcn4._version import __version__
from cmcn4.locale import ENGLISH
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import harmless
from cmcn4.reporters.machine.results import MISSED, Result, results
from cmcn4.reporters.machine.sarif_places import location
from cmcn4.reporters.presentation.assumed import assumed_line
from cmcn4.reporters.presentation.changes import title
from cmcn4.reporters.presentation.markdown import escaped
from cmcn4.reporters.presentation.outline import NOTHING
from cmcn4.reporters.presentation.words import Words

MOST = 25_000
"""Results that GitHub takes of one run; it shows 5,000."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NO_FINDINGS = (MISSED, NOTHING)
# [text](1) would be a link and {0} an argument.
_ACTIVE = re.compile(r"\](?=\()|\{(?=\d+\})")


def render(report: Report, style: Style) -> bytes:
    """Return the log with its one run."""
    words = Words(style.lang, report.catalogue)
    found = results(report, words, style)
    left = len(found) - MOST
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [_run(report, words, found[:MOST], style, left=max(0, left))],
    }
    text = json.dumps(log, ensure_ascii=False, indent=2)
    return harmless(f"{text}\n".encode(errors="replace"))


def _run(
    report: Report, words: Words, found: list[Result], style: Style, *, left: int
) -> dict[str, Any]:
    codes = list(dict.fromkeys(result.code for result in found))
    levels = {result.code: result.level for result in found}
    driver = {
        "name": "cmcn4",
        "version": __version__,
        "language": words.lang,
        "rules": [_rule(words, code, levels[code]) for code in codes],
    }
    notes = [words.say("github.more", count=left)] if left else []
    if report.assumed:
        notes.append(assumed_line(report, words))
    if report.baseline is not None:
        notes.append(title(report, report.baseline, words))
    status: dict[str, Any] = {"executionSuccessful": True}
    if notes:
        status["toolExecutionNotifications"] = [
            {"level": "note", "message": {"text": _inert(note)}} for note in notes
        ]
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"cmcn4/{_category(report, style)}"},
        "columnKind": "unicodeCodePoints",
        "invocations": [status],
        "results": [_result(result, codes.index(result.code), style) for result in found],
    }


def _result(result: Result, rule: int, style: Style) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": result.code,
        "ruleIndex": rule,
        "level": result.level,
        "message": {"text": _inert(result.message)},
        "locations": [location(result.place, style, result.column)],
        "partialFingerprints": {"primaryLocationLineHash": result.fingerprint},
    }
    if result.state is not None:
        found["baselineState"] = result.state
    if result.decision:
        suppression = {"kind": "external", "status": "accepted", "justification": result.decision}
        found["suppressions"] = [suppression]
    return found


def _category(report: Report, style: Style) -> str:
    """Return what tells this run's alerts from those on other data: its file or folder."""
    paths = [style.from_root(file.path) for file in report.inputs]
    relative = {posixpath.isabs(path) for path in paths} == {False}
    common = posixpath.commonpath(paths) if relative else ""
    return f"{common}/" if common else ""


def _rule(words: Words, code: str, level: str) -> dict[str, Any]:
    title = words.composed(f"code.{code}")
    page = "findings" if words.lang == ENGLISH else f"findings.{words.lang}"
    uri = "docs/ci.md" if code in _NO_FINDINGS else f"docs/{page}.md#{code}"
    effect = words.composed(f"effect.{level}")
    advice = effect if code in _NO_FINDINGS else words.composed(f"hint.{code}")
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}. {effect}"},
        "help": {"text": f"{advice} {uri}", "markdown": f"{escaped(advice)}\n\n`{uri}`"},
        "defaultConfiguration": {"level": level},
    }


def _inert(text: str) -> str:
    return _ACTIVE.sub(lambda match: f"{match[0]}\u200b", text)
