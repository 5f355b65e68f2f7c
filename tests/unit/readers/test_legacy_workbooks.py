"""XLS, XLSB and ODS: what their cells show, and that damaged ones are told."""

from __future__ import annotations

import sys
import zipfile
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from cmcn4.model.observation import Submission
from cmcn4.readers import read
from cmcn4.readers.containers import container
from cmcn4.readers.containers.cells import (
    CellDate,
    CellDisguised,
    CellError,
    CellMasked,
    CellNumber,
    CellPercent,
    RawSheet,
)
from cmcn4.readers.containers.legacy import apart, process
from cmcn4.readers.paths import opened
from cmcn4.readers.problems import Unreadable
from unit.readers import biff, xlsb
from unit.readers.opendocument import cell, row, rows, write, write_xml
from unit.readers.small import codes, only, options

HEAD: list[object] = ["indicator", "area", "period", "value", "source"]
ROW: list[object] = ["egdi-rank", "VN", 2024, 71, "ITU"]
OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600
FILEPASS = biff.record(0x2F, b"\0\0\1\2\3\4")
NO_LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="no limits there")


def found(path: Path) -> Submission:
    return read([str(path)], options())


def shown(path: Path) -> list[tuple[RawSheet, list[tuple[int, list[str]]]]]:
    """Return the sheets of a file, with their rows."""
    with (
        opened(str(path)) as (source, _),
        closing(container(source).sheets(source, options())) as sheets,
    ):
        return [(sheet, list(sheet.rows)) for sheet in sheets]


def cells(path: Path) -> list[tuple[str, str]]:
    """Return the kinds and texts of the cells of a file that are not blank."""
    return [
        (type(each).__name__, str(each))
        for _, lines in shown(path)
        for _, line in lines
        for each in line
        if each
    ]


def xls(tmp_path: Path, *sheets: biff.Sheet, extra: bytes = b"", from1904: bool = False) -> Path:
    path = tmp_path / "data.xls"
    path.write_bytes(biff.workbook(*sheets, extra=extra, from1904=from1904))
    return path


def ods_cell(attributes: str, *paragraphs: str) -> str:
    text = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    return f"<table:table-cell {attributes}>{text}</table:table-cell>"


def number(kind: str, value: object, text: str = "") -> str:
    texts = [text] if text else []
    return ods_cell(f'office:value-type="{kind}" office:value="{value}"', *texts)


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_values_have_their_sheet_and_cell(tmp_path: Path, suffix: str) -> None:
    tables: dict[str, list[list[object]]] = {
        "Bìa": [["Báo cáo"]],
        "A": [HEAD, ROW],
        "B": [HEAD, [*ROW[:3], 72, "UN"]],
    }
    if suffix == "xls":
        path = xls(tmp_path, *(biff.Sheet(name, table) for name, table in tables.items()))
    else:
        path = write(tmp_path / "data.ods", **{name: rows(*each) for name, each in tables.items()})
    got = [(each.place.cell, each.sheet.name, str(each.value.value))
           for each in found(path).observations]  # fmt: skip
    assert got == [("D2", "A", "71"), ("D2", "B", "72")]


def test_a_binary_workbook_tells_no_formats_and_that_is_told(tmp_path: Path) -> None:
    path = xlsb.write(tmp_path / "data.xlsb", [HEAD, ["fibre-households", "VN", 2024, 0.79, "ITU"]])
    got = found(path)
    assert [str(each.value.value) for each in got.observations] == ["0.79"]
    assert codes(got) == ["legacy-format", "percent-suspicious"]
    assert got.findings[0].facts["suffix"] == ".xlsb"
    assert got.findings[1].facts["variant"] == "format"


