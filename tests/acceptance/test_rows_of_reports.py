"""Rows, names and cells as reports of ministries and provinces have them, kind by kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import inside, write
from acceptance.test_not_the_result import NAME, TOP, YEARS

FIBRE, COMMUNES, STATIONS = "fibre-households", "fibre-communes", "5g-stations"
HOME = "Tỷ lệ hộ gia đình có cáp quang"
PROVINCE = "UBND TỈNH LẠNG SƠN;;;\n"
MINISTRY = "BỘ KHOA HỌC VÀ CÔNG NGHỆ;;;\n"
WIDE = "STT;Chỉ tiêu;ĐVT;Năm 2025\n"


def found(folder: Path, text: str) -> Any:
    """Return what is read of a text."""
    return inside("read", write(folder, text), "--lang", "en", "--no-config", "-f", "json").json


def said(read: Any) -> list[str]:
    """Return the observations, each in one line."""
    return [
        f"{each['indicator']}|{each['area']}|{each['period']}|{each['value']:g}"
        + (f"#{each['breakdown']}" if each["breakdown"] else "")
        for each in read["observations"]
    ]


def errors(read: Any) -> list[str]:
    """Return the codes of the errors."""
    return [each["code"] for each in read["findings"] if each["level"] == "error"]


def labelled(folder: Path, name: str, value: str = "76", top: str = PROVINCE) -> Any:
    """Return what is read of a table with one row."""
    return found(folder, f"{top}{WIDE}1;{name};%;{value}\n")


CHAPTERS = ["Nhóm chỉ tiêu về hạ tầng số", "NHÓM 1: HẠ TẦNG SỐ", "Nhóm các chỉ tiêu chưa đạt",
            "Nhóm hạ tầng số", "Nhóm II - Phát triển kinh tế số"]  # fmt: skip


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_group_of_what_is_reported_is_a_chapter(chapter: str, tmp_path: Path) -> None:
    read = found(tmp_path, f"{TOP}{YEARS}{chapter};;;\n{NAME};%;80;90\n")
    assert said(read) == ["internet-users|VN|2024|80", "internet-users|VN|2025|90"]


@pytest.mark.parametrize(
    "group", ["Nhóm hộ nghèo", "Nhóm 1: Hộ nghèo", "Nhóm doanh nghiệp lớn",
              "Nhóm chỉ tiêu đối với hộ nghèo", "Nhóm chỉ tiêu vùng nông thôn",
              "Nhóm chỉ tiêu kế hoạch", "Nhóm chỉ tiêu dự báo", "Nhóm chỉ tiêu giao năm 2025"],
)  # fmt: skip
def test_a_group_of_people_or_plans_is_no_chapter(group: str, tmp_path: Path) -> None:
    read = found(tmp_path, f"{TOP}{YEARS}{group};;;\n{NAME};%;80;90\n")
    final = [each for each in read["observations"] if each["status"] == "final"]
    assert [each for each in final if not each["breakdown"]] == []


AIMS = "I;MỤC TIÊU ĐẾN NĂM 2025;;;\n"


def test_columns_of_results_below_a_chapter_of_aims(tmp_path: Path) -> None:
    header = "TT;Chỉ tiêu;Mục tiêu 2025;Thực hiện năm 2024;Ước thực hiện năm 2025\n"
    read = found(tmp_path, f"{TOP};;;;\n{header}{AIMS}1;{HOME} (%);80;82,4;87,2\n")
    assert said(read) == [f"{FIBRE}|VN|2024|82.4", f"{FIBRE}|VN|2025|87.2"]
    assert [each["status"] for each in read["observations"]] == ["final", "estimate"]


@pytest.mark.parametrize("heading", ["Năm 2025", "Giá trị 2025", "2025"])
def test_bare_columns_below_a_chapter_of_aims_hold_them(heading: str, tmp_path: Path) -> None:
    header = f"TT;Chỉ tiêu;ĐVT;Thực hiện năm 2024;{heading}\n"
    read = found(tmp_path, f"{TOP}{header}{AIMS}1;{HOME};%;82,4;87,2\n")
    assert said(read) == [f"{FIBRE}|VN|2024|82.4"]


@pytest.mark.parametrize("plan", ["KẾ HOẠCH NĂM 2025", "CHỈ TIÊU GIAO NĂM 2025",
                                  "MỤC TIÊU PHẤN ĐẤU 2025", "Mục tiêu kế hoạch 2025"])  # fmt: skip
def test_a_section_of_plans_is_none_of_results(plan: str, tmp_path: Path) -> None:
    header = "TT;Chỉ tiêu;ĐVT;Thực hiện năm 2025\n"
    assert said(found(tmp_path, f"{TOP}{header}I;{plan};;\n1;{HOME};%;87,2\n")) == []


@pytest.mark.parametrize(
    ("legend", "period"),
    [("(*) Số liệu đến 30/6/2025.", "2025-06-30"), ("(*) Số liệu quý III/2025", "2025-Q3"),
     ("(*) Số liệu tính đến hết tháng 9/2025, do chưa có số cả năm", "2025-09"),
     ("(*) Số liệu đến 31/12/2025", "2025"), ("(*) Theo QĐ 2289 ngày 30/6/2025", "2025")],
)  # fmt: skip
def test_a_mark_says_up_to_when_its_figure_goes(legend: str, period: str, tmp_path: Path) -> None:
    rows = f"1;{HOME};%;74,5 (*)\n2;Tỷ lệ xã có cáp quang;%;100\n"
    read = found(tmp_path, f"{PROVINCE}{WIDE}{rows}{legend};;;\n")
    assert said(read) == [f"{FIBRE}|vn-lang-son|{period}|74.5", f"{COMMUNES}|vn-lang-son|2025|100"]


def test_a_mark_of_another_year_is_told(tmp_path: Path) -> None:
    text = f"{PROVINCE}{WIDE}1;{HOME};%;74,5 (*)\n2;Tỷ lệ xã có cáp quang;%;100\n"
    read = found(tmp_path, f"{text}(*) Số liệu năm 2023;;;\n")
    assert (said(read), errors(read)) == (
        [f"{COMMUNES}|vn-lang-son|2025|100"], ["period-unreadable"]
    )  # fmt: skip


@pytest.mark.parametrize("whole", ["Bình quân cả nước", "Trung bình cả nước", "Chung cả nước",
                                   "Cả nước (34 tỉnh, thành phố)", "Tổng cả nước"])  # fmt: skip
def test_the_country_among_its_provinces(whole: str, tmp_path: Path) -> None:
    text = f"Năm 2025;;\nSTT;Địa phương;{HOME} (%)\n;{whole};87,2\n1;Cao Bằng;80\n"
    read = found(tmp_path, text)
    assert said(read) == [f"{FIBRE}|VN|2025|87.2", f"{FIBRE}|vn-cao-bang|2025|80"]


@pytest.mark.parametrize(
    "mean", ["Bình quân", "Trung bình các tỉnh", "Cao nhất", "Thấp nhất", "Cả nước (10 tỉnh)"]
)
def test_a_bare_mean_or_extreme_is_nobodys(mean: str, tmp_path: Path) -> None:
    text = f"Năm 2025;;\nSTT;Địa phương;{HOME} (%)\n1;Cao Bằng;80\n;{mean};87,2\n"
    assert said(found(tmp_path, text)) == [f"{FIBRE}|vn-cao-bang|2025|80"]


def test_the_mean_of_numbers_of_things_is_not_that_of_all(tmp_path: Path) -> None:
    text = "Năm 2025;;\nSTT;Địa phương;Số trạm 5G\n1;Cao Bằng;80\n;Bình quân cả nước;900\n"
    assert said(found(tmp_path, text)) == [f"{STATIONS}|vn-cao-bang|2025|80"]


def test_parts_below_the_nation_in_one_column(tmp_path: Path) -> None:
    rows = "CẢ NƯỚC;;79,5\nPhân theo giới tính;;\nNam;;80\nNữ;;78\n"
    assert said(found(tmp_path, f"{NAME} (%);;\n;2023;2024\n{rows}")) == [
        "internet-users|VN|2024|79.5", "internet-users|VN|2024|80#nam",
        "internet-users|VN|2024|78#nu",
    ]  # fmt: skip
    read = found(tmp_path, f"UBND TỈNH LÀO CAI;;\n{NAME} (%);;\n;2023;2024\n{rows}")
    assert said(read) == ["internet-users|VN|2024|79.5"]


def test_the_whole_right_below_the_name(tmp_path: Path) -> None:
    rows = f"1;{HOME};;\n;- Toàn tỉnh;%;76\n;- Thành thị;%;95\n"
    assert said(found(tmp_path, f"{PROVINCE}{WIDE}{rows}")) == [
        f"{FIBRE}|vn-lang-son|2025|76", f"{FIBRE}|vn-lang-son|2025|95#urban"
    ]  # fmt: skip
    assert errors(found(tmp_path, f"{MINISTRY}{WIDE}{rows}")) == ["area-unknown"]


def test_both_sexes_are_the_total(tmp_path: Path) -> None:
    text = f"Chỉ tiêu;Giới tính;Năm;Giá trị\n{NAME};Cả hai giới;2024;80\n{NAME};Nữ;2024;78\n"
    assert said(found(tmp_path, text)) == [
        "internet-users|VN|2024|80", "internet-users|VN|2024|78#nu"
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Xếp hạng EGDI 2024", "Hạng EGDI năm 2024"])
def test_an_index_that_is_a_word_of_years(heading: str, tmp_path: Path) -> None:
    read = found(tmp_path, f"Quốc gia;{heading}\nViệt Nam;71\nLào;152\nPhilippin;73\n")
    assert said(read) == ["egdi-rank|VN|2024|71", "egdi-rank|LA|2024|152", "egdi-rank|PH|2024|73"]


@pytest.mark.parametrize("heading", [f"{HOME} (%) năm 2025", f"{HOME} (%), năm 2025"])
def test_a_year_behind_the_unit(heading: str, tmp_path: Path) -> None:
    read = found(tmp_path, f"STT;Tỉnh;{heading}\n1;Cao Bằng;80\n")
    assert said(read) == [f"{FIBRE}|vn-cao-bang|2025|80"]


@pytest.mark.parametrize("words", ["so với năm 2024", "kế hoạch năm 2025", "tăng thêm năm 2025"])
def test_what_stands_behind_the_unit_counts(words: str, tmp_path: Path) -> None:
    text = f"Năm 2025;;\nSTT;Tỉnh;{HOME} (%) {words}\n1;Cao Bằng;80\n"
    assert said(found(tmp_path, text)) == []


@pytest.mark.parametrize(
    "name", [f"{HOME} trên địa bàn tỉnh", f"{HOME} của tỉnh", f"{HOME} (QĐ 2289)",
             f"{HOME} (Quyết định 2289/QĐ-TTg)", f"{HOME} (CT1)", f"{HOME} (FTTH)",
             f"{HOME} (Bộ KH&CN)", f"{HOME} (mục tiêu: 80%)", f"{HOME} (≥80%)",
             f"Chỉ tiêu 2. {HOME}", f"CT1. {HOME}", f"CT1: {HOME}"],
)  # fmt: skip
def test_what_documents_write_around_a_name(name: str, tmp_path: Path) -> None:
    assert said(labelled(tmp_path, name)) == [f"{FIBRE}|vn-lang-son|2025|76"]


@pytest.mark.parametrize(
    "name", [f"{HOME} (KH 2025)", f"{HOME} (mục tiêu 2025)", f"{HOME} (Viettel)",
             f"{HOME} (Sở KH&CN Hà Nội)", f"{HOME} trên địa bàn tỉnh Cao Bằng",
             f"{HOME} trên địa bàn xã", f"{HOME} của cả nước", f"{HOME} (theo NQ 57)",
             f"Chỉ tiêu giao. {HOME}"],
)  # fmt: skip
def test_another_place_a_part_or_a_plan_in_a_name_counts(name: str, tmp_path: Path) -> None:
    assert said(labelled(tmp_path, name)) == []


@pytest.mark.parametrize("value", ["80", "80,0", "80%"])
def test_the_very_number_that_a_name_wants_is_a_plan(value: str, tmp_path: Path) -> None:
    assert said(labelled(tmp_path, f"{HOME} (mục tiêu: 80%)", value)) == []


def test_all_of_a_province_is_never_the_country(tmp_path: Path) -> None:
    read = labelled(tmp_path, f"{HOME} trên địa bàn tỉnh", top=MINISTRY)
    assert (said(read), errors(read)) == ([], ["nothing-read", "area-unknown"])


def test_the_parts_below_a_name_of_all_of_a_province(tmp_path: Path) -> None:
    rows = f"1;{HOME} trên địa bàn tỉnh;;\n;- Thành thị;%;95\n"
    read = found(tmp_path, f"{PROVINCE}{WIDE}{rows}")
    assert said(read) == [f"{FIBRE}|vn-lang-son|2025|95#urban"]
    assert said(found(tmp_path, f"{MINISTRY}{WIDE}{rows}")) == []


def test_names_of_all_of_a_province_beside_areas(tmp_path: Path) -> None:
    text = f"{MINISTRY}Năm 2025;;\nSTT;Tỉnh;{HOME} trên địa bàn tỉnh (%)\n1;Cao Bằng;80\n"
    assert said(found(tmp_path, text)) == [f"{FIBRE}|vn-cao-bang|2025|80"]
    text = f"{MINISTRY}Chỉ tiêu;Năm;Cao Bằng;Huế\n{HOME} trên địa bàn tỉnh;2025;80;99\n"
    assert said(found(tmp_path, text)) == [
        f"{FIBRE}|vn-cao-bang|2025|80",
        f"{FIBRE}|vn-hue|2025|99",
    ]


@pytest.mark.parametrize("word", ["ĐVT", "Đơn vị tính", ""])
def test_a_row_of_units_below_names(word: str, tmp_path: Path) -> None:
    header = f"{MINISTRY}NĂM 2025;;;\nSTT;Địa phương;{HOME};Số trạm 5G\n"
    read = found(tmp_path, f"{header};{word};%;nghìn trạm\n1;Cao Bằng;80;1,2\n")
    assert said(read) == [f"{FIBRE}|vn-cao-bang|2025|80", f"{STATIONS}|vn-cao-bang|2025|1200"]


@pytest.mark.parametrize(
    ("part", "period"), [("Năm", "2025"), ("Cả năm", "2025"), ("6 tháng", "2025-S1"),
                         ("Quý II", "2025-Q2"), ("Tháng 3", "2025-03")],
)  # fmt: skip
def test_the_part_of_the_year_beside_it(part: str, period: str, tmp_path: Path) -> None:
    text = f"Chỉ tiêu;Tỉnh;Năm;Kỳ;Giá trị;ĐVT\n{HOME};Cao Bằng;2025;{part};80;%\n"
    assert said(found(tmp_path, text)) == [f"{FIBRE}|vn-cao-bang|{period}|80"]


@pytest.mark.parametrize("part", ["9 tháng", "2", "2024", "Đợt 1"])
def test_what_is_no_part_of_the_year_is_told(part: str, tmp_path: Path) -> None:
    text = f"Chỉ tiêu;Tỉnh;Năm;Kỳ;Giá trị;ĐVT\n{HOME};Cao Bằng;2025;{part};80;%\n"
    read = found(tmp_path, text)
    assert said(read) == []
    assert {"column-ambiguous", "period-unreadable"} & {*errors(read)}


@pytest.mark.parametrize(
    "cell", ["100% (69/69 xã, phường)", "100% (69/69 xã)", "69/69 xã, phường (100%)",
             "100% (1.069/1.069 xã)", "200/200 (100%)"],
)  # fmt: skip
def test_a_fraction_that_agrees_with_its_share(cell: str, tmp_path: Path) -> None:
    read = labelled(tmp_path, "Tỷ lệ xã có cáp quang", cell)
    assert said(read) == [f"{COMMUNES}|vn-lang-son|2025|100"]


@pytest.mark.parametrize(
    "cell", ["95% (69/69 xã)", "100% (69/69 trường)", "100% (69/69 xã vùng cao)",
             "85,3% (tháng 11)", "85,3% - Đạt", "85,3% (nữ)", "25,3% (712.345/835.000)"],
)  # fmt: skip
def test_a_bracket_that_says_something_else_is_told(cell: str, tmp_path: Path) -> None:
    read = labelled(tmp_path, "Tỷ lệ xã có cáp quang", cell)
    assert (said(read), errors(read)) == ([], ["nothing-read", "number-unreadable"])


def book(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write a workbook."""
    made = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def told(path: Path) -> set[str]:
    """Return the codes of what is told of a file."""
    ran = inside("check", path, "--as-of", "2025", "--no-config", "-f", "json")
    return {each["code"] for each in ran.json["findings"]}


