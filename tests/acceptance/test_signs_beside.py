"""Signs, letters and marks at names, units, areas, sources and headings: none is passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write
from acceptance.test_not_the_result_books import book, read
from acceptance.test_unread_texts import told, values

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ hộ gia đình có cáp quang"
HEADING = ("Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "ĐVT", "Nguồn")
ROW = (NAME, "VN", "2025", "84,2", "%", "NSO")


def long(folder: Path, *rows: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> Any:
    """Return what is read of a text with a row for each figure."""
    text = "".join(f"{';'.join(row)}\n" for row in (heading, *rows))
    return inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json").json


def with_cell(column: int, text: str) -> tuple[str, ...]:
    """Return the row with another text in a column."""
    return (*ROW[:column], text, *ROW[column + 1 :])


@pytest.mark.parametrize(
    ("column", "text"),
    [(0, f"{NAME} ≤"), (0, f"{NAME} ❌"), (0, f"{NAME}?"), (0, f"{NAME} (f)"),
     (1, "Việt Nam ❌"), (1, "Việt Nam (p)"), (1, "Cả nước ≠"),
     (4, "± %"), (4, "+ %"), (4, "≤ %"), (4, "% ↑"), (4, "% (e)"), (4, "% (33/34)"), (4, "% (+5)"),
     (4, "%, 2024=100"),
     (5, "NSO ✗"), (5, "NSO (KH)"), (5, "NSO (F)"), (5, "NSO (15+)"), (5, "NSO = 70"),
     (5, "NSO ≠ 85"), (5, "NSO 33/34"), (5, "NSO dữ liệu 2019")],
)  # fmt: skip
def test_a_sign_beside_what_a_figure_is_of_is_told(column: int, text: str, tmp_path: Path) -> None:
    found = long(tmp_path, with_cell(column, text))
    assert ("text-unread", f"{'ABCDEF'[column]}1") in told(found)
    assert values(found) == [("2025", 84.2)]


@pytest.mark.parametrize(
    ("column", "text"),
    [(0, f"► {NAME}"), (0, f"√ {NAME}"), (0, f"☐ {NAME}"), (0, f"+ {NAME}"), (0, f"{NAME} (*)"),
     (0, f"{NAME} (1)"), (0, f"{NAME} (a)"),
     (1, "Việt Nam (*)"), (4, "% dân số"), (5, "NSO (1)"), (5, "Bộ TT&TT (MIC)"),
     (5, "https://nso.gov.vn/?id=1&x=2"), (5, "QĐ 57/QĐ-TTg"), (5, "NSO, 12/2025")],
)  # fmt: skip
def test_bullets_and_marks_of_footnotes_say_nothing(column: int, text: str, tmp_path: Path) -> None:
    found = long(tmp_path, with_cell(column, text))
    assert (told(found), values(found)) == ([], [("2025", 84.2)])


@pytest.mark.parametrize("sign", ["≤", "±", "❌", "?"])
def test_a_sign_in_the_heading_of_a_figure_is_told(sign: str, tmp_path: Path) -> None:
    rows = [("Chỉ tiêu", "ĐVT", f"{sign} Năm 2025"), (NAME, "%", "84,2")]
    assert told(long(tmp_path, rows[1], heading=rows[0])) == [("text-unread", "C1")]


@pytest.mark.parametrize(("below", "is_told"), [("Trong kỳ", True), ("Cả năm", False)])
def test_a_part_of_the_year_that_nobody_knows_is_told(
    below: str, is_told: bool, tmp_path: Path
) -> None:
    heading = "Chỉ tiêu", "ĐVT", "Năm 2025"
    found = long(tmp_path, ("", "", below), (NAME, "%", "84,2"), heading=heading)
    assert told(found) == ([("text-unread", "C2")] if is_told else [])
    assert values(found) == [("2025", 84.2)]


def sheet(folder: Path, *rows: tuple[object, ...]) -> Any:
    """Return what is read of a sheet."""
    return read(book(folder, rows))


@pytest.mark.parametrize("text", ["Bản thử", "hư cấu", "của nước Lào", "%/năm", "✗", "x", "-", "Q1",
                                  "33/34"])  # fmt: skip
@pytest.mark.parametrize("heading", [("Năm 2025",), ("Năm 2025", None, "Nguồn")])
def test_what_stands_below_no_heading_is_told(
    text: str, heading: tuple[str | None, ...], tmp_path: Path
) -> None:
    found = sheet(tmp_path, ("Chỉ tiêu", "ĐVT", *heading), (NAME, "%", 84.2, text, "NSO"))
    assert [each["code"] for each in found["findings"] if each["cell"] == "D1"] == ["text-unread"]


DITTO = ["//", "-//-", '""', '- " -', "(như trên)", "nhu tren", "-nt-", "n/t", "(nt)", "tương tự"]


@pytest.mark.parametrize("mark", DITTO)
@pytest.mark.parametrize("heading", ["Trạng thái", "Ghi chú", "Nhóm", None])
def test_marks_of_the_same_make_a_forecast(heading: str | None, mark: str, tmp_path: Path) -> None:
    rows = (OTHER, "VN", 2025, 85, "%", "MOST", "Dự báo"), (NAME, "VN", 2025, 84, "%", "NSO", mark)
    found = sheet(tmp_path, (*HEADING, heading), *rows)
    assert {each["status"] for each in found["observations"]} <= {"forecast"}


@pytest.mark.parametrize("mark", DITTO)
def test_marks_of_the_same_repeat_a_part_and_a_source(mark: str, tmp_path: Path) -> None:
    row, heading = (NAME, "VN", 2024, 84, "%"), HEADING[:5]
    part = sheet(tmp_path, (*heading, "Giới tính"), (NAME, "VN", 2025, 85, "%", "Nữ"), (*row, mark))
    assert [each["breakdown"] for each in part["observations"]] == ["nu", "nu"]
    source = sheet(tmp_path, (*heading, "Nguồn"), (OTHER, *row[1:], "MOST (dự báo)"), (*row, mark))
    assert {each["status"] for each in source["observations"]} <= {"forecast"}


def test_a_mark_of_the_same_below_nothing_is_nothing(tmp_path: Path) -> None:
    found = sheet(tmp_path, (*HEADING, "Ghi chú"), (OTHER, "VN", 2025, 85, "%", "MOST", None),
                 (NAME, "VN", 2025, 84, "%", "NSO", "//"))  # fmt: skip
    assert [each["status"] for each in found["observations"]] == ["final", "final"]