@pytest.mark.parametrize(
    ("value", "shows", "expected"),
    [
        (0.183, "0.0%", CellPercent("18.3")),
        (0.183, "General", CellNumber("0.183")),
        (20.5, '0.0"%"', CellNumber("20.5")),
        (-0.05, "0.0%;-0.0", CellNumber("-0.05")),
        (-0.05, "0.0%;0.0", CellMasked("-0.05")),
        (85, "-0", CellMasked("85")),
        (-85, "0;-0", CellNumber("-85")),
        (85, '0"-"', CellMasked("85")),
        (85, '"giảm "0', "giảm 85"),
        (-85, '0;"giảm "0', CellDisguised("giảm -85")),
        (85.125, '0" (*)"', "85.1250 (*)"),
        (85, "0 [$₫-42A]", CellNumber("85")),
        (85, "+0;-0", "+85"),
        (85, "# ?/?", CellNumber("85")),
        (85, "0.0E+0", CellNumber("85")),
        (71, "General", CellNumber("71")),
        (12000, "#,##0,", CellMasked("12000")),
        (12000, '0.0,," triệu"', CellDisguised("12000 triệu")),
        (0, "#,##0,", CellNumber("0")),
        (85, '0 "(dự báo)"', "85 (dự báo)"),
        (85, '"Ước "0.0', "Ước 85"),
        (85, '"< "0', "< 85"),
        (0.85, '"khoảng "0.0%', "khoảng 85%"),
        (85, '0"‰"', "85‰"),
        (85, '0" người"', "85 người"),
        (-85, "#,##0;(#,##0)", CellNumber("-85")),
        (0.5, '[<1]"dưới "0;0', "dưới 0.5"),
        (85, '[<1]"dưới "0;0', CellNumber("85")),
        (85, '0"/100"', "85/100"),
        (85, '"Năm 2025: "0" m2"', "Năm 2025: 85 m2"),
        (85, '"75"', CellMasked("85")),
        (85, '"7"0', CellMasked("85")),
        (85, "*<0", "<85"),
        (85, "*~0", "~85"),
        (85, "*-0", CellMasked("85")),
        (85, "* 0", CellNumber("85")),
        (85, "_-* #,##0_-;-* #,##0_-", CellNumber("85")),
        (85, '#,##0" 500"', CellMasked("85")),
        (85, "[$75-409]0", CellMasked("85")),
        (85, '[>=80]"Đạt";"Không đạt"', CellMasked("85")),
        (85, ";;;", CellMasked("85")),
        (0, "0;-0;;@", CellNumber("0")),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', CellNumber("0")),
        (0, '0;0;"75"', CellMasked("0")),
        (45658, "yyyy", CellDate("2025")),
        (45658, "mm/yyyy", CellDate("2025-01")),
        (45658, "dd/mm/yyyy", CellDate("2025-01-01")),
        (-1e9, "dd/mm/yyyy", CellError("#VALUE!")),
        (biff.Error("#DIV/0!"), "General", CellError("#DIV/0!")),
    ],
)
def test_an_xls_cell_is_what_its_format_shows(
    tmp_path: Path, value: object, shows: str, expected: str
) -> None:
    given = value if isinstance(value, biff.Error) else (value, shows)
    path = xls(tmp_path, biff.Sheet("A", [["x", given, True]]))
    assert cells(path) == [
        ("str", "x"), (type(expected).__name__, expected), ("CellBool", "TRUE"),
    ]  # fmt: skip


def test_days_of_a_workbook_may_count_from_1904(tmp_path: Path) -> None:
    path = xls(tmp_path, biff.Sheet("A", [[(44196, "yyyy-mm-dd")]]), from1904=True)
    assert cells(path) == [("CellDate", "2025-01-01")]


def test_what_is_raised_in_an_xls_is_no_digit(tmp_path: Path) -> None:
    path = xls(tmp_path, biff.Sheet("A", [[biff.Rich("Số hộ1)", 5), biff.Rich("x2", 1)]]))
    assert cells(path) == [("str", "Số hộ¹⁾"), ("str", "x²")]


@pytest.mark.parametrize("flat", [False, True])
def test_merged_and_hidden_cells_of_an_xls(flat: bool, tmp_path: Path) -> None:
    table: list[list[object]] = [["a", "b"], ["", ""], ["", 1]]
    hidden = biff.Sheet("A", table, False, [2], [1, 3], flat, [(0, 2, 0, 0)])
    (first, lines), (second, _) = shown(
        xls(tmp_path, hidden, biff.Sheet("B", [["b"]], hidden=True))
    )
    assert lines == [(1, ["a", "b"]), (2, []), (3, ["", "1"])]
    assert first.merges == ((1, 1, 3, 1),)
    about, other = first.hidden, second.hidden
    assert about is not None
    assert other is not None
    assert (about.sheet, about.rows, about.row, about.columns, about.column) == (False, 1, 3, 2, 2)
    assert other.sheet


