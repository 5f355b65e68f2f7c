"""Texts that nothing was made of are told in publishers' files, forms and lines, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import inside
from acceptance.test_honest_forms import read
from acceptance.test_unread_texts import HEADER, NAME, ROW, told, values

SDMX = "DATAFLOW,FREQ,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS"
ILOSTAT = (
    "ref_area.label,source.label,indicator.label,sex.label,time,obs_value,note_indicator.label"
)


@pytest.mark.parametrize(
    ("header", "row", "cell"),
    [
        (f"{SDMX},COMMENT_OBS", "X:DF(1.0),A,VNM,internet-users,_T,2025,85,PT,A", "J1"),
        (f"{SDMX},COVERAGE", "X:DF(1.0),A,VNM,internet-users,_T,2025,85,PT,A", "J1"),
        (ILOSTAT, "Viet Nam,LFS,Population using the Internet,Total,2025,85", "G1"),
        ("Chỉ tiêu,Năm,OBS_VALUE,Đơn vị tính,Ghi chú", f"{NAME},2025,85,%", "E1"),
    ],
)  # fmt: skip
def test_comments_in_a_publishers_file(header: str, row: str, cell: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{header}\n{row},Urban population only\n")
    assert told(found) == [("text-unread", cell)]
    assert told(read(tmp_path, f"{header}\n{row},\n")) == []


@pytest.mark.parametrize(
    "line", ["Nguồn: con số này do phần mềm tự sinh", "Đơn vị: % khách hàng của nhà mạng",
             "Căn cứ con số bịa của kịch bản", "Kính gửi: con số này bịa",
             "Ban Chỉ đạo con số bịa", "Số: 12/BC-bịa con số"],
)  # fmt: skip
def test_what_stands_behind_a_caption_or_the_name_of_a_body(line: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{line};;\n{HEADER}{ROW}")
    assert ("text-unread", "A1") in told(found)
    assert values(found) == [("2025", 85.2)]


@pytest.mark.parametrize(
    "line", ["Nguồn: con số này bịa", "Nơi nhận: con số này bịa", "Điện thoại: con số bịa"]
)
def test_what_stands_behind_a_caption_below_a_table(line: str, tmp_path: Path) -> None:
    assert ("text-unread", "A3") in told(read(tmp_path, f"{HEADER}{ROW}{line};;\n"))


@pytest.mark.parametrize(
    "line", ["Nguồn: Bộ Tài chính", "Nguồn: Bộ Khoa học và Công nghệ",
             "Đơn vị tính: %", "Căn cứ Quyết định số 2289/QĐ-TTg ngày 31/12/2020",
             "Kính gửi: Bộ Khoa học và Công nghệ", "Ban Chỉ đạo chuyển đổi số",
             "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-UBND",
             "Nguồn: Google, Temasek & Bain", "Nguồn: https://www.nso.gov.vn/so-lieu"],
)  # fmt: skip
def test_names_of_bodies_papers_and_sources_say_nothing(line: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, f"{line};;\n{HEADER}{ROW}")) == []


@pytest.mark.parametrize(
    "source", ["con số này do phần mềm tự sinh", "Cục Thống kê (con số do phần mềm tự sinh)"]
)
def test_a_source_that_is_no_name(source: str, tmp_path: Path) -> None:
    header = HEADER.strip() + ";Nguồn\n"
    assert told(read(tmp_path, f"{header}{ROW.strip()};{source}\n")) == [("text-unread", "D1")]


def put(column: str, text: str) -> Callable[[Worksheet, int], None]:
    """Return what writes a text into a column of a line."""
    return lambda sheet, row: sheet.__setitem__(f"{column}{row}", text)


def commented(sheet: Worksheet, row: int) -> None:
    sheet[f"G{row}"].comment = Comment("Only in Hanoi", "x")


def beside(sheet: Worksheet, row: int) -> None:
    sheet["P6"], sheet[f"P{row}"] = "Correct value 2025", 75


def renamed(sheet: Worksheet, row: int) -> None:
    sheet["H6"], sheet[f"H{row}"] = "Actual result 2025", 75


OTHER = "Seen by the committee"


@pytest.mark.parametrize(
    "change",
    [put("M", OTHER), put("K", "MOST (urban only)"), put("A", OTHER), put("H", OTHER),
     put("I", OTHER), put("N", OTHER), put("P", OTHER), put("T", OTHER), commented, beside,
     renamed],
)  # fmt: skip
def test_what_a_filled_form_says_besides(
    change: Callable[[Worksheet, int], None], tmp_path: Path
) -> None:
    assert {*of_form(tmp_path, change)} & {"text-unread", "column-unread"}


def test_a_form_that_was_only_filled_in_says_nothing_besides(tmp_path: Path) -> None:
    assert of_form(tmp_path, put("M", "Theo báo cáo của Cục Thống kê")) == []


def of_form(folder: Path, change: Callable[[Worksheet, int], Any]) -> list[str]:
    """Return what is told of a form with a figure in one line, changed there."""
    path = folder / "form.xlsx"
    asked = ("--targets", "qd-2289/*-2025", "--years", "2024-2025", "--lang", "en")
    assert inside("template", "-o", path, *asked).code == 0
    book = load_workbook(path)
    sheet = book["Form"]
    name = "Households covered by fibre"
    row = next(i for i in range(8, 40) if sheet.cell(i, 2).value == name)
    sheet[f"G{row}"], sheet[f"K{row}"] = 85, "MOST"
    change(sheet, row)
    book.save(path)
    found = inside("check", path, "--as-of", "2025", "--format", "json").json["findings"]
    return [each["code"] for each in found]


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [("Dấu", "<", "text-unread"), ("", "≤", "text-unread"), ("Operator", "~", "text-unread"),
     ("Ghi chú", "Q1", "text-unread"), ("Ghi chú", "T6", "text-unread"),
     ("Ghi chú", "2019", "text-unread"), ("Ghi chú", "70", "text-unread"),
     ("Đã kiểm tra", "☐", "text-unread"), ("Trạng thái", "✗", "unit-suspicious"),
     ("Trạng thái", "?", "unit-suspicious"), ("Nguồn", "NSO Q1/2025", "text-unread")],
)  # fmt: skip
def test_signs_numbers_and_times_beside_a_figure(
    heading: str, cell: str, code: str, tmp_path: Path
) -> None:
    found = read(tmp_path, f"{HEADER.strip()};{heading}\n{ROW.strip()};{cell}\n")
    assert code in [each for each, _ in told(found)]
    assert values(found) == [("2025", 85.2)]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Trạng thái", "✓"),
        ("Trạng thái", "-"),
        ("Ghi chú", "-"),
        ("Nguồn", "Báo cáo năm 2025"),
        ("Nguồn", "UN DESA, 17/09/2024"),
    ],
)
def test_marks_that_say_no_more_say_nothing(heading: str, cell: str, tmp_path: Path) -> None:
    assert told(read(tmp_path, f"{HEADER.strip()};{heading}\n{ROW.strip()};{cell}\n")) == []


@pytest.mark.parametrize("unit", ["% (Q1)", "% (T6)", "% (H1)"])
def test_a_unit_of_a_part_of_the_year(unit: str, tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + ROW.replace(";%;", f";{unit};"))
    assert ("unit-mismatch", "B2") in told(found)
    assert values(found) == []
