"""JUnit XML: valid for Jenkins, each test once, and an independent parser reads the same back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree  # type: ignore[import-untyped]

from cmcn4.api import Report
from cmcn4.locale import LANGUAGES
from cmcn4.reporters import Style, render
from golden.canonical import report
from unit.reporters.hostile import actives, everywhere, quickly, settled

TestCase.__test__ = False  # it is no test of ours, though it is named like one
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[2] / "schemas" / "junit.xsd"))
OUTCOMES = {"fail": Failure, "pending": Skipped, "review": Skipped, "no-data": Skipped}


def valid(judged: Report, lang: str = "en") -> JUnitXml:
    text = render("junit", judged, Style(lang=lang))
    SCHEMA.assertValid(etree.fromstring(text))
    return JUnitXml.fromstring(text)


def cases(parsed: JUnitXml) -> dict[tuple[str, str], list[object]]:
    found = [case for suite in parsed for case in suite]
    return {(str(case.classname), str(case.name)): list(case.result) for case in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verdict_and_error_is_read_back(lang: str) -> None:
    parsed = valid(report(), lang)
    found = cases(parsed)
    for each in report().assessments:
        target = each.chosen
        name = (
            f"cmcn4.{target.pack.id}.{target.target.horizon}",
            f"{target.target.id} @ {each.area}",
        )
        results = found.pop(name)
        if each.informs:
            assert [type(one) for one in results] == [Skipped]
        elif each.verdict.value == "pass":
            assert results == []
        else:
            assert [type(one) for one in results] == [OUTCOMES[each.verdict.value]]
    ((name, results),) = found.items()
    assert name == ("cmcn4.data.input/data.csv", "number-unreadable @ data.csv E15")
    assert [type(one) for one in results] == [Error]
    assert (parsed.failures, parsed.errors) == (3, 1)
    assert parsed.tests == len(report().assessments) + 1


def test_a_file_without_errors_is_accepted() -> None:
    found = tuple(each for each in report().findings if each.level != "error")
    parsed = cases(valid(replace(report(), findings=found)))
    assert parsed["cmcn4.data.input/data.csv", "accepted"] == []


def test_warnings_and_notes_are_output_of_their_file() -> None:
    text = render("junit", report(), Style()).decode()
    said = text[text.index("<system-out>") :]
    for each in report().findings:
        assert (each.code in said) == (each.level != "error")


def test_the_same_error_twice_in_a_cell_is_two_tests() -> None:
    error = next(each for each in report().findings if each.level == "error")
    parsed = cases(valid(replace(report(), findings=(error, error, error))))
    names = [name for where, name in parsed if where.startswith("cmcn4.data")]
    assert names == [f"{error.code} @ data.csv E15{more}" for more in ("", " (2)", " (3)")]


def test_a_report_of_nothing_is_valid() -> None:
    empty = replace(report(), assessments=(), findings=(), inputs=())
    assert list(cases(valid(empty))) == [("cmcn4.run", "nothing-judged")]


def test_an_output_has_one_line_for_each_warning_and_change() -> None:
    judged = settled("a\nerror number-unreadable x: y")
    root = etree.fromstring(render("junit", judged, Style()))
    _, warned, changed = (each.text.splitlines() for each in root.iter("system-out"))
    others = [each for each in judged.findings if each.level != "error"]
    assert len(warned) == len(others)
    assert len(changed) == 4


@quickly
@given(actives)
@example("]]></error><testcase name='x'/>")
@example("\x08\x00\ufffe\ud800")
@example("\r\n")
def test_any_text_is_text(name: str) -> None:
    for judged in (everywhere(name), settled(name)):
        parsed = valid(judged)
        errors = sum(each.level == "error" for each in judged.findings)
        assert (parsed.errors, parsed.failures) == (errors, 0)
        suites = [str(each.name) for each in parsed]
        assert sum(each.startswith("cmcn4.baseline.") for each in suites) == bool(judged.baseline)
