"""Texts of a workbook outside of its cells, and figures that are not shown as they are stored."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from acceptance.cli import inside
from acceptance.test_what_is_drawn import number
from unit.readers.opendocument import cell, row, rows, write_xml

Edits = dict[str, Callable[[str], str]]
ROWS: list[list[Any]] = [
    ["indicator", "area", "period", "value", "unit", "source"],
    ["fibre-households", "VN", 2025, 85.1, "% of households", "MOST"],
]
SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006"


def workbook(
    folder: Path, change: Callable[[Worksheet], None] | None = None, edits: Edits | None = None
) -> Path:
    """Write a workbook, changed in its cells and then in its parts; one that is new is empty."""
    book, held = Workbook(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in ROWS:
        sheet.append(line)
    if change:
        change(sheet)
    book.save(held)
    with zipfile.ZipFile(held) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    # Excel does not ask to calculate it anew.
    parts["xl/workbook.xml"] = re.sub("<calcPr[^>]*/>", "", parts["xl/workbook.xml"])
    for name, edit in (edits or {}).items():
        parts[name] = edit(parts.get(name, ""))
    path = folder / "new.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def told(path: Path) -> tuple[list[float], list[str]]:
    """Return the values that were read, and the codes of what was told."""
    found = inside("read", path, "--lang", "en", "--no-config", "-f", "json").json
    return [each["value"] for each in found["observations"]], [
        each["code"] for each in found["findings"]
    ]


def related(kind: str, target: str) -> Callable[[str], str]:
    """Return the relation of a sheet to another part."""
    return lambda _: (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="../{target}"/></Relationships>'
    )


def box(text: str) -> Edits:
    """Put a text box on the sheet, in two runs."""
    runs = "".join(f"<a:r><a:t>{part}</a:t></a:r>" for part in (text[:3], text[3:]))
    return {
        RELATIONS: related(f"{TYPES}/drawing", "drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": lambda _: (
            f'<xdr:wsDr xmlns:xdr="{MAIN}/spreadsheetDrawing" xmlns:a="{MAIN}/main">'
            f"<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p>{runs}</a:p></xdr:txBody></xdr:sp>"
            "</xdr:twoCellAnchor></xdr:wsDr>"
        ),
    }


def thread(text: str) -> Edits:
    """Begin a conversation on the figure that has no comment in its place."""
    return {
        RELATIONS: related(THREADS, "threadedComments/threadedComment1.xml"),
        "xl/threadedComments/threadedComment1.xml": lambda _: (
            "<ThreadedComments"
            ' xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            f'<threadedComment ref="D2" personId="{{1}}" id="{{2}}"><text>{text}</text>'
            "</threadedComment></ThreadedComments>"
        ),
    }


def header(text: str) -> Edits:
    """Give the printed pages a header in bold."""
    said = f'<headerFooter><oddHeader>&amp;C&amp;"-,Bold"&amp;12{text}</oddHeader></headerFooter>'
    return {SHEET: lambda xml: xml.replace("</worksheet>", f"{said}</worksheet>")}


OUTSIDE = pytest.mark.parametrize("put", [box, thread, header])


@OUTSIDE
@pytest.mark.parametrize(
    ("text", "code"),
    [("SỐ LIỆU DỰ BÁO", "column-unread"), ("Mạng VNPT", "text-unread")],
)
def test_a_text_outside_of_cells_is_told(
    put: Callable[[str], Edits], text: str, code: str, tmp_path: Path
) -> None:
    assert told(workbook(tmp_path, edits=put(text))) == ([85.1], [code])


@pytest.mark.parametrize("text", ["&amp;F", "Trang &amp;P/&amp;N", "Page &amp;P of &amp;N"])
def test_the_numbers_of_pages_and_names_of_files_say_nothing(text: str, tmp_path: Path) -> None:
    assert told(workbook(tmp_path, edits=header(text))) == ([85.1], [])


def test_two_text_boxes_are_two_texts(tmp_path: Path) -> None:
    edits = box("Mạng VNPT")
    first = edits["xl/drawings/drawing1.xml"]
    edits["xl/drawings/drawing1.xml"] = lambda xml: first(xml).replace(
        "</xdr:twoCellAnchor>",
        f"</xdr:twoCellAnchor>{re.findall('<xdr:two.*Anchor>', first(xml))[0]}".replace(
            "VNPT", "Viettel"
        ),
    )
    found = inside("read", workbook(tmp_path, edits=edits), "--lang", "en", "--no-config", "-f",
                   "json").json["findings"]  # fmt: skip
    assert [(each["code"], each["count"]) for each in found] == [("text-unread", 2)]


def validated(sheet: Worksheet) -> None:
    """Show an input message at the figure."""
    rule = DataValidation(type="decimal", operator="greaterThan", formula1="0")
    rule.prompt, rule.showInputMessage = "Đây là số dự báo", True
    rule.add("D2")
    sheet.add_data_validation(rule)


def linked(sheet: Worksheet) -> None:
    """Show a tip at the link of the figure."""
    sheet["D2"].hyperlink = "https://example.org/"
    sheet["D2"].hyperlink.tooltip = "Số dự báo"


@pytest.mark.parametrize("change", [validated, linked])
def test_a_tip_at_a_figure_is_told_at_its_cell(
    change: Callable[[Worksheet], None], tmp_path: Path
) -> None:
    path = workbook(tmp_path, change)
    assert told(path) == ([85.1], ["column-unread"])
    (finding,) = inside("read", path, "--no-config", "-f", "json").json["findings"]
    assert finding["cell"] == "D2"


SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in (("draw", "drawing"), ("style", "style"), ("text", "text"))
)
FRAME = f"<draw:frame {SPACES}><draw:text-box><text:p>{{}}</text:p></draw:text-box></draw:frame>"
SHAPE = f"<draw:custom-shape {SPACES}><text:p>{{}}</text:p></draw:custom-shape>"
CHECK = (
    '<table:content-validations><table:content-validation table:name="v">'
    '<table:help-message table:display="true"><text:p>{}</text:p></table:help-message>'
    "</table:content-validation></table:content-validations>"
)
PAGE = f"<style:header {SPACES}><text:p>{{}}</text:p></style:header>"


def document(folder: Path, within: str = "", above: str = "", more: str = "") -> Path:
    """Write an OpenDocument table with something in the cell of the figure, and above it."""
    figure = number(85.1, "85,1", more=more).replace("<text:p>", f"{within}<text:p>")
    cells = "".join(cell(each) for each in ROWS[1][:3]) + figure
    cells += "".join(cell(each) for each in ROWS[1][4:])
    table = f'<table:table table:name="A">{above}{rows(ROWS[0])}{row(cells)}</table:table>'
    return write_xml(folder / "data.ods", table)


@pytest.mark.parametrize(
    ("text", "code"), [("SỐ LIỆU DỰ BÁO", "column-unread"), ("Mạng VNPT", "text-unread")]
)
@pytest.mark.parametrize("shape", [FRAME, SHAPE])
def test_a_shape_of_an_opendocument_is_told(
    shape: str, text: str, code: str, tmp_path: Path
) -> None:
    said = shape.format(text)
    assert told(document(tmp_path, said)) == ([85.1], [code])
    on_sheet = f"<table:shapes>{said}</table:shapes>"
    assert told(document(tmp_path, above=on_sheet)) == ([85.1], [code])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Số dự báo", ["column-unread"]),
        ("Trang <text:page-number>1</text:page-number>/<text:page-count>9</text:page-count>", []),
        ("<text:sheet-name>???</text:sheet-name> (<text:title>Bản nháp</text:title>)", []),
    ],
)
def test_the_pages_of_an_opendocument(text: str, codes: list[str], tmp_path: Path) -> None:
    path = document(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    parts["styles.xml"] = (
        f"<office:document-styles {office}>{PAGE.format(text)}</office:document-styles>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert told(path) == ([85.1], codes)


def test_an_input_message_of_an_opendocument_is_told_at_its_cell(tmp_path: Path) -> None:
    path = document(tmp_path, more='table:content-validation-name="v"')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        "<table:table ", f"{CHECK.format('Số dự báo')}<table:table ", 1
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (finding,) = inside("read", path, "--no-config", "-f", "json").json["findings"]
    assert (finding["code"], finding["cell"]) == ("column-unread", "D2")


@pytest.mark.parametrize(
    ("figure", "lowered", "read"), [("8", "1", [8]), ("85.1", "2", [85.1]), ("85", "(1)", [85])]
)
def test_what_is_lowered_behind_a_figure_is_a_mark(
    figure: str, lowered: str, read: list[float], tmp_path: Path
) -> None:
    runs = (
        f'<c r="D2" t="inlineStr"><is><r><t>{figure}</t></r><r><rPr><vertAlign val="subscript"/>'
        f"</rPr><t>{lowered}</t></r></is></c>"
    )
    edits = {SHEET: lambda xml: re.sub('<c r="D2".*?</c>', lambda _: runs, xml)}
    assert told(workbook(tmp_path, edits=edits)) == (read, [])


def calculated(formula: str) -> Edits:
    """Put a formula behind the figure."""
    made = f'<c r="D2"><f>{formula}</f><v>85.1</v></c>'
    return {SHEET: lambda xml: re.sub('<c r="D2".*?</c>', lambda _: made, xml)}


@pytest.mark.parametrize(
    ("formula", "codes"),
    [
        ("FORECAST(2025,D5:D9,C5:C9)", ["hidden-data"]),
        ("_xlfn.FORECAST.LINEAR(2025,D5:D9,C5:C9)", ["hidden-data"]),
        ("ROUND(TREND(D5:D9,C5:C9,2025),1)", ["hidden-data"]),
        ("'Kế hoạch 2025'!D2", ["hidden-data"]),
        ("'[KeHoach2025.xlsx]Mục tiêu'!D2*1", ["hidden-data"]),
        ("Draft!D2", ["hidden-data"]),
        ("'Kết quả 2025'!D2", []),
        ("Sheet2!D2+Sheet3!D2", []),
        ("ROUND(D5/D6*100,1)", []),
    ],
)
def test_a_formula_that_foretells_or_takes_from_a_plan_is_told(
    formula: str, codes: list[str], tmp_path: Path
) -> None:
    assert told(workbook(tmp_path, edits=calculated(formula))) == ([85.1], codes)
    of_table = re.sub(r"('[^']*'|\b\w+)!(\w+)", r"[$\1.\2]", formula).replace('"', "&quot;")
    path = document(tmp_path, more=f'table:formula="of:={of_table}"')
    assert told(path) == ([85.1], codes)


def test_a_forecast_that_says_so_may_be_foretold(tmp_path: Path) -> None:
    def forecast(sheet: Worksheet) -> None:
        sheet["G1"], sheet["G2"] = "status", "forecast"

    path = workbook(tmp_path, forecast, calculated("TREND(D5:D9,C5:C9,2025)"))
    assert told(path) == ([85.1], [])


def styled(**style: Any) -> Callable[[Worksheet], None]:
    """Give the cell of the figure a style."""

    def change(sheet: Worksheet) -> None:
        for name, value in style.items():
            setattr(sheet["D2"], name, value)

    return change


WHITE, DARK = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F3A5F")
LINE = Side("thin")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (styled(border=Border(diagonal=LINE, diagonalUp=True, diagonalDown=True)), "cell-error"),
        (styled(border=Border(diagonal=LINE, diagonalDown=True)), "cell-error"),
        (styled(border=Border(left=LINE, top=LINE)), ""),
        (styled(font=WHITE), "hidden-data"),
        (styled(font=WHITE, number_format="0.00"), "hidden-data"),
        (styled(font=WHITE, fill=PatternFill("solid", fgColor="FFFFFFFF")), "hidden-data"),
        (styled(font=WHITE, fill=DARK), ""),
        (styled(number_format="[White]0.0"), "hidden-data"),
        (styled(number_format="0.0;0.0;[White]0.0"), ""),
    ],
)
def test_a_figure_that_is_crossed_out_or_white_is_told(
    change: Callable[[Worksheet], None], expected: str, tmp_path: Path
) -> None:
    values, codes = told(workbook(tmp_path, change))
    assert values == ([] if expected == "cell-error" else [85.1])
    assert set(codes) - {"nothing-read"} == {expected} - {""}


@pytest.mark.parametrize(("height", "width", "codes"), [
    (0.9, 9, ["hidden-data"]), (15, 0.4, ["hidden-data"]), (3, 1, []),
])  # fmt: skip
def test_rows_and_columns_too_small_to_read_are_hidden(
    height: float, width: float, codes: list[str], tmp_path: Path
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].height = height
        sheet.column_dimensions["D"].width = width

    assert told(workbook(tmp_path, change)) == ([85.1], codes)


def test_the_corner_of_a_table_may_be_divided_by_a_line(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A1"].border = Border(diagonal=LINE, diagonalDown=True)

    assert told(workbook(tmp_path, change)) == ([85.1], [])


def text(folder: Path, head: list[Any], figures: list[Any]) -> Path:
    """Write a text file of a header and a row."""
    path = folder / "new.csv"
    path.write_text("".join(f"{','.join(map(str, line))}\n" for line in (head, figures)), "utf-8")
    return path


STROKES = ["\u0336", "\u0335", "\u0338", "\u20e5", "\u20d8", "\u20d2", "\u20eb", "\u20d3"]


@pytest.mark.parametrize("stroke", STROKES)
@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("line", [0, 1])
def test_a_text_whose_letters_are_struck_out_is_told(
    stroke: str, at: int, line: int, tmp_path: Path
) -> None:
    lines = [[*each] for each in ROWS]
    lines[line][at] = "".join(f"{letter}{stroke}" for letter in str(lines[line][at]))
    values, codes = told(text(tmp_path, *lines))
    assert values in ([], [85.1])
    assert codes
    if line and at not in (4, 5):
        assert values == []


@pytest.mark.parametrize("turn", ["\u202e", "\u202a", "\u2066", "\u2067"])
@pytest.mark.parametrize("at", [0, 1, 4, 5])
def test_a_text_that_turns_the_direction_is_told_at_its_cell(
    turn: str, at: int, tmp_path: Path
) -> None:
    figures = [*ROWS[1]]
    figures[at] = f"{figures[at]}{turn}"
    values, codes = told(text(tmp_path, ROWS[0], figures))
    assert codes
    assert "hidden-data" in codes or values == []


@pytest.mark.parametrize(
    "marks", ["\u2066{}\u2069", "\u2068{}\u2069", "\u202a{}\u202c", "{}\u200e"]
)
def test_what_ends_within_its_cell_turns_nothing(marks: str, tmp_path: Path) -> None:
    figures = [*ROWS[1][:5], marks.format("MOST")]
    assert told(text(tmp_path, ROWS[0], figures)) == ([85.1], [])


def test_a_sign_with_a_stroke_of_its_own_is_none_that_is_struck_out(tmp_path: Path) -> None:
    head, figures = [*ROWS[0], "note"], [*ROWS[1], "=\u0338 0"]
    assert "hidden-data" not in told(text(tmp_path, head, figures))[1]


@pytest.mark.parametrize("form", ["json", "csv", "gitlab", "sarif", "github", "junit"])
@pytest.mark.parametrize("sign", ["\x9b", "\x85", "\x7f"])
def test_no_machine_format_prints_what_acts_on_a_terminal(
    form: str, sign: str, tmp_path: Path
) -> None:
    figures = [*ROWS[1][:5], f"MO{sign}31mST"]
    path = text(tmp_path, ROWS[0], figures).rename(tmp_path / f"new{sign}.csv")
    given = inside("check", path, "-t", "qd-2289", "--no-config", "-f", form)
    assert sign not in given.out
    if form == "json":
        sources = {each["source"] for one in given.json["assessments"] for each in one["evidence"]}
        assert figures[5].replace("\x85", " ") in sources  # the end of a line
