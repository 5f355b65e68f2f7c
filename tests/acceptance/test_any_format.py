"""Any format goes to any file, text to standard output too; files are named as CI knows them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import AT_2025, FIBRE, HEADER, MISSED, Result, inside, write
from cmcn4.reporters import FORMATS, Style

BAD = "internet-users,VN,2025,many,% of population,MOST,\n"
NAMELESS = "egdi-rank,VN,2024,71,rank,,\n"
TEXT = [name for name, each in FORMATS.items() if each.stdout]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, HEADER + FIBRE + BAD + NAMELESS)
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_any_format_is_written_to_a_file_of_any_name(name: str, folder: Path) -> None:
    asked = ("check", "data.csv", "--no-config", *AT_2025)
    assert inside(*asked, "-q", "-o", f"{name}:my: report").code == 3
    written = (folder / "my: report").read_bytes()
    assert written
    if name in TEXT:
        assert inside(*asked, "-f", name).stdout == written
    else:
        assert inside(*asked, "-f", name).code == 2


def test_formats_of_text_are_text() -> None:
    assert [name for name in FORMATS if name not in TEXT] == ["xlsx", "docx", "sqlite"]


def test_gaps_and_read_take_names_too(folder: Path) -> None:
    assert inside("gaps", "data.csv", *AT_2025, "-o", "excel-csv:gaps.txt").code == 3
    assert (folder / "gaps.txt").read_bytes().startswith(b"\xef\xbb\xbftarget;title;")
    assert inside("read", "data.csv", "-o", "json:read.log").code == 3
    assert json.loads((folder / "read.log").read_bytes())["format"] == "cmcn4/read@1"
    refused = inside("gaps", "data.csv", *AT_2025, "-o", "gitlab:gaps.json")
    assert (refused.code, "gitlab" in refused.err) == (2, True)
    refused = inside("read", "data.csv", "--lang", "en", "-o", "sarif:read.json")
    assert (refused.code, (folder / "read.json").exists()) == (2, False)


def test_one_letter_is_a_drive_and_other_words_are_part_of_the_path(folder: Path) -> None:
    for name in ("C:report.json", "table.v2:report.json"):
        assert inside("check", "data.csv", *AT_2025, "-q", "-o", name).code == 3
        assert json.loads((folder / name).read_bytes())["format"] == "cmcn4/report@1"
    refused = inside("check", "data.csv", *AT_2025, "-o", "pdf:report")
    assert refused.code == 2
    assert "FORMAT:PATH" in refused.err


def test_a_file_that_is_read_is_no_output_by_name_either(folder: Path) -> None:
    before = (folder / "data.csv").read_bytes()
    refused = inside("check", "data.csv", *AT_2025, "-o", "json:data.csv")
    assert (refused.code, (folder / "data.csv").read_bytes()) == (2, before)
    twice = inside("check", "data.csv", *AT_2025, "-o", "json:a", "-o", "csv:a")
    assert twice.code == 2


def rows(result: Result, mark: str) -> list[dict[str, str]]:
    text = result.stdout.decode("utf-8-sig")
    assert "\r\n" in text
    assert "\n" not in text.replace("\r\n", "")
    return [*csv.DictReader(io.StringIO(text), delimiter=mark)]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_excel_csv_is_for_excel_and_csv_the_same_in_every_language(lang: str, folder: Path) -> None:
    write(folder, MISSED)
    what = ("-t", "qd-2289/digital-economy-share-2025", "--as-of", "2025", "--lang", lang)
    asked = ("check", "data.csv", "--no-config", *what)
    (plain,), (excel,) = (
        rows(inside(*asked, "-f", name), mark) for name, mark in (("csv", ","), ("excel-csv", ";"))
    )
    assert (plain["value"], plain["gap"]) == ("14.02", "5.98")
    assert (excel["value"], excel["gap"]) == ("14,02", "5,98")
    numbers = ("threshold", "value", "low", "high", "gap", "margin")
    assert excel == plain | {name: plain[name].replace(".", ",") for name in numbers}


def test_excel_csv_does_not_ask_the_settings(folder: Path) -> None:
    write(folder, '[csv]\nseparator = "\\t"\n', "cmcn4.toml")
    assert "target;title" in inside("targets", "-f", "excel-csv").out
    assert "target;title" in inside("check", "data.csv", *AT_2025, "-f", "excel-csv").out
    assert "target\ttitle" in inside("check", "data.csv", *AT_2025, "-f", "csv").out


def quality(result: Result) -> list[dict[str, Any]]:
    """Return the entries of a Code Quality report that GitLab takes."""
    found = result.json
    assert isinstance(found, list)
    for each in found:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(each["location"]) == {"path", "lines"}
        assert each["location"]["lines"]["begin"] >= 1
    assert len({each["fingerprint"] for each in found}) == len(found)
    return found


def test_gitlab_gets_the_findings_by_line_with_the_fingerprints_of_the_report(
    folder: Path,
) -> None:
    asked = ("check", "data.csv", *AT_2025, "--no-config")
    found = quality(inside(*asked, "-f", "gitlab", "-o", "report.json"))
    assert [
        (each["check_name"], each["severity"], each["location"]["path"], each["location"]["lines"])
        for each in found
    ] == [
        ("number-unreadable", "major", "data.csv", {"begin": 3}),
        ("source-missing", "minor", "data.csv", {"begin": 4}),
    ]
    report = json.loads((folder / "report.json").read_bytes())
    known = {each["code"]: each["fingerprint"] for each in report["findings"]}
    assert {each["check_name"]: each["fingerprint"] for each in found} == known
    assert found[0]["description"].startswith("data.csv D3: “many” is not a number.")


def test_gitlab_is_not_told_what_is_accepted_and_is_told_why_nothing_was_judged(
    folder: Path,
) -> None:
    write(folder, HEADER + NAMELESS)
    accepted = '[[accept]]\nfinding = "source-missing"\ncell = "F2"\nbecause = "told"\n'
    write(folder, accepted, "cmcn4.toml")
    asked = ("check", "data.csv", *AT_2025, "-f", "gitlab")
    assert quality(inside(*asked)) == []
    write(folder, HEADER + FIBRE)
    (one, *_) = quality(inside(*asked, "-t", "qd-2289/egdi-rank-2030", "--no-config"))
    assert (one["check_name"], one["severity"]) == ("nothing-judged", "major")


@pytest.mark.parametrize("how", ["git", "workspace"])
def test_files_are_named_from_the_root_of_the_repository(
    how: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = folder / "tỉnh" / "a"
    below.mkdir(parents=True)
    write(below, HEADER + BAD)
    if how == "git":
        (folder / ".git").mkdir()
    else:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(below)
    for given in ("data.csv", "../a/data.csv", below / "data.csv"):
        asked = ("check", given, "--no-config", *AT_2025)
        done = inside(*asked, "-f", "github", "-o", "a.sarif", "-o", "gitlab:a.gitlab")
        assert "::error file=tỉnh/a/data.csv,line=2," in done.out
        found = json.loads((below / "a.sarif").read_bytes())["runs"][0]
        (place,) = found["results"][-1]["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "t%E1%BB%89nh/a/data.csv"
        assert found["automationDetails"]["id"] == "cmcn4/tỉnh/a/data.csv/"
        entries = json.loads((below / "a.gitlab").read_bytes())
        assert {each["location"]["path"] for each in entries} == {"tỉnh/a/data.csv"}
    write(folder.parent, HEADER + BAD, "outside.csv")
    outside = folder.parent / "outside.csv"
    told = inside("check", outside, "--no-config", *AT_2025, "-f", "github").out
    assert f"::error file={outside},line=2," in told


@pytest.mark.parametrize(
    ("root", "below", "path", "expected"),
    [
        ("/r", "/r/a", "b.csv", "a/b.csv"),
        ("/r", "/r/a", "../b.csv", "b.csv"),
        ("/r", "/r", "./b.csv", "b.csv"),
        ("/r", "/r/a", "/r/c/b.csv", "c/b.csv"),
        ("/r", "/r/a", "../../b.csv", "../../b.csv"),
        ("/r", "/r/a", "/rest/b.csv", "/rest/b.csv"),
        ("C:/r", "C:/r/a", "b.csv", "a/b.csv"),
        ("C:/r", "C:/r/a", "C:/r/b.csv", "b.csv"),
        ("C:/r", "C:/r/a", "D:/r/b.csv", "D:/r/b.csv"),
        ("/r", "/r/a", "-", "-"),
        ("", "", "a/b.csv", "a/b.csv"),
    ],
)
def test_a_path_begins_at_the_root_where_it_lies_in_the_repository(
    root: str, below: str, path: str, expected: str
) -> None:
    assert Style(root=root, folder=below).from_root(path) == expected
