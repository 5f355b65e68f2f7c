"""Workflow commands that GitHub shows at the lines of a pull request, and the two summary lines.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cmcn4.model.finding import Finding, Level
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.outline import LEVELS, alike, data_line, nothing_judged, targets_line
from cmcn4.reporters.words import Words, place_in_words

MOST = 10
"""Commands of one level that GitHub shows of a step; the last of them may be the count."""
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


class Annotation(NamedTuple):
    """One command before it is written."""

    title: str
    message: str
    file: str | None = None
    line: int | None = None


def render(report: Report, style: Style) -> bytes:
    """Return the commands, worst first, and the lines on the data and on the targets."""
    words = Words(style.lang, report.catalogue)
    lines = [line for level in LEVELS for line in _level(report, words, level)]
    lines.append(f"{words.say('data.label')} {data_line(report, words)}")
    lines.append(f"{words.say('targets.label')} {targets_line(report, words)}")
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def command(name: str, annotation: Annotation) -> str:
    """Return one line in which no text can end the command or begin another."""
    places = {"file": annotation.file, "line": annotation.line, "title": annotation.title}
    properties = ",".join(
        f"{key}={_escaped(str(value), _PROPERTY)}"
        for key, value in places.items()
        if value is not None
    )
    return f"::{name} {properties}::{_escaped(annotation.message, _MESSAGE)}"


def _escaped(text: str, table: Mapping[int, str]) -> str:
    # One pass: an escaped character is never escaped again, whatever the order of the table.
    return _CONTROL.sub("\ufffd", text).translate(table)


def _level(report: Report, words: Words, level: Level) -> Iterator[str]:
    """Yield the commands of one level: the worst, and the number of the others."""
    found = [each for each in report.findings if each.level == level]
    found.sort(key=lambda each: -each.count)
    told = [_of_finding(each, words) for each in found]
    if level == "error" and nothing_judged(report):
        # The exit code is 3 without any finding: the job is red, and this says why.
        told.insert(0, Annotation("cmcn4", words.say("nothing.judged")))
    if level == "note":
        # A missed target is no defect of the data: it is told, and the exit code decides.
        told = [*_missed(report, words), *told]
    shown = told if len(told) <= MOST else told[: MOST - 1]
    for each in shown:
        yield command(_COMMANDS[level], each)
    if len(told) > len(shown):
        more = words.say("github.more", count=len(told) - len(shown))
        yield command(_COMMANDS[level], Annotation("cmcn4", more))


def _of_finding(each: Finding, words: Words) -> Annotation:
    """Return a finding at its line; the cell is named in the message.

    NOTE: a place counts columns as fields of a table, GitHub as characters of a line, which a
    report does not know: no column is better than a wrong one. A workbook has no lines at all.
    """
    times = f" {words.say('findings.times', count=each.count)}" if each.count > 1 else ""
    place = f"{place_in_words(each.place)}{times}"
    path = each.place.sheet.path
    return Annotation(
        title=each.code,
        message=f"{place}: {words.message(each)} — {words.hint(each)}",
        file=None if path == "-" else path,
        line=each.place.row if each.place.sheet.name is None else None,
    )


def _missed(report: Report, words: Words) -> Iterator[Annotation]:
    """Yield the targets missed, identical ones of several packs once."""
    failed = [
        each for each in report.assessments if each.decided is Verdict.FAIL and not each.informs
    ]
    for group in alike(failed):
        yield Annotation(group[0].chosen.id, _miss(group[0], words))


def _miss(each: Assessment, words: Words) -> str:
    title = f"{each.chosen.target.title.get(words.lang)} ({words.area(each.area)})"
    where = f" [{place_in_words(each.evidence[0].place)}]" if each.evidence else ""
    decided = f" — {words.decision(each)}" if each.decision else ""
    return f"{words.verdict(each)}: {title}: {words.reason(each)}{where}{decided}"
