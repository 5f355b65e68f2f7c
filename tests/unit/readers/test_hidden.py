"""Hidden parts of a workbook: read, counted, and the first of them named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.model.finding import Finding
from cmcn4.model.observation import Submission
from cmcn4.readers import read
from unit.readers.small import options


@pytest.fixture
def book() -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["indicator", "area", "period", "value", "source"])
    for year, rank in ((2018, 88), (2020, 86), (2022, 86), (2024, 71)):
        sheet.append(["egdi-rank", "VN", year, rank, "ITU"])
    return made


def first(made: Workbook) -> Worksheet:
    sheet = made.active
    assert sheet is not None
    return sheet


def hidden(made: Workbook, folder: Path) -> list[Finding]:
    path = folder / "data.xlsx"
    made.save(path)
    got = read([str(path)], options())
    assert len(got.observations) == 4
    return [each for each in got.findings if each.code == "hidden-data"]


def test_the_first_hidden_row_is_named(book: Workbook, tmp_path: Path) -> None:
    for row in (3, 4):
        first(book).row_dimensions[row].hidden = True
    (finding,) = hidden(book, tmp_path)
    assert (finding.place.row, finding.place.column) == (3, None)
    assert finding.facts["first"] == ("3:3",)
    assert (finding.facts["rows"], finding.facts["columns"]) == (2, 0)


def test_rows_that_a_filter_hides_are_hidden_rows(book: Workbook, tmp_path: Path) -> None:
    sheet = first(book)
    sheet.auto_filter.ref = "A1:E5"
    sheet.auto_filter.add_filter_column(2, ["2024"])
    for row in (2, 3, 4):  # as Excel stores what its filter leaves out
        sheet.row_dimensions[row].hidden = True
    (finding,) = hidden(book, tmp_path)
    assert (finding.facts["rows"], finding.facts["first"]) == (3, ("2:2",))


def test_the_first_hidden_column_is_named(book: Workbook, tmp_path: Path) -> None:
    first(book).column_dimensions["E"].hidden = True
    (finding,) = hidden(book, tmp_path)
    assert (finding.place.row, finding.place.column) == (None, 5)
    assert (finding.facts["columns"], finding.facts["first"]) == (1, ("E:E",))


def test_where_a_hidden_row_and_a_hidden_column_meet_is_the_cell(
    book: Workbook, tmp_path: Path
) -> None:
    first(book).row_dimensions[3].hidden = True
    first(book).column_dimensions["D"].hidden = True
    (finding,) = hidden(book, tmp_path)
    assert finding.place.cell == "D3"
    assert finding.facts["first"] == ("3:3", "D:D")


def test_a_hidden_sheet_and_what_is_hidden_in_it_are_two(book: Workbook, tmp_path: Path) -> None:
    book.create_sheet("shown")
    first(book).sheet_state = "veryHidden"
    first(book).row_dimensions[3].hidden = True
    found = hidden(book, tmp_path)
    assert [each.facts["variant"] for each in found] == ["sheet", "cells"]
    assert found[0].place.sheet.name == "Sheet"


@pytest.mark.parametrize("size", ["0", "0.0", "0.01"])
def test_rows_and_columns_of_no_size_are_hidden(book: Workbook, size: str, tmp_path: Path) -> None:
    first(book).row_dimensions[3].height = 0.01
    first(book).column_dimensions["D"].width = 0.01
    got = changed(tmp_path, book, b'"0.01"', f'"{size}"'.encode())
    (finding,) = [each for each in got.findings if each.code == "hidden-data"]
    assert (finding.facts["rows"], finding.facts["columns"]) == (1, 1)
    assert finding.facts["first"] == ("3:3", "D:D")


def test_rows_alike_of_no_height_are_all_counted(book: Workbook, tmp_path: Path) -> None:
    for row in range(6, 40):
        first(book).append(["egdi-rank", "TH", 2024, row, "ITU"])
    for row in range(20, 25):
        first(book).row_dimensions[row].height = 0.01
    got = changed(tmp_path, book, b'"0.01"', b'"0"')
    (finding,) = [each for each in got.findings if each.code == "hidden-data"]
    assert (finding.facts["rows"], finding.facts["first"]) == (5, ("20:20",))


def test_small_rows_are_shown_and_so_are_those_written_below_hidden_ones(
    book: Workbook, tmp_path: Path
) -> None:
    first(book).row_dimensions[3].height = 4.5
    first(book).sheet_format.zeroHeight = True  # of rows that are not written
    assert hidden(book, tmp_path) == []


def test_nothing_hidden_is_nothing_said(book: Workbook, tmp_path: Path) -> None:
    assert hidden(book, tmp_path) == []


def changed(folder: Path, made: Workbook, old: bytes, new: bytes) -> Submission:
    """Read a workbook with something changed in the XML of its sheet."""
    path = folder / "data.xlsx"
    made.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return read([str(path)], options())


def merged(folder: Path, made: Workbook, *ranges: str) -> Submission:
    """Read a workbook with cells merged that all keep what they hold, as other programs do."""
    refs = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    merges = f"</sheetData><mergeCells>{refs}</mergeCells>"
    return changed(folder, made, b"</sheetData>", merges.encode())


def told(got: Submission) -> list[tuple[str, str | None, object]]:
    return [(each.code, each.place.cell, each.facts.get("found")) for each in got.findings]


def figures(got: Submission) -> list[tuple[str, str]]:
    return [(each.period.code, str(each.value.value)) for each in got.observations]


def test_a_number_below_a_merged_cell_is_an_error_at_its_cell(
    book: Workbook, tmp_path: Path
) -> None:
    got = merged(tmp_path, book, "D4:D5")  # 86 over 71
    assert told(got) == [("cell-error", "D5", "71")]
    assert figures(got) == [("2018", "88"), ("2020", "86"), ("2022", "86")]
    assert [(each.indicator, each.period and each.period.code) for each in got.blocks] == [
        ("egdi-rank", "2024")
    ]


def test_what_a_merged_cell_shows_may_stand_below_it(book: Workbook, tmp_path: Path) -> None:
    got = merged(tmp_path, book, "A2:A5", "B2:B5", "D3:D4", "E2:E5")
    assert told(got) == []
    assert figures(got) == [("2018", "88"), ("2020", "86"), ("2022", "86"), ("2024", "71")]


def test_a_text_below_a_merged_cell_is_told_and_what_is_shown_counts(
    book: Workbook, tmp_path: Path
) -> None:
    sheet = first(book)
    sheet["A4"], sheet["A5"] = "gii-rank", "gci-rank"
    got = merged(tmp_path, book, "A2:A5")
    assert told(got) == [("hidden-data", "A4", "gii-rank")]
    assert [each.count for each in got.findings] == [2]
    assert {each.indicator for each in got.observations} == {"egdi-rank"}
    assert len(got.observations) == 4


def test_a_period_below_a_merged_cell_is_an_error(book: Workbook, tmp_path: Path) -> None:
    got = merged(tmp_path, book, "C4:C5")
    assert told(got) == [("cell-error", "C5", "2024")]
    assert len(got.observations) == 3


def test_a_number_below_a_merged_cell_beside_the_table_does_no_harm(
    book: Workbook, tmp_path: Path
) -> None:
    for row in range(1, 6):
        first(book).cell(row, 6, row if row > 1 else "STT")
    got = merged(tmp_path, book, "F2:F5")
    assert (told(got), len(got.observations)) == ([], 4)
