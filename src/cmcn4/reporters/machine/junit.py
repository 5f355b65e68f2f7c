"""JUnit XML as Jenkins and GitLab read it: a suite per pack and horizon, and one per file.

The schema is junit-10.xsd of Jenkins' xunit plugin, https://plugins.jenkins.io/xunit/: no place
but `name` and `classname` for what a test is, no `properties` in a test, times of three decimals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import assert_never
from xml.etree import ElementTree as ET

from cmcn4.model.baseline import Baseline, Change
from cmcn4.model.finding import Finding
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.text import visible, without_commands
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import changes
from cmcn4.reporters.presentation.changes import Before, finding_before, states
from cmcn4.reporters.presentation.outline import NOTHING, nothing_judged, why_nothing
from cmcn4.reporters.presentation.words import Words, place_in_words

_BATCH = 50
"""Tests that are written at a time."""
_NO_TIME = "0.000"  # the same report gives the same bytes
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write and is not a control character."""


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the test suites: the targets' in the packs' order, the files', the baseline's."""
    words = Words(style.lang, report.catalogue)
    targets, others = _targets(report), list(_others(report, words))
    root = ET.Element("testsuites", name="cmcn4", time=_NO_TIME)
    for name in ("tests", "failures", "errors"):
        numbers = [int(suite.get(name, 0)) for suite in (*targets.values(), *others)]
        root.set(name, str(sum(numbers)))
    begin, end = _around(root, level=0)
    yield b"<?xml version='1.0' encoding='utf-8'?>\n" + begin
    between = b""
    for name, suite in targets.items():
        begin, close = _around(suite, level=1)
        yield between + begin
        yield from _cases(report, name, words)
        yield close
        between = b"\n  "
    for suite in others:
        ET.indent(suite, level=1)
        yield between + ET.tostring(suite, encoding="utf-8")
        between = b"\n  "
    yield end + b"\n"


def _around(element: ET.Element, level: int) -> tuple[bytes, bytes]:
    """Return how an element begins and ends around children that are written one by one."""
    indent = "\n" + "  " * level
    element.text = f"{indent}  {indent}"
    whole: bytes = ET.tostring(element, encoding="utf-8")
    place = whole.rindex(indent.encode())
    return whole[:place], whole[place:]


def _targets(report: Report) -> dict[str, ET.Element]:
    """Return the suites of the targets by name, with the numbers of their tests and no test."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in report.counts.tallies:
        counts, found = numbers[_of_target(tally.chosen)], tally.verdicts
        failed = 0 if tally.part.informs else found[Verdict.FAIL]
        passed = 0 if tally.part.informs else found[Verdict.PASS]
        counts["tests"] += found.total()
        counts["failures"] += failed
        counts["skipped"] += found.total() - failed - passed
    suites = {}
    for name, counts in numbers.items():
        suites[name] = ET.Element("testsuite", name=_legal(name), time=_NO_TIME)
        for what in ("tests", "failures", "errors", "skipped"):
            suites[name].set(what, str(counts[what]))
    return suites


def _of_target(chosen: Chosen) -> str:
    """Return the name of the suite of a target."""
    return f"cmcn4.{chosen.pack.id}.{chosen.target.horizon}"


def _cases(report: Report, name: str, words: Words) -> Iterator[bytes]:
    """Yield the tests of a suite of targets, some at a time."""
    before = Before(report, words)
    own = {one.id for one in report.counts.chosen() if _of_target(one) == name}
    found = (each for each in report.assessments if each.chosen.id in own)
    between = b""
    while batch := list(islice(found, _BATCH)):
        suite = ET.Element("testsuite", name=_legal(name))
        for assessment in batch:
            case = _case(suite, f"{assessment.chosen.target.id} @ {assessment.area}")
            _judged(case, assessment, words, before)
        ET.indent(suite, level=1)
        text: bytes = ET.tostring(suite, encoding="utf-8")
        yield between + text.partition(b">\n    ")[2].removesuffix(b"\n  </testsuite>")
        between = b"\n    "


def _others(report: Report, words: Words) -> Iterator[ET.Element]:
    """Yield the suites of files, of a run that judged nothing, and of the baseline."""
    root = ET.Element("testsuites")
    for path, found in _by_file(report, words).items():
        _file(_suite(root, f"cmcn4.data.{path}"), found, words)
    if nothing_judged(report):
        case = _case(_suite(root, "cmcn4.run"), NOTHING)
        _outcome(case, "error", NOTHING, why_nothing(report, words))
    if report.baseline is not None:
        suite = _suite(root, f"cmcn4.baseline.{report.baseline.path}")
        _changes(suite, report, report.baseline, words)
    for suite in root:
        _count(suite)
        yield suite


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=_legal(name), time=_NO_TIME)


def _case(suite: ET.Element, name: str) -> ET.Element:
    """Add a test to a suite; GitLab shows the class as the suite, so it is the suite's name."""
    where = suite.get("name", "")
    return ET.SubElement(suite, "testcase", classname=where, name=_legal(name), time=_NO_TIME)


