"""What a report was asked, by what it was judged, and by what its findings are known again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from acceptance.cli import AT_2025, FIBRE, HEADER, Result, inside, write
from acceptance.test_docs import PAGES, checked, example, sections
from cmcn4.api import Report
from cmcn4.model.finding import LEVELS
from cmcn4.model.identity.fingerprint import of_findings
from cmcn4.packs.locations import CATALOGUE, targets_folder

BAD = "internet-users,VN,2025,many,% of population,MOST,\n"
NAMELESS = "egdi-rank,VN,2024,71,rank,,\n"
# One of our own defects, and what stands in no data file, in a folder, or in no rows at all.
WITHOUT_ROWS = {"internal-error", "targets-invalid", "settings-invalid", "file-unreadable"}


def test_a_report_says_what_it_was_asked(tmp_path: Path) -> None:
    data = write(tmp_path, HEADER + FIBRE)
    settings = write(tmp_path, 'fail-on = ["warning", "contested"]\n', "my.toml")
    asked = ("-t", "qd-2289", "--horizon", "2025", "--area", "Viet Nam", "--decimal", ".")
    report = inside("check", data, *asked, *AT_2025, "--config", settings, "-f", "json").json
    assert report["asked"] == {
        "targets": ["qd-2289"], "areas": ["VN"], "horizons": [2025],
        "fail_on": ["contested", "warning"], "decimal": ".", "encoding": "auto", "baseline": None,
        "assume": [], "expect": None,
    }  # fmt: skip
    assert report["config_sha256"] == hashlib.sha256(settings.read_bytes()).hexdigest()


def test_a_report_without_settings_has_no_hash_of_them_and_that_of_the_catalogue(
    tmp_path: Path,
) -> None:
    data = write(tmp_path, HEADER + FIBRE)
    report = inside("check", data, *AT_2025, "--no-config", "-f", "json", "--baseline", data).json
    lines = ""
    for name in CATALOGUE:
        raw = (targets_folder() / "catalogue" / name).read_bytes()
        lines += f"{hashlib.sha256(raw).hexdigest()}  catalogue/{name}\n"
    assert report["catalogue_sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    assert (report["config_sha256"], report["asked"]["fail_on"]) == (None, ["fail", "worse"])
    assert report["asked"]["baseline"] == report["baseline"]["path"]


def prints(result: Result) -> dict[tuple[str, str | None], str]:
    """Return the fingerprints by code and cell."""
    found = result.json["findings"]
    return {(each["code"], each["cell"]): each["fingerprint"] for each in found}


def test_findings_are_known_again_below_other_rows_and_in_another_language(tmp_path: Path) -> None:
    data = write(tmp_path, HEADER + FIBRE + BAD + NAMELESS)
    asked = ("--as-of", "2025", "-f", "json")
    first = inside("check", data, *asked, "--lang", "en")
    assert prints(first) == prints(inside("check", data, *asked, "--lang", "vi"))
    write(tmp_path, HEADER + NAMELESS.replace("2024", "2022") + FIBRE + BAD + NAMELESS)
    second = inside("check", data, *asked, "--lang", "en")
    assert prints(second)["number-unreadable", "D4"] == prints(first)["number-unreadable", "D3"]
    assert prints(second)["source-missing", "F5"] == prints(first)["source-missing", "F4"]
    assert prints(second)["source-missing", "F2"] not in prints(first).values()
    same = [{(each["target"], each["area"]): each["fingerprint"] for each in run["assessments"]}
            for run in (first.json, second.json)]  # fmt: skip
    assert same[0] == same[1]
    assert len({*same[0].values()}) == len(same[0])


def book(path: Path, text: str, sheet: str) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.title = sheet
    for row in csv.reader(io.StringIO(text)):
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_a_finding_in_a_renamed_sheet_is_the_same_and_in_another_file_is_not(
    tmp_path: Path,
) -> None:
    asked = (*AT_2025, "-f", "json", "--no-config")
    first, second, other = (
        inside("check", book(tmp_path / name, HEADER + FIBRE + BAD, sheet), *asked)
        for name, sheet in (("a.xlsx", "2025"), ("a.xlsx", "Số liệu"), ("b.xlsx", "2025"))
    )
    assert prints(first) == prints(second)
    assert prints(first).keys() == prints(other).keys()
    assert not {*prints(first).values()} & {*prints(other).values()}


def test_the_baseline_and_sarif_know_a_finding_by_its_fingerprint(tmp_path: Path) -> None:
    data = write(tmp_path, HEADER + FIBRE + BAD)
    old, sarif = tmp_path / "old.json", tmp_path / "new.sarif"
    inside("check", data, *AT_2025, "-o", old, "-q")
    data.write_text(HEADER + NAMELESS + BAD + FIBRE, "utf-8")
    result = inside("check", data, *AT_2025, "--baseline", old, "-o", sarif, "-f", "json")
    results = json.loads(sarif.read_bytes())["runs"][0]["results"]
    states = {one["ruleId"]: one["baselineState"] for one in results}
    assert states["number-unreadable"] == "unchanged"  # in the same cell again
    assert states["source-missing"] == "new"
    assert [one["partialFingerprints"]["primaryLocationLineHash"] for one in results] == [
        each["fingerprint"] for each in sorted(result.json["findings"], key=rank)
    ]
    # What a report says of a finding may be told otherwise one day: it stays the same finding.
    report = json.loads(old.read_bytes())
    report["findings"][0]["message"] = "otherwise"
    old.write_text(json.dumps(report), "utf-8")
    changes = inside("check", data, *AT_2025, "--baseline", old, "-f", "json").json["baseline"]
    codes = [one["what"].split()[0] for one in changes["changes"] if one["kind"] == "finding"]
    assert codes == ["source-missing"]


def rank(finding: dict[str, Any]) -> int:
    return ["error", "warning", "note"].index(finding["level"])


def moved(report: Report, code: str) -> set[str]:
    """Return the fingerprints of the findings of a code."""
    found = of_findings(report.findings, report.observations)
    return {one for each, one in zip(report.findings, found, strict=True) if each.code == code}


@pytest.mark.parametrize("code", [code for code in LEVELS if code not in WITHOUT_ROWS])
def test_no_code_has_a_row_or_a_sheet_in_its_fingerprint(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data, _ = example(sections(PAGES["en"])[code], 0)
    settings = Path("cmcn4.toml")
    kept = settings.read_bytes() if settings.exists() else None
    before = moved(checked(data), code)
    assert before
    name = data.name.split()[0]
    if kept is not None:
        settings.write_bytes(b"\n\n" + kept)
    monkeypatch.setattr("acceptance.test_docs.write", lambda *_: None)
    if Path(name).suffix == ".xlsx":
        workbook = load_workbook(name)
        for number, sheet in enumerate(workbook):
            sheet.title = f"Other {number}"
        workbook.save(name)
    elif Path(name).suffix == ".csv":
        Path(name).write_bytes(b"\n\n\n" + Path(name).read_bytes())
    assert moved(checked(data), code) == before