@pytest.mark.parametrize(
    ("tokens", "stored"),
    [
        (b"\x1e\x46\0\x1e\x0a\0\x04", False),  # 70-10
        (b"\x1e\x46\0\x1e\x0a\0\x04\x15", False),  # (70-10)
        (b"\x25\0\0\1\0\3\xc0\3\xc0\x19\x10\0\0", False),  # SUM(D1:D2), by its attribute
        (b"\x1e\1\0\x1e\2\0\x42\2\5\0", False),  # AVERAGE(1,2)
        (b"\x44\0\0\2\0", True),  # C1
        (b"\x1d\1\x17\0\0\x1e\1\0\x42\3\1\0", True),  # IF(TRUE,"",1)
        (b"\x17\0\0\x17\0\0\x08", True),  # ""&""
    ],
)
def test_an_xls_formula_that_no_text_can_come_of_was_never_reckoned(
    tokens: bytes, stored: bool, tmp_path: Path
) -> None:
    path = xls(tmp_path, biff.Sheet("A", [["a", biff.Formula(tokens), "b"]]))
    never = [] if stored else [("FormulaWithoutValue", "=…")]
    assert cells(path) == [("str", "a"), *never, ("str", "b")]


def test_an_ods_percentage_is_shifted_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path / "data.ods", A=row(
        number("percentage", 0.183, "18.3%"), number("percentage", 0.07),
        number("float", 20.5, "20.5%"), number("float", 0.07, "7.0%"),
        number("percentage", 12.34, "1.234%"),
        number("percentage", 18.3, "18,3"), number("currency", "1e3", "1.000 ₫"),
    ))  # fmt: skip
    assert cells(path) == [
        ("CellPercent", "18.3"), ("CellPercent", "7"), ("CellNumber", "20.5"), ("CellPercent", "7"),
        ("CellPercent", "1234"), ("CellNumber", "18.3"), ("CellNumber", "1000"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("97", "75", CellMasked("97")),
        ("97", "977", CellMasked("97")),
        ("97.0", "9" * 5000, CellMasked("97")),
        ("97", "9," * 3000 + "9", CellMasked("97")),
        ("0", "75", CellMasked("0")),
        ("2025", "2024", CellMasked("2025")),
        ("99.96", "100,0", CellNumber("99.96")),
        ("1234567", "1.235", CellNumber("1234567")),
        ("0.004", "0,00", CellNumber("0.004")),
        ("85.1", "85,1 (dự báo)", "85.1 (dự báo)"),
        ("85.1", "< 85,1", "< 85.1"),
        ("85.1", "85,1 %", CellNumber("85.1")),
        ("85.1", "85,1 ₫", CellNumber("85.1")),
        ("85.1", "85,1 (2020)", "85.1 (2020)"),
        ("85.1", "từ 60 đến 85,1", "từ 60 đến 85.1"),
        ("85.1", "85,1 (thành thị)", "85.1 (thành thị)"),
        ("45", "45/10", "45/10"),
        ("92.5", "92 1/2", CellNumber("92.5")),
        ("92.5", "185/2", CellNumber("92.5")),
        ("85", "-85", CellMasked("85")),
        ("85", "(85)", CellMasked("85")),
        ("-85", "85", CellMasked("-85")),
        ("-85", "giảm 85", CellDisguised("giảm -85")),
        ("-0.004", "0,00", CellNumber("-0.004")),
        ("85", "đạt", CellMasked("85")),
        ("0", "-", CellNumber("0")),
        ("85", "###", CellNumber("85")),
        ("-5", "(5)", CellNumber("-5")),
        ("1500000", "1,5E+06", CellNumber("1500000")),
    ],
)
def test_what_an_ods_shows_of_a_number_is_looked_at(
    tmp_path: Path, value: str, text: str, expected: str
) -> None:
    path = write(tmp_path / "data.ods", A=row(number("float", value, escape(text))))
    assert cells(path) == [(type(expected).__name__, expected)]


def test_a_percentage_that_an_ods_shows_as_another_one_is_one(tmp_path: Path) -> None:
    path = write(tmp_path / "data.ods", A=row(number("percentage", 0.97, "75%")))
    assert cells(path) == [("CellMasked", "97")]


