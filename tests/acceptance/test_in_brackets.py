"""What brackets say of figures, and logical values below headings, is told wherever it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.test_named_times_and_places import book
from acceptance.test_unread_texts import told, values

NAME = "Tỷ lệ người dân sử dụng Internet"
HEADER: list[object] = ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Đơn vị tính", "Nguồn"]
ROW: list[object] = [NAME, "Cả nước", "2025", 85.2, "%", "Bộ KH&CN"]
RESULT = [("2025", 85.2)]
SAID = ["ASEAN", "Lao PDR", "miền Bắc", "10 tỉnh", "tháng 6", "đến tháng 9", "Q4", "mục tiêu",
        "so với 2024", "tăng thêm", "15+", "x2", "lũy kế", "nữ"]  # fmt: skip


def table(folder: Path, *rows: list[object], sheet: str = "Sheet", name: str = "a.xlsx") -> Any:
    """Return what is read of a workbook with such rows."""
    return book(folder, {sheet: [*rows]}, name)


@pytest.mark.parametrize("inner", SAID)
@pytest.mark.parametrize("line", ["Kết quả chuyển đổi số", "A. Hạ tầng số"])
def test_brackets_of_a_title_or_a_chapter_are_told(line: str, inner: str, tmp_path: Path) -> None:
    text = f"{line} ({inner})"
    above = table(tmp_path, [text], HEADER, ROW)
    within = table(tmp_path, HEADER, [text], ROW)
    for found, cell in ((above, "A1"), (within, "A2")):
        told_of = [code for code, at in told(found) if at == cell]
        assert told_of or values(found) != RESULT, cell


@pytest.mark.parametrize("inner", ["dự báo", "số liệu dự báo"])
def test_a_forecast_in_the_brackets_of_a_title_is_one(inner: str, tmp_path: Path) -> None:
    found = table(tmp_path, [f"KẾT QUẢ CHUYỂN ĐỔI SỐ ({inner.upper()})"], HEADER, ROW)
    assert [each["status"] for each in found["observations"]] == ["forecast"]


@pytest.mark.parametrize(
    "line", ["Kết quả chuyển đổi số (2025)", "Kết quả chuyển đổi số (%)",
             "Kết quả chuyển đổi số (Kèm theo Báo cáo số 99/BC-SKHCN ngày 08/12/2025)",
             "- Lưu: VT, CĐS (02)."],
)  # fmt: skip
def test_brackets_of_papers_units_and_the_same_year_are_not(line: str, tmp_path: Path) -> None:
    assert told(table(tmp_path, [line], HEADER, ROW)) == []


def test_an_earlier_year_in_the_brackets_of_a_title_contradicts_its_rows(tmp_path: Path) -> None:
    found = table(tmp_path, ["Kết quả chuyển đổi số (2019)"], HEADER, ROW)
    assert ("unit-suspicious", "A1") in told(found)


@pytest.mark.parametrize("inner", ["6 tháng", "quý II", "thiếu", "youth", "proj.", "x2"])
def test_brackets_of_a_source_above_a_table_are_told(inner: str, tmp_path: Path) -> None:
    found = table(tmp_path, [f"Nguồn: Bộ KH&CN ({inner})"], HEADER[:5], ROW[:5])
    assert (told(found), values(found)) == ([("text-unread", "A1")], RESULT)


@pytest.mark.parametrize("inner", ["từ 15 tuổi", "15+", "một phần", "lũy kế", "Lào"])
def test_brackets_of_a_unit_above_a_table_are_told(inner: str, tmp_path: Path) -> None:
    bare = [*HEADER[:4], HEADER[5]], [*ROW[:4], ROW[5]]
    found = table(tmp_path, [f"Đơn vị tính: % ({inner})"], *bare)
    assert told(found)


@pytest.mark.parametrize("tail", ["DỰ BÁO", "NỮ", "ASEAN", "6 THÁNG", "2019"])
def test_words_behind_the_name_of_a_ministry_are_told(tail: str, tmp_path: Path) -> None:
    found = table(tmp_path, [f"BỘ KHOA HỌC VÀ CÔNG NGHỆ {tail}"], HEADER, ROW)
    assert (told(found), values(found)) == ([("text-unread", "A1")], RESULT)


@pytest.mark.parametrize("line", ["BỘ KHOA HỌC VÀ CÔNG NGHỆ", "BỘ KHOA HỌC VÀ CÔNG NGHỆ VIỆT NAM",
                                  "BỘ KHOA HỌC VÀ CÔNG NGHỆ CỤC VIỄN THÔNG"])  # fmt: skip
def test_the_name_alone_its_country_or_a_body_of_it_is_not(line: str, tmp_path: Path) -> None:
    assert told(table(tmp_path, [line], HEADER, ROW)) == []


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("inner", ["Đông Nam Bộ", "10 tỉnh", "Q4"])
def test_brackets_of_a_heading_are_told(inner: str, at: int, tmp_path: Path) -> None:
    header = [*HEADER]
    header[at] = f"{header[at]} ({inner})"
    found = table(tmp_path, header, ROW)
    assert told(found) or values(found) != RESULT


@pytest.mark.parametrize("inner", ["ASEAN", "youth", "MT", "fcst", "15+", "x2"])
def test_what_stands_beside_the_unit_of_a_heading_is_told(inner: str, tmp_path: Path) -> None:
    header = [*HEADER[:3], f"Giá trị (%, {inner})", HEADER[5]]
    assert ("text-unread", "D1") in told(table(tmp_path, header, [*ROW[:4], ROW[5]]))


@pytest.mark.parametrize("sheet", ["15+", "18-60", "10 xã", "10 tỉnh", "Kết quả (ASEAN)"])
def test_a_sheet_named_after_some_is_told(sheet: str, tmp_path: Path) -> None:
    assert ("text-unread", None) in told(table(tmp_path, HEADER, ROW, sheet=sheet))


@pytest.mark.parametrize("name", ["Đông Nam Bộ", "10 tỉnh", "ket qua chuyen doi so (mien Bac)"])
def test_a_file_named_after_some_is_told(name: str, tmp_path: Path) -> None:
    assert ("text-unread", None) in told(table(tmp_path, HEADER, ROW, name=f"{name}.xlsx"))


@pytest.mark.parametrize("name", ["01", "15", "asean", "g20", "Báo cáo 2025"])
def test_a_number_or_several_countries_as_the_name_of_a_file_are_not(
    name: str, tmp_path: Path
) -> None:
    assert told(table(tmp_path, HEADER, ROW, name=f"{name}.xlsx")) == []


@pytest.mark.parametrize("heading", ["Dự báo", "forecast"])
def test_a_logical_value_below_a_heading_counts_as_its_text(heading: str, tmp_path: Path) -> None:
    for ticked in (True, "TRUE", "x"):
        found = table(tmp_path, [*HEADER, heading], [*ROW, ticked])
        assert [each["status"] for each in found["observations"]] == ["forecast"], ticked


@pytest.mark.parametrize("heading", ["Draft", "Loại bỏ", "is_deleted"])
def test_a_row_that_is_ticked_as_left_out_is_no_result(heading: str, tmp_path: Path) -> None:
    for ticked in (True, "TRUE"):
        assert table(tmp_path, [*HEADER, heading], [*ROW, ticked])["observations"] == []


@pytest.mark.parametrize("heading", ["Được duyệt", "Hợp lệ", "Chính thức"])
def test_false_below_a_heading_is_told(heading: str, tmp_path: Path) -> None:
    found = table(tmp_path, [*HEADER, heading], [*ROW, False])
    assert (told(found), values(found)) == ([("text-unread", "G1")], RESULT)


@pytest.mark.parametrize("day", ["1/1", "30/6", "31/3", "15/10"])
def test_a_day_below_a_year_is_no_number_of_a_heading(day: str, tmp_path: Path) -> None:
    header: list[object] = [*HEADER[:2], "Năm 2025", *HEADER[4:]]
    found = table(tmp_path, header, ["", "", day, "", ""], [*ROW[:2], *ROW[3:]])
    assert told(found) or values(found) != RESULT


@pytest.mark.parametrize(("heading", "period"), [("30/6 năm 2025", "2025-06-30"),
                                                 ("ngày 1/1 năm 2025", "2025-01-01")])  # fmt: skip
def test_a_day_of_a_year_is_that_day(heading: str, period: str, tmp_path: Path) -> None:
    header: list[object] = [*HEADER[:2], heading, *HEADER[4:]]
    assert values(table(tmp_path, header, [*ROW[:2], *ROW[3:]])) == [(period, 85.2)]


def test_a_day_above_rows_is_that_of_their_year(tmp_path: Path) -> None:
    header: list[object] = [*HEADER[:2], "Năm 2025", *HEADER[4:]]
    found = table(tmp_path, header, ["Đến 30/6"], [*ROW[:2], *ROW[3:]])
    assert values(found) == [("2025-06-30", 85.2)]


@pytest.mark.parametrize("area", ["9/63 Cả nước", "1/2 Cả nước"])
def test_a_fraction_before_a_name_is_no_number_of_a_row(area: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEADER, [ROW[0], area, *ROW[2:]])
    assert told(found) or values(found) != RESULT
    assert values(table(tmp_path, HEADER, [ROW[0], "1/ Cả nước", *ROW[2:]])) == RESULT


@pytest.mark.parametrize("rank", ["▲70", "↑70", "▼70", "△ 70", "▲70 bậc"])
def test_an_arrow_before_a_rank_may_say_how_far_it_moved(rank: str, tmp_path: Path) -> None:
    row: list[object] = ["Xếp hạng Chính phủ điện tử (EGDI)", "Cả nước", "2024", rank, "hạng", "UN"]
    found = table(tmp_path, HEADER, row)
    assert ("number-unreadable", "D2") in told(found)
    assert values(table(tmp_path, HEADER, [*row[:3], "70 ", *row[4:]])) == [("2024", 70)]
