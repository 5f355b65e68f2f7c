"""The form in LibreOffice: what it reckons, what it keeps, and how it is printed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
from openpyxl import load_workbook

from acceptance.cli import inside
from acceptance.test_template import (
    FIBRE,
    FIRST,
    HEADER,
    PROVINCE,
    TARGETS,
    Filler,
    filled,
    made,
    verdicts,
)
from acceptance.test_template import findings as found_in
from office.libreoffice import converted, needs_office

pytestmark = [needs_office, pytest.mark.office]
USERS, ACCOUNTS = "Population using the Internet", "Population with an e-payment account"


def opened(path: Path, folder: Path) -> Path:
    """Return a form as LibreOffice saves it, all formulas reckoned anew."""
    out = folder / "saved"
    out.mkdir(exist_ok=True)
    return converted(path, "xlsx", out)


def shown(path: Path, *names: str) -> list[tuple[Any, ...]]:
    """Return what stands in some columns of each line."""
    sheet = load_workbook(path, data_only=True).worksheets[1]
    at = [[cell.value for cell in sheet[HEADER]].index(name) + 1 for name in names]
    found = []
    for row in range(FIRST, sheet.max_row + 1):
        if not isinstance(sheet.cell(row, 1).value, int):
            break
        found.append(tuple(sheet.cell(row, column).value for column in at))
    return found


def formulas(path: Path) -> Mapping[str, str]:
    """Return the results of all formulas, by sheet and cell."""
    results = load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": str(results[sheet.title][cell.coordinate].value or "")
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_stored_results_are_those_that_are_reckoned(tmp_path: Path, lang: str) -> None:
    last = filled(made(tmp_path, *PROVINCE, name="last.xlsx")).save()
    options = (*TARGETS, "--area", "vn-ha-noi", "--years", "2023-2026", "--lang", lang)
    for number, more in enumerate(((), ("--from", last))):
        path = made(tmp_path, *options, *more, name=f"form-{number}.xlsx")
        stored = formulas(path)
        assert len(stored) == 1 + 8 + 6 + 25
        assert formulas(opened(path, tmp_path)) == stored


def test_an_empty_form_stays_empty(tmp_path: Path) -> None:
    saved = opened(made(tmp_path, *PROVINCE), tmp_path)
    assert found_in(saved) == [("file-empty", None)]
    assert {state for (state,) in shown(saved, "Check")} == {"missing", "if known"}
    counters = str(load_workbook(saved, data_only=True).worksheets[1]["A4"].value)
    assert counters.startswith("Filled in: 0 / 7 ")


def test_a_filled_form_keeps_its_figures(tmp_path: Path) -> None:
    saved = opened(filled(made(tmp_path, *PROVINCE)).save(), tmp_path)
    assert found_in(saved) == []
    assert verdicts(saved) == [("vn-ha-noi", 85.5, "2025")]
    assert {state for (state,) in shown(saved, "Check")} == {"✓"}
    officer = Filler(saved)
    place = officer.place(officer.row(FIBRE), "Indicator")
    officer.put(officer.row(FIBRE), {"Indicator": "renamed after LibreOffice"})
    assert found_in(officer.save()) == [("indicator-unknown", place)]


@pytest.mark.parametrize(
    ("values", "check", "met"),
    [
        ({"2024": 70, "2025": 80}, "✓", "not met"),  # above 80 is asked
        ({"2024": 90, "2025": 80.01}, "✓", "met"),
        ({"2024": 90}, "missing", "met"),
        ({"2024": 90, "2025": "-"}, "missing", "met"),
        ({"2024": 90, "2025": "over 87"}, "✓", "check with cmcn4"),
        ({"2024": 90, "2025": "see the annex"}, "unreadable", "check with cmcn4"),
        ({"2024": 90, "2025": 185}, "out of range", "check with cmcn4"),
        ({"2024": 90, "2025": 0.855}, "below 1 %?", "check with cmcn4"),
        ({"2024": 90, "2025": 85, "Source": None}, "no source", "met"),
        ({}, "missing", "–"),
    ],
)
def test_what_a_line_says_of_itself(
    tmp_path: Path, values: dict[str, object], check: str, met: str
) -> None:
    officer = Filler(made(tmp_path, *PROVINCE))
    officer.put(officer.row(FIBRE), {"Source": "survey"} | values)
    saved = opened(officer.save(), tmp_path)
    lines = {name: rest for name, *rest in shown(saved, "Indicator", "Check", "Met?")}
    assert lines[FIBRE] == [check, met]


def test_a_share_shown_in_per_cent_is_one(tmp_path: Path) -> None:
    officer = filled(made(tmp_path, *PROVINCE))
    cell = officer.sheet.cell(officer.row(FIBRE), officer.at["2025"])
    cell.value, cell.number_format = 0.855, "0.0%"
    saved = opened(officer.save(), tmp_path)
    lines = {name: rest for name, *rest in shown(saved, "Indicator", "Check", "Met?")}
    assert lines[FIBRE] == ["✓", "met"]
    assert verdicts(saved) == [("vn-ha-noi", 85.5, "2025")]


def test_another_figure_of_the_line_leaves_the_answer_to_us(tmp_path: Path) -> None:
    officer = filled(made(tmp_path, *PROVINCE))
    officer.add({"Indicator": FIBRE, "Period": "2025-12-31", "Value": 70, "Source": "survey"})
    lines = dict(shown(opened(officer.save(), tmp_path), "Indicator", "Met?"))
    assert (lines[FIBRE], lines[USERS], lines[ACCOUNTS]) == ("check with cmcn4", "met", "met")


@pytest.mark.parametrize("seed", [1, 2])
def test_what_excel_says_is_what_cmcn4_says(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - figures of a test
    options = ("-t", "all", "--years", "2024-2025", "--lang", "en")
    officer = Filler(made(tmp_path, *options))
    for row in officer.rows():
        measured = str(officer.get(row, "Unit"))
        most = 100 if "%" in measured else 60
        for year in officer.asked(row):
            if chance.random() < 0.8:
                officer.put(row, {year: chance.randint(1, most)})
        officer.put(row, {"Source": "survey", "Release date": "12/2025"})
    path = officer.save()
    report = inside(
        "check", path, "-t", "all", "--as-of", "2025", "-f", "json", "--lang", "en"
    ).json
    judged = {(each["indicator"], each["horizon"]): set[str]() for each in report["assessments"]}
    for each in report["assessments"]:
        judged[each["indicator"], each["horizon"]].add(each["verdict"])
    names = {each.names.en: each.id for each in _indicators().values()}
    compared = 0
    for name, levels, met in shown(opened(path, tmp_path), "Indicator", "Level wanted", "Met?"):
        wanted, said = str(levels or "").split("\n"), str(met or "").split("\n")
        for level, word in zip(wanted, said, strict=True):
            answer = word.rpartition(": ")[2]
            if answer in ("met", "not met"):
                verdict = {"met": "pass", "not met": "fail"}[answer]
                assert verdict in judged[names[name], int(level[:4])], (name, level, word)
                compared += 1
    assert compared > 8


def _indicators() -> Any:
    from cmcn4.packs import load

    return load(("all",)).vocabulary.catalogue.indicators


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_prints_as_wide_as_a_page(tmp_path: Path, lang: str) -> None:
    path = made(tmp_path, *TARGETS, "--years", "2021-2025", "--lang", lang)
    pdf = pypdf.PdfReader(converted(path, "pdf", tmp_path))
    sheets = [" ".join(page.extract_text().split()) for page in pdf.pages]
    lines = [text for text in sheets if "C-2025" in text]
    assert 2 <= len(lines) <= 4
    assert all("C-number" in text and "C-check" in text for text in lines), "from edge to edge"
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in pdf.pages)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in cast("Any", page["/Resources"])["/Font"].values()
    }
    assert fonts
    assert not any("Arial" in name or "Liberation Sans" in name for name in fonts)
