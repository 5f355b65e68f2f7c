"""Workflow commands that GitHub shows at the lines of a pull request, and the two summary lines.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cmcn4.model.finding import Finding, Level
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.text import BIDI
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import changes
from cmcn4.reporters.presentation.changes import Before, finding_before, states
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
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{BIDI}]")
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


class Annotation(NamedTuple):
    """One command before it is written."""

    title: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None


def render(report: Report, style: Style) -> bytes:
    """Return the commands, worst first, what was decided and changed, and the summary lines."""
    words = Words(style.lang, report.catalogue)
    before = Before(report, words)
    reported = [line for level in LEVELS for line in _level(report, words, level, before, style)]
    reported += map(_inert, [*_decided(report, words), *_changes(report, words)])
    reported.append(f"{words.say('data.label')} {data_line(report, words)}")
    reported.append(f"{words.say('targets.label')} {targets_line(report, words)}")
    return "".join(f"{line}\n" for line in reported).encode(errors="replace")


def command(name: str, annotation: Annotation) -> str:
    """Return one line in which no text can end the command or begin another."""
    places = {
        "file": annotation.file,
        "line": annotation.line,
        "col": annotation.column,
        "title": annotation.title,
    }
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


def _level(
    report: Report, words: Words, level: Level, before: Before, style: Style
) -> Iterator[str]:
    """Yield the commands of one level: the new and worst first, and the number of the others."""
    found = [pair for pair in states(report) if pair[0].level == level and not pair[0].decision]
    found.sort(key=lambda pair: (pair[1] not in (None, "new"), -pair[0].count))
    reported = [
        _of_finding(finding, finding_before(state, report, words), words)
        for finding, state in found
    ]
    if level == "error" and nothing_judged(report):
        # The exit code is 3 without any finding: the job is red, and this says why.
        reported.insert(0, Annotation("cmcn4", why_nothing(report, words)))
    if level == "note":
        # A missed target is no defect of the data: it is told, and the exit code decides.
        reported = [*_missed(report, words, before), *reported]
    number = len(reported) + sum(finding.others for finding, _ in found)
    shown_now = reported if number <= MOST else reported[: MOST - 1]
    for annotation in shown_now:
        place = annotation.file and style.from_root(annotation.file)
        yield command(_COMMANDS[level], annotation._replace(file=place))
    if number > len(shown_now):
        more = words.say("github.more", count=number - len(shown_now))
        yield command(_COMMANDS[level], Annotation("cmcn4", more))


def _of_finding(finding: Finding, since: str, words: Words) -> Annotation:
    """Return a finding at its line; the cell is named in the message.

    NOTE: a place counts columns as fields of a table, GitHub as characters of a line, which a
    report does not know: no column is better than a wrong one. Packs and settings have one. A
    workbook has no lines at all.
    """
    path = finding.place.sheet.path
    text = f"{words.message(finding)} — {words.hint(finding)}"
    return Annotation(
        title=finding.code,
        message=f"{words.where(finding)}: {text}{f' — {since}' if since else ''}",
        file=None if path == "-" else path,
        line=finding.place.row if finding.place.sheet.name is None else None,
        column=finding.character,
    )


def _missed(report: Report, words: Words, before: Before) -> Iterator[Annotation]:
    """Yield the targets missed, newly missed first, identical ones of several packs once."""
    failed = [
        assessment
        for assessment in report.assessments
        if assessment.decided is Verdict.FAIL and not assessment.informs
    ]
    groups = sorted(alike(failed), key=lambda group: before.state(group[0]) not in (None, "new"))
    for group in groups:
        yield Annotation(group[0].chosen.id, _miss(group[0], words, before))


def _miss(assessment: Assessment, words: Words, before: Before) -> str:
    title = f"{assessment.chosen.target.title.get(words.lang)} ({words.area(assessment.area)})"
    where = f" [{place_in_words(assessment.observed[0].place)}]" if assessment.observed else ""
    text = f"{words.verdict(assessment)}: {title}: {words.reason(assessment)}{where}"
    return " — ".join(filter(None, (text, words.decision(assessment), before.words(assessment))))


def _decided(report: Report, words: Words) -> Iterator[str]:
    """Yield a line for each decision on what else would be open: a verdict or a warning."""
    for assessment in report.assessments:
        if assessment.decision is not None and assessment.decided is not Verdict.FAIL:
            name = f"{assessment.chosen.id} {assessment.area}"
            yield f"· {name}: {words.verdict(assessment)} — {words.decision(assessment)}"
    for finding in report.told:
        if finding.decision is not None:
            name = f"{finding.code} {place_in_words(finding.place)}"
            yield f"· {name}: {words.message(finding)} — {words.decision(finding)}"


def _changes(report: Report, words: Words) -> Iterator[str]:
    """Yield what has changed since the baseline, the worse first and marked."""
    if report.baseline is None:
        return
    yield f"· {changes.title(report, report.baseline, words)}"
    shown, left = changes.shortened(changes.worse_first(report, report.baseline, words))
    for change in shown:
        yield f"  {'▾' if change.worse else '·'} {changes.in_words(change, words)}"
    if left:
        yield f"  {words.say('github.more', count=left)}"