def test_truth_errors_and_formulas_of_an_ods(tmp_path: Path) -> None:
    path = write(tmp_path / "data.ods", A=row(
        ods_cell('office:value-type="boolean" office:boolean-value="true"', "ĐÚNG"),
        ods_cell('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
                 "#DIV/0!"),
        ods_cell('table:formula="of:=A1" office:value-type="float" office:value="0"', "Err:502"),
        ods_cell('office:value-type="string"', "#N/A"),
        ods_cell('table:formula="of:=SUM([.A1])"'),
        ods_cell('table:formula="of:=&quot;&quot;"', ""),
        ods_cell('table:formula="of:=1" office:value-type="float" office:value="1"', "TRUE"),
        ods_cell('table:formula="of:=80+2" office:value-type="float" office:value="95"', "95"),
    ))  # fmt: skip
    assert cells(path) == [
        ("CellBool", "TRUE"), ("CellError", "#DIV/0!"), ("CellError", "Err:502"), ("str", "#N/A"),
        ("FormulaWithoutValue", "=SUM([.A1])"), ("CellBool", "TRUE"),
        ("FormulaStale", "=80+2 ≠ 95"),
    ]  # fmt: skip


def test_an_ods_text_has_its_lines_and_spaces_and_no_comment(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
    )
    comment = "<office:annotation><text:p>99</text:p></office:annotation>"
    texts = ['<text:s text:c="2"/>hai  <text:span text:style-name="T1">1)</text:span>',
             "a<text:tab/>b<text:line-break/>c"]  # fmt: skip
    given = ods_cell('office:value-type="string"', *texts).replace(
        "><text:p>", f">{comment}<text:p>", 1
    )
    table = f'<table:table table:name="A">{row(given)}</table:table>'
    assert cells(write_xml(tmp_path / "data.ods", table, styles=styles)) == [
        ("str", "  hai ¹⁾\na\tb\nc")
    ]


def test_an_ods_date_is_cut_to_what_its_style_shows(tmp_path: Path) -> None:
    parts = {"y": "<number:year/>", "m": "<number:month/><number:year/>",
             "d": "<number:day/><number:month/><number:year/>"}  # fmt: skip
    styles = "".join(
        f'<number:date-style style:name="N{name}">{each}</number:date-style><style:style'
        f' style:name="{name}" style:family="table-cell" style:data-style-name="N{name}"/>'
        for name, each in parts.items()
    )
    day = 'office:value-type="date" office:date-value="2025-06-30T07:30:00"'
    line = row(*(ods_cell(f'{day} table:style-name="{name}"') for name in parts), ods_cell(day))
    columns = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:default-cell-style-name="y"/>'
    )
    table = f'<table:table table:name="A">{columns}{line}</table:table>'
    assert [text for _, text in cells(write_xml(tmp_path / "data.ods", table, styles=styles))] == [
        "2025", "2025-06", "2025-06-30", "2025",
    ]  # fmt: skip


def test_merged_hidden_and_covered_cells_of_an_ods(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="ta" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    merged = ods_cell('table:number-columns-spanned="2" table:number-rows-spanned="2"'
                      ' office:value-type="string"', "a")  # fmt: skip
    covered = "<table:covered-table-cell office:value-type='float' office:value='9'/>"
    last = row(covered, covered, cell(1)).replace("row>", 'row table:visibility="filter">', 1)
    table = (
        '<table:table table:name="A" table:style-name="ta"><table:table-column/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        f"{row(merged, covered, cell('c'))}{last}</table:table>"
    )
    ((sheet, lines),) = shown(write_xml(tmp_path / "data.ods", table, styles=styles))
    assert lines == [(1, ["a", "9", "c"]), (2, ["9", "9", "1"])]
    assert sheet.merges == ((1, 1, 2, 2),)
    about = sheet.hidden
    assert about is not None
    assert (about.sheet, about.rows, about.row, about.columns, about.column) == (True, 1, 2, 2, 2)


@pytest.mark.parametrize(("size", "hidden"), [("0cm", 1), ("0.0008in", 1), ("0.452cm", 0)])
def test_rows_and_columns_of_an_ods_as_high_or_wide_as_nothing_are_hidden(
    size: str, hidden: int, tmp_path: Path
) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-{what}">'
        f'<style:table-{what}-properties style:{of}="{size}"/></style:style>'
        for name, what, of in [("ro", "row", "row-height"), ("co", "column", "column-width")]
    )
    table = (
        '<table:table table:name="A"><table:table-column table:style-name="co"/>'
        + row(cell("a")).replace("row>", 'row table:style-name="ro">', 1)
        + "</table:table>"
    )
    ((sheet, _),) = shown(write_xml(tmp_path / "data.ods", table, styles=styles))
    assert sheet.hidden is not None
    assert (sheet.hidden.rows, sheet.hidden.columns) == (hidden, hidden)


