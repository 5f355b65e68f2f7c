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
from cmcn4.reporters.presentation.changes import Before, finding_before, shown, states, title
from cmcn4.reporters.presentation.outline import (
    LEVELS,
    alike,
    data_line,
    nothing_judged,
    targets_line,
    why_nothing,
)
from cmcn4.reporters.presentation.words import Words, place_in_words

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
    """Return the commands, worst first, what was decided and changed, and the summary lines."""
    words = Words(style.lang, report.catalogue)
    before = Before(report, words)
    told = [line for level in LEVELS for line in _level(report, words, level, before)]
    told += map(_inert, [*_decided(report, words), *_changes(report, words)])
    told.append(f"{words.say('data.label')} {data_line(report, words)}")
    told.append(f"{words.say('targets.label')} {targets_line(report, words)}")
    return "".join(f"{line}\n" for line in told).encode(errors="replace")


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


def _inert(text: str) -> str:
    """Return a line of the log that is no command: the older kind counts within a line, too."""
    return _CONTROL.sub("\ufffd", " ".join(text.splitlines())).replace("##[", "# #[")


def _level(report: Report, words: Words, level: Level, before: Before) -> Iterator[str]:
    """Yield the commands of one level: the new and worst first, and the number of the others."""
    found = [pair for pair in states(report) if pair[0].level == level and not pair[0].decision]
    found.sort(key=lambda pair: (pair[1] not in (None, "new"), -pair[0].count))
    told = [_of_finding(each, finding_before(state, report, words), words) for each, state in found]
    if level == "error" and nothing_judged(report):
        # The exit code is 3 without any finding: the job is red, and this says why.
        told.insert(0, Annotation("cmcn4", why_nothing(report, words)))
    if level == "note":
        # A missed target is no defect of the data: it is told, and the exit code decides.
        told = [*_missed(report, words, before), *told]
    shown_now = told if len(told) <= MOST else told[: MOST - 1]
    for each in shown_now:
        yield command(_COMMANDS[level], each)
    if len(told) > len(shown_now):
        more = words.say("github.more", count=len(told) - len(shown_now))
        yield command(_COMMANDS[level], Annotation("cmcn4", more))


def _of_finding(each: Finding, since: str, words: Words) -> Annotation:
    """Return a finding at its line; the cell is named in the message.

    NOTE: a place counts columns as fields of a table, GitHub as characters of a line, which a
    report does not know: no column is better than a wrong one. A workbook has no lines at all.
    """
    times = f" {words.say('findings.times', count=each.count)}" if each.count > 1 else ""
    place = f"{place_in_words(each.place)}{times}"
    path = each.place.sheet.path
    said = f"{words.message(each)} — {words.hint(each)}"
    return Annotation(
        title=each.code,
        message=f"{place}: {said}{f' — {since}' if since else ''}",
        file=None if path == "-" else path,
        line=each.place.row if each.place.sheet.name is None else None,
    )


def _missed(report: Report, words: Words, before: Before) -> Iterator[Annotation]:
    """Yield the targets missed, newly missed first, identical ones of several packs once."""
    failed = [
        each for each in report.assessments if each.decided is Verdict.FAIL and not each.informs
    ]
    groups = sorted(alike(failed), key=lambda group: before.state(group[0]) not in (None, "new"))
    for group in groups:
        yield Annotation(group[0].chosen.id, _miss(group[0], words, before))


def _miss(each: Assessment, words: Words, before: Before) -> str:
    title = f"{each.chosen.target.title.get(words.lang)} ({words.area(each.area)})"
    where = f" [{place_in_words(each.evidence[0].place)}]" if each.evidence else ""
    said = f"{words.verdict(each)}: {title}: {words.reason(each)}{where}"
    return " — ".join(filter(None, (said, words.decision(each), before.words(each))))


def _decided(report: Report, words: Words) -> Iterator[str]:
    """Yield a line for each decision on what else would be open: a verdict or a warning."""
    for each in report.assessments:
        if each.decision is not None and each.decided is not Verdict.FAIL:
            name = f"{each.chosen.id} {each.area}"
            yield f"· {name}: {words.verdict(each)} — {words.decision(each)}"
    for one in report.findings:
        if one.decision is not None:
            name = f"{one.code} {place_in_words(one.place)}"
            yield f"· {name}: {words.message(one)} — {words.decision(one)}"


def _changes(report: Report, words: Words) -> Iterator[str]:
    """Yield what has changed since the baseline, the worse first and marked."""
    if report.baseline is None:
        return
    yield f"· {title(report, report.baseline, words)}"
    told, left = shown(report.baseline, words, every=False)
    for worse, line in told:
        yield f"  {'▾' if worse else '·'} {line}"
    if left:
        yield f"  {words.say('github.more', count=left)}"
