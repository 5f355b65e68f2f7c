"""Texts beside figures that say they are of some places or people, or not so: none is passed over.

They stand above and below a table, among its rows and notes, behind sources and units.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import write
from acceptance.test_agreeing import SDMX
from acceptance.test_named_times_and_places import read
from acceptance.test_unread_texts import told, values
from cmcn4.readers.layout.headings.places import counts_some

NAME = "Tỷ lệ người dân sử dụng Internet"
HEADER = ["Chỉ tiêu", "Đơn vị tính", "Kết quả năm 2025", "Nguồn", "Ghi chú"]
ROW = [NAME, "%", "85,2", "Bộ KH&CN", ""]
SOME = [
    "10 tỉnh",
    "10/34 tỉnh",
    "Phạm vi: 10 tỉnh",
    "Số liệu của 10 tỉnh",
    "Một số tỉnh",
    "hai tỉnh",
    "Kết quả tại 12 bộ, ngành",
    "30 phường",
    "3 lĩnh vực",
    "10 localities",
    "11 quốc gia",
]


def table(folder: Path, *rows: list[str]) -> Any:
    """Return what is read of a text with such rows."""
    return read(write(folder, "\n".join(";".join(row) for row in rows)))


@pytest.mark.parametrize("line", SOME)
def test_a_count_of_places_is_told_wherever_it_stands(line: str, tmp_path: Path) -> None:
    noted, sourced = [*ROW[:4], line], [*ROW[:3], f"Bộ KH&CN, {line}", ""]
    for at, rows in {
        "A1": ([line], HEADER, ROW), "A2": (HEADER, [line, "", "", "", ""], ROW),
        "A3": (HEADER, ROW, [line]), "E1": (HEADER, noted), "D1": (HEADER, sourced),
    }.items():  # fmt: skip
        found = table(tmp_path, *rows)
        assert (told(found), values(found)) == ([("text-unread", at)], [("2025", 85.2)]), at


@pytest.mark.parametrize("line", ["34 tỉnh", "63 tỉnh, thành phố", "Quý 3 tỉnh Lào Cai",
                                  "Báo cáo tháng 9 tỉnh Lào Cai", "139 nước"])  # fmt: skip
def test_all_provinces_and_the_number_of_a_month_are_no_such_count(line: str) -> None:
    assert not counts_some(line)


SOURCES = ["Lào - Bộ KH&CN", "Thailand - MOST", "Bộ KH&CN (Đông Nam Bộ)", "Bộ KH&CN (một phần)",
           "Bộ KH&CN, thiếu", "nữ - Bộ KH&CN", "Bộ KH&CN (youth)", "Bộ KH&CN (proj.)",
           "sai - Bộ KH&CN", "mẫu - Bộ KH&CN", "Bộ KH&CN (x2)", "Bộ KH&CN, nhân 10",
           "Bộ KH&CN (lũy kế)", "Bộ KH&CN, cùng kỳ", "Bộ KH&CN (TBC)"]  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_a_piece_of_a_source_that_is_no_name_is_told(source: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEADER, [*ROW[:3], source, ""])
    assert (told(found), values(found)) == ([("text-unread", "D1")], [("2025", 85.2)])


@pytest.mark.parametrize(
    "source", ["Bộ KH&CN, trang 35", "NSO; vietnam.vn", "Bộ TT&TT (nay là Bộ KH&CN)",
               "MIC / MOST", "Niên giám thống kê 2024, Cục Thống kê", "bộ kh&cn",
               "Cục Viễn thông - Bộ KH&CN", "ITU, accessed 12 Jan 2026"],
)  # fmt: skip
def test_the_names_of_a_source_are_not(source: str, tmp_path: Path) -> None:
    assert told(table(tmp_path, HEADER, [*ROW[:3], source, ""])) == []


@pytest.mark.parametrize("unit", ["% (Lào)", "% (Đông Nam Bộ)", "% (một số tỉnh)", "% (cũ)",
                                  "% (MT)", "% (lũy kế)", "% (kỳ 1)", "% (bỏ)"])  # fmt: skip
def test_what_stands_behind_a_unit_is_told(unit: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEADER, [NAME, unit, *ROW[2:]])
    assert (told(found), values(found)) == ([("text-unread", "B1")], [("2025", 85.2)])


@pytest.mark.parametrize("unit", ["% (households)", "% (adults)", "% (hộ gia đình)"])
def test_of_whom_a_unit_is_in_brackets_counts_as_without_them(unit: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEADER, [NAME, unit, *ROW[2:]])
    assert ("unit-mismatch", "B2") in told(found)
    own = table(tmp_path, HEADER, ["Tỷ lệ hộ gia đình có cáp quang", unit, *ROW[2:]])
    assert (told(own) == []) is (unit != "% (adults)")


@pytest.mark.parametrize("unit", ["% (2024)", "% (phần trăm)", "% (dân số)", "%"])
def test_another_name_of_a_unit_is_not_told(unit: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEADER, [NAME, unit, *ROW[2:]])
    assert ("text-unread", "B1") not in told(found)


MILESTONE = ["Chỉ tiêu", "Địa phương", "Năm", "Giá trị", "Nguồn", "Ngày công bố"]
DONE = ["Hoàn thành xây dựng Chính phủ số", "Cả nước", "2024", "có", "Bộ KH&CN", "2024-12-15"]


@pytest.mark.parametrize(
    ("heading", "says"),
    [("Trạng thái", "Chưa hoàn thành"), ("Trạng thái", "Đang thực hiện"), ("Ghi chú", "chưa đạt"),
     ("Đánh giá", "Không đạt")],
)  # fmt: skip
def test_a_milestone_whose_row_says_that_it_is_not_reached_is_told(
    heading: str, says: str, tmp_path: Path
) -> None:
    found = table(tmp_path, [*MILESTONE, heading], [*DONE, says])
    assert told(found) == [("text-unread", "G1")]
    undone = [*DONE[:3], "không", *DONE[4:]]
    assert told(table(tmp_path, [*MILESTONE, heading], [*undone, says])) == []
    found = table(tmp_path, [*MILESTONE, heading], [*undone, says], [*DONE, says])
    assert ("text-unread", "G1") in told(found)


@pytest.mark.parametrize("says", ["Chưa đạt", "Không đạt"])
def test_how_far_the_target_of_another_figure_has_come_is_not(says: str, tmp_path: Path) -> None:
    row = [NAME, "Cả nước", "2025", "85,2", "Bộ KH&CN", "2025-12-15", says]
    assert told(table(tmp_path, [*MILESTONE, "Đánh giá"], row)) == []


@pytest.mark.parametrize(
    ("column", "text"),
    [("Observation value", "60.1"), ("UNIT_TYPE", "households"),
     ("DATAFLOW", "I:D(1.0): Forecasts"), ("GEO_COVERAGE", "10 provinces")],
)  # fmt: skip
def test_an_attribute_that_says_something_of_a_figure_is_told(
    column: str, text: str, tmp_path: Path
) -> None:
    row = {**SDMX, column: text}
    found = read(write(tmp_path, f"{','.join(row)}\n{','.join(row.values())}"))
    assert told(found)
    assert values(found) == [("2025", 86)]


def test_the_label_of_a_form_control_in_an_ods_is_told(tmp_path: Path) -> None:
    cells = "".join(
        f"<table:table-row>{''.join(_cell(text) for text in row)}</table:table-row>"
        for row in (HEADER, ROW)
    )
    control = '<form:fixed-text form:id="c" form:label="SỐ LIỆU GIẢ ĐỊNH"/>'
    forms = f"<office:forms><form:form>{control}</form:form></office:forms>"
    content = (
        f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">'
        f"{forms}{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    assert [code for code, _ in told(read(tmp_path / "a.ods"))] == ["column-unread"]


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "form")
)


def _cell(text: str) -> str:
    shown = text.replace("&", "&amp;")
    return (
        f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'
    )
