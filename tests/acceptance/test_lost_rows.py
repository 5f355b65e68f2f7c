"""Figures of our indicators where no column is named: told as errors, whatever else is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from acceptance.cli import Result, inside, untraced, write

INTERNET = "Tỷ lệ người dân sử dụng Internet"
FIBRE = "Tỷ lệ hộ gia đình có cáp quang"
TABLE = f"TT,Chỉ tiêu,Đơn vị tính,Năm 2024,Năm 2025\n1,{INTERNET},%,85,\n2,{FIBRE},%,82,84\n"
GOOD: list[list[object]] = [
    ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024"],
    [1, INTERNET, "%", 85],
    [2, FIBRE, "%", 82],
]


def checked(data: Path) -> Result:
    target = ("-t", "qd-2289/internet-users-2025", "--as-of", "2025", "-f", "json")
    result = inside("check", data, *target, "--no-config")
    untraced(result)
    return result


def errors(result: Result) -> list[tuple[object, object]]:
    found = result.json["findings"]
    return [(each["code"], each["row"]) for each in found if each["level"] == "error"]


def verdict(result: Result) -> object:
    (one,) = result.json["assessments"]
    return one["verdict"]


@pytest.mark.parametrize(
    "heading",
    [
        "Năm 2023,Năm 2024",
        ",,,Nam,Nữ",
        ",,,Hà Nội,Cả nước",
        ",Thành thị,Nông thôn",
        "Năm,Giá trị",
        "TT,Ghi chú,ĐVT,Năm 2024,Năm 2025",
        "TT,Dự án,Chủ đầu tư,Năm 2024,Năm 2025",
    ],
)
def test_a_table_below_that_names_an_indicator_of_ours_blocks_it(
    heading: str, tmp_path: Path
) -> None:
    text = f"{TABLE}\n{heading}\n3,{INTERNET},%,,70\n"
    result = checked(write(tmp_path, text, "a.csv"))
    assert (errors(result), verdict(result), result.code) == (
        [("column-missing", 5)], "no-data", 3,
    )  # fmt: skip


def test_a_table_below_of_something_else_is_of_other_series(tmp_path: Path) -> None:
    text = f"{TABLE}\nTT,Dự án,Chủ đầu tư,Năm 2024,Năm 2025\n3,Trường học,,5,6\n"
    result = checked(write(tmp_path, text, "a.csv"))
    assert (errors(result), verdict(result), result.code) == ([], "pass", 0)


def test_rows_between_the_letterhead_and_the_header_are_told(tmp_path: Path) -> None:
    letterhead = "BỘ THÔNG TIN VÀ TRUYỀN THÔNG,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    text = f"{letterhead}\n1,{INTERNET},%,70\n{TABLE}"
    result = checked(write(tmp_path, text, "a.csv"))
    assert len(errors(result)) == 1
    assert (verdict(result), result.code) == ("no-data", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, INTERNET, "%", 70]],
        [["Kết quả năm 2025"], [1, INTERNET, "%", 70]],
        [["TT", "Nội dung", "x", "y"], [1, INTERNET, "%", 70]],
        [[f"{INTERNET} (%)", None, 70]],
        [["TT", "Dự án", "Kinh phí", "Năm"], [1, INTERNET, 70, 2025]],
    ],
)
def test_a_sheet_without_a_header_that_names_an_indicator_of_ours_blocks_it(
    rows: list[list[object]], tmp_path: Path
) -> None:
    result = checked(workbook(tmp_path, rows))
    assert len(errors(result)) == 1
    assert (verdict(result), result.code) == ("no-data", 3)


@pytest.mark.parametrize(
    "rows",
    [
        [["TT", "Dự án", "Kinh phí", "Năm"], [1, "Trường học", 5, 2025]],
        [["TT", "Chỉ tiêu trong báo cáo"], [1, INTERNET], [2, FIBRE]],
        [[f"{INTERNET} năm 2025 đạt 70%"]],
    ],
)
def test_a_sheet_that_has_no_figure_of_ours_is_left_out(
    rows: list[list[object]], tmp_path: Path
) -> None:
    result = checked(workbook(tmp_path, rows))
    assert (errors(result), verdict(result), result.code) == ([], "pass", 0)


@pytest.mark.parametrize(
    "text",
    [
        f"2025,70,84\nNăm,{INTERNET},{FIBRE}\n2024,85,82\n",
        f"Quý IV/2025,70,\nNăm,{INTERNET},{FIBRE}\n2024,85,82\n",
        f"Cả nước,2025,70,84\nĐịa phương,Năm,{INTERNET},{FIBRE}\nCả nước,2024,85,82\n",
        f"{INTERNET} (%),,\nLào Cai,70,71\nĐịa phương,Năm 2023,Năm 2024\nCả nước,82,85\n",
        f"70,84\n{INTERNET} năm 2024,{FIBRE} năm 2024\n85,82\n",
    ],
)
def test_a_row_above_the_names_of_its_columns_is_told(text: str, tmp_path: Path) -> None:
    result = checked(write(tmp_path, text, "a.csv"))
    (error,) = errors(result)
    assert (error[0], verdict(result), result.code) == ("header-not-found", "no-data", 3)


@pytest.mark.parametrize("above", ["(1),(2),(3)", "Số liệu năm,2024,", "Biểu số 5,,"])
def test_what_is_no_row_of_figures_may_stand_above_a_header(above: str, tmp_path: Path) -> None:
    text = f"{above}\nNăm,{INTERNET},{FIBRE}\n2024,85,82\n2023,84,81\n"
    assert errors(checked(write(tmp_path, text, "a.csv"))) == []


@pytest.mark.parametrize("other", ["", "khu vực"])
def test_a_number_behind_the_name_below_no_heading_is_told(other: str, tmp_path: Path) -> None:
    text = f"Chỉ tiêu,,Năm 2024,Năm 2025\n{FIBRE},{other},82,84\n{INTERNET},70,85,\n"
    found = checked(write(tmp_path, text, "a.csv")).json["findings"]
    assert [(each["code"], each["cell"]) for each in found if each["code"] == "column-unread"] == [
        ("column-unread", "B1")
    ]


@pytest.mark.parametrize("word", ["Tổng số", "Tổng", "Cộng", "Total"])
def test_a_word_for_the_total_in_a_value_or_a_note_makes_no_total(
    word: str, tmp_path: Path
) -> None:
    heading = f"Năm,{INTERNET},{FIBRE},Ghi chú\n2024,85,82,\n"
    for row, told in ((f"2025,70,{word},", [("number-unreadable", 3)]), (f"2025,70,84,{word}", [])):
        result = checked(write(tmp_path, f"{heading}{row}\n", "a.csv"))
        assert (errors(result), verdict(result)) == (told, "fail")


def test_a_row_of_totals_is_still_left_out(tmp_path: Path) -> None:
    text = f"Năm,{INTERNET},{FIBRE}\n2024,85,82\nTổng số,155,166\n"
    assert errors(checked(write(tmp_path, text, "a.csv"))) == []


@pytest.mark.parametrize("merged", ["D2:D3", "C3:D3"])
def test_a_value_merged_over_lines_or_years_is_told(merged: str, tmp_path: Path) -> None:
    path = workbook(tmp_path, [], merged)
    result = checked(path)
    assert errors(result) == [("number-unreadable", 3)]
    assert (verdict(result), result.code) == ("no-data", 3)


def test_a_line_merged_as_a_whole_is_one_line(tmp_path: Path) -> None:
    result = checked(workbook(tmp_path, [], *(f"{column}3:{column}4" for column in "ABCD")))
    assert (errors(result), verdict(result), result.code) == ([], "pass", 0)


def workbook(folder: Path, rows: list[list[object]], *merged: str) -> Path:
    """Write a good sheet and another one; or one with years across and merged cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    across: list[list[object]] = [
        ["", "Chỉ tiêu", "Năm 2024", "Năm 2025"],
        ["", FIBRE, 82, 84],
        ["", INTERNET, 85, ""],
    ]
    sheets = {"A": across} if merged else {"2024": GOOD, "S2": rows}
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
        for each in merged:
            sheet.merge_cells(each)
    book.save(folder / "two.xlsx")
    return folder / "two.xlsx"
