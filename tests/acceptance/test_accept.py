"""Decisions are pinned to what was decided on; `cmcn4 accept` writes them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml

from acceptance.cli import FIBRE, HEADER, Result, codes, finding, inside, judged, write

TARGET = "qd-2289/e-payment-accounts-2025"
ADULTS = "adults-with-account,VN,2025,{},% of adults,SBV,\n"
NAMELESS = "fibre-households,VN,2025,85.1,% of households,,\n"
NOT_OURS = "Chỉ tiêu,ĐVT,Năm 2024,Năm 2025\nSố vụ cháy,vụ,120,98\n"
ASKED = ("--as-of", "2025", "--lang", "en", "-t", "qd-2289/*-2025")
WHY = ("--because", "the bank says so")
PINNED = """\
[[accept]]
target = "{target}"
area = "VN"
verdict = "pass"
on = {{verdict = "review", value = "{value}", period = "2025", source = "SBV"}}
because = "the bank says so"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*options: object) -> Result:
    return inside("check", "data.csv", *ASKED, "--fail-on", "fail,review,warning", *options)


def test_a_decision_is_appended_pinned_and_no_line_is_rewritten(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    old = 'lang = "en"  # for all\n\n[csv]\nseparator = ";"'
    write(folder, old, "cmcn4.toml")
    result = inside("accept", TARGET, "data.csv", *WHY, *ASKED)
    entry = PINNED.format(target=TARGET, value="87")
    assert (result.code, result.out) == (0, entry)
    assert (folder / "cmcn4.toml").read_text(encoding="utf-8") == f"{old}\n\n{entry}"
    report = check("-f", "json")
    assert judged(report)[TARGET, "VN"]["decision"]["verdict"] == "pass"
    assert report.json["summary"]["review"] == 0


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (ADULTS.format("12"), 'value = "12"'),
        (ADULTS.format("> 87"), 'value = "87..95.7"'),
        (ADULTS.format("87").replace("SBV", "MOST"), 'source = "MOST"'),
        (ADULTS.format("87").replace("2025", "2024"), 'period = "2024"'),
        ("", 'verdict = "no-data", value = ""'),
    ],
)
def test_a_decision_does_not_outlive_its_figure(now: str, shown: str, folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87") + FIBRE)
    assert inside("accept", TARGET, "data.csv", *WHY, *ASKED).code == 0
    write(folder, HEADER + now + FIBRE)
    report = check("-f", "json")
    assert report.code == 1
    assert judged(report)[TARGET, "VN"]["decision"] is None
    said = finding(report, "accept-changed")
    assert 'value = "87"' in said["message"]
    assert shown in said["message"]
    assert (said["level"], said["path"], said["row"]) == ("warning", "cmcn4.toml", 1)


@pytest.mark.parametrize("value", ["87.0", "87"])
def test_a_bounded_value_is_pinned_as_the_interval_it_is(value: str, folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87.0"))
    write(folder, PINNED.format(target=TARGET, value=value), "cmcn4.toml")
    assert check("-f", "json").json["summary"]["review"] == 0
    write(folder, HEADER + ADULTS.format("> 87"))
    write(folder, PINNED.format(target=TARGET, value="87..95.70"), "cmcn4.toml")
    assert check("-f", "json").json["summary"]["review"] == 0


def test_an_entry_without_its_figure_is_refused_with_the_line_to_paste(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    entry = f'[[accept]]\ntarget = "{TARGET}"\nverdict = "pass"\nbecause = "so"\n'
    write(folder, entry, "cmcn4.toml")
    result = check()
    assert (result.code, result.stdout) == (2, b"")
    line = 'on = {verdict = "review", value = "87", period = "2025", source = "SBV"}'
    assert f"cmcn4.toml:1: `accept` lacks `on` (e.g. {line})" in " ".join(result.err.split())
    write(folder, entry + line, "cmcn4.toml")
    assert check("-f", "json").json["summary"]["review"] == 0


@pytest.mark.parametrize("area", ["", 'area = "Viet Nam"\n'])
def test_two_decisions_that_contradict_are_wrong_use(area: str, folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    decided = PINNED.format(target=TARGET, value="87")
    contrary = decided.replace('"pass"', '"fail"').replace('area = "VN"\n', area)
    write(folder, f"{decided}\n{contrary}", "cmcn4.toml")
    result = check()
    assert (result.code, result.stdout) == (2, b"")
    assert "contradicts an earlier decision" in result.err
    assert "cmcn4.toml:8:" in result.err


def test_a_finding_is_accepted_at_its_cell_with_its_value(folder: Path) -> None:
    write(folder, HEADER + NAMELESS)
    how = ("--document", "12/BC", "--until", "2026")
    result = inside("accept", "source-missing", "data.csv", *WHY, *how, *ASKED)
    assert result.code == 0
    (entry,) = tomllib.loads(result.out)["accept"]
    assert entry | {"until": str(entry["until"])} == {
        "finding": "source-missing", "path": "data.csv", "cell": "F2", "value": "85.1",
        "because": "the bank says so", "document": "12/BC", "until": "2026-12-31",
    }  # fmt: skip
    assert check().code == 0
    write(folder, HEADER + NAMELESS.replace("85.1", "86"))
    assert codes(check("-f", "json")) == ["source-missing", "accept-unused"]


def test_a_finding_is_accepted_at_its_cell_alone_in_a_file_whose_name_is_like_a_glob(
    folder: Path,
) -> None:
    name = "data[1].csv"
    write(folder, HEADER + NAMELESS, name)
    inside("accept", "source-missing", name, *WHY, *ASKED)
    asked = ("check", name, *ASKED, "--fail-on", "warning")
    assert inside(*asked).code == 0
    write(folder, HEADER + FIBRE + NAMELESS.replace("2025", "2024"), name)
    assert inside(*asked).code == 1


def test_one_row_accepted_does_not_accept_the_rows_that_come_later(folder: Path) -> None:
    write(folder, HEADER + NAMELESS)
    inside("accept", "source-missing", "data.csv", *WHY, *ASKED)
    write(folder, HEADER + NAMELESS + NAMELESS.replace("2025", "2024"))
    assert check().code == 1


def test_nothing_to_report_is_accepted_of_a_file_as_it_is(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    write(data, HEADER + FIBRE)
    empty = write(data, NOT_OURS, "b.csv")
    asked = ("check", "data", *ASKED, "--fail-on", "none", "-f", "json")
    refused = inside(*asked)
    assert (refused.code, [each["accepted"] for each in refused.json["inputs"]]) == (
        3,
        [False, True],
    )
    assert inside("accept", "nothing-read", "data", *WHY, *ASKED).code == 0
    accepted = inside(*asked)
    assert (accepted.code, [each["accepted"] for each in accepted.json["inputs"]]) == (
        0,
        [True, True],
    )
    assert finding(accepted, "nothing-read")["decision"]["because"] == "the bank says so"
    empty.write_text(NOT_OURS.replace("98", "99"), encoding="utf-8")
    assert inside(*asked).code == 3


def test_the_entry_is_shown_ready_to_paste(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87") + NAMELESS)
    report = check("-f", "json")
    entry = PINNED.format(target=TARGET, value="87").replace("the bank says so", "")
    assert judged(report)[TARGET, "VN"]["accept"] == entry
    warned = finding(report, "source-missing")["accept"]
    assert tomllib.loads(warned)["accept"][0]["cell"] == "F3"
    shown = check("-v").out
    assert entry in shown
    assert warned in shown
    assert entry not in check().out


def test_nothing_open_of_that_name_is_wrong_use(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    result = inside("accept", "qd-2289/fibre-households-2025", "data.csv", *WHY, *ASKED)
    assert (result.code, result.stdout) == (2, b"")
    assert TARGET in result.err
    assert not (folder / "cmcn4.toml").exists()


def test_a_list_written_in_one_line_is_left_as_it_is(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    old = 'accept = [{finding = "stale-value", area = "VN", because = "x"}]\n'
    write(folder, old, "cmcn4.toml")
    assert inside("accept", TARGET, "data.csv", *WHY, *ASKED).code == 2
    assert (folder / "cmcn4.toml").read_text(encoding="utf-8") == old


def test_in_pyproject_the_entry_stands_below_the_tool(folder: Path) -> None:
    write(folder, HEADER + ADULTS.format("87"))
    write(folder, '[tool.cmcn4]\nlang = "en"\n', "pyproject.toml")
    assert inside("accept", TARGET, "data.csv", *WHY, *ASKED).code == 0
    assert check("-f", "json").json["summary"]["review"] == 0


CAUSES = {
    "no name of an indicator is known": NOT_OURS,
    "no figure was read": "a,b\nx,1\n",
    "all figures are too old": HEADER + FIBRE.replace("2025", "2015"),
    "an error in data.csv D2 blocks": HEADER + FIBRE.replace("85.1", "many"),
    "the figures are of other areas": HEADER + FIBRE.replace("VN", "vn-ha-noi"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_nothing_judged_says_the_cause_in_every_format(cause: str, folder: Path) -> None:
    write(folder, CAUSES[cause])
    names = [f"report{each}" for each in (".xml", ".sarif", ".md", ".html")]
    outputs = [word for name in names for word in ("-o", name)]
    asked = ("data.csv", "--as-of", "2025", "--lang", "en", "-t", "qd-2289/fibre-households-2025")
    result = inside("check", *asked, "--area", "VN", *outputs, "--fail-on", "none")
    assert result.code == 3
    for text in (result.out, *(Path(name).read_text(encoding="utf-8") for name in names)):
        assert f"Nothing could be judged: {cause}" in text
    assert '<error type="nothing-judged"' in Path("report.xml").read_text(encoding="utf-8")
    (found,) = (
        each
        for each in json.loads(Path("report.sarif").read_text(encoding="utf-8"))["runs"][0][
            "results"
        ]
        if each["ruleId"] == "nothing-judged"
    )
    assert found["level"] == "error"


@pytest.mark.parametrize("there", ["demo-apps,VN,2025,5", "demo-apps,VN,2023,5", ""])
def test_nothing_judged_says_which_figures_a_derived_one_lacks(there: str, folder: Path) -> None:
    cases = Path(__file__).parents[1] / "cases" / "verdicts" / "derived.yaml"
    pack = yaml.safe_load(cases.read_text(encoding="utf-8"))["pack"]
    (folder / "demo.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    write(folder, f"indicator,area,period,value\n{there or 'demo-people,VN,2025,5'}\n")
    asked = ("data.csv", "--as-of", "2025", "-t", "demo.yaml/services", "--no-config")
    said = {lang: inside("check", *asked, "--lang", lang).out for lang in ("en", "vi")}
    missing = "worked out of several, of which these are missing: Demo sites."
    assert (missing in said["en"]) == bool(there)
    assert ("còn thiếu: Trang thử nghiệm." in said["vi"]) == bool(there)
    assert ("the figures are of other areas, indicators" in said["en"]) != bool(there)
