"""A form in which what is visible says something else than its codes: an error at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside
from acceptance.test_template import FIBRE, HEADER, answered

FIGURE = "fibre-households"


def read(path: Path) -> tuple[list[tuple[str, str | None]], dict[str, str]]:
    """Return the findings with their cells, and the status of what is read of one indicator."""
    found = inside("read", path, "--lang", "en", "--no-config", "-f", "json").json
    figures = {each["period"]: each["status"] for each in found["observations"]
               if each["indicator"] == FIGURE}  # fmt: skip
    told = [(each["code"], each["cell"]) for each in found["findings"]]
    return [each for each in told if each[0] != "nothing-read"], figures


def written(folder: Path, name: str, text: object) -> tuple[Path, str]:
    """Return a form with a text in a cell: of the line, a heading `#name`, or a cell by place."""
    officer = answered(folder)
    if name.startswith("#"):
        place = officer.place(HEADER, name[1:])
    else:
        place = officer.place(officer.row(FIBRE), name) if name in officer.at else name
    officer.sheet[place].value = text
    return officer.save(), place


OF_A_LINE = {
    ("Indicator", "Households covered by fibre (plan)"): "indicator-unknown",
    ("Indicator", "Dự báo tỷ lệ hộ gia đình có cáp quang"): "indicator-unknown",
    ("Indicator", "Rural households covered by fibre"): "indicator-unknown",
    ("Indicator", "Tỷ lệ hộ gia đình có cáp quang năm 2030"): "indicator-unknown",
    ("Indicator", "Schools connected to the Internet"): "indicator-unknown",
    ("Indicator", "Schools covered by fibre"): "indicator-unknown",
    ("Area", "30 pilot districts"): "area-unknown",
    ("Area", "Viet Nam"): "area-unknown",
    ("Unit", "% of poor households"): "unit-mismatch",
    ("Note", "plan"): "column-ambiguous",
    ("Note", "rural"): "column-ambiguous",
    ("Status", "target"): "column-ambiguous",
}


@pytest.mark.parametrize(("name", "text"), OF_A_LINE)
def test_what_says_something_else_in_a_line_blocks_it(name: str, text: str, tmp_path: Path) -> None:
    path, place = written(tmp_path, name, text)
    assert read(path) == ([(OF_A_LINE[name, text], place)], {})


@pytest.mark.parametrize(
    "text",
    ["Plan 2025", "2025 (forecast)", "Dự báo 2025", "Mục tiêu", "2025, rural", "2025 so với 2024",
     "6 tháng đầu năm 2025", "Huế"],
)  # fmt: skip
def test_a_heading_of_a_year_that_says_more_blocks_its_column(text: str, tmp_path: Path) -> None:
    path, place = written(tmp_path, "#2025", text)
    found, figures = read(path)
    assert (found, figures) == ([("period-unreadable", place)], {"2024": "final"})


OF_ALL = {
    ("A1", "FORM FOR TARGETS 2025 (PLAN)"): "column-ambiguous",
    ("A1", "BIỂU MẪU ĐĂNG KÝ KẾ HOẠCH NĂM 2025"): "column-ambiguous",
    ("A2", "Reporting unit: Hue"): "area-unknown",
    ("A2", "Đơn vị báo cáo: UBND phường Hoàn Kiếm"): "area-unknown",
    ("A2", "Đơn vị báo cáo: Bộ Khoa học và Công nghệ"): "area-unknown",
    ("A3", "All figures below are plans"): "column-ambiguous",
    ("A5", "Số liệu dưới đây là dự báo"): "column-ambiguous",
    ("A5", "Khu vực nông thôn"): "column-ambiguous",
    ("B6", "Indicator (forecast)"): "column-ambiguous",
    ("B30", "All figures are forecasts"): "column-ambiguous",
}


@pytest.mark.parametrize(("place", "text"), OF_ALL)
def test_what_says_something_else_of_all_figures_blocks_them(
    place: str, text: str, tmp_path: Path
) -> None:
    path, place = written(tmp_path, place, text)
    assert read(path) == ([(OF_ALL[place, text], place)], {})


def test_a_line_put_between_the_others_says_so_of_the_form(tmp_path: Path) -> None:
    officer = answered(tmp_path)
    row = officer.row(FIBRE)
    officer.sheet.insert_rows(row)
    officer.sheet[f"B{row}"].value = "Dự báo"
    assert read(officer.save()) == ([("column-ambiguous", f"B{row}")], {})


@pytest.mark.parametrize("name", ["Note", "T9"])
def test_how_sure_a_note_is_of_a_line_counts(name: str, tmp_path: Path) -> None:
    officer = answered(tmp_path)
    place = name if name != "Note" else officer.place(officer.row(FIBRE), name)
    place = place.replace("9", str(officer.row(FIBRE)))
    officer.sheet[place].value = "dự báo"
    found, figures = read(officer.save())
    assert (found, set(figures.values())) == ([], {"forecast"})


def test_it_names_what_stands_there_and_what_the_form_had(tmp_path: Path) -> None:
    path, _ = written(tmp_path, "A1", "FORM FOR TARGETS 2025 (PLAN)")
    told = inside("read", path, "--lang", "en", "--no-config").out
    assert "“FORM FOR TARGETS 2025 (PLAN)”" in told
    assert "SUBMISSION FORM FOR INDICATOR FIGURES" in " ".join(told.split())


HONEST = [
    ("Indicator", " HOUSEHOLDS covered by fibre (1)"), ("Indicator", "Hộ gia đình có cáp quang*"),
    ("Area", "TP. Hà Nội"), ("Area", " ha noi¹"), ("Unit", "% hộ gia đình"),
    ("#2025", "Năm 2025*"), ("#2025", "Thực hiện 2025"), ("#2025", "2025 as counted in June"),
    ("Note", "Tăng so với năm 2024"),
    ("A1", "BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2025"),
    ("A2", "Đơn vị báo cáo: Sở Kế hoạch và Đầu tư"), ("A2", "Reporting unit: …………"),
    ("A2", "Đơn vị báo cáo: UBND thành phố Hà Nội"),
    ("A3", "Đơn vị nhận báo cáo: Bộ Kế hoạch và Đầu tư"),
    ("A5", "Ban hành kèm theo Kế hoạch số 15/KH-UBND ngày 01/02/2025"),
    ("B30", "Nơi nhận: - Phòng Kế hoạch - Tài chính; - Lưu VT"), ("B31", "Nguyễn Thị Nữ"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), HONEST)
def test_what_says_the_same_is_read(name: str, text: str, tmp_path: Path) -> None:
    path, _ = written(tmp_path, name, text)
    assert read(path) == ([], {"2024": "final", "2025": "final"})
