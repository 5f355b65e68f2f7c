"""What a reading tells of itself: roles of columns, what its surroundings say, the origin."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import cmcn4
from cases.reading.inputs import Case, write
from cases.reading.workbooks import BOOKS, COMMUNES
from cmcn4.model.observation import Submission


def read(folder: Path, case: Case) -> Submission:
    return cmcn4.read(write(folder, case))


def test_each_column_of_a_ministrys_table_has_its_role(tmp_path: Path) -> None:
    book = BOOKS["a_ministry_compares_plan_and_result_below_three_rows_of_headings"]()
    (table,) = read(tmp_path, book).inputs[0].tables
    assert [(each.heading, each.role) for each in table.columns[1:]] == [
        ("Chỉ tiêu", "indicator"),
        ("ĐVT", "unit"),
        ("Thực hiện Năm 2023", "value"),
        ("Thực hiện Năm 2024", "value"),
        ("Năm 2025 Kế hoạch", "plan"),
        ("Năm 2025 Ước TH", "value"),
        ("So sánh (%) Ước TH 2025 với KH 2025", "change"),
        ("So sánh (%) Ước TH 2025 với TH 2024", "change"),
        ("Ghi chú", "note"),
    ]
    assert (table.header, table.observations) == ((7, 9), 12)


def test_the_letterhead_says_area_source_and_day_of_a_table(tmp_path: Path) -> None:
    book = BOOKS["a_branch_of_the_statistics_office_reports_for_its_province"]()
    (table,) = read(tmp_path, book).inputs[0].tables
    said = {each.role: each.text for each in table.said}
    assert said["area"] == "vn-nghe-an"
    assert said["released"] == "2025-11-28"
    assert "THỐNG KÊ" in said["source"]


def test_a_letterhead_is_a_source_that_its_rows_do_not_state(tmp_path: Path) -> None:
    rows = [
        ["UBND TỈNH HÀ TĨNH"],
        ["Hà Tĩnh, ngày 02 tháng 12 năm 2025"],
        ["Chỉ tiêu", "ĐVT", "Năm 2025"],
        [COMMUNES, "%", 97.5],
    ]
    (each,) = read(tmp_path, {"rows": rows}).observations
    assert each.origin.source == "UBND TỈNH HÀ TĨNH"
    assert each.origin.released == dt.date(2025, 12, 2)
    assert not each.origin.stated


def test_a_rows_own_source_goes_before_the_line_above_the_table(tmp_path: Path) -> None:
    rows = [
        ["Nguồn: Cục Viễn thông"],
        ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Nguồn"],
        [COMMUNES, "Hà Tĩnh", 2025, 97.5, "Cục Thống kê"],
        [COMMUNES, "Nghệ An", 2025, 95.5, None],
    ]
    first, second = read(tmp_path, {"rows": rows}).observations
    assert (first.origin.source, first.origin.stated) == ("Cục Thống kê", True)
    assert (second.origin.source, second.origin.stated) == ("Cục Viễn thông", False)


def test_two_files_that_name_nobody_have_no_source(tmp_path: Path) -> None:
    rows = [["Chỉ tiêu", "Địa phương", "Năm", "Giá trị"], [COMMUNES, "Hà Tĩnh", 2025, 97.5]]
    case = {"files": [{"file": "a.csv", "rows": rows}, {"file": "b.csv", "rows": rows}]}
    got = read(tmp_path, case)
    assert [each.origin.source for each in got.observations] == ["", ""]
    assert [each.code for each in got.findings] == ["source-missing", "source-missing"]


def test_an_area_assumed_is_told_once_a_file_with_the_area(tmp_path: Path) -> None:
    rows = [["Chỉ tiêu", "Năm 2025"], [COMMUNES, 97.5]]
    case = {"file": "data.xlsx", "sheets": {"Biểu 1": rows, "Biểu 2": rows}}
    told = [each for each in read(tmp_path, case).findings if each.code == "area-assumed"]
    assert [each.facts["area"].vi for each in told] == ["Việt Nam"]