@pytest.mark.parametrize(
    "inside",
    [
        "<text:p><text:title>60</text:title></text:p>",
        "<text:p>6<text:sheet-name>0</text:sheet-name></text:p>",
        "<text:list><text:list-item><text:p>60</text:p></text:list-item></text:list>",
        "<text:p>60<text:note><text:note-body>1</text:note-body></text:note></text:p>",
        "<office:annotation><text:p>1</text:p></office:annotation><text:p>60</text:p>",
    ],
)
def test_all_text_of_a_cell_of_an_ods_is_read_but_notes(inside: str, tmp_path: Path) -> None:
    one = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    ((_, lines),) = shown(write(tmp_path / "data.ods", A=row(one)))
    assert lines == [(1, ["60"])]


def test_cells_of_an_ods_are_merged_as_far_as_a_sheet_goes(tmp_path: Path) -> None:
    end = "9" * 12
    spanned = f'table:number-columns-spanned="{end}" table:number-rows-spanned="{end}"'
    ((sheet, _),) = shown(write(tmp_path / "data.ods", A=row(cell("a"), ods_cell(spanned, "b"))))
    assert sheet.merges == ((1, 2, 1_048_576, 16_384),)


def test_rows_count_from_the_first_of_the_sheet(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    table = blank + rows(HEAD, ROW)
    assert found(write(tmp_path / "data.ods", A=table)).observations[0].place.cell == "D6"


def test_what_is_repeated_is_there_as_often(tmp_path: Path) -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="float"'
    line = f'<table:table-row table:number-rows-repeated="2">{gap}{twice} office:value="1"/>'
    below = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = write(tmp_path / "data.ods", A=f"{line}</table:table-row>{below}{rows(['x'])}")
    ((_, lines),) = shown(path)
    assert lines == [
        (1, ["", "", "1", "1"]), (2, ["", "", "1", "1"]), (1_048_002, []), (1_048_003, ["x"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "rows_before", "row"),
    [(16_384, 0, 1), (16_383, 0, 1), (0, 1_048_576, 1_048_577), (0, 1_048_575, 1_048_576)],
)
def test_cells_beyond_the_last_of_a_sheet_are_an_error_of_the_file(
    columns: int, rows_before: int, row: int, tmp_path: Path
) -> None:
    def repeated(what: str, count: int, content: str) -> str:
        return (
            f'<table:{what} table:number-{what[6:]}s-repeated="{count}"{content}' if count else ""
        )

    blank = repeated("table-cell", columns, "/>").replace("cells", "columns")
    above = repeated("table-row", rows_before, "><table:table-cell/></table:table-row>")
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="float"'
    line = f'<table:table-row table:number-rows-repeated="2">{blank}{twice} office:value="1"/>'
    got = found(write(tmp_path / "data.ods", A=f"{above}{line}</table:table-row>"))
    finding = only(got)
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "too-far")
    assert finding.place.row == row


def test_cells_repeated_a_billion_times_are_refused(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16000" office:value-type="float"'
    repeated = f'<table:table-row table:number-rows-repeated="1000000">{blank} office:value="1"/>'
    path = write(tmp_path / "data.ods", A=f"{repeated}</table:table-row>")
    assert only(found(path)).facts == {"variant": "limit", "setting": "cells"}


@pytest.mark.parametrize(("suffix", "library"), [(".xls", "xlrd"), (".xlsb", "python_calamine")])
def test_without_the_extra_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, library: str
) -> None:
    path = tmp_path / f"data{suffix}"
    if suffix == ".xls":
        xls(tmp_path, biff.Sheet("A", [HEAD]))
    else:
        xlsb.write(path, [HEAD])
    monkeypatch.setattr(apart, "find_spec", lambda name: None if name == library else 1)
    finding = only(found(path))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "legacy")


def test_an_ods_needs_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "find_spec", lambda _: None)
    assert codes(found(write(tmp_path / "data.ods", A=rows(HEAD, ROW)))) == []


