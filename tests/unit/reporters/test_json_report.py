"""The JSON report: exactly the documented keys, valid by its schema, numbers as written."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cmcn4.api import Question, day, judge
from cmcn4.locale import LANGUAGES
from cmcn4.model.expected import Owed, Sender
from cmcn4.reporters import Style, made, render
from cmcn4.reporters.__main__ import PATH, written
from cmcn4.reporters.machine.json_report import as_numbers, dumps
from cmcn4.reporters.record.build import as_dict
from cmcn4.reporters.record.schema import report_schema
from golden.canonical import report
from unit.reporters.hostile import settled

SAMPLES = Path(__file__).parents[3] / "samples"

TOP = (
    "format tool as_of config config_sha256 catalogue_sha256 asked baseline packs inputs expected "
    "summary assessments findings"
)
SUMMARY = "pass fail pending review no-data contested errors warnings exit_code"
ASSESSMENT = (
    "target pack title indicator horizon due_date lead clause url due informs area area_name "
    "kind rule reading comparison "
    "threshold band unit value low high period assumed status source gap margin verdict "
    "reason_code reason "
    "fingerprint contested alternatives progress parts missing before decision evidence "
    "considered accept"
)
KEYS = {
    "tool": "name version",
    "asked": "targets areas horizons fail_on decimal encoding assume expect baseline",
    "packs": "id document path sha256",
    "inputs": "path sha256 area observations skipped errors warnings accepted",
    "assessments": ASSESSMENT,
    "findings": (
        "code level message hint count texts path sheet row column cell fingerprint decision accept"
    ),
}
INNER = {
    "alternatives": "kind id value threshold verdict",
    "parts": "member value comparison threshold gap verdict",
    "evidence": ("path sheet row column cell source url figure observed source_id stated released"),
}


@pytest.fixture(params=LANGUAGES)
def parsed(request: pytest.FixtureRequest) -> Any:
    return json.loads(render("json", report(), Style(lang=request.param)))


def records(item: Any) -> list[Any]:
    return item if isinstance(item, list) else [item]


def test_keys_are_those_documented_in_that_order(parsed: dict[str, Any]) -> None:
    assert list(parsed) == TOP.split()
    assert list(parsed["summary"]) == SUMMARY.split()
    for name, keys in KEYS.items():
        assert records(parsed[name])
        for each in records(parsed[name]):
            assert list(each) == keys.split(), name


@pytest.mark.parametrize("name", INNER)
def test_inner_keys_are_those_documented(parsed: dict[str, Any], name: str) -> None:
    found = [one for each in parsed["assessments"] for one in each[name]]
    assert found
    for one in found:
        assert list(one) == INNER[name].split()


def test_report_validates_against_its_schema(parsed: dict[str, Any]) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(parsed)


def test_schema_requires_every_key_and_refuses_others(parsed: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(report_schema())
    for key in TOP.split():
        assert not validator.is_valid({name: parsed[name] for name in parsed if name != key})
    assert not validator.is_valid({**parsed, "more": 1})
    assert not validator.is_valid({**parsed, "as_of": 2025})


def test_schema_describes_progress_as_documented() -> None:
    fields = report_schema()["$defs"]["ProgressRecord"]["properties"]
    assert list(fields) == [
        "method", "class", "ratio", "pace", "pace_required", "pace_needed_from_now", "projected",
        "reached", "from", "to",
    ]  # fmt: skip


def test_to_dict_is_what_the_json_says(parsed: dict[str, Any]) -> None:
    lang = "vi" if parsed["assessments"][0]["area_name"] == "Việt Nam" else "en"
    assert parsed == as_numbers(report(), lang)


def test_codes_are_the_same_in_both_languages() -> None:
    vi, en = (as_dict(report(), lang) for lang in LANGUAGES)
    for one, other in zip(vi["assessments"], en["assessments"], strict=True):
        for key in ("target", "area", "reason_code", "verdict", "value", "gap", "unit", "period"):
            assert one[key] == other[key]
    assert [each["code"] for each in vi["findings"]] == [each["code"] for each in en["findings"]]


def test_assessments_are_ordered_by_pack_and_place_in_it(parsed: dict[str, Any]) -> None:
    found = list(dict.fromkeys(each["target"] for each in parsed["assessments"]))
    expected = [
        f"{file.pack.id}/{target.id}" for file in report().packs for target in file.pack.targets
    ]
    assert found == expected


def test_bounded_value_is_null_and_its_ends_are_told(parsed: dict[str, Any]) -> None:
    (found,) = (each for each in parsed["assessments"] if each["target"] == "first/payment-2025")
    assert (found["value"], found["low"], found["high"]) == (None, 87, 95.7)
    assert (found["gap"], found["margin"]) == (None, None)


def test_milestone_has_no_comparison_threshold_or_gap(parsed: dict[str, Any]) -> None:
    (found,) = (each for each in parsed["assessments"] if each["kind"] == "milestone")
    assert [found[key] for key in ("comparison", "threshold", "gap", "margin")] == [None] * 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("14.02"), "14.02"),
        (Decimal("0E-10"), "0.0000000000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.10"), "-0.10"),
        ({}, "{}"),
        ([], "[]"),
        ([True, None, 'a"\n'], '[\n  true,\n  null,\n  "a\\"\\n"\n]'),
        ({"ế": Decimal(1)}, '{\n  "ế": 1\n}'),
    ],
)
def test_numbers_are_written_digit_by_digit(value: Any, text: str) -> None:
    assert dumps(value) == text


def test_json_ends_with_a_newline_and_is_not_ascii_only() -> None:
    text = render("json", report(), Style(lang="vi"))
    assert text.endswith(b"}\n")
    assert "Hộ có cáp quang".encode() in text


def test_the_published_schema_is_current() -> None:
    published = PATH.read_text(encoding="utf-8")
    assert published == written(), "run `python -m cmcn4.reporters`"


def test_the_schema_describes_every_key() -> None:
    schema = report_schema()
    for name, each in {"the report": schema, **schema["$defs"]}.items():
        assert each["description"], name
        for key, field in each["properties"].items():
            assert field.get("description"), (name, key)
    assert set(schema["properties"]["summary"]["required"]) == set(SUMMARY.split())


@pytest.mark.parametrize("by", [None, "target", "area", "pack"])
def test_decisions_and_a_baseline_fit_the_schema(by: str | None) -> None:
    parsed = json.loads(render("json", settled("x"), Style(by=by)))
    jsonschema.Draft202012Validator(report_schema()).validate(parsed)
    assert parsed["baseline"]["changes"]
    assert any(each["decision"] for each in parsed["findings"])


@pytest.mark.parametrize("name", ["vietnam.csv", "vietnam.xlsx", "bao-cao-tinh.xlsx"])
@pytest.mark.parametrize("by", [None, "target"])
def test_the_report_on_every_sample_fits_the_schema(name: str, by: str | None) -> None:
    assert name in {each.name for each in SAMPLES.iterdir()}
    question = Question(as_of=day("2025"), history=by is not None)
    judged, _ = judge(SAMPLES / name, question)
    parsed = json.loads(render("json", judged, Style(by=by)))
    jsonschema.Draft202012Validator(report_schema()).validate(parsed)
    assert parsed["assessments"]
    assert parsed["baseline"] is None


def test_an_explanation_has_null_for_an_end_without_a_limit() -> None:
    some: dict[str, Any] = {"indicator": "advanced-digital-firms", "area": "VN", "source": "NSO"}
    rows = [{**some, "period": "2025", "value": 7}, {**some, "period": "2024", "value": "> 0"}]
    asked = Question(as_of=day("2025"), targets=("nq-57-tw-2024/digital-firms-2030",), explain=True)
    judged, _ = judge(rows, asked)
    (assessment,) = judged.assessments
    text = made("explanation", "json")(
        [assessment.chosen], judged.catalogue, Style(), judged
    ).decode()
    (told,) = json.loads(text, parse_constant=pytest.fail)
    (older,) = told["assessments"][0]["passed_over"]
    assert (older["period"], older["low"], older["high"]) == ("2024", 0, None)


def test_senders_are_told_where_they_are_expected() -> None:
    levels = [finding.level for finding in report().findings]
    place = levels.index("error")
    first = report().findings[place]
    senders = (
        Sender(area="VN", state="refused", files=("a.csv",), findings=(first,)),
        Sender(
            area="vn-hue",
            state="not-sent",
            recipient="Sở",
            owed=(Owed("egdi-rank", ("2024",), ("north",)),),
        ),
        Sender(area=None, state="unexpected", files=("b.csv",)),
    )
    question = replace(report().question, expect="list.csv")
    parsed = json.loads(
        render("json", replace(report(), question=question, senders=senders), Style("en"))
    )
    jsonschema.Draft202012Validator(report_schema()).validate(parsed)
    assert parsed["asked"]["expect"] == "list.csv"
    refused, absent, other = parsed["expected"]
    assert [refused[name] for name in ("area", "area_name", "state", "files", "errors")] == [
        "VN", "Viet Nam", "refused", ["a.csv"], 1,
    ]  # fmt: skip
    told = {name: refused[name] for name in ("path", "sheet", "cell")}
    assert told == {name: parsed["findings"][place][name] for name in told}
    assert (refused["reason_code"], refused["reason"]) == (
        first.code,
        parsed["findings"][place]["message"],
    )
    lacks = [{"indicator": "egdi-rank", "periods": ["2024"], "breakdowns": ["north"]}]
    assert (absent["recipient"], absent["errors"], absent["reason"]) == ("Sở", 0, None)
    assert (absent["lacks"], other["area"], other["area_name"]) == (lacks, None, None)
