"""Every code of a finding: where it is, what was found, what to do, in both languages."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import AT_2025, HEADER, inside
from acceptance.cli import write as cells
from acceptance.test_docs import PAGES, checked, example, sections
from cmcn4.locale import write
from cmcn4.model.finding import INVALID, LEVELS, Finding
from cmcn4.reporters.presentation.words import Words

# These speak of a file, a folder, a table or an entry of the settings as a whole.
WITHOUT_CELL = {
    "file-unreadable", "file-empty", "encoding-unknown", "legacy-vietnamese-encoding",
    "header-not-found", "column-missing", "column-ambiguous", "source-missing", "hidden-data",
    "file-skipped", "legacy-format", "accept-unused", "accept-changed",
    "nothing-read", "area-assumed",
}  # fmt: skip
WITHOUT_DATA = (*INVALID, "internal-error")
CODES = [code for code in LEVELS if code not in WITHOUT_DATA]
# What was met in the data is among the facts, under one of these names.
MET = (
    "found", "value", "missing", "columns", "seen", "examples", "rows", "released", "period",
    "files", "suffix", "encoding", "successor", "other", "subject", "area", "source", "numbers",
    "first", "texts", "variant",
)  # fmt: skip


def told(code: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> tuple[Finding, Any]:
    """Return the finding that the example of docs/findings.md gives, and the catalogue."""
    monkeypatch.chdir(folder)
    data, _ = example(sections(PAGES["en"])[code], 0)
    report = checked(data)
    return next(each for each in report.findings if each.code == code), report.catalogue


@pytest.mark.parametrize("code", CODES)
def test_a_finding_says_where_what_and_what_to_do_in_both_languages(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding, catalogue = told(code, monkeypatch, tmp_path)
    place = finding.place
    assert place.sheet.path
    if place.sheet.path.endswith(".xlsx") and code != "file-unreadable":
        assert place.sheet.name == "Sheet"
    assert place.cell or code in WITHOUT_CELL
    met = next(name for name in MET if finding.facts.get(name) not in (None, "", (), 0))
    said = {}
    for lang in ("en", "vi"):
        words = Words(lang, catalogue)
        said[lang] = message, hint = words.message(finding), words.hint(finding)
        assert message[-1] in ".:"
        assert hint[-1] == "."
        assert all(unicodedata.is_normalized("NFC", text) for text in (message, hint))
        fact = finding.facts[met]
        for each in fact if type(fact) is tuple else (fact,):
            assert met == "variant" or write(lang, each) in message
    assert said["en"][0] != said["vi"][0]
    assert said["en"][1] != said["vi"][1]


def test_a_province_that_kept_its_name_is_not_said_to_have_joined_itself(tmp_path: Path) -> None:
    rows = "fibre-communes,vn-da-nang,2025,100,% of communes,MOST,\n"
    result = inside("check", cells(tmp_path, HEADER + rows), "-f", "json", *AT_2025)
    (found,) = [each for each in result.json["findings"] if each["code"] == "area-changed"]
    assert found["message"] == (
        "Da Nang has had other borders since 2025-07-01; that figure is for the old ones."
    )
    assert found["hint"] == "Write vn-da-nang-2025 if it is for the borders of today."
