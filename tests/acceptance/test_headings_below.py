"""Rows of headings between a header and its figures, above it, and within a table: all count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import Result, inside, write

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ xã có cáp quang"
TOP = "Đơn vị báo cáo: Việt Nam;;;\nNguồn: NSO;;;\n\n"
WIDE = "Chỉ tiêu;Đơn vị tính;Năm 2024;Năm 2025\n"
FIGURES = f"{NAME};%;70;90\n"
ASKED = ("--lang", "en", "--no-config", "-f", "json")


def read(folder: Path, text: str) -> Result:
    return inside("read", write(folder, text), *ASKED)


def figures(result: Result) -> list[tuple[str, float, str]]:
    """Return period, value and status of each figure."""
    found = result.json["observations"]
    return [(each["period"], each["value"], each["status"]) for each in found]


def codes(result: Result) -> set[str]:
    return {each["code"] for each in result.json["findings"]}


COUNTERS = ["", "1;2;3;4\n", "a;b;c;d\n", "A;B;1;2\n", "(1);(2);(3);(4)\n"]


@pytest.mark.parametrize("counters", COUNTERS)
@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (";;;6 tháng\n", [("2024", 70), ("2025-S1", 90)]),
        (";;;6 tháng đầu năm\n", [("2024", 70), ("2025-S1", 90)]),
        (";;;9 tháng\n", [("2024", 70)]),
        (";;;So với năm 2024\n", [("2024", 70)]),
        (";;Thực hiện;Kế hoạch\n", [("2024", 70)]),
        (";;Kế hoạch;Thực hiện\n", [("2025", 90)]),
        (";;;Theo giá so sánh 2010\n;;;Thực hiện\n", [("2024", 70)]),
    ],
)
def test_counters_between_headings_end_no_header(
    below: str, expected: list[tuple[str, float]], counters: str, tmp_path: Path
) -> None:
    found = figures(read(tmp_path, TOP + WIDE + counters + below + FIGURES))
    assert [each[:2] for each in found] == expected


def test_one_of_two_columns_is_a_forecast_whatever_counts_them(tmp_path: Path) -> None:
    text = TOP + WIDE + "1;2;3;4\n;;Chính thức;Dự báo\n" + FIGURES
    assert figures(read(tmp_path, text)) == [("2024", 70, "final"), ("2025", 90, "forecast")]


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        ("6 tháng", ";;Kế hoạch;Thực hiện", [("2025-S1", 60)]),
        ("Quý I", ";;Kế hoạch;Thực hiện", [("2025-Q1", 60)]),
        ("9 tháng", ";;Kế hoạch;Thực hiện", []),
        ("So với năm 2024", ";;Kế hoạch;Thực hiện", []),
        ("Theo giá so sánh 2010", ";;Kế hoạch;Thực hiện", []),
        ("Khu vực FDI", ";;Kế hoạch;Thực hiện", []),
    ],
)
@pytest.mark.parametrize("merged", [True, False])
def test_all_of_three_rows_of_headings_count(
    second: str, third: str, expected: list[tuple[str, float]], *, merged: bool, tmp_path: Path
) -> None:
    rows = ["Chỉ tiêu;Đơn vị tính;Năm 2025;", f";;{second};", third, f"{NAME};%;90;60"]
    if merged:
        path = book(tmp_path, [row.split(";") for row in rows])
        result = inside("read", path, *ASKED)
    else:
        result = read(tmp_path, TOP + "\n".join(rows) + "\n")
    assert [each[:2] for each in figures(result)] == expected
    assert expected or codes(result) - {"source-missing", "area-assumed"}


def book(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a table whose header has three rows, 3 to 5; the first two reach over two columns."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["Đơn vị báo cáo: Việt Nam"])
    sheet.append(["Nguồn: NSO"])
    for row in rows:
        sheet.append([float(cell) if cell.isdigit() else cell or None for cell in row])
    for cells in ("A3:A5", "B3:B5", "C3:D3", "C4:D4"):
        sheet.merge_cells(cells)
    workbook.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize(
    "between", ["Tốc độ tăng năm 2025 (%)", "Khu vực FDI năm 2025", "Mục tiêu năm 2025"]
)
def test_a_heading_in_the_middle_that_is_not_understood_is_not_lost(
    between: str, tmp_path: Path
) -> None:
    rows = (["Chỉ tiêu", "Đơn vị tính", "Kết quả", ""], ["", "", between, ""],
            ["", "", "Thực hiện", "Ghi chú"], [NAME, "%", "90", ""])  # fmt: skip
    result = inside("read", book(tmp_path, rows), *ASKED)
    assert figures(result) == []
    assert codes(result) & {"column-missing", "column-ambiguous", "column-unread"}


WITHIN = [
    (";;Năm 2025;Năm 2024", WIDE + f"{OTHER};%;97;98\n"),
    (";;Chính thức;Dự báo", WIDE + f"{OTHER};%;97;98\n"),
    (";;Tổng số;Nam", WIDE + f"{OTHER};%;97;98\n"),
    (";;Thực hiện;Kế hoạch;", f"Chỉ tiêu;Năm;Kế hoạch;Thực hiện;Đơn vị tính\n{OTHER};2025;9;8;%\n"),
]


@pytest.mark.parametrize("within", WITHIN)
def test_headings_within_a_table_that_say_something_else_are_an_error(
    within: tuple[str, str], tmp_path: Path
) -> None:
    row, above = within
    below = f"{NAME};2025;60;90;%\n" if row.count(";") > 3 else f"{NAME};%;60;90\n"
    result = read(tmp_path, TOP + above + row + "\n" + below)
    (told,) = [each for each in result.json["findings"] if each["code"] == "column-ambiguous"]
    assert (told["cell"], {each[1] for each in figures(result)} & {60.0, 90.0}) == ("C6", set())


@pytest.mark.parametrize("row", [";;Năm 2024;Năm 2025", ";;Kết quả;Kết quả", ";;%;%", ";;x;x"])
def test_headings_within_a_table_that_say_the_same_change_nothing(row: str, tmp_path: Path) -> None:
    result = read(tmp_path, TOP + WIDE + f"{OTHER};%;97;98\n{row}\n" + FIGURES)
    assert [each[:2] for each in figures(result)] == [
        ("2024", 97), ("2025", 98), ("2024", 70), ("2025", 90),
    ]  # fmt: skip
    assert "column-ambiguous" not in codes(result)


@pytest.mark.parametrize("between", ["", ";;;\n", ";;;\n;;;\n"])
def test_a_whole_header_with_other_years_begins_another_table(between: str, tmp_path: Path) -> None:
    again = "Chỉ tiêu;Đơn vị tính;Năm 2025;Năm 2024\n"
    text = TOP + WIDE + f"{OTHER};%;97;98\n{between}{again}{NAME};%;60;90\n"
    assert [each[:2] for each in figures(read(tmp_path, text))] == [
        ("2024", 97), ("2025", 98), ("2025", 60), ("2024", 90),
    ]  # fmt: skip


LONG = "Chỉ tiêu;Địa phương;Năm;Giá trị;Đơn vị tính;Nguồn\n"
ROW = f"{NAME};Cả nước;2025;90;%;NSO\n"


@pytest.mark.parametrize("line", ["", f"{NAME};;;;;\n"])
@pytest.mark.parametrize("said", ["So với năm 2024", "Tốc độ tăng", "Theo giá so sánh 2010"])
def test_the_name_of_an_indicator_ends_no_comparison_above_it(
    said: str, line: str, tmp_path: Path
) -> None:
    result = read(tmp_path, LONG + ROW.replace("2025", "2024") + f"{said};;;;;\n{line}" + ROW)
    assert [each[0] for each in figures(result)] == ["2024"]


@pytest.mark.parametrize("line", ["", "%;;;;;\n", "Hạ tầng số;;;;;\n"])
def test_a_unit_ends_no_forecast_above_it(line: str, tmp_path: Path) -> None:
    found = figures(read(tmp_path, LONG + f"Dự báo;;;;;\n{line}" + ROW))
    assert found == [("2025", 90, "forecast")]


@pytest.mark.parametrize("line", ["Theo giá so sánh 2010", "Mức tăng so với năm 2024",
                                  "(năm trước = 100)"])  # fmt: skip
@pytest.mark.parametrize("above", [True, False])
def test_a_line_of_nothing_but_a_basis_counts_above_the_header_as_below_it(
    line: str, *, above: bool, tmp_path: Path
) -> None:
    lines = [f"{line};;;;;\n", LONG]
    text = TOP + "".join(lines if above else reversed(lines)) + ROW
    assert figures(read(tmp_path, text)) == []
