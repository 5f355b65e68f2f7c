"""A cell without a role says what its row is of, whatever the other rows of its column say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import Result, inside, write

NAME = "Tỷ lệ hộ gia đình có cáp quang"
OTHER = "Tỷ lệ xã có cáp quang"
HEADER = ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Đơn vị tính", "Nguồn"]
BEFORE = [NAME, "Cả nước", "2024", "70", "%", "NSO"]
NOW = [NAME, "Cả nước", "2025", "90", "%", "NSO"]
BESIDE = [OTHER, "Cả nước", "2025", "99", "%", "NSO"]
ASKED = ("--as-of", "2025-12-31", "--no-config", "--lang", "en", "-f", "json",
         "-t", "qd-2289/fibre-households-2025")  # fmt: skip
COLUMNS = ["Ghi chú", "Nhóm", "Loại số liệu", "Nhận xét", ""]


def text(*rows: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
    return written.getvalue()


def value(result: Result) -> Any:
    (one,) = result.json["assessments"]
    return one["low"], one["period"]


def codes(result: Result) -> set[str]:
    return {each["code"] for each in result.json["findings"]}


@pytest.mark.parametrize("others", ["", "đã rà soát"])
@pytest.mark.parametrize("said", ["dự báo", "Dự kiến", "số dự báo", "Nữ", "Nam", "thành thị",
                                  "hộ nghèo", "Kế hoạch", "Kế hoạch 2025", "Kịch bản cao",
                                  "so với cùng kỳ", "Theo giá so sánh 2010"])  # fmt: skip
@pytest.mark.parametrize("column", COLUMNS)
def test_what_a_cell_says_does_not_hang_on_the_others(
    column: str, said: str, others: str, tmp_path: Path
) -> None:
    rows = ([*HEADER, column], [*BEFORE, ""], [*NOW, said], [*BESIDE, others])
    assert value(inside("check", write(tmp_path, text(*rows)), *ASKED)) == (70, "2024")


@pytest.mark.parametrize("said", ["Hạ tầng", "xong", "tăng", "chính thức", "tổng số", "E", ""])
@pytest.mark.parametrize("column", ["Ghi chú", "Nhóm", "Người nhập"])
def test_what_says_no_more_of_a_figure_leaves_it_a_result(
    column: str, said: str, tmp_path: Path
) -> None:
    rows = ([*HEADER, column], [*BEFORE, "x y"], [*NOW, said], [*BESIDE, "1"])
    assert value(inside("check", write(tmp_path, text(*rows)), *ASKED)) == (90, "2025")


def test_a_letter_is_a_flag_beside_a_figure_and_a_group_in_a_column_of_groups(
    tmp_path: Path,
) -> None:
    for column, expected in (("Ghi chú", 70), ("", 70), ("Nhóm", 90)):
        rows = ([*HEADER, column], [*BEFORE, ""], [*NOW, "f"], [*BESIDE, "xong"])
        found = value(inside("check", write(tmp_path, text(*rows)), *ASKED))
        assert found[0] == expected, column


@pytest.mark.parametrize("engine", ["python", "duckdb"])
@pytest.mark.parametrize("column", ["Ghi chú", "Nhóm"])
def test_it_counts_however_far_below(column: str, engine: str, tmp_path: Path) -> None:
    months = [f"{year}-{month:02}" for year in range(1960, 2025) for month in range(1, 13)]
    filling = [[NAME, "Cả nước", month, "70", "%", "NSO", f"dòng {month}"] for month in months]
    rows = ([*HEADER, column], *filling, [*NOW, "dự báo"], [*BESIDE, "xong"])
    path = write(tmp_path, text(*rows))
    result = inside("check", path, *ASKED, "--engine", engine)
    assert value(result) == (70, "2024-12")


@pytest.mark.parametrize(("said", "expected"), [("dự báo", 70), ("Nữ", 70), ("xong", 90)])
def test_it_counts_beyond_the_header_of_a_workbook(
    said: str, expected: float, tmp_path: Path
) -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in (HEADER, BEFORE, [*NOW, "", said], BESIDE):
        sheet.append(row)
    for cells in sheet["D2:D4"]:
        cells[0].value = float(cells[0].value)
    workbook.save(tmp_path / "data.xlsx")
    assert value(inside("check", tmp_path / "data.xlsx", *ASKED))[0] == expected


@pytest.mark.parametrize("period", ["Dự báo 2025", "2025 (dự kiến)"])
def test_of_two_columns_of_periods_the_less_sure_counts(period: str, tmp_path: Path) -> None:
    header = [*HEADER[:3], "Thời gian", *HEADER[3:]]
    rows = (header, [*BEFORE[:3], "2024", *BEFORE[3:]], [*NOW[:3], period, *NOW[3:]])
    assert value(inside("check", write(tmp_path, text(*rows)), *ASKED)) == (70, "2024")


def test_growth_at_constant_prices_is_growth(tmp_path: Path) -> None:
    rows = (
        [*HEADER, "Ghi chú"],
        ["Tốc độ tăng năng suất lao động", "Cả nước", "2025", "7.5", "%", "NSO", "Giá so sánh"],
        [*BESIDE, ""],
    )
    result = inside(
        "read", write(tmp_path, text(*rows)), "--lang", "en", "--no-config", "-f", "json"
    )
    assert [each["value"] for each in result.json["observations"]] == [7.5, 99]


def test_action_deletes_a_row_in_sdmx_alone_and_that_is_told(tmp_path: Path) -> None:
    rows = ([*HEADER, "Action"], [*BEFORE, ""], [*NOW, "D"])
    assert value(inside("check", write(tmp_path, text(*rows)), *ASKED)) == (90, "2025")
    names = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "INDICATOR", "TIME_PERIOD",
             "OBS_VALUE"]  # fmt: skip
    start = ["dataflow", "X:Y(1.0)"]
    sdmx = (
        names,
        [*start, "D", "VNM", "fibre-households", "2025", "90"],
        [*start, "A", "VNM", "fibre-households", "2024", "70"],
    )
    result = inside("check", write(tmp_path, text(*sdmx)), *ASKED)
    assert value(result) == (70, "2024")
    (told,) = [each for each in result.json["findings"] if each["code"] == "rows-skipped"]
    assert (told["cell"], told["count"]) == ("C2", 1)
