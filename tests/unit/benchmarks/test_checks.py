from __future__ import annotations

from pathlib import Path

import checks
import pytest
from measure import Measure, Run
from programs import Question
from truth import Truth, Verdict

KNOWN = Truth(
    rows=4,
    read=3,
    errors=1,
    verdicts={
        ("a", "x"): Verdict("pass", "60.0", "2025-12"),
        ("a", "y"): Verdict("fail", "59", "2025-11", contested=True),
        ("a", "z"): Verdict("no-data"),
    },
    failing=frozenset({("a", "y")}),
)
REPORT = """\
indicator,area,verdict,value,period,contested
a,x,pass,60.0,2025-12,false
a,y,fail,59,2025-11,true
a,z,no-data,,,false
a,w,no-data,,,false
"""


def ran(out: str, status: int = 0, err: str = "") -> Run:
    return Run(Measure(0, 0, 0), status, out.encode(), err.encode())


def told(text: str, folder: Path, *, exact: bool = True) -> list[str]:
    path = folder / "report.csv"
    path.write_text(text, encoding="utf-8-sig")
    return list(checks.verdicts(path, KNOWN, exact=exact))


def test_a_report_with_every_verdict_as_it_should_be_is_right(tmp_path: Path) -> None:
    assert told(REPORT, tmp_path) == []


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("a,x,pass,60.0,2025-12,false", "a,x,fail,60.0,2025-12,false"),
        ("a,x,pass,60.0,2025-12,false", "a,x,pass,60,2025-12,false"),
        ("a,x,pass,60.0,2025-12,false", "a,x,pass,60.0,2025-11,false"),
        ("a,y,fail,59,2025-11,true", "a,y,fail,59,2025-11,false"),
        ("a,y,fail,59,2025-11,true\n", ""),
        ("a,w,no-data,,,false", "a,w,pass,60,2025-12,false"),
    ],
)
def test_one_verdict_that_differs_is_told(line: str, changed: str, tmp_path: Path) -> None:
    (problem,) = told(REPORT.replace(line, changed), tmp_path)
    assert problem.startswith("1 verdicts differ, first ('a', ")


def test_a_json_report_is_compared_in_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    text = """{"assessments": [
{"indicator": "a", "area": "x", "verdict": "pass", "value": 60.0, "period": "2025-12",
 "contested": false},
{"indicator": "a", "area": "y", "verdict": "fail", "value": 59, "period": "2025-11",
 "contested": true},
{"indicator": "a", "area": "z", "verdict": "no-data", "value": null, "period": null,
 "contested": false}]}"""
    path.write_text(text, encoding="utf-8")
    assert list(checks.verdicts(path, KNOWN, exact=True)) == []
    path.write_text(text.replace("60.0", "60"), encoding="utf-8")
    assert len(list(checks.verdicts(path, KNOWN, exact=True))) == 1


def test_a_pair_that_is_judged_twice_is_told(tmp_path: Path) -> None:
    twice = REPORT + "a,x,pass,60.0,2025-12,false\n"
    assert told(twice, tmp_path) == ["('a', 'x') is judged twice"]


def test_values_of_binary_files_are_compared_as_numbers(tmp_path: Path) -> None:
    shorter = REPORT.replace("60.0", "60")
    assert told(shorter, tmp_path, exact=False) == []
    assert told(shorter.replace("60", "61"), tmp_path, exact=False) != []


def test_no_report_is_told(tmp_path: Path) -> None:
    for problems in (
        checks.verdicts(tmp_path / "none", KNOWN, exact=True),
        checks.nation(tmp_path / "none", {"p/a": "pass"}),
        checks.accounts(tmp_path / "none", KNOWN),
    ):
        assert list(problems) == ["no report was written"]


def test_figures_and_errors_are_summed_over_the_files_of_a_report(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    head = '{"inputs": [{"observations": 1, "errors": 0}, {"observations": 2, "errors": 1}], '
    rest = '"assessments": [{"observations": 9, "errors": 9}]}'
    path.write_text(head + rest, encoding="utf-8")
    assert list(checks.accounts(path, KNOWN)) == []
    assert list(checks.accounts(path, KNOWN._replace(read=4))) == [
        "3 figures read, 1 errors instead of 4 figures read, 1 errors"
    ]


SUMMARY = (
    " DATA     not accepted: 1 errors, 0 warnings\n TARGETS  1 met, 1 missed, 0 to review, 0 not\n"
    "          yet due, 1 without data · 1 contested\n"
)


def test_the_printed_counts_are_compared() -> None:
    assert list(checks.summary(ran(SUMMARY), KNOWN)) == []
    for wrong in ("2 met", "1 to review"):
        changed = SUMMARY.replace("1 met" if "met" in wrong else "0 to review", wrong)
        (problem,) = checks.summary(ran(changed), KNOWN)
        assert problem.startswith("the summary says")
    assert list(checks.summary(ran(""), KNOWN)) == ["no summary printed"]


def test_another_exit_code_is_told_with_the_last_line_on_standard_error() -> None:
    assert list(checks.ended(ran("", 3), 3)) == []
    assert list(checks.ended(ran("", 1, "a\nTypeError: no\n"), 0)) == [
        "exit code 1 instead of 0: TypeError: no"
    ]


def test_the_country_has_the_verdicts_that_can_be_known(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("target,area,verdict\np/a,VN,pass\np/a,x,fail\n", encoding="utf-8-sig")
    assert list(checks.nation(path, {"p/a": "pass", "q/b": "fail"})) == []
    assert list(checks.nation(path, {"p/a": "fail"})) == ["p/a is pass instead of fail"]
    assert list(checks.nation(path, {"q/b": "fail"})) == [
        "no verdict of the country that can be known"
    ]


QUESTION = Question(Path(), Path(), "2025-12")


@pytest.mark.parametrize(
    ("name", "out", "right"),
    [
        ("pandera", "4 1", True),
        ("pandera", "4 2", False),
        ("pandera", "3 1", False),
        ("pandera", "", False),
        ("openpyxl", "4 -1", True),
        ("openpyxl", "3 -1", False),
        ("bare Python", "", True),
    ],
)
def test_what_a_peer_counts_is_compared(name: str, out: str, *, right: bool) -> None:
    problems = list(checks.answer(name, ran(out + "\n"), KNOWN, QUESTION))
    assert (not problems) == right


def test_the_rows_that_a_peer_names_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    for text, right in {"a,y\n": True, "a,x\n": False, "a,y\na,y\n": False, "": False}.items():
        path.write_text(text, encoding="utf-8")
        assert (not list(checks.names(path, KNOWN))) == right


def test_the_rows_that_a_json_schema_refuses_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("indicator,area\na,x\na,y\n", encoding="utf-8")
    errors = '{"errors": [{"path": "$[%d].value"}, {"path": "$[%d].value"}]}'
    question = Question(path, path, "2025-12")
    right, wrong = ran(errors % (1, 1), 1), ran(errors % (0, 1), 1)
    assert list(checks.answer("check-jsonschema", right, KNOWN, question)) == []
    assert list(checks.answer("check-jsonschema", wrong, KNOWN, question)) == [
        "2 failing rows named, not the 1 that fail"
    ]
