"""A number counts as what a person sees of it: with its format, struck out, under a condition."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from acceptance.cli import write
from acceptance.test_not_the_result_books import book, codes, read, results

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ hộ gia đình có cáp quang"
HEADER = ["Chỉ tiêu", "Đơn vị tính", "Năm 2025"]
ROW = [NAME, "%", 92.5]
GROWTH = ["Tốc độ tăng năng suất lao động", "%/năm", -7.5]
STATIONS = ["Số trạm 5G", "trạm", 12345]


def struck(folder: Path, rows: Any, *cells: str) -> Path:
    """Write a workbook of which some cells are struck out."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cell in cells:
        page[cell].font = Font(strike=True)
    workbook.save(folder / "data.xlsx")
    return folder / "data.xlsx"


@pytest.mark.parametrize(
    "number_format",
    ['0.0" (thành thị)"', '0.0" (Hà Nội)"', '0.0" (cam kết)"', '0.0" (2020)"', '0.0" nghìn hộ"',
     '0.0" triệu"', '0.0 "so cùng kỳ"', '"tăng "0.0', '0.0" điểm %"', '"từ 60 đến "0.0',
     '0.0" hộ"', '0"/10"', '0.0;0.0;0.0" (nữ)"', '0.0" %/năm"', '"KH-"0.0'],
)  # fmt: skip
def test_what_a_format_writes_counts_as_if_it_were_typed(
    number_format: str, tmp_path: Path
) -> None:
    value = 0 if number_format.count(";") > 1 else 92.5
    found = read(book(tmp_path, [HEADER, [NAME, "%", value]], C2=number_format))
    assert results(found) == set()
    assert "number-unreadable" in codes(found)


@pytest.mark.parametrize(
    "number_format",
    ['0.0" %"', "0.0\\ \\%", '0.0" % dân số"', "#,##0.00 [$₫-42A]", '0.0" (*)"', '0.0"*"', "# ?/?",
     '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', '"Đạt "0.0', "0.00E+00", "[Blue]0.0_ ",
     '_($* #,##0.0_);_($* (#,##0.0);_($* "-"??_);_(@_)', "[>=90]0.0;[Red]0.0"],
)  # fmt: skip
def test_what_is_no_more_than_the_unit_does_no_harm(number_format: str, tmp_path: Path) -> None:
    found = read(book(tmp_path, [HEADER, ROW], C2=number_format))
    assert results(found) == {92.5}
    assert codes(found) <= {"area-assumed", "source-missing"}


@pytest.mark.parametrize(
    ("unit", "number_format", "expected"),
    [("trạm", '#,##0" trạm"', {12345}), ("", '#,##0" trạm"', {12345}),
     ("nghìn trạm", '0" nghìn trạm"', {12_345_000}), ("trạm", '0" nghìn trạm"', set()),
     ("nghìn trạm", '0" trạm"', set()), ("trạm", '0" xã"', set())],
)  # fmt: skip
def test_a_unit_behind_a_number_is_that_of_its_row(
    unit: str, number_format: str, expected: set[float], tmp_path: Path
) -> None:
    row = [STATIONS[0], unit, STATIONS[2]]
    assert results(read(book(tmp_path, [HEADER, row], C2=number_format))) == expected
    typed = "12345 " + number_format.split('"')[1].strip()
    text = f"Chỉ tiêu;Đơn vị tính;Năm;Giá trị\n{row[0]};{unit};2025;{typed}\n"
    assert results(read(write(tmp_path, text))) == expected


def test_a_unit_behind_a_number_is_asked_of_each_indicator(tmp_path: Path) -> None:
    rows = [HEADER, STATIONS, ["Số doanh nghiệp công nghệ số", "doanh nghiệp", 12345]]
    found = read(book(tmp_path, rows, C2='0" trạm"', C3='0" trạm"'))
    assert len(found["observations"]) == 1


@pytest.mark.parametrize(
    ("value", "number_format"),
    [(92.5, "-0.0"), (92.5, "(0.0)"), (92.5, '"−"0.0'), (92.5, '0.0"-"'), (92.5, "0.0,"),
     (92.5, "#,##0,,"), (-92.5, "0.0;0.0"), (-92.5, "[<0]0.0;0.0"), (-92.5, "-0.0")],
)  # fmt: skip
def test_a_number_shown_as_another_is_told(
    value: float, number_format: str, tmp_path: Path
) -> None:
    row = [GROWTH[0], "%/năm", value / 10]
    found = read(book(tmp_path, [["Chỉ tiêu", "Đơn vị tính", "2021-2025"], row], C2=number_format))
    assert "hidden-data" in codes(found)


@pytest.mark.parametrize(
    "number_format",
    ["0.0;-0.0", "#,##0.0;(#,##0.0)", "0.0_);(0.0)", "+0.0;−0.0", '0.0" %";-0.0" %"', "0.0",
     "[Blue]0.0;[Red]-0.0", "[<0](0.0);0.0", "$#,##0.0;-$#,##0.0"],
)  # fmt: skip
def test_a_negative_number_with_its_sign_is_one(number_format: str, tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "Đơn vị tính", "2021-2025"]
    found = read(book(tmp_path, [header, GROWTH], C2=number_format))
    assert results(found) == {-7.5}
    assert "hidden-data" not in codes(found)


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [('"Năm "0', {92.5}), ('"Thực hiện năm "0', {92.5}), ('0"F"', set()), ('"Cam kết "0', set()),
     ('"So cùng kỳ "0', set()), ('0" thành thị"', set()), ('0"/26"', set()), ('"2024"', set()),
     ('"Kế hoạch"', set())],
)  # fmt: skip
def test_what_a_format_writes_beside_a_year_above_counts(
    number_format: str, expected: set[float], tmp_path: Path
) -> None:
    header = [*HEADER[:2], 2025]
    found = read(book(tmp_path, [header, ROW], C1=number_format))
    assert results(found) == expected


