"""JUnit XML as Jenkins and GitLab read it: a suite per pack and horizon, and one per file.

The schema is junit-10.xsd of Jenkins' xunit plugin, https://plugins.jenkins.io/xunit/: no place
but `name` and `classname` for what a test is, no `properties` in a test, times of three decimals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, assert_never
from xml.etree import ElementTree as ET

from cmcn4.model.baseline import Baseline
from cmcn4.model.finding import Finding
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.changes import Before, finding_before, lines, states, title
from cmcn4.reporters.presentation.outline import NOTHING, nothing_judged, why_nothing
from cmcn4.reporters.presentation.words import Words, place_in_words

_NO_TIME = "0.000"  # the same report gives the same bytes
# What XML 1.0 has no way to write, and the control characters it would rather not have.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, style: Style) -> bytes:
    """Return the test suites: the targets' in the packs' order, the files', the baseline's."""
    words = Words(style.lang, report.catalogue)
    before = Before(report, words)
    root = ET.Element("testsuites", name="cmcn4", time=_NO_TIME)
    suites: dict[str, list[Assessment]] = defaultdict(list)
    for each in report.assessments:
        suites[f"cmcn4.{each.chosen.pack.id}.{each.chosen.target.horizon}"].append(each)
    for name, assessments in suites.items():
        suite = _suite(root, name)
        for each in assessments:
            case = _case(suite, f"{each.chosen.target.id} @ {each.area}")
            _judged(case, each, words, before)
    for path, found in _by_file(report, words).items():
        _file(_suite(root, f"cmcn4.data.{path}"), found, words)
    if nothing_judged(report):
        case = _case(_suite(root, "cmcn4.run"), NOTHING)
        _outcome(case, "error", NOTHING, why_nothing(report, words))
    if report.baseline is not None:
        _changes(_suite(root, f"cmcn4.baseline.{report.baseline.path}"), report.baseline, words)
        _property(root[-1], title(report, report.baseline, words))
    for suite in root:
        _count(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(root: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=_legal(name), time=_NO_TIME)


def _case(suite: ET.Element, name: str) -> ET.Element:
    """Add a test to a suite; GitLab shows the class as the suite, so it is the suite's name."""
    where = suite.get("name", "")
    return ET.SubElement(suite, "testcase", classname=where, name=_legal(name), time=_NO_TIME)


def _judged(case: ET.Element, each: Assessment, words: Words, before: Before) -> None:
    """Say how a target came out, what a person has decided, and what it was before."""
    reason = f"{words.verdict(each)}: {words.reason(each)}"
    if each.informs:
        said = f"{words.verdict(each)} ({words.say('informs')}): {words.reason(each)}"
        _outcome(case, "skipped", "informs", said)
        return
    said = " — ".join(filter(None, (reason, words.decision(each), before.words(each))))
    match each.decided:
        case Verdict.PASS:
            if each.decision or before.state(each) in ("new", "updated"):
                ET.SubElement(case, "system-out").text = _legal(said)
        case Verdict.FAIL:
            failure = _outcome(case, "failure", each.reason.value, said)
            failure.text = _legal("\n".join(_evidence(each, words)))
        case Verdict.PENDING | Verdict.REVIEW | Verdict.NO_DATA:
            _outcome(case, "skipped", each.decided.value, said)
        case _:
            assert_never(each.decided)


def _evidence(each: Assessment, words: Words) -> Iterator[str]:
    """Yield what a failure rests on: the target, the condition, the cells."""
    yield f"{each.chosen.target.title.get(words.lang)}, {words.area(each.area)}"
    yield f"{words.say('column.wanted')}: {words.wanted(each)}"
    yield f"{words.say('column.value')}: {words.value(each)} ({words.period(each)})"
    for row in each.evidence:
        yield f"{words.interval(row.value)} {place_in_words(row.place)}"


class Told(NamedTuple):
    """A finding, and whether it is new since the baseline, in words."""

    finding: Finding
    since: str


def _by_file(report: Report, words: Words) -> dict[str, list[Told]]:
    """Return the findings of each file read, also of those without any."""
    files: dict[str, list[Told]] = {each.path: [] for each in report.inputs}
    for each, state in states(report):
        told = Told(each, finding_before(state, report, words))
        files.setdefault(each.place.sheet.path, []).append(told)
    return files


def _file(suite: ET.Element, found: list[Told], words: Words) -> None:
    """Add a test for each error of a file, or one that passes; the rest is output of the suite."""
    errors = [each for each in found if _counts(each.finding)]
    names: dict[str, int] = defaultdict(int)
    for each, since in errors:
        name = _legal(f"{each.code} @ {place_in_words(each.place)}")
        names[name] += 1
        case = _case(suite, f"{name} ({names[name]})" if names[name] > 1 else name)
        said = "\n".join(filter(None, (words.hint(each), since)))
        _outcome(case, "error", each.code, words.message(each)).text = _legal(said)
    if not errors:
        _case(suite, "accepted")
    others = [_line(each, words) for each in found if not _counts(each.finding)]
    if others:
        ET.SubElement(suite, "system-out").text = _legal("\n".join(others))


def _counts(each: Finding) -> bool:
    """Whether a finding is an error that nobody has accepted."""
    return each.level == "error" and each.decision is None


def _line(told: Told, words: Words) -> str:
    """Return a warning or a note, whether it is accepted, and whether it is new."""
    each = told.finding
    said = (
        f"{words.composed(f'level.{each.level}')} {each.code} {place_in_words(each.place)}: "
        f"{words.message(each)}"
    )
    return _one_line(" — ".join(filter(None, (said, words.decision(each), told.since))))


def _one_line(text: str) -> str:
    """Return a text that cannot pass for another line of an output that has one each."""
    return " ".join(text.splitlines())


def _changes(suite: ET.Element, baseline: Baseline, words: Words) -> None:
    """Add what has changed as the output of a test; the targets' own tests say what fails."""
    case = _case(suite, "changes")
    told = [_one_line(f"{'▾' if worse else '·'} {line}") for worse, line in lines(baseline, words)]
    if told:
        ET.SubElement(case, "system-out").text = _legal("\n".join(told))


def _property(suite: ET.Element, value: str) -> None:
    """Give a suite the property that says what it was compared with; properties come first."""
    properties = ET.Element("properties")
    ET.SubElement(properties, "property", name="baseline", value=_legal(value))
    suite.insert(0, properties)


def _outcome(case: ET.Element, tag: str, kind: str, message: str) -> ET.Element:
    return ET.SubElement(case, tag, type=kind, message=_legal(message))


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
