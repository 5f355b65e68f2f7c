"""Writes the workbooks among the cases; the text files are written by hand."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
FIBRE = "Tỷ lệ hộ gia đình có cáp quang"
ECONOMY = "Tỷ trọng kinh tế số trong GDP"


def fill(sheet: Worksheet, rows: list[list[object]], *, top: int = 1, left: int = 1) -> None:
    for row, cells in enumerate(rows, top):
        for column, value in enumerate(cells, left):
            if value is not None:
                sheet.cell(row, column, value)  # type: ignore[call-overload]


def merged_header() -> Workbook:
    """A ministry's table: title, unit line, header of three rows with merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    rows: list[list[object]] = [
        ["KẾT QUẢ THỰC HIỆN CHIẾN LƯỢC QUỐC GIA"],
        [None, None, None, None, None, None, "Đơn vị tính: %"],
        ["STT", "Chỉ tiêu", "Đơn vị", "Thực hiện", None, "Mục tiêu", None, "Ghi chú"],
        [None, None, None, "Năm 2023", "Năm 2024", "2025", "2030"],
        [None, None, None, "Chính thức", "Sơ bộ"],
        [1, ECONOMY, "%", 12.87, 13.17, 20, 30],
        [2, FIBRE, "% hộ", 79, 82.4, 80, 100, "Bộ TTTT"],
    ]
    fill(sheet, rows)
    for area in ("A1:H1", "A3:A5", "B3:B5", "C3:C5", "D3:E3", "F3:G3", "F4:F5", "G4:G5", "H3:H5"):
        sheet.merge_cells(area)
    return book


def merged_indicators() -> Workbook:
    """An indicator cell merged over the rows of its areas."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Chỉ tiêu", "Địa phương", 2024, 2025],
        [FIBRE, "Cả nước", 82, 85],
        [None, "Hà Nội", 90, 92],
        [None, "Đà Nẵng", 95, 96],
        [ECONOMY, "Cả nước", 13.2, 14],
    ]
    fill(sheet, rows)
    sheet.merge_cells("A2:A4")
    return book


def merged_indicators_long() -> Workbook:
    """The same in a long table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị"],
        [FIBRE, "Cả nước", 2024, 82],
        [None, "Hà Nội", 2024, 90],
        [None, "Đà Nẵng", 2024, 95],
    ]
    fill(sheet, rows)
    sheet.merge_cells("A2:A4")
    return book


def years_as_sheets() -> Workbook:
    """A sheet a year, provinces below one another, indicators as columns; a cover sheet."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Bìa"
    fill(cover, [["Báo cáo"], ["Người lập: Nguyễn Văn A"]])
    for year, ha_noi, da_nang in ((2023, 88, 93), (2024, 90, 95)):
        sheet = book.create_sheet(f"Năm {year}")
        rows: list[list[object]] = [
            ["TT", "Tỉnh, thành phố", f"{FIBRE} (%)", "Dân số"],
            [1, "Hà Nội", ha_noi, 8500],
            [2, "Thành phố Đà Nẵng", da_nang, 1200],
        ]
        fill(sheet, rows, top=3, left=2)
    return book


def percent_cells() -> Workbook:
    """Years as columns with percent formats, errors of Excel's, hidden rows, a year as a date."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    fill(
        sheet,
        [["Chỉ tiêu", 2023, 2024, 2025], [ECONOMY, 0.1287, "#N/A", 14.02], [FIBRE, 79, 82, 85]],
    )
    sheet["B2"].number_format = "0.00%"
    sheet["C2"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    return book


def indicators_as_sheets() -> Workbook:
    """A sheet an indicator, named after it: areas below one another, years as columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, value in (("EGDI rank", 71), ("fibre-households", 82)):
        sheet = book.create_sheet(name)
        fill(sheet, [["", 2022, 2024], ["Việt Nam", 86 if value == 71 else 75, value]])
    return book


def spacer_columns() -> Workbook:
    """Empty columns between those of the table, as the statistics office leaves them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["3. Các chỉ tiêu kinh tế số"],
        [],
        [None, None, "Thực hiện", None, None, "Ước"],
        [None, None, "năm 2023", None, "năm 2024", "năm 2025"],
        [],
        ["Kinh tế số"],
        [None, f"{ECONOMY} (%)", 12.87, None, 13.17, 14.02],
        ["Hạ tầng"],
        [None, f"    {FIBRE} (%)", 79, None, 82.4, 85],
    ]
    fill(sheet, rows)
    sheet.merge_cells("C3:E3")
    return book


def year_as_date() -> Workbook:
    """A year above a column that a date format shows as a day of 1905."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    fill(sheet, [["Chỉ tiêu", 2023, 2024], [ECONOMY, 12.9, 13.2]])
    sheet["C1"].number_format = "dd/mm/yyyy"
    return book


def two_tables_and_a_hidden_column() -> Workbook:
    """Two tables with titles on one sheet, a column of it hidden."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Bảng 1. Hạ tầng số"],
        ["Chỉ tiêu", "ĐVT", "Năm 2024", "Ước 2025"],
        [FIBRE, "%", 82.4, 85],
        [],
        ["Bảng 2. Kinh tế số (Đơn vị tính: % GDP)"],
        ["Nội dung", 2022, 2023, 2024],
        [ECONOMY, 12.6, 12.9, 13.2],
        ["Nguồn: Cục Thống kê"],
    ]
    fill(sheet, rows, top=2, left=2)
    sheet.column_dimensions["D"].hidden = True
    return book


CASES = {
    "year-as-date": year_as_date,
    "two-tables-and-a-hidden-column": two_tables_and_a_hidden_column,
    "merged-header": merged_header,
    "merged-indicators": merged_indicators,
    "merged-indicators-long": merged_indicators_long,
    "years-as-sheets": years_as_sheets,
    "percent-cells": percent_cells,
    "indicators-as-sheets": indicators_as_sheets,
    "spacer-columns": spacer_columns,
}

if __name__ == "__main__":
    for case, build in CASES.items():
        if not (HERE / f"{case}.xlsx").exists():  # an archive differs each time it is written
            build().save(HERE / f"{case}.xlsx")
