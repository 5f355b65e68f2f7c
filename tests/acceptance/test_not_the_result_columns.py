"""A number that is no result by a column or a source beside it: ticks, days, ratios, bodies."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside, write

NAME, OTHER = "Tỷ lệ người dân sử dụng Internet", "Tỷ lệ xã có cáp quang"
LONG = ["Chỉ tiêu", "Năm", "Giá trị", "Đơn vị tính", "Nguồn"]
ROW = [NAME, "2025", "90", "%", "NSO"]
WIDE = ["Chỉ tiêu", "Đơn vị tính"]


def read(folder: Path, *rows: list[str]) -> Any:
    """Return what is read of a text file with these rows."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
    path = write(folder, written.getvalue())
    return inside("read", path, "--lang", "en", "--no-config", "-f", "json").json


def results(found: Any) -> set[float]:
    """Return the values read as results of the country's total in 2025."""
    return {
        each["value"]
        for each in found["observations"]
        if (each["area"], each["period"], each["breakdown"]) == ("VN", "2025", None)
        and each["status"] == "final"
        and each["indicator"] == "internet-users"
    }


def codes(found: Any) -> set[str]:
    """Return the codes of the findings."""
    return {each["code"] for each in found["findings"]}


@pytest.mark.parametrize("mark", ["x", "X", "✓", "●", "+", "*", "có"])
@pytest.mark.parametrize(
    "heading",
    ["Dự báo", "Là dự báo", "Dự kiến", "Kế hoạch", "Mục tiêu", "Giả định", "Draft", "Loại bỏ",
     "Thành thị", "Nữ"],
)  # fmt: skip
def test_a_mark_says_of_its_row_what_its_heading_says(
    heading: str, mark: str, tmp_path: Path
) -> None:
    header, other = [*LONG, heading], [OTHER, "2025", "99", "%", "NSO"]
    assert results(read(tmp_path, header, [*ROW, mark], [*other, ""])) == set()
    assert results(read(tmp_path, header, [*ROW, ""], [*other, mark])) == {90}


@pytest.mark.parametrize("heading", ["Giả định", "Draft", "Loại bỏ"])
def test_a_row_that_is_ticked_as_none_that_counts_is_told(heading: str, tmp_path: Path) -> None:
    rows = ([*LONG, heading], [*ROW, "x"], [OTHER, "2025", "99", "%", "NSO", ""])
    (told,) = [each for each in read(tmp_path, *rows)["findings"] if each["code"] == "rows-skipped"]
    assert told["cell"] == "F2"


@pytest.mark.parametrize("heading", ["Thực hiện", "Chính thức", "Xong", "Gia đình"])
def test_a_mark_below_a_heading_that_says_no_more_leaves_a_result(
    heading: str, tmp_path: Path
) -> None:
    assert results(read(tmp_path, [*LONG, heading], [*ROW, "x"])) == {90}


def test_a_missing_part_among_parts_is_no_mark(tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "Năm", "Tổng số", "Thành thị", "Nông thôn"]
    assert results(read(tmp_path, header, [NAME, "2025", "90", "x", "x"])) == {90}


AS_OF = ["Tính đến", "Số liệu đến", "Ngày chốt số liệu", "Thời điểm", "As of"]


@pytest.mark.parametrize("heading", AS_OF)
def test_up_to_when_figures_go_is_their_period(heading: str, tmp_path: Path) -> None:
    header = [*LONG, heading]
    for day in ("31/12/2025", "12/2025", "2025", ""):
        assert results(read(tmp_path, header, [*ROW, day])) == {90}, day
    for day in ("31/3/2025", "2025-03"):
        assert results(read(tmp_path, header, [*ROW, day])) == set(), day
    assert "period-unreadable" in codes(read(tmp_path, header, [*ROW, "31/12/2024"]))
    wide = [*WIDE, "Năm 2025", heading]
    assert results(read(tmp_path, wide, [NAME, "%", "90", "31/12/2025"])) == {90}
    assert results(read(tmp_path, wide, [NAME, "%", "90", "31/3/2025"])) == set()


SAID = ["Bộ KH&CN (dự báo)", "Bộ KH&CN (kế hoạch)", "Bộ KH&CN, số liệu thành thị", "IMF forecast",
        "Dự báo của Bộ KH&CN", "Mục tiêu QĐ 2289", "Dự báo", "Bộ KH&CN - dự báo"]  # fmt: skip
NAMED = ["Báo cáo tổng kết kế hoạch 2025 của Bộ KH&CN", "Trung tâm Phân tích và Dự báo",
         "Vụ Tài chính - Kế hoạch", "Chiến lược quốc gia phát triển kinh tế số, QĐ 411/QĐ-TTg",
         "Niên giám thống kê 2025", "Kế hoạch số 123/KH-UBND", "UBND các tỉnh, thành phố",
         "Phòng Thương mại và Công nghiệp Việt Nam"]  # fmt: skip


@pytest.mark.parametrize("source", [*SAID, *NAMED])
def test_what_a_source_says_counts_and_what_it_names_does_not(source: str, tmp_path: Path) -> None:
    expected = set() if source in SAID else {90}
    assert results(read(tmp_path, LONG, [*ROW[:4], source])) == expected
    line = [f"Nguồn: {source}", "", ""]
    assert results(read(tmp_path, line, [*WIDE, "Năm 2025"], [NAME, "%", "90"])) == expected


