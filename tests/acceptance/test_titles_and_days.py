"""What titles and letterheads say of period and area, and which days in them are no period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import inside
from acceptance.test_honest_forms import read

NAME, OTHER = "Tỷ lệ hộ gia đình có cáp quang", "Tỷ lệ xã có cáp quang"
FROM, RESULTS = "UBND TỈNH LẠNG SƠN;;;\n", f"STT;Chỉ tiêu;ĐVT;Kết quả\n1;{NAME};%;76\n"


def errors(found: Any) -> list[str]:
    """Return the codes of the errors, but for that nothing is left beside them."""
    codes = (each["code"] for each in found["findings"] if each["level"] == "error")
    return [code for code in codes if code != "nothing-read"]


def figures(found: Any) -> list[tuple[str, str, float]]:
    """Return area, period and value of what was read."""
    return [(each["area"], each["period"], each["value"]) for each in found["observations"]]


def periods(folder: Path, *titles: str, rows: str = RESULTS) -> list[str] | list[tuple[str, float]]:
    """Return the periods and values read below titles, or the codes of the errors."""
    found = read(folder, FROM + "".join(f"{title};;;\n" for title in titles) + rows)
    return errors(found) or [(period, value) for _, period, value in figures(found)]


@pytest.mark.parametrize(
    "line", ["Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh",
             "Theo Công văn số 5678/BKHCN ngày 20/11/2025", "Lạng Sơn, ngày 10/12/2025",
             "Nghị quyết số 35-NQ/TU ngày 11/02/2025", "Số: 25/BC-SKHCN ngày 10/12/2025",
             "Ngày in: 10/12/2025", "Ngày 10/12/2025", "Hội nghị ngày 15/12/2025",
             "Gửi trước ngày 15/12/2025", "Họp giao ban tháng 12/2025", "Từ 01/7/2025: 65 xã",
             "Thực hiện Nghị quyết 57-NQ/TW ngày 22/12/2024", "Cập nhật ngày 10/12/2025",
             "Hạn gửi báo cáo đến hết ngày 15/12/2025", "Ngày nhận báo cáo: 15/12",
             "(Từ 01/01/2025 đến 31/12/2025)", "(Số liệu từ 15/12/2024 đến 14/12/2025)"],
)  # fmt: skip
def test_a_day_of_something_else_than_the_figures(line: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", line) == [("2025", 76)]


@pytest.mark.parametrize(
    "title", ["KẾT QUẢ NĂM 2025 (Kèm theo Công văn số 12/SKHCN ngày 01/12/2025)",
              "KẾT QUẢ NĂM 2025 (Kèm theo Báo cáo tháng 12/2025)",
              "KẾT QUẢ THEO QUYẾT ĐỊNH 2289/QĐ-TTg NGÀY 31/12/2020 NĂM 2025"],
)  # fmt: skip
def test_a_paper_beside_the_year_in_one_title(title: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == [("2025", 76)]


@pytest.mark.parametrize(
    ("line", "period"),
    [("(Số liệu tính đến ngày 30/9/2025)", "2025-09-30"), ("Tính đến 30/9/2025", "2025-09-30"),
     ("Số liệu đến hết ngày 30 tháng 9 năm 2025", "2025-09-30"),
     ("(Số liệu từ 01/01/2025 đến 30/6/2025)", "2025-06-30"), ("Ngày 30/9/2025", "2025-09-30"),
     ("Số liệu tính đến 17h00 ngày 30/9/2025", "2025-09-30"),
     ("Thời điểm số liệu: 30/9/2025", "2025-09-30"), ("(Tháng 9/2025)", "2025-09")],
)  # fmt: skip
def test_the_day_up_to_which_figures_go(line: str, period: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", line) == [(period, 76)]


@pytest.mark.parametrize(
    "line", ["(Số liệu từ 01/7/2025 đến 31/12/2025)", "Từ ngày 01/01/2021 đến ngày 31/12/2025"]
)
def test_a_stretch_that_is_no_year(line: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", line) == ["column-ambiguous"]


@pytest.mark.parametrize("line", ["Ngày in: 10/12/2025", "Lạng Sơn, ngày 10/12/2025"])
def test_no_year_but_that_of_a_letter(line: str, tmp_path: Path) -> None:
    assert periods(tmp_path, "KẾT QUẢ", line) == ["column-missing"]


@pytest.mark.parametrize(
    "titles", [("KẾT QUẢ CÔNG TÁC NĂM 2025 VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",),
               ("TỔNG KẾT NĂM 2025, TRIỂN KHAI KẾ HOẠCH NĂM 2026",),
               ("KẾT QUẢ NĂM 2025 SO VỚI NĂM 2024",),
               ("BÁO CÁO KẾT QUẢ NĂM 2025", "VÀ PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026"),
               ("KẾT QUẢ NĂM 2025 THỰC HIỆN CHƯƠNG TRÌNH CHUYỂN ĐỔI SỐ, ĐỊNH HƯỚNG ĐẾN NĂM 2030",)],
)  # fmt: skip
def test_another_year_of_tasks_aims_and_comparisons(titles: Any, tmp_path: Path) -> None:
    assert periods(tmp_path, *titles) == [("2025", 76)]


@pytest.mark.parametrize(
    ("title", "period"),
    [("SƠ KẾT 6 THÁNG ĐẦU NĂM, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025", "2025-S1"),
     ("KẾT QUẢ QUÝ III VÀ NHIỆM VỤ QUÝ IV NĂM 2025", "2025-Q3"),
     ("BÁO CÁO THÁNG 12/2025, NHIỆM VỤ THÁNG 01/2026", "2025-12")],
)  # fmt: skip
def test_a_part_of_the_year_before_that_of_tasks(title: str, period: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == [(period, 76)]


@pytest.mark.parametrize(
    "title", ["BÁO CÁO THÁNG 12, NHIỆM VỤ THÁNG 01 NĂM 2026", "KẾT QUẢ QUÝ IV, NHIỆM VỤ QUÝ I/2026",
              "TỔNG KẾT NĂM, PHƯƠNG HƯỚNG NĂM 2026"],
)  # fmt: skip
def test_no_year_but_that_of_tasks(title: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == ["column-missing"]


def test_results_of_a_programme_in_columns_of_indicators(tmp_path: Path) -> None:
    rows = f"STT;Địa phương;{NAME} (%)\n1;Lạng Sơn;76\n"
    title = "KẾT QUẢ NĂM 2025 THỰC HIỆN MỤC TIÊU ĐẾN NĂM 2030"
    assert periods(tmp_path, title, rows=rows) == [("2025", 76)]


@pytest.mark.parametrize("heading", ["Giá trị", "Số liệu", f"{NAME} (%)"])
@pytest.mark.parametrize(
    "title", ["KẾT QUẢ NĂM 2025, NHIỆM VỤ NĂM 2026", "KẾT QUẢ NĂM 2025 SO VỚI NĂM 2024"]
)
def test_two_years_above_what_may_be_of_either(title: str, heading: str, tmp_path: Path) -> None:
    found = periods(tmp_path, title, rows=f"Chỉ tiêu;{heading}\n{NAME};76\n")
    assert found in (["column-ambiguous"], [])


@pytest.mark.parametrize("title", ["NĂM 2024 VÀ NĂM 2025", "KẾ HOẠCH NĂM 2025, NHIỆM VỤ NĂM 2026"])
def test_two_years_of_one_kind(title: str, tmp_path: Path) -> None:
    assert periods(tmp_path, title) == ["column-ambiguous"]


@pytest.mark.parametrize(
    "line", ["Ngày nhận báo cáo: 15/12", "Ngày nhận: 12/8",
             "Địa chỉ: số 1 đường Hùng Vương, phường Lương Văn Tri, tỉnh Lạng Sơn; ĐT: 0205.3812",
             "Trụ sở: phường Tam Thanh, tỉnh Lạng Sơn"],
)  # fmt: skip
def test_a_line_of_the_letterhead_that_names_no_area(line: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{FROM}{line};;;\nKẾT QUẢ NĂM 2025;;;\n{RESULTS}")
    assert figures(found) == [("vn-lang-son", "2025", 76)]


@pytest.mark.parametrize(
    "title", ["KẾT QUẢ NĂM 2025 (SAU SÁP NHẬP TỈNH HÀ GIANG VÀ TUYÊN QUANG)",
              "KẾT QUẢ NĂM 2025 SAU KHI HỢP NHẤT TỈNH HÀ GIANG"],
)  # fmt: skip
def test_of_what_a_province_was_made(title: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"UBND TỈNH TUYÊN QUANG;;;\n{title};;;\n{RESULTS}")
    assert figures(found) == [("vn-tuyen-quang-2025", "2025", 76)]


def test_another_province_in_the_title(tmp_path: Path) -> None:
    found = read(
        tmp_path, f"UBND TỈNH TUYÊN QUANG;;;\nKẾT QUẢ NĂM 2025 TỈNH HÀ GIANG;;;\n{RESULTS}"
    )
    assert errors(found) == ["column-ambiguous"]


@pytest.mark.parametrize(
    ("cell", "year", "area"),
    [("Lào Cai (sau sáp nhập)", 2025, "vn-lao-cai-2025"),
     ("Lào Cai (mới)", 2025, "vn-lao-cai-2025"), ("TP Huế (trực thuộc TW)", 2025, "vn-hue"),
     ("Lào Cai (gồm Yên Bái)", 2025, "vn-lao-cai-2025"), ("Thủ đô Hà Nội", 2025, "vn-ha-noi"),
     ("Lào Cai (sau sáp nhập)", 2024, "vn-lao-cai-2025"),
     ("Lào Cai (cũ)", 2025, "vn-lao-cai"), ("Lào Cai (trước sáp nhập)", 2025, "vn-lao-cai"),
     ("Lào Cai", 2025, "vn-lao-cai-2025"), ("Lào Cai", 2024, "vn-lao-cai"),
     ("Lào Cai (không gồm Yên Bái)", 2025, ""), ("Lào Cai (gồm Hà Giang)", 2025, ""),
     ("Lạng Sơn (gồm Cao Bằng)", 2025, "")],
)  # fmt: skip
def test_a_province_before_and_after_a_merger(
    cell: str, year: int, area: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"Địa phương;Năm;{NAME} (%)\n{cell};{year};76\n")
    assert [each[0] for each in figures(found)] == [*filter(None, [area])]
    assert errors(found) == ([] if area else ["area-unknown"])


@pytest.mark.parametrize(
    ("title", "codes"),
    [("Nguồn: Viet Nam", ["area-assumed"]),
     ("TỔNG HỢP CHỈ TIÊU NĂM 2025 CẢ NƯỚC", []), ("Viet Nam: indicators in 2025", []),
     ("KẾT QUẢ NĂM 2025 PHẠM VI TOÀN QUỐC", []), ("Phạm vi: Cả nước", []),
     ("KẾT QUẢ NĂM 2025 SO VỚI BÌNH QUÂN CẢ NƯỚC", ["area-assumed"]),
     ("KẾT QUẢ NĂM 2025", ["area-assumed"])],
)  # fmt: skip
def test_a_title_of_the_whole_country(title: str, codes: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, f"{title};;;\nNăm 2025;;;\n{RESULTS}")
    assert [each["code"] for each in found["findings"] if each["code"] == "area-assumed"] == codes
    assert [each[0] for each in figures(found)] == ["VN"]


def test_a_title_of_the_whole_country_above_a_province(tmp_path: Path) -> None:
    found = read(tmp_path, f"TỔNG HỢP CẢ NƯỚC;;;\nTỈNH LẠNG SƠN;;;\nNăm 2025;;;\n{RESULTS}")
    assert figures(found) == [("vn-lang-son", "2025", 76)]


MONTHS = [("2025-01", 70), ("2025-02", 71)]
TITLES = [
    "NĂM 2025",
    "THEO DÕI CHỈ TIÊU NĂM 2025",
    "SỐ LIỆU CÁC THÁNG NĂM 2025",
    "Kỳ báo cáo: 2025",
]


def columns(*headings: str, figures: str = "70;71") -> str:
    """Return a table of columns of parts of a year."""
    return f"TT;Chỉ tiêu;ĐVT;{';'.join(headings)}\n1;{NAME};%;{figures}\n"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    ("headings", "expected"),
    [(("Tháng 1", "Tháng 2"), ["2025-01", "2025-02"]),
     (("Quý I", "Quý II"), ["2025-Q1", "2025-Q2"]),
     (("6 tháng đầu năm", "Cả năm"), ["2025-S1", "2025"]),
     (("Thực hiện quý IV", "Thực hiện cả năm"), ["2025-Q4", "2025"])],
)  # fmt: skip
def test_parts_of_the_year_in_the_title(
    title: str, headings: tuple[str, str], expected: list[str], tmp_path: Path
) -> None:
    found = periods(tmp_path, title, rows=columns(*headings))
    assert found == list(zip(expected, (70, 71), strict=True))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [(("Tháng 1", "9 tháng"), [("2025-01", 70)]), (("Quý I", "So với quý I"), [("2025-Q1", 70)]),
     (("Quý I", "Kế hoạch quý I"), [("2025-Q1", 70)]),
     (("Tháng 1", "Tháng trước"), [("2025-01", 70)]),
     (("Quý I", "Kế hoạch cả năm"), [("2025-Q1", 70)]), (("Quý I", "Cùng kỳ"), [("2025-Q1", 70)]),
     (("Tháng 1", "Tháng 1/2024"), [("2025-01", 70), ("2024-01", 71)])],
)  # fmt: skip
def test_what_is_no_result_beside_a_part_of_the_year(
    headings: tuple[str, str], expected: list[tuple[str, float]], tmp_path: Path
) -> None:
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", rows=columns(*headings)) == expected


@pytest.mark.parametrize(
    ("title", "headings"),
    [("BÁO CÁO QUÝ I NĂM 2025", ("Quý II", "Cả năm")),
     ("NĂM 2024 VÀ NĂM 2025", ("Quý I", "Quý II")),
     ("KẾ HOẠCH NĂM 2025", ("Quý I", "Quý II")), ("KẾT QUẢ", ("Quý I", "Cả năm"))],
)  # fmt: skip
def test_parts_of_no_year_that_is_surely_that_of_results(
    title: str, headings: tuple[str, str], tmp_path: Path
) -> None:
    found = read(tmp_path, f"{FROM}{title};;;\n{columns(*headings)}")
    assert figures(found) == []


def test_months_of_an_indicator_in_the_title(tmp_path: Path) -> None:
    title = f"{NAME.upper()} CÁC THÁNG NĂM 2025;;;\nĐVT: %;;;\n"
    found = read(tmp_path, f"{title}STT;Địa phương;Tháng 1;Tháng 2\n1;Hà Nội;70;71\n")
    assert figures(found) == [("vn-ha-noi", *each) for each in MONTHS]


def named(folder: Path, name: str, rows: str = RESULTS) -> list[str] | list[tuple[str, str, float]]:
    """Return what is read of a file of that name, or the codes of the errors."""
    path = folder / name
    path.write_text(rows, encoding="utf-8")
    found = inside("read", path, "--lang", "en", "--no-config", "-f", "json").json
    return errors(found) or figures(found)


@pytest.mark.parametrize(
    ("name", "period"),
    [("Lang Son - Bao cao nam 2025.csv", "2025"), ("Năm 2025 - Lạng Sơn.csv", "2025"),
     ("bao-cao-lang-son-2025.csv", "2025"), ("SoLieu_CDS_LangSon_2025.csv", "2025"),
     ("Lạng Sơn Quý III 2025.csv", "2025-Q3"), ("lang-son-thang-12-2025.csv", "2025-12")],
)  # fmt: skip
def test_the_year_in_the_name_of_the_file(name: str, period: str, tmp_path: Path) -> None:
    assert named(tmp_path, name) == [("vn-lang-son", period, 76)]


@pytest.mark.parametrize(
    "name", ["lang-son-10-12-2025.csv", "lang-son-20251210.csv", "Ke hoach 2025 Lang Son.csv",
             "Lang Son muc tieu 2025.csv", "lang-son-2024-2025.csv", "KH-2025-Lang-Son.csv",
             "Lang Son chi tieu giao 2025.csv", "Lang Son uoc 2025.csv", "lang-son-12-2025.csv",
             "Lang Son du kien 2025.csv", "lang son 9 thang 2025.csv",
             "lang-son-nam-2024-nam-2025.csv"],
)  # fmt: skip
def test_no_year_of_results_in_the_name_of_the_file(name: str, tmp_path: Path) -> None:
    assert named(tmp_path, name) == ["column-missing"]


def test_the_year_of_a_title_before_that_of_the_file(tmp_path: Path) -> None:
    found = named(tmp_path, "Lang Son 2025.csv", f"KẾT QUẢ NĂM 2024;;;\n{RESULTS}")
    assert found == [("vn-lang-son", "2024", 76)]


def test_a_column_beside_dated_ones_is_not_of_the_year_of_the_file(tmp_path: Path) -> None:
    rows = f"Chỉ tiêu;ĐVT;Năm 2023;Năm 2024;Kết quả\n{NAME};%;70;71;76\n"
    found = named(tmp_path, "Lang Son 2025.csv", rows)
    assert found == [("vn-lang-son", "2023", 70), ("vn-lang-son", "2024", 71)]


SHARE, HEADER = f"{NAME.upper()} NĂM 2025 (%)", "STT;Địa phương;Kết quả\n"
FIRST, SECOND = f"{HEADER}1;Hà Nội;98\n2;Huế;92\n\n", f"{HEADER}1;Cao Bằng;80\n2;Lạng Sơn;76\n"
ALL = ["vn-ha-noi", "vn-hue", "vn-cao-bang", "vn-lang-son"]


@pytest.mark.parametrize(
    "caption", ["II. Trung du và miền núi phía Bắc", "Trang 1/2", "(tiếp theo)", "Bảng 1 (tiếp)",
                "2. Cụm thi đua số 2", "II. Các tỉnh phía Bắc"],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", "I. Đồng bằng sông Hồng;;\n"])
def test_a_title_of_several_tables(above: str, caption: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{SHARE};;\n{above}{FIRST}{caption};;\n{SECOND}")
    assert [(area, year) for area, year, _ in figures(found)] == [(area, "2025") for area in ALL]


def test_the_period_of_a_header_at_the_top_of_a_page(tmp_path: Path) -> None:
    first, second = (each.replace("Kết quả", f"{NAME} (%)") for each in (FIRST, SECOND))
    found = read(tmp_path, f"TỔNG HỢP NĂM 2025;;\n{first}Trang 1/2;;\n{second}Trang 2/2;;\n")
    assert [(area, year) for area, year, _ in figures(found)] == [(area, "2025") for area in ALL]


def test_a_year_each_below_one_title(tmp_path: Path) -> None:
    found = read(tmp_path, f"{NAME.upper()} (%);;\nNĂM 2024;;\n{FIRST}NĂM 2025;;\n{SECOND}")
    assert [year for _, year, _ in figures(found)] == ["2024", "2024", "2025", "2025"]


@pytest.mark.parametrize("caption", ["NĂM 2024", "II. Khu vực nông thôn", "II. Số máy tính"])
def test_a_caption_that_does_not_fit_its_title(caption: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{SHARE};;\n{FIRST}{caption};;\n{SECOND}")
    assert len(errors(found)) == 1
    assert [area for area, _, _ in figures(found)] == ALL[:2]


@pytest.mark.parametrize("caption", ["TỶ LỆ HỘ NGHÈO (%)", "TỶ LỆ HỘ NGHÈO NĂM 2025 (%)"])
def test_another_title_and_the_page_that_goes_on_with_it(caption: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{SHARE};;\n{FIRST}{caption};;\n{FIRST}Trang 2;;\n{SECOND}")
    assert (errors(found), [area for area, _, _ in figures(found)]) == ([], ALL[:2])


@pytest.mark.parametrize("heading", ["Cơ quan", "Cơ quan báo cáo", "Đơn vị báo cáo", "Đơn vị"])
@pytest.mark.parametrize("body", ["Bộ KH&CN", "Ngân hàng Nhà nước", "Bộ Khoa học và Công nghệ"])
def test_a_ministry_in_a_table_of_a_province(heading: str, body: str, tmp_path: Path) -> None:
    rows = f"Chỉ tiêu;ĐVT;Kết quả;{heading}\n{NAME};%;76;{body}\n"
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", rows=rows) == ["area-unknown"]


def test_a_body_in_charge_in_a_table_of_a_province(tmp_path: Path) -> None:
    rows = f"Chỉ tiêu;ĐVT;Kết quả;Cơ quan chủ trì\n{NAME};%;76;Bộ KH&CN\n"
    assert periods(tmp_path, "KẾT QUẢ NĂM 2025", rows=rows) == [("2025", 76)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("NĂM 2024", "NĂM 2025", [("2024", 70), ("2025", 76)]),
     ("KẾ HOẠCH NĂM 2025", "KẾT QUẢ NĂM 2025", [("2025", 76)])],
)  # fmt: skip
@pytest.mark.parametrize("units", [True, False])
def test_a_title_above_each_of_two_tables_side_by_side(
    *, units: bool, first: str, second: str, expected: list[tuple[str, float]], tmp_path: Path
) -> None:
    unit, share = (";ĐVT", ";%") if units else ("", "")
    gap, side = ";" * (3 + units), f"Chỉ tiêu{unit};Giá trị"
    rows = f"{side};;{side}\n{NAME}{share};70;;{NAME}{share};76\n"
    assert periods(tmp_path, f"{first}{gap}{second}", rows=rows) == expected
