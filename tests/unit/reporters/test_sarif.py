"""SARIF: valid by the standard and by GitHub's limits, read back, its fingerprints stable."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from jsonschema import Draft4Validator
from sarif.loader import load_sarif_file

import cmcn4
from cmcn4.api import Report
from cmcn4.locale import LANGUAGES
from cmcn4.model.finding import LEVELS
from cmcn4.model.observation import Place, Sheet
from cmcn4.reporters import Style, render
from cmcn4.reporters.machine import sarif
from cmcn4.reporters.machine.sarif_places import location, uri
from golden.canonical import report
from unit.reporters.hostile import actives, everywhere, quickly, settled

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)
HEADER = "indicator,area,period,value,unit,source\n"


def run(judged: Report, lang: str = "en", *, missed: bool = False) -> dict[str, Any]:
    """Return the one run of a log that the standard and GitHub accept."""
    log = json.loads(render("sarif", judged, Style(lang=lang, missed_targets=missed)))
    assert [each.message for each in VALIDATOR.iter_errors(log)] == []
    (found,) = log["runs"]
    rules = found["tool"]["driver"]["rules"]
    for each in rules:
        assert 0 < len(each["shortDescription"]["text"]) <= 1024
        assert 0 < len(each["fullDescription"]["text"]) <= 1024
        assert each["help"]["text"]
    for each in found["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["message"]["text"]
        (place,) = each["locations"]
        region = place["physicalLocation"]["region"]
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert min(region.values()) >= 1
        assert set(each["partialFingerprints"]) == {"primaryLocationLineHash"}
    assert found["automationDetails"]["id"].startswith("cmcn4/")
    assert found["automationDetails"]["id"].endswith("/")
    assert found["columnKind"] == "unicodeCodePoints"
    return dict(found)


def prints(judged: Report) -> dict[str, str]:
    return {
        each["message"]["text"].partition(": ")[2]: each["partialFingerprints"][
            "primaryLocationLineHash"
        ]
        for each in run(judged)["results"]
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_alone_are_results(lang: str) -> None:
    found = run(report(), lang)
    told = sorted((each["ruleId"], each["level"]) for each in found["results"])
    assert told == sorted((each.code, each.level) for each in report().findings)
    assert found["automationDetails"]["id"] == "cmcn4/input/data.csv/"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_leads_to_the_section_of_the_code(lang: str) -> None:
    for each in run(report(), lang)["tool"]["driver"]["rules"]:
        advice, _, uri = each["help"]["text"].rpartition(" ")
        page, _, anchor = uri.partition("#")
        assert f"\n### {anchor}\n" in (ROOT / page).read_text(encoding="utf-8")
        assert anchor == each["id"]
        assert each["help"]["markdown"].endswith(f"\n\n`{uri}`")
        assert advice
        # The standard wants an absolute address there, and the documents have none.
        assert "helpUri" not in each


def test_another_tool_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "report.sarif"
    path.write_bytes(render("sarif", report(), Style()))
    parsed = load_sarif_file(str(path))
    assert parsed.get_distinct_tool_names() == ["cmcn4"]
    counts = parsed.get_report().get_issue_count_for_severity
    levels = [each.level for each in report().findings]
    assert {name: counts(name) for name in ("error", "warning", "note")} == {
        name: levels.count(name) for name in ("error", "warning", "note")
    }
    records = {(each["Code"], each["Location"], each["Line"]) for each in parsed.get_records()}
    assert records == {
        (each.code, "input/data.csv", each.place.row or 1) for each in report().findings
    }


def test_a_cell_of_a_workbook_is_a_logical_location() -> None:
    found = location(Place(Sheet("số liệu/b.xlsx", "Q'1 !"), 7, 3))
    assert found["logicalLocations"] == [
        {"name": "C7", "fullyQualifiedName": "'Q''1 !'!C7", "kind": "value"}
    ]
    region = {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 4}
    assert found["physicalLocation"]["region"] == region
    sheet = location(Place(Sheet("b.xlsx", "Q")))
    assert sheet["logicalLocations"] == [{"name": "Q", "fullyQualifiedName": "'Q'"}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/a.csv", "data/a.csv"),
        ("./a.csv", "a.csv"),
        ("số liệu.xlsx", "s%E1%BB%91%20li%E1%BB%87u.xlsx"),
        ("a:b.csv", "a%3Ab.csv"),
        ("/data/a b.csv", "file:///data/a%20b.csv"),
        ("C:/data/a.csv", "file:///C:/data/a.csv"),
        ("a\udcff.csv", "a%FF.csv"),
    ],
)
def test_paths_are_uris(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_fingerprints_survive_rows_that_move(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        "egdi-rank,VN,2024,71,rank,UN\n",
        "egdi-rank,VN,2024,71,rank,UN\n",
        "egdi-rank,VN,2023,many,rank,UN\n",
        "egdi-rank,VN,2022,lots,rank,UN\n",
        "egdi-rank,VN,soon,70,rank,UN\n",
    ]
    found = []
    for order, as_of in (
        (rows, 2025),
        (["gci-rank,VN,2024,17,rank,ITU\n", *rows], 2025),
        (rows, 2024),
    ):
        Path("data.csv").write_text(HEADER + "".join(order), encoding="utf-8")
        found.append(prints(cmcn4.check("data.csv", targets="qd-2289", as_of=as_of)))
    # That nothing could be judged names the first cell in the way, and is not told of all three.
    same = [name for name in found[0] if "stands at" not in name and "blocks what" not in name]
    assert len(same) >= 3
    assert all(found[0][name] == found[1][name] == found[2][name] for name in same)
    twice = [next(each[n] for n in each if "stands at" in n) for each in found]
    assert len(set(twice)) == 1
    assert len(set(found[0].values())) == len(found[0])


def test_fingerprints_do_not_depend_on_the_language() -> None:
    first, second = (
        [each["partialFingerprints"] for each in run(report(), lang)["results"]]
        for lang in LANGUAGES
    )
    assert first == second


def test_equal_findings_are_numbered() -> None:
    error = next(each for each in report().findings if each.level == "error")
    found = [
        each["partialFingerprints"]["primaryLocationLineHash"]
        for each in run(replace(report(), findings=(error, error)))["results"]
    ]
    assert [each.rpartition(":")[2] for each in found] == ["1", "2"]
    assert len({each.rpartition(":")[0] for each in found}) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missed_targets_are_notes_when_asked_for(lang: str) -> None:
    found = run(report(), lang, missed=True)
    extra = [each for each in found["results"] if each["ruleId"] not in LEVELS]
    assert {(each["ruleId"], each["level"]) for each in extra} == {("target-missed", "note")}
    assert len(extra) == report().summary["fail"]
    (rule,) = (each for each in found["tool"]["driver"]["rules"] if each["id"] == "target-missed")
    assert (ROOT / rule["help"]["text"].rpartition(" ")[2]).is_file()


def test_more_than_github_takes_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 4)
    found = run(report())
    assert [each["level"] for each in found["results"]] == ["error", *["warning"] * 3]
    (note,) = found["invocations"][0]["toolExecutionNotifications"]
    assert "and 6 more" in note["message"]["text"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.csv"], "cmcn4/a.csv/"),
        (["data/a.csv", "data/b/c.csv"], "cmcn4/data/"),
        (["a.csv", "b.csv"], "cmcn4/"),
        (["/data/a.csv", "b.csv"], "cmcn4/"),
        ([], "cmcn4/"),
    ],
)
def test_the_category_is_the_file_or_the_folder(paths: list[str], expected: str) -> None:
    inputs = tuple(replace(report().inputs[0], path=path) for path in paths)
    assert run(replace(report(), inputs=inputs))["automationDetails"]["id"] == expected


@quickly
@given(actives)
@example("[x](http://e.org) {0}")
@example("\udc80\x00")
def test_any_text_is_text(name: str) -> None:
    for judged in (everywhere(name), settled(name)):
        log = run(judged)
        found = log["results"]
        assert len(found) == len(judged.findings)
        notes = log["invocations"][0].get("toolExecutionNotifications", [])
        texts = [each["message"]["text"] for each in [*found, *notes]]
        assert not any("](" in each or "{0}" in each for each in texts)
        accepted = [each for each in found if "suppressions" in each]
        assert len(accepted) == sum(each.decision is not None for each in judged.findings)