def test_a_quarter_that_a_format_writes_is_one(tmp_path: Path) -> None:
    found = read(book(tmp_path, [[*HEADER[:2], 2025], ROW], C1='"Quý I/"0'))
    assert [each["period"] for each in found["observations"]] == ["2025-Q1"]
    header = ["Chỉ tiêu", "Thời gian", "Giá trị"]
    rows = [header, [NAME, dt.date(2025, 12, 31), 92.5]]
    found = read(book(tmp_path, rows, B2='"Quý I/"yyyy'))
    assert [each["period"] for each in found["observations"]] == ["2025-Q1"]


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [("A2", '@" (kế hoạch)"'), ("A2", '0;0;0;"Tỷ lệ hộ nghèo"'), ("B2", '"nghìn hộ";;;"nghìn hộ"'),
     ("C1", '"Kế hoạch";"Kế hoạch";"Kế hoạch";"Kế hoạch"'), ("C2", '0.0;0.0;0.0;"70,5"')],
)  # fmt: skip
def test_a_text_counts_as_its_format_shows_it(
    cell: str, number_format: str, tmp_path: Path
) -> None:
    rows = [HEADER, [NAME, "%", "92,5"]]
    assert results(read(book(tmp_path, rows, **{cell: "@"}))) == {92.5}
    assert results(read(book(tmp_path, rows, **{cell: number_format}))) == set()


def conditional(folder: Path, number_format: str, *areas: str) -> Any:
    """Return what is read of a workbook whose cells a condition may show in another format."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    rows: list[list[Any]] = [HEADER, ROW, [OTHER, "%", 90]]
    for row in rows:
        page.append(row)
    style = NumberFormat(numFmtId=170, formatCode=number_format) if number_format else None
    shows = DifferentialStyle(numFmt=style, font=None if style else Font(bold=True))
    for area in areas:
        rule = Rule(type="expression", dxf=shows, formula=["TRUE"])
        page.conditional_formatting.add(area, rule)
    workbook.save(folder / "data.xlsx")
    return read(folder / "data.xlsx")


@pytest.mark.parametrize(
    ("number_format", "areas", "told"),
    [('"70.0"', ["C2"], {"C2"}), ('"70.0"', ["C1:C9"], {"C2", "C3"}), (";;;", ["C3"], {"C3"}),
     (";;;", ["A9:B12", "C3 D4"], {"C3"}), ('0.0" (dự báo)"', ["C1:C99"], {"C2", "C3"}),
     (";;;", [f"C{2 * n}" for n in range(1, 40)], {"C2", "C3"}), ("0.00", ["C2:C3"], set()),
     ("", ["C2:C3"], set()), (";;;", ["D2:D3"], set()), ("0%", ["C2"], {"C2"})],
)  # fmt: skip
def test_a_condition_that_may_show_another_number_is_told(
    number_format: str, areas: list[str], told: set[str], tmp_path: Path
) -> None:
    found = conditional(tmp_path, number_format, *areas)
    assert results(found) == {92.5, 90}
    assert {each["cell"] for each in found["findings"] if each["code"] == "hidden-data"} == told


@pytest.mark.parametrize("cells", [["A2"], ["C2"], ["A2", "B2", "C2"], ["B2"]])
def test_what_is_struck_out_is_no_result_and_is_told(cells: list[str], tmp_path: Path) -> None:
    found = read(struck(tmp_path, [HEADER, ROW, [OTHER, "%", 90]], *cells))
    assert results(found) == {90}
    (error,) = [each for each in found["findings"] if each["level"] == "error"]
    assert (error["code"], error["cell"]) == ("cell-error", cells[0])
    assert "struck out" in error["message"]


def test_what_is_struck_out_elsewhere_does_no_harm(tmp_path: Path) -> None:
    rows = [
        ["TT", *HEADER, "Ghi chú"],
        [1, *ROW, "dự báo"],
        [2, "Số hộ nghèo", "hộ", 5, ""],
        [3, OTHER, "%", 90, ""],
    ]
    found = read(struck(tmp_path, rows, "A2", "E2", "A3", "B3", "C3", "D3", "F9"))
    assert results(found) == {92.5, 90}
    assert not [each for each in found["findings"] if each["level"] == "error"]


def test_a_heading_that_is_struck_out_is_none(tmp_path: Path) -> None:
    rows = [[*HEADER, "Năm 2024"], [*ROW, 90]]
    found = read(struck(tmp_path, rows, "C1"))
    assert results(found) == {90}
    assert "column-unread" in codes(found)


@pytest.mark.parametrize("mark", ["\u0336", "\u0335", "\u0338"])
def test_strokes_over_letters_strike_out_in_a_text(mark: str, tmp_path: Path) -> None:
    name, value = (mark.join(text) + mark for text in (NAME, "92.5"))
    header = ";".join(HEADER)
    found = read(write(tmp_path, f"{header}\n{name};%;92.5\n{OTHER};%;{value}\n"))
    assert results(found) == set()