@pytest.mark.parametrize(
    ("name", "content", "variant"),
    [
        ("data.xls", b"anything", "not-workbook"),
        ("data.ods", b"anything", "not-workbook"),
        ("data.xls", OLE + "Workbook".encode("utf-16-le") * 99, "truncated"),
        ("data.xls", OLE, "truncated"),
        ("data.xls", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("data.xls", biff.workbook(biff.Sheet("A", [[1]]), extra=FILEPASS), "encrypted"),
        ("data.xls", biff.compound(biff.record(0x9)), "truncated"),
        ("data.xls", b"PK\x03\x04", "is-workbook"),
        ("data.xlsb", b"PK\x03\x04", "truncated"),
        ("data.ods", OLE, "encrypted"),
    ],
)
def test_what_is_none_of_these_is_told(
    tmp_path: Path, name: str, content: bytes, variant: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    finding = only(found(path))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", variant)


def test_an_encrypted_ods_is_told_by_its_manifest(tmp_path: Path) -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<m:a xmlns:m="{space}"><m:encryption-data/></m:a>'
    path = write_xml(tmp_path / "data.ods", "", manifest=manifest)
    assert only(found(path)).facts["variant"] == "encrypted"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("encrypted-package", b"x")
    assert only(found(path)).facts["variant"] == "encrypted"


@pytest.mark.parametrize(
    ("content", "variant"),
    [
        ("<a>", "damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
        ('<?xml version="1.0" encoding="none"?><a/>', "damaged"),
    ],
)
def test_an_ods_that_is_no_good_xml_is_told(tmp_path: Path, content: str, variant: str) -> None:
    path = tmp_path / "data.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    assert only(found(path)).facts["variant"] == variant


def test_a_number_that_is_none_or_a_text_without_end_damages_an_ods(tmp_path: Path) -> None:
    for bad in (
        number("float", "x"),
        cell("x" * 200_000),
        ods_cell("", '<text:s text:c="9999999"/>'),
    ):
        assert only(found(write(tmp_path / "data.ods", A=row(bad)))).facts["variant"] == "damaged"


@pytest.mark.parametrize("kind", ["string", " float", "unknown"])
def test_a_number_of_a_cell_that_shows_none_is_an_error_in_an_ods(
    tmp_path: Path, kind: str
) -> None:
    path = write(tmp_path / "data.ods", A=row(number(kind, "91")))
    assert cells(path) == [("CellError", "91")]


def test_an_archive_that_is_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "data.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (20 << 20))
    assert only(found(path)).facts["variant"] == "bomb"


def test_an_xls_cut_off_or_changed_anywhere_is_read_or_told(tmp_path: Path) -> None:
    whole = biff.workbook(biff.Sheet("A", [HEAD, ROW, [biff.Rich("x1", 1), (0.5, "0%")]]))
    path = tmp_path / "data.xls"
    for at in (
        8,
        30,
        44,
        76,
        500,
        516,
        1030,
        1100,
        1144,
        1200,
        1540,
        1600,
        1700,
        1900,
        len(whole) - 9,
    ):
        for content in (whole[:at], whole[:at] + b"\xff\xfe\xff\x7f" + whole[at + 4 :]):
            path.write_bytes(content)
            try:
                shown(path)
            except Unreadable as reason:
                assert reason.facts["variant"] in {"truncated", "bomb", "not-workbook"}  # noqa: PT017 - either is right


@NO_LIMITS
def test_a_process_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(apart, "_PROCESS", slow)
    monkeypatch.setattr(apart, "_LONGEST", 0.1)
    assert only(found(xls(tmp_path, biff.Sheet("A", [HEAD])))).facts["variant"] == "bomb"


def test_a_file_too_large_for_the_process_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_LARGEST_FILE", 100)
    assert only(found(xls(tmp_path, biff.Sheet("A", [HEAD])))).facts["variant"] == "limit"


def test_dates_truth_and_times_go_over_as_they_are() -> None:
    import datetime as dt
    import json

    day = dt.datetime(2025, 6, 30, 7, 30)  # noqa: DTZ001 - cells have none
    given = json.dumps([day, True, 2.5, "x", dt.time(7, 30)], default=process.plain)
    assert json.loads(given) == [{"date": "2025-06-30"}, True, 2.5, "x", "07:30:00"]


@pytest.mark.parametrize(
    ("held", "shown", "expected"),
    [("70", "86", CellDisguised("70 / 86")), ("86", "86", "86"), ("a  b", "a b", "a b"),
     ("86", "", "86"), ("", "86", "86")],
)  # fmt: skip
def test_an_ods_text_that_is_held_and_shown_as_others_is_neither(
    tmp_path: Path, held: str, shown: str, expected: str
) -> None:
    text = f"<text:p>{shown}</text:p>" if shown else ""
    given = f' office:string-value="{held}"' if held else ""
    xml = f'<table:table-cell office:value-type="string"{given}>{text}</table:table-cell>'
    path = write(tmp_path / "a.ods", A=row(cell("x"), xml))
    assert cells(path) == [("str", "x"), (type(expected).__name__, expected)]
