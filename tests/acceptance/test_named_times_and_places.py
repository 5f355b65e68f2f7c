"""Times in short, old borders, two provinces and legends around a table: none is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import inside, write
from acceptance.test_unread_texts import told, values

NAME = "Tỷ lệ hộ gia đình có cáp quang"
TABLE: list[list[object]] = [
    ["Chỉ tiêu", "Đơn vị tính", "Năm 2025", "Nguồn"],
    [NAME, "%", 85, "Bộ KH&CN"],
]
LONG = "Chỉ tiêu;Địa phương;Năm;Giá trị;ĐVT;Nguồn\n"
Rows = Sequence[Sequence[object]]


def read(path: Path, *options: str) -> Any:
    """Return what is read of a file."""
    return inside("read", path, "--lang", "en", "--no-config", *options, "-f", "json").json


def book(folder: Path, sheets: Mapping[str, Rows], name: str = "a.xlsx") -> Any:
    """Return what is read of a workbook."""
    made = Workbook(write_only=True)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
    made.save(folder / name)
    return read(folder / name)


def above(folder: Path, line: str) -> Any:
    """Return what is read of a table with a line above it."""
    return book(folder, {"Sheet": [[line], *TABLE]})


@pytest.mark.parametrize("line", ["Báo cáo T6", "Báo cáo 9T", "Báo cáo 6T", "Số liệu Q1", "KQ T.6",
                                  "1-9/2025", "III/2025", "1/2025 - 9/2025",
                                  "01/01/2025 - 30/06/2025"])  # fmt: skip
def test_a_part_of_a_year_in_short_above_a_year_is_told(line: str, tmp_path: Path) -> None:
    found = above(tmp_path, line)
    assert (told(found), values(found)) == ([("text-unread", "A1")], [("2025", 85)])


@pytest.mark.parametrize("line", ["6/2025", "2024", "2023-2024", "Q3/2024"])
def test_another_time_alone_above_a_year_is_told(line: str, tmp_path: Path) -> None:
    assert ("unit-suspicious", "A1") in told(above(tmp_path, line))


@pytest.mark.parametrize("line", ["Báo cáo Q1/2025", "Báo cáo T6/2025", "Báo cáo H1/2025"])
def test_a_title_of_a_part_of_a_year_contradicts_a_year(line: str, tmp_path: Path) -> None:
    found = above(tmp_path, line)
    assert values(found) == []
    assert "period-unreadable" in dict(told(found))


@pytest.mark.parametrize("line", ["12/2025", "01/2026", "2025", "2021-2025", "Bảng T21", "2026"])
def test_times_that_may_be_those_of_the_letter_say_nothing(line: str, tmp_path: Path) -> None:
    assert values(above(tmp_path, line)) == [("2025", 85)]
    assert told(above(tmp_path, line)) in ([], [("text-unread", "A1")])
    assert "unit-suspicious" not in dict(told(above(tmp_path, line)))


def test_a_part_of_a_year_above_its_figures_says_nothing(tmp_path: Path) -> None:
    rows: Rows = [["Báo cáo Q1/2025"], ["Chỉ tiêu", "ĐVT", "Kết quả"], [NAME, "%", 85]]
    found = book(tmp_path, {"Q1": rows})
    assert (told(found), values(found)) == ([], [("2025-Q1", 85)])


@pytest.mark.parametrize(
    "name", ["Q1", "T6", "9T", "H1", "Tây Bắc", "Thế giới", "EU", "Xã", "Huyện"]
)
def test_the_name_of_a_sheet_that_says_another_time_or_place_is_told(
    name: str, tmp_path: Path
) -> None:
    found = book(tmp_path, {name: TABLE})
    assert ("text-unread", None) in told(found)


def test_the_name_of_a_file_that_says_a_part_of_a_year_is_told(tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": TABLE}, "bao-cao-q1.xlsx")
    assert told(found) == [("text-unread", None)]


@pytest.mark.parametrize("source", ["MOST, 9T/2025", "Bộ KH&CN, 6T", "MOST, 1-9/2025", "MOST T6",
                                    "Bộ KH&CN (9T/2025)"])  # fmt: skip
def test_a_source_that_says_a_part_of_a_year_is_told(source: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [TABLE[0], [NAME, "%", 85, source]]})
    assert told(found) == [("text-unread", "D1")]


OLD = ["Tỉnh Lào Cai cũ", "tỉnh Lào Cai trước sáp nhập", "Lào Cai (cũ)", "UBND tỉnh Lào Cai (cũ)"]


@pytest.mark.parametrize("area", OLD)
def test_a_province_of_before_a_merger_is_that(area: str, tmp_path: Path) -> None:
    found = read(write(tmp_path, f"{LONG}{NAME};{area};2025;85;%;MOST\n"))
    assert [each["area"] for each in found["observations"]] == ["vn-lao-cai"]


@pytest.mark.parametrize(
    "area", ["Tỉnh Lào Cai kế hoạch", "Tỉnh Lào Cai dự kiến", "Tỉnh Lào Cai khu vực nông thôn",
             "Tỉnh Lào Cai năm 2024", "Tỉnh Lào Cai và Yên Bái", "UBND tỉnh Lào Cai dự kiến",
             "Tỉnh Lào Cai chưa tính Yên Bái", "Lào Cai (TP)", "Lào Cai (thành phố)"],
)  # fmt: skip
def test_what_stands_behind_a_province_makes_it_another_area(area: str, tmp_path: Path) -> None:
    found = read(write(tmp_path, f"{LONG}{NAME};{area};2025;85;%;MOST\n"))
    assert (told(found)[-1], values(found)) == (("area-unknown", "B2"), [])


@pytest.mark.parametrize(
    ("area", "id_"),
    [("Tỉnh Lào Cai", "vn-lao-cai-2025"), ("UBND tỉnh Lào Cai", "vn-lao-cai-2025"),
     ("Tỉnh Lào Cai (mới)", "vn-lao-cai-2025"), ("Tỉnh Lào Cai sau sáp nhập", "vn-lao-cai-2025"),
     ("Sở KH&CN tỉnh Lào Cai", "vn-lao-cai-2025"), ("Hà Nội (TP)", "vn-ha-noi"),
     ("Hải Phòng (thành phố)", "vn-hai-phong-2025")],
)  # fmt: skip
def test_what_says_no_more_than_the_province_is_it(area: str, id_: str, tmp_path: Path) -> None:
    found = read(write(tmp_path, f"{LONG}{NAME};{area};2025;85;%;MOST\n"))
    assert [each["area"] for each in found["observations"]] == [id_]


@pytest.mark.parametrize(
    "line", ["UBND TỈNH LÀO CAI (CŨ)", "UBND TỈNH LÀO CAI CŨ", "UBND TỈNH LÀO CAI (DỰ THẢO)",
             "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH LÀO CAI (TRƯỚC SÁP NHẬP)", "UBND TỈNH LÀO CAI KẾ HOẠCH",
             "UBND TỈNH LÀO CAI - KHU VỰC NÔNG THÔN", "UBND TỈNH LÀO CAI NĂM 2024",
             "BỘ KHOA HỌC VÀ CÔNG NGHỆ (KẾ HOẠCH)", "BỘ KHOA HỌC VÀ CÔNG NGHỆ - DỰ BÁO",
             "Đơn vị báo cáo: Tỉnh Lào Cai và Yên Bái", "Địa phương: Lào Cai (cũ)"],
)  # fmt: skip
def test_more_behind_the_name_of_a_body_is_told(line: str, tmp_path: Path) -> None:
    assert ("text-unread", "A1") in told(above(tmp_path, line))


@pytest.mark.parametrize(
    "line", ["UBND TỈNH LÀO CAI", "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH LÀO CAI",
             "UBND TỈNH LÀO CAI (MỚI)",
             "BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Đơn vị báo cáo: Sở Khoa học và Công nghệ tỉnh Lào Cai",
             "BỘ KHOA HỌC VÀ CÔNG NGHỆ (MOST)"],
)  # fmt: skip
def test_a_body_alone_says_nothing(line: str, tmp_path: Path) -> None:
    assert "text-unread" not in dict(told(above(tmp_path, line)))


@pytest.mark.parametrize(
    "line",
    [
        "Tỉnh Lào Cai và Yên Bái",
        "Sở KH&CN Lào Cai",
        "UBND tỉnh Lào Cai và Yên Bái",
        "Tỉnh Lào Cai, Yên Bái",
    ],
)
def test_a_section_of_provinces_in_a_table_of_all_is_told(line: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [TABLE[0], [line], TABLE[1]]})
    assert "text-unread" in dict(told(found))


@pytest.mark.parametrize(
    ("line", "area"), [("Lào", "LA"), ("Đức", "DE"), ("Úc", "AU"), ("Ý", "IT")]
)
def test_a_country_of_a_short_name_above_is_whose_figures_they_are(
    line: str, area: str, tmp_path: Path
) -> None:
    assert {each["area"] for each in above(tmp_path, line)["observations"]} <= {area}


LEGENDS: Mapping[str, Rows] = {
    "quarter": [["Ký hiệu", "Ý nghĩa"], ["*", "Số liệu Q1/2025"]],
    "half year": [["Ký hiệu", "Ý nghĩa"], ["*", "6 tháng"]],
    "plan": [["Ký hiệu", "Ý nghĩa"], ["*", "Số kế hoạch"]],
    "description": [["Chỉ tiêu", "Mô tả"], [NAME, "Số kế hoạch năm 2025"]],
    "place": [["Chỉ tiêu", "Địa phương"], [NAME, "Lào Cai"]],
    "kind": [["Thuộc tính", "Giá trị"], ["Loại số liệu", "Kế hoạch"], ["Kỳ", "Q1/2025"]],
    "unit": [["Chỉ tiêu", "Đơn vị tính"], [NAME, "‰"]],
}


@pytest.mark.parametrize("kind", LEGENDS)
def test_a_small_table_of_texts_beside_the_figures_is_told(kind: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": TABLE, "Ghi chú": LEGENDS[kind]})
    assert {"text-unread", "column-unread"} & {code for code, _ in told(found)}


def test_a_list_of_indicators_beside_the_figures_says_nothing(tmp_path: Path) -> None:
    rows: Rows = [
        ["STT", "Chỉ tiêu", "Đơn vị tính"],
        [1, NAME, "%"],
        [2, "Tỷ lệ người dân sử dụng Internet", "%"],
    ]
    assert "text-unread" not in dict(told(book(tmp_path, {"Sheet": TABLE, "Danh mục": rows})))


@pytest.mark.parametrize("name", ["Households covered by fibre - plan",
                                  "Households covered by fibre, target",
                                  "Households covered by fibre (plan)"])  # fmt: skip
@pytest.mark.parametrize("heading", ["Indicator (English)", "Chỉ tiêu (tiếng Anh)"])
def test_a_plan_behind_the_name_in_another_language_is_told(
    heading: str, name: str, tmp_path: Path
) -> None:
    rows: Rows = [[*TABLE[0], heading], [*TABLE[1], name]]
    assert ("text-unread", "E1") in told(book(tmp_path, {"Sheet": rows}))


@pytest.mark.parametrize("text", ["Sở KH&CN Lào Cai", "Sở KH&CN tỉnh Huế"])
@pytest.mark.parametrize("heading", ["Ghi chú", "Đơn vị cung cấp", None])
def test_a_body_of_a_province_beside_a_figure_of_all_is_told(
    heading: str | None, text: str, tmp_path: Path
) -> None:
    rows: Rows = [["Bộ KH&CN"], [*TABLE[0], heading], [*TABLE[1], text]]
    assert ("text-unread", "E2") in told(book(tmp_path, {"Sheet": rows}))


def test_a_body_of_the_province_whose_figures_they_are_says_nothing(tmp_path: Path) -> None:
    row = [*TABLE[1], "Sở KH&CN Lào Cai"]
    rows: Rows = [["UBND TỈNH LÀO CAI"], [*TABLE[0], "Đơn vị cung cấp"], row]
    assert "text-unread" not in dict(told(book(tmp_path, {"Sheet": rows})))


@pytest.mark.parametrize("unit", ["% (Tỉnh Lào Cai)", "% (Sở KH&CN Lào Cai)"])
def test_a_province_behind_a_unit_is_told(unit: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [TABLE[0], [NAME, unit, 85, "Bộ KH&CN"]]})
    assert ("text-unread", "B1") in told(found)


@pytest.mark.parametrize("line", ["Q1", "T6", "H1"])
def test_a_part_of_a_year_alone_below_a_table_is_told(line: str, tmp_path: Path) -> None:
    assert "text-unread" in dict(told(book(tmp_path, {"Sheet": [*TABLE, [], [line]]})))


@pytest.mark.parametrize("name", [f"{NAME} tại thành phố", f"{NAME} trong thành phố",
                                  f"{NAME} của thành phố"])  # fmt: skip
def test_what_is_of_the_towns_is_told_but_by_a_city(name: str, tmp_path: Path) -> None:
    for area in ("Việt Nam", "Lào Cai"):
        found = read(write(tmp_path, f"{LONG}{name};{area};2025;85;%;MOST\n"))
        assert ("text-unread", "A1") in told(found)
    city: Rows = [["UBND THÀNH PHỐ HÀ NỘI"], TABLE[0], [name, *TABLE[1][1:]]]
    assert "text-unread" not in dict(told(book(tmp_path, {"Sheet": city})))


@pytest.mark.parametrize("unit", ["% không có", "%, không có", "% (x10)", "−%", "% without"])
def test_a_unit_that_denies_or_multiplies_is_told(unit: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [TABLE[0], [NAME, unit, 85, "Bộ KH&CN"]]})
    assert {"text-unread", "unit-mismatch"} & {code for code, _ in told(found)}


@pytest.mark.parametrize("source", ["Bộ KH&CN Lào", "MOST Laos", "MOST plan", "MOST/plan",
                                    "non-MOST", "trái với MOST", "unknown"])  # fmt: skip
def test_a_source_that_denies_its_figure_is_told(source: str, tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet": [TABLE[0], [NAME, "%", 85, source]]})
    assert "text-unread" in dict(told(found))


@pytest.mark.parametrize("heading", ["Cơ quan", "Địa phương"])
def test_a_ministry_among_areas_is_told(heading: str, tmp_path: Path) -> None:
    rows: Rows = [["Chỉ tiêu", heading, "ĐVT", "Năm 2025"], [NAME, "Bộ Y tế", "%", 85]]
    assert ("text-unread", "B1") in told(book(tmp_path, {"Sheet": rows}))
    section: Rows = [TABLE[0], ["Bộ Y tế"], TABLE[1]]
    assert ("text-unread", "A2") in told(book(tmp_path, {"Sheet": section}))


@pytest.mark.parametrize("note", [":10", "*10", "x10", "1 - x"])
def test_a_note_by_which_a_figure_is_another_is_told(note: str, tmp_path: Path) -> None:
    rows: Rows = [[*TABLE[0], "Ghi chú"], [*TABLE[1], note]]
    assert told(book(tmp_path, {"Sheet": rows})) == [("text-unread", "E1")]


PACK = str(Path(__file__).parents[1] / "cases" / "gaps" / "kinds.yaml")


@pytest.mark.parametrize(("count", "share"), [("5.500", "81.5"), ("5,500", "81,5")])
def test_a_count_has_no_fraction_whatever_mark_its_column_has(
    count: str, share: str, tmp_path: Path
) -> None:
    rows = f"{NAME};VN;2025;{share};%;MOST\nhouseholds;VN;2025;{count};hộ;NSO\n"
    assert values(read(write(tmp_path, LONG + rows), "-t", PACK)) == [("2025", 81.5)]
    thousands = rows.replace(";hộ;", ";nghìn hộ;")
    found = values(read(write(tmp_path, LONG + thousands), "-t", PACK))
    assert found == [("2025", 81.5), ("2025", 5500)]


@pytest.mark.parametrize(
    "line", ["Kỳ báo cáo: 2019", "Kỳ báo cáo: Quý I", "Quốc gia: Lào", "Area: Laos",
             "Đơn vị báo cáo: xã Bát Xát", "Đơn vị báo cáo: Công ty FPT", "Reported by: FPT"],
)  # fmt: skip
def test_a_caption_below_a_table_is_told(line: str, tmp_path: Path) -> None:
    assert ("text-unread", "A4") in told(book(tmp_path, {"Sheet": [*TABLE, [], [line]]}))


@pytest.mark.parametrize("line", ["Quốc gia: Lào", "Country: Laos", "Đơn vị báo cáo: Thái Lan",
                                  "Tỉnh: Lào Cai", "UBND TỈNH LÀO CAI"])  # fmt: skip
def test_a_sender_of_no_area_of_the_rows_is_told(line: str, tmp_path: Path) -> None:
    found = read(write(tmp_path, f"{line}\n{LONG}{NAME};Việt Nam;2025;85;%;MOST\n"))
    assert told(found) == [("text-unread", "A1")]


CAPTION = ["Đơn vị tính;%", "ĐVT;%", "Unit;(%)"]


@pytest.mark.parametrize("unit", CAPTION)
def test_nothing_below_a_line_of_units_is_lost(unit: str, tmp_path: Path) -> None:
    """It is no header of another table, in which nothing would be ours."""
    table = f"Chỉ tiêu;Năm 2025\n{NAME};85\n{unit}\n"
    users = "Tỷ lệ người dân sử dụng Internet"
    wrong = read(write(tmp_path, f"{table}{users};sáu mươi?\n"))
    assert ("number-unreadable", "B4") in told(wrong)
    assert values(read(write(tmp_path, f"{table}{users};61\n"))) == [("2025", 85), ("2025", 61)]
    assert told(read(write(tmp_path, f"{table}Trạng thái;Dự báo\n")))
    foretold = read(write(tmp_path, f"{table}Số liệu trên là dự báo;\n"))
    assert {each["status"] for each in foretold["observations"]} == {"forecast"}
