"""Cells of which some letters are white or as small as a dot: what is seen is not what is read."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from acceptance.test_named_times_and_places import read
from acceptance.test_unread_texts import told, values

HEADER = ["Chỉ tiêu", "Đơn vị tính", "Kết quả năm 2025", "Nguồn", "Địa phương"]
ROW = ["Tỷ lệ dân số sử dụng Internet", "%", "85,2", "Bộ KH&CN", "Cả nước"]
UNSEEN: dict[str, dict[str, Any]] = {"white": {"color": "FFFFFFFF"}, "small": {"sz": 1}}
FONTS = UNSEEN | {"gone": {"color": "FFFFFFFF", "strike": True}}


def workbook(folder: Path, cell: str, font: str, parts: tuple[str, str], ground: str = "") -> Any:
    """Return what is read of a workbook that shows the second part of a cell alone."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(HEADER)
    page.append(ROW)
    first, second = parts
    page[cell] = CellRichText(TextBlock(InlineFont(**FONTS[font]), first),
                              TextBlock(InlineFont(), second))  # fmt: skip
    if ground:
        page[cell].fill = PatternFill("solid", fgColor=ground)
    made.save(folder / "a.xlsx")
    return read(folder / "a.xlsx")


@pytest.mark.parametrize("font", UNSEEN)
def test_a_figure_of_which_some_digits_are_not_seen_is_an_error(font: str, tmp_path: Path) -> None:
    found = workbook(tmp_path, "C2", font, ("8", "5,2"))
    assert (told(found), values(found)) == ([("cell-error", "C2")], [])


@pytest.mark.parametrize("font", UNSEEN)
def test_a_name_of_which_some_words_are_not_seen_is_none(font: str, tmp_path: Path) -> None:
    found = workbook(tmp_path, "A2", font, ("Tỷ lệ dân số sử dụng", " Internet"))
    assert ("cell-error", "A2") in told(found)
    assert values(found) == []


def test_white_letters_are_seen_on_a_dark_ground_but_no_small_ones(tmp_path: Path) -> None:
    assert values(workbook(tmp_path, "C1", "white", ("Kết quả ", "năm 2025"), "FF1F4E79")) == [
        ("2025", 85.2)
    ]
    assert values(workbook(tmp_path, "C2", "white", ("8", "5,2"), "FF1F4E79")) == [("2025", 85.2)]
    assert values(workbook(tmp_path, "C2", "small", ("8", "5,2"), "FF1F4E79")) == []


def test_letters_that_are_struck_out_are_none_that_are_missed(tmp_path: Path) -> None:
    assert values(workbook(tmp_path, "C2", "gone", ("8", "85,2"))) == [("2025", 85.2)]


STYLES = {
    "white": '<style:text-properties fo:color="#ffffff"/>',
    "small": '<style:text-properties fo:font-size="1pt"/>',
    "hidden": '<style:text-properties text:display="none"/>',
}
GROUND = '<style:table-cell-properties fo:background-color="{}"/>'
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {"office": "office", "table": "table", "text": "text", "style": "style",
                        "fo": "xsl-fo-compatible"}.items()
)  # fmt: skip


def document(folder: Path, how: str, ground: str = "#ffffff") -> Any:
    """Return what is read of an .ods whose figure has a first digit that is not to be seen."""
    styles = f'<style:style style:name="T1" style:family="text">{STYLES[how]}</style:style>'
    cell = GROUND.format(ground)
    styles += f'<style:style style:name="c" style:family="table-cell">{cell}</style:style>'
    shown = '<text:p><text:span text:style-name="T1">8</text:span>5,2</text:p>'
    figure = f'<table:table-cell table:style-name="c" office:value-type="string">{shown}'
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in (*HEADER, *ROW)
    ]
    cells[7] = f"{figure}</table:table-cell>"
    rows = ("".join(each).replace("&C", "&amp;C") for each in (cells[:5], cells[5:]))
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "a.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return read(folder / "a.ods")


@pytest.mark.parametrize("how", STYLES)
def test_the_same_in_an_ods(how: str, tmp_path: Path) -> None:
    found = document(tmp_path, how)
    assert (told(found), values(found)) == ([("cell-error", "C2")], [])
    dark = values(document(tmp_path, how, "#1f4e79"))
    assert dark == ([("2025", 85.2)] if how == "white" else [])


def test_what_is_said_of_a_recorded_change_is_told(tmp_path: Path) -> None:
    spaces = f'{SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"'
    said = "<dc:creator>x</dc:creator><text:p>số sai, chưa duyệt</text:p>"
    change = f"<table:cell-content-change><office:change-info>{said}</office:change-info>"
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in (*HEADER, *ROW)
    ]
    rows = ("".join(each).replace("&C", "&amp;C") for each in (cells[:5], cells[5:]))
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f"<table:tracked-changes>{change}</table:cell-content-change></table:tracked-changes>"
            f'<table:table table:name="S">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    found = read(tmp_path / "a.ods")
    assert ([code for code, _ in told(found)], values(found)) == (
        ["column-unread"],
        [("2025", 85.2)],
    )