def _judged(case: ET.Element, assessment: Assessment, words: Words, before: Before) -> None:
    """Say how a target came out, what a person has decided, and what it was before."""
    reason = f"{words.verdict(assessment)}: {words.reason(assessment)}"
    if assessment.informs:
        text = f"{words.verdict(assessment)} ({words.say('informs')}): {words.reason(assessment)}"
        _outcome(case, "skipped", "informs", text)
        return
    text = " — ".join(filter(None, (reason, words.decision(assessment), before.words(assessment))))
    match assessment.decided:
        case Verdict.PASS:
            marked = assessment.decision or assessment.assumed
            if marked or before.state(assessment) in ("new", "updated"):
                ET.SubElement(case, "system-out").text = _legal(text)
        case Verdict.FAIL:
            failure = _outcome(case, "failure", assessment.reason.value, text)
            failure.text = _legal("\n".join(_evidence(assessment, words)))
        case Verdict.PENDING | Verdict.REVIEW | Verdict.NO_DATA:
            _outcome(case, "skipped", assessment.decided.value, text)
        case _:
            assert_never(assessment.decided)


def _evidence(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield what a failure rests on: the target, the condition, the cells."""
    yield f"{assessment.chosen.target.title.get(words.lang)}, {words.area(assessment.area)}"
    yield f"{words.say('column.wanted')}: {words.wanted(assessment)}"
    yield f"{words.say('column.value')}: {words.value(assessment)} ({words.period(assessment)})"
    for row in assessment.evidence:
        yield f"{words.interval(row.value)} {place_in_words(row.place)}"


Found = tuple[Finding, str]
"""A finding, and whether it is new since the baseline, in words."""


def _by_file(report: Report, words: Words) -> dict[str, list[Found]]:
    """Return the findings of each file read, also of those without any."""
    files: dict[str, list[Found]] = {file.path: [] for file in report.inputs}
    for finding, state in states(report):
        since = finding_before(state, report, words)
        files.setdefault(finding.place.sheet.path, []).append((finding, since))
    return files


def _file(suite: ET.Element, found: list[Found], words: Words) -> None:
    """Add a test for each error of a file, or one that passes; the rest is output of the suite."""
    errors = [(finding, since) for finding, since in found if _counts(finding)]
    names: dict[str, int] = defaultdict(int)
    for finding, since in errors:
        name = _legal(f"{finding.code} @ {words.where(finding)}")
        names[name] += 1
        case = _case(suite, f"{name} ({names[name]})" if names[name] > 1 else name)
        text = "\n".join(filter(None, (words.hint(finding), since)))
        _outcome(case, "error", finding.code, words.message(finding)).text = _legal(text)
    if not errors:
        _case(suite, "accepted")
    others = [_line(finding, since, words) for finding, since in found if not _counts(finding)]
    if others:
        ET.SubElement(suite, "system-out").text = _legal("\n".join(others))


def _counts(finding: Finding) -> bool:
    """Whether a finding is an error that nobody has accepted."""
    return finding.level == "error" and finding.decision is None


def _line(finding: Finding, since: str, words: Words) -> str:
    """Return a warning or a note, whether it is accepted, and whether it is new."""
    level, place = words.composed(f"level.{finding.level}"), place_in_words(finding.place)
    what = f"{level} {finding.code} {place}: {words.message(finding)}"
    return _one_line(" — ".join(filter(None, (what, words.decision(finding), since))))


def _one_line(text: str) -> str:
    """Return a text that cannot pass for another line of an output that has one each."""
    return " ".join(text.splitlines())


def _changes(suite: ET.Element, report: Report, baseline: Baseline, words: Words) -> None:
    """Add a test of what has changed: it fails where a change makes the run fail.

    The targets' own tests say what fails now; a figure gone or a verdict lost has none.
    """
    title = changes.title(report, baseline, words)
    properties = ET.SubElement(suite, "properties")  # they come first
    ET.SubElement(properties, "property", name="baseline", value=_legal(title))
    found, fail_on = changes.worse_first(report, baseline, words), report.question.fail_on
    case = _case(suite, "changes")
    if kinds := baseline.named & fail_on:
        failure = _outcome(case, "failure", ",".join(sorted(kinds)), title)
        failure.text = _lines((change for change in found if change.named & fail_on), words)
    if found:
        ET.SubElement(case, "system-out").text = _lines(found, words)


def _lines(found: Iterable[Change], words: Words) -> str:
    """Return changes, a line each."""
    lines = (
        _one_line(f"{'▾' if change.worse else '·'} {changes.in_words(change, words)}")
        for change in found
    )
    return _legal("\n".join(lines))


def _outcome(case: ET.Element, tag: str, kind: str, message: str) -> ET.Element:
    return ET.SubElement(case, tag, type=kind, message=_legal(message))


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", without_commands(visible(text)))