def results(title: str, value: float) -> list[list[object]]:
    """Return a table of one figure."""
    return [["UBND TỈNH LẠNG SƠN"], [title], ["Chỉ tiêu", "ĐVT", "Kết quả"], [HOME, "%", value]]


@pytest.mark.parametrize(
    ("summary", "code"), [(76, "duplicate-same"), (76.0, "duplicate-same"),
                          (77, "duplicate-conflict"), (76.1, "duplicate-conflict")],
)  # fmt: skip
def test_a_summary_that_repeats_a_figure_rounded(summary: float, code: str, tmp_path: Path) -> None:
    sheets = {
        "Chi tiết": results("KẾT QUẢ NĂM 2025", 76.04),
        "Tóm tắt": results("NĂM 2025", summary),
    }
    ran = inside("check", book(tmp_path, sheets), "--as-of", "2025", "--no-config", "-f", "json")
    told = {each["code"] for each in ran.json["findings"]}
    assert told & {"duplicate-same", "duplicate-conflict"} == {code}


@pytest.mark.parametrize(
    ("value", "source", "told"),
    [(85, "NSO", ["85 is a forecast here, and a result at a.csv D2."]), (86, "NSO", []),
     (85, "MOST", [])],
)  # fmt: skip
def test_a_figure_that_is_a_forecast_elsewhere_is_told(
    value: int, source: str, told: list[str], tmp_path: Path
) -> None:
    header = "indicator,area,period,value,unit,source,status\n"
    row = "internet-users,VN,2025,{},% of population,{},{}\n"
    (tmp_path / "a.csv").write_text(header + row.format(85, "NSO", ""), encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        header + row.format(value, source, "forecast") * 2, encoding="utf-8"
    )
    ran = inside("check", tmp_path, "--as-of", "2025", "--no-config", "--lang", "en", "-f", "json")
    found = [each for each in ran.json["findings"] if each["code"] == "duplicate-same"]
    assert [each["message"] for each in found] == told * 2
    assert [each["cell"] for each in found] == ["D2", "D3"][: 2 * len(told)]


def test_a_rounded_figure_in_the_same_sheet_contradicts(tmp_path: Path) -> None:
    rows = [*results("KẾT QUẢ NĂM 2025", 76.04), [HOME, "%", 76]]
    ran = inside(
        "check", book(tmp_path, {"A": rows}), "--as-of", "2025", "--no-config", "-f", "json"
    )
    assert "duplicate-conflict" in {each["code"] for each in ran.json["findings"]}


def test_a_sheet_of_contents_is_passed_over(tmp_path: Path) -> None:
    contents: list[list[object]] = [["MỤC LỤC"], ["STT", "Tên biểu", "Trang"], [1, HOME, 2]]
    sheets = {"Mục lục": contents, "Biểu 1": results("KẾT QUẢ NĂM 2025", 76)}
    path = book(tmp_path, sheets)
    read = inside("read", path, "--lang", "en", "--no-config", "-f", "json").json
    assert (said(read), errors(read)) == ([f"{FIBRE}|vn-lang-son|2025|76"], [])
    contents[2].append(99)
    contents[1].append("Kết quả")
    assert errors(inside("read", book(tmp_path, sheets), "--no-config", "-f", "json").json) != []
