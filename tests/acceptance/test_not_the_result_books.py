"""A number that is no result by what a workbook, a heading of names or a file's name says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import inside, write

NAME = "Tỷ lệ người dân sử dụng Internet"
HEADER = ["Chỉ tiêu", "Đơn vị tính", "Năm 2025", "Ghi chú"]


def read(path: Path) -> Any:
    """Return what is read of a file."""
    return inside("read", path, "--lang", "en", "--no-config", "-f", "json").json


def results(found: Any) -> set[float]:
    """Return the values read as results of the whole."""
    return {
        each["value"]
        for each in found["observations"]
        if each["status"] == "final" and each["breakdown"] is None
    }


def book(folder: Path, rows: Any, sheet: str = "Sheet1", **formats: str) -> Path:
    """Write a workbook of one sheet; some cells have a number format."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    for cell, number_format in formats.items():
        page[cell].number_format = number_format
    path = folder / "data.xlsx"
    workbook.save(path)
    return path


def codes(found: Any) -> set[str]:
    """Return the codes of the findings."""
    return {each["code"] for each in found["findings"]}


@pytest.mark.parametrize(
    "number_format",
    ['dd/mm/yyyy" (dự báo)"', '"Kế hoạch "yyyy', 'dd" tháng "mm" năm "yyyy"; ước tính"'],
)
def test_what_a_format_writes_beside_a_date_counts(number_format: str, tmp_path: Path) -> None:
    header, day = ["Chỉ tiêu", "Thời gian", "Giá trị"], dt.date(2025, 12, 31)
    assert results(read(book(tmp_path, [header, [NAME, day, 90]], B2="dd/mm/yyyy"))) == {90}
    found = read(book(tmp_path, [header, [NAME, day, 90]], B2=number_format))
    assert results(found) == set()


@pytest.mark.parametrize("number_format", ['@" (dự báo)"', 'General;General;General;"Dự kiến: "@'])
def test_what_a_format_writes_beside_a_text_counts(number_format: str, tmp_path: Path) -> None:
    """Also where the row is one of many that are written alike."""
    before = [[f"Tỷ lệ {n}", "%", n, ""] for n in range(20)]
    rows = [HEADER, *before, [NAME, "%", 90, ""]]
    assert results(read(book(tmp_path, rows, A22="@"))) == {90}
    assert results(read(book(tmp_path, rows, A22=number_format))) == set()
    others = {f"A{n}": number_format for n in range(2, 23)}
    assert results(read(book(tmp_path, rows, **others))) == set()


@pytest.mark.parametrize("column", ["Ghi chú", "", "Loại số liệu khác"])
def test_a_note_whose_text_is_not_stored_is_an_error(column: str, tmp_path: Path) -> None:
    header = [*HEADER[:3], column]
    found = read(book(tmp_path, [header, [NAME, "%", 90, '="Dự "&"báo"']]))
    assert results(found) == set()
    assert "formula-without-value" in codes(found)


def test_a_comparison_whose_result_is_not_stored_is_none_of_ours(tmp_path: Path) -> None:
    header = [*HEADER[:2], "Năm 2024", "Năm 2025", "Tăng/giảm"]
    assert results(read(book(tmp_path, [header, [NAME, "%", 80, 90, "=D2-C2"]]))) == {80, 90}


@pytest.mark.parametrize(
    "heading",
    ["Chỉ tiêu (dự báo)", "Chỉ tiêu dự báo", "Chỉ tiêu (kế hoạch)", "Chỉ tiêu kế hoạch",
     "Chỉ tiêu (khu vực thành thị)", "Chỉ tiêu (nữ)", "Chỉ tiêu (năm 2024)",
     "Indicator (forecast)"],
)  # fmt: skip
def test_what_stands_above_the_names_counts(heading: str, tmp_path: Path) -> None:
    text = f"{heading};Đơn vị tính;Năm 2025\n{NAME};%;90\n"
    assert results(read(write(tmp_path, text))) == set()


@pytest.mark.parametrize("heading", ["Năm (dự báo)", "Đơn vị tính (dự báo)"])
def test_what_stands_above_units_and_periods_counts(heading: str, tmp_path: Path) -> None:
    names = {"Năm": "Năm", "Đơn vị tính": "Đơn vị tính"} | {heading.partition(" (")[0]: heading}
    text = f"Chỉ tiêu;{names['Đơn vị tính']};{names['Năm']};Giá trị\n{NAME};%;2025;90\n"
    assert results(read(write(tmp_path, text))) == set()


@pytest.mark.parametrize("heading", ["Mục tiêu", "Chỉ tiêu kế hoạch", "Chỉ tiêu (mới)"])
def test_results_stand_beside_the_names_of_what_was_planned(heading: str, tmp_path: Path) -> None:
    text = f"{heading};Đơn vị tính;Thực hiện năm 2025\n{NAME};%;90\n"
    assert results(read(write(tmp_path, text))) == {90}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("du-bao.csv", set()), ("Dự báo năm 2025.csv", set()), ("so_lieu_du_bao.csv", set()),
     ("forecasts.csv", set()), ("ke-hoach-2025.csv", set()), ("plan-and-results.csv", {90.0}),
     ("ket-qua-2025.csv", {90.0}), ("internet-users.csv", {90.0})],
)  # fmt: skip
def test_the_name_of_a_file_counts(name: str, expected: set[float], tmp_path: Path) -> None:
    text = f"indicator,area,period,value,unit\n{NAME},VN,2025,90,%\n"
    assert results(read(write(tmp_path, text, name))) == expected


@pytest.mark.parametrize("sheet", ["Dự báo", "Dự báo GRDP", "Forecasts of all"])
def test_the_name_of_a_sheet_counts_be_it_understood_or_not(sheet: str, tmp_path: Path) -> None:
    assert results(read(book(tmp_path, [HEADER, [NAME, "%", 90, ""]], sheet))) == set()


@pytest.mark.parametrize("heading", ["Kỳ này", "Kết quả kỳ này", "Kết quả đạt được"])
def test_this_period_beside_the_last_is_that_of_the_title(heading: str, tmp_path: Path) -> None:
    text = f"BÁO CÁO NĂM 2025;;;\nChỉ tiêu;Đơn vị tính;Kỳ trước;{heading}\n{NAME};%;80;90\n"
    assert results(read(write(tmp_path, text))) == {90}


@pytest.mark.parametrize(("kind", "expected"), [("Xã hội số", {90.0}), ("Chỉ tiêu giao", set())])
def test_a_topic_among_kinds_is_no_other_measure(
    kind: str, expected: set[float], tmp_path: Path
) -> None:
    text = f"Chỉ tiêu;Phân loại;Đơn vị tính;Năm 2025\n{NAME};{kind};%;90\n"
    assert results(read(write(tmp_path, text))) == expected