@pytest.mark.parametrize(
    "source",
    ["Sở TTTT Hà Nội", "UBND tỉnh Lào Cai", "Báo cáo của UBND tỉnh Lào Cai", "Lào Cai"],
)
def test_a_province_is_no_source_of_what_is_only_assumed_to_be_the_nation(
    source: str, tmp_path: Path
) -> None:
    before = [[NAME, str(year), "70", "%", "NSO"] for year in range(2015, 2025)]
    found = read(tmp_path, LONG, *before, [*ROW[:4], source])
    assert results(found) == set()
    (told,) = [each for each in found["findings"] if each["code"] == "area-unknown"]
    assert told["cell"] == "E12"
    assert results(read(tmp_path, LONG, [*ROW[:4], "Sở KH&CN"])) == {90}  # of which, is not said
    named = read(tmp_path, [*LONG, "Địa phương"], [*ROW[:4], source, "Cả nước"])
    assert results(named) == {90}


@pytest.mark.parametrize("heading", ["Loại", "Chỉ số", "Nội dung", "Phân loại", ""])
def test_results_and_plans_in_letters_are_no_countries(heading: str, tmp_path: Path) -> None:
    rows = [[heading, *LONG], ["KH", *ROW[:2], "95", *ROW[3:]], ["TH", *ROW]]
    assert results(read(tmp_path, *rows)) == {90}
    assert results(read(tmp_path, *([*row[1:], row[0]] for row in rows))) == {90}


def test_countries_are_countries(tmp_path: Path) -> None:
    rows = [["TH", "2025", "80"], ["KH", "2025", "70"], ["VN", "2025", "90"]]
    found = read(tmp_path, ["Nước", "Năm", NAME], *rows)
    assert [each["area"] for each in found["observations"]] == ["TH", "KH", "VN"]


def test_plan_and_result_stand_side_by_side_in_letters(tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "Năm", "KH", "TH", "Đơn vị tính"]
    assert results(read(tmp_path, header, [NAME, "2025", "95", "90", "%"])) == {90}


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Thực hiện", {90}), ("Kết quả", {90}), ("Năm 2025", {90}), ("TH", {90}), ("Dự báo", set()),
     ("Hà Nội", set()), ("Kế hoạch", set()), ("Tỷ lệ thực hiện", set()), ("Nữ", set())],
)  # fmt: skip
def test_a_second_column_of_labels_says_what_it_says_elsewhere(
    label: str, expected: set[float], tmp_path: Path
) -> None:
    header = ["Chỉ tiêu", "", "Đơn vị tính", "Năm 2025"]
    found = read(tmp_path, header, [NAME, label, "%", "90"], [OTHER, "", "%", "99"])
    assert results(found) == expected


def test_an_inner_label_that_is_no_known_part_is_told_where_no_whole_stands(tmp_path: Path) -> None:
    header = ["Chỉ tiêu", "", "Đơn vị tính", "Năm 2025"]
    alone, whole = [NAME, "Hộ đặc thù", "%", "90"], [NAME, "", "%", "95"]
    assert "unit-suspicious" in codes(read(tmp_path, header, alone, [OTHER, "", "%", "99"]))
    assert "unit-suspicious" not in codes(read(tmp_path, header, whole, alone))


@pytest.mark.parametrize(
    "heading",
    ["Tỷ lệ thực hiện 2025", "Tỷ lệ TH 2025", "Mức thực hiện 2025", "Tỷ lệ năm 2025",
     "% thực hiện năm 2025", "Tỷ lệ hoàn thành 2025"],
)  # fmt: skip
def test_how_a_plan_is_met_is_no_result(heading: str, tmp_path: Path) -> None:
    plan = [*WIDE, "Kế hoạch 2025"]
    assert results(read(tmp_path, [*plan, heading], [NAME, "%", "75", "95"])) == set()
    found = read(tmp_path, [*plan, "Thực hiện 2025", heading], [NAME, "%", "75", "90", "95"])
    assert results(found) == {90}


@pytest.mark.parametrize("plan", ["Kế hoạch", "Nhiệm vụ giao", "Được giao", "Cần đạt"])
def test_a_share_behind_a_plan_is_how_it_is_met(plan: str, tmp_path: Path) -> None:
    rows = ["Chỉ tiêu", "Năm", plan, "Tỷ lệ", "Đơn vị tính"], [NAME, "2025", "75", "90", "%"]
    assert results(read(tmp_path, *rows)) == set()
    alone = [row[:2] + row[3:] for row in rows]
    assert results(read(tmp_path, *alone)) == {90}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [("2=1x1,15", set()), ("(2)=(1)/100", set()), ("2 = 1*1.1", set()), ("2", {90})],
)
def test_the_row_that_numbers_columns_tells_ratios(
    formula: str, expected: set[float], tmp_path: Path
) -> None:
    rows = [*WIDE, "Năm 2024", "Năm 2025"], ["A", "B", "1", formula], [NAME, "%", "80", "90"]
    assert results(read(tmp_path, *rows)) == expected


def test_a_share_of_counts_is_a_result(tmp_path: Path) -> None:
    header = [*WIDE, "Tổng số người", "Số người dùng", "Năm 2025"]
    found = read(tmp_path, header, ["A", "B", "1", "2", "3=2/1"], [NAME, "%", "10", "9", "90"])
    assert results(found) == {90}
