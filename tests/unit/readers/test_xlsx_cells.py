"""The cells of a workbook as its container gives them: types, formats, formulas, marks, limits."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from cmcn4.readers.containers import Opened, limits
from cmcn4.readers.containers import parts as archive
from cmcn4.readers.containers.cells import RawSheet
from cmcn4.readers.containers.formats import shown
from cmcn4.readers.containers.xlsx import strings, workbook
from cmcn4.readers.problems import Unreadable
from unit.readers.small import options

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def parts(rows: str, *, formats: tuple[str, ...] = (), calc: str = "") -> dict[str, str]:
    """Return a workbook of one sheet; style 0 is General, then one for each of the formats."""
    defined = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(each, {chr(34): "&quot;"})}"/>'
        for n, each in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{TRANSITIONAL}" xmlns:r="{RELATION}">'
        f'<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>{calc}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{TRANSITIONAL}"><numFmts>{defined}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs><xf/>{styles}</cellXfs><dxfs><xf/></dxfs></styleSheet>",
        SHEET: f'<worksheet xmlns="{TRANSITIONAL}"><sheetData>{rows}</sheetData></worksheet>',
    }


def packed(made: dict[str, str]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in made.items():
            target.writestr(name, content)
    file.seek(0)
    return file


def opened(made: dict[str, str]) -> list[tuple[RawSheet, list[tuple[int, list[str]]]]]:
    file = packed(made)
    what = Opened(path="x.xlsx", file=file, head=b"")
    return [(sheet, list(sheet.rows)) for sheet in workbook.sheets(what, options())]


def read(made: dict[str, str]) -> list[tuple[int, list[tuple[str, str]]]]:
    """Return the rows of the only sheet, each cell with the name of its type."""
    ((_, rows),) = opened(made)
    return [
        (number, [(type(cell).__name__, str(cell)) for cell in cells]) for number, cells in rows
    ]


def one(cell: str, *, formats: tuple[str, ...] = (), calc: str = "") -> tuple[str, str] | None:
    """Return the only cell of a workbook; None when nothing is in it."""
    rows = read(parts(f"<row>{cell}</row>", formats=formats, calc=calc))
    return rows[0][1][0] if rows else None


def refused(made: dict[str, str]) -> dict[str, object]:
    with pytest.raises(Unreadable) as caught:
        opened(made)
    return caught.value.facts


@pytest.mark.parametrize(
    ("number_format", "value", "cell"),
    [
        ("[>=1]0.0;0.0%", "85.1", ("CellNumber", "85.1")),
        ("[>=1]0.0;0.0%", "0.851", ("CellPercent", "85.1")),
        ("[<1]0.0%;0.0", "0.5", ("CellPercent", "50")),
        ("[<=1]0.0%;0.0", "1.5", ("CellNumber", "1.5")),
        ("0.0;-0.0%", "1.5", ("CellNumber", "1.5")),
        ("0.0;-0.0%", "-0.015", ("CellPercent", "-1.5")),
        ("0.0%;0.0;0", "0", ("CellNumber", "0")),
        ("[Red][<0.5]0.0%;[Blue]0.0%", "0.851", ("CellPercent", "85.1")),
        ("[>100]0;[<1]0%;0.0", "0.5", ("CellPercent", "50")),
        ("[>100]0;[<1]0%;0.0", "5", ("CellNumber", "5")),
        ("0.0;[<1]0%", "0.5", ("CellPercent", "50")),
        ("0%;@", "-0.5", ("CellPercent", "-50")),
        ('0.0"%"', "20.5", ("CellNumber", "20.5")),
        ("0.0\\%", "20.5", ("CellNumber", "20.5")),
        ("0.0_%", "20.5", ("CellNumber", "20.5")),
        ("@", "20.5", ("CellNumber", "20.5")),
        ("", "20.5", ("CellNumber", "20.5")),
        ("[$-42A]General", "20.5", ("CellNumber", "20.5")),
        ("0.0############E-0", "85.1", ("CellNumber", "85.1")),
        ('#,##0 "ngày"', "85", ("CellNumber", "85")),
        ('#,##0 "ngày (nữ)"', "85", ("str", "85 ngày (nữ)")),
        ('#,##0" (nam)"', "85", ("str", "85 (nam)")),
        ("mm/yyyy", "46022", ("CellDate", "2025-12")),
        ('"Năm" yyyy', "46022", ("CellDate", "2025")),
        ("[$-42A]dd mmmm yyyy;@", "46022", ("CellDate", "2025-12-31")),
        ("yyyy-mm-dd", "1", ("CellDate", "1900-01-01")),
        ("yyyy-mm-dd", "-1", ("CellError", "#VALUE!")),
        ("yyyy-mm-dd", "1E9", ("CellError", "#VALUE!")),
        ("h:mm", "0.3125", ("str", "07:30:00")),
        ("[h]:mm", "1.25", ("str", "1 day, 6:00:00")),
    ],
)
def test_what_a_cell_shows_is_its_value(
    number_format: str, value: str, cell: tuple[str, str]
) -> None:
    assert one(f'<c s="1"><v>{value}</v></c>', formats=(number_format,)) == cell


def test_smallest_part_of_a_date() -> None:
    assert [shown(each, 1).smallest for each in ("yyyy", "mm/yyyy", "d/m/yyyy", "yyyy h:mm")] == [
        "year", "month", "day", "day",
    ]  # fmt: skip
    assert shown("[m]:ss", 1).elapsed is True


@pytest.mark.parametrize(
    ("number", "value", "cell"),
    [
        (9, "0.07", ("CellPercent", "7")),
        (10, "0.07", ("CellPercent", "7")),
        (14, "46022", ("CellDate", "2025-12-31")),
        (22, "46022.5", ("CellDate", "2025-12-31")),
        (57, "46022", ("CellDate", "2025-12-31")),
        (58, "85.1", ("CellNumber", "85.1")),
        (999, "0.07", ("CellNumber", "0.07")),
    ],
)
def test_formats_that_no_workbook_defines(number: int, value: str, cell: tuple[str, str]) -> None:
    made = parts(f'<row><c s="1"><v>{value}</v></c></row>', formats=("0",))
    made["xl/styles.xml"] = made["xl/styles.xml"].replace(
        '<xf numFmtId="164"/>', f'<xf numFmtId="{number}"/>'
    )
    assert read(made) == [(1, [cell])]


def test_dates_since_1904() -> None:
    made = parts('<row><c s="1"><v>44560</v></c></row>', formats=("yyyy-mm-dd",))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )
    assert read(made) == [(1, [("CellDate", "2025-12-31")])]


@pytest.mark.parametrize(
    ("cell", "plain", "recalculated"),
    [
        ("<c><f>A1</f><v>0</v></c>", ("CellNumber", "0"), ("FormulaWithoutValue", "=A1")),
        ("<c><f>A1</f><v>7</v></c>", ("CellNumber", "7"), ("CellNumber", "7")),
        ('<c t="n"><f t="shared" si="0"/><v>0</v></c>', ("CellNumber", "0"),
         ("FormulaWithoutValue", "=")),
        ('<c t="str"><f>A1</f><v></v></c>', None, ("FormulaWithoutValue", "=A1")),
        ('<c t="str"><f>A1</f><v>x</v></c>', ("str", "x"), ("str", "x")),
        ('<c t="str"><f>A1</f></c>', ("FormulaWithoutValue", "=A1"),
         ("FormulaWithoutValue", "=A1")),
        ("<c><f>A1</f><v/></c>", ("FormulaWithoutValue", "=A1"), ("FormulaWithoutValue", "=A1")),
        ('<c><f t="array" ref="A1">B1</f></c>', ("FormulaWithoutValue", "=B1"),
         ("FormulaWithoutValue", "=B1")),
        ("<c><v>0</v></c>", ("CellNumber", "0"), ("CellNumber", "0")),
    ],
)  # fmt: skip
def test_a_stored_zero_counts_unless_the_workbook_asks_for_calculation(
    cell: str, plain: tuple[str, str] | None, recalculated: tuple[str, str]
) -> None:
    for calc in ("", '<calcPr calcId="191029"/>', '<calcPr fullCalcOnLoad="0"/>'):
        assert one(cell, calc=calc) == plain
    assert one(cell, calc='<calcPr fullCalcOnLoad="1"/>') == recalculated


def run(text: str, *, raised: str = "") -> str:
    properties = f'<rPr><vertAlign val="{raised}"/></rPr>' if raised else ""
    return f"<r>{properties}<t>{text}</t></r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("50,0") + run("2", raised="superscript"), "50,0²"),
        (run("km") + run("2", raised="superscript"), "km²"),
        (run("Internet") + run("(*)", raised="superscript"), "Internet⁽*⁾"),
        (run("x") + run("a1q", raised="superscript"), "xᵃ¹q"),
        (run("CO") + run("2", raised="subscript"), "CO2"),
        (run("12", raised="superscript"), "12"),
        (run("1", raised="superscript") + run(" ") + run("2", raised="superscript"), "1 2"),
        (run("1", raised="superscript") + run("Ước tính"), "¹Ước tính"),
        ("<t>7,0</t>" + run("1", raised="superscript"), "7,0¹"),
        ("<r><rPr><strike/></rPr><t>9</t></r><r><t>5</t></r>", "5"),
        ('<r><rPr><strike val="0"/></rPr><t>9</t></r><r><t>5</t></r>', "95"),
        ("<t>東京</t><rPh><t>never</t></rPh>", "東京"),
        ("<t/>", ""),
        ("<t>A_x000D_&#10;B</t>", "A\r\nB"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_xD83D__xDE00_ _xD83D_ _xZZZZ_</t>", "😀 \ufffd _xZZZZ_"),
    ],
)
def test_runs_and_escapes_of_shared_and_inline_texts(runs: str, text: str) -> None:
    made = parts(
        f'<row><c t="s"><v>1</v></c><c t="inlineStr"><is>{runs}</is></c><c><v>1</v></c></row>'
    )
    made["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{TRANSITIONAL}"><si><t>first</t></si><si>{runs}</si></sst>'
    )
    assert read(made) == [(1, [("str", text), ("str", text), ("CellNumber", "1")])]


@pytest.mark.parametrize("more", ["", "<r><t> </t></r>"])
def test_a_text_of_which_all_is_struck_out_says_so(more: str) -> None:
    runs = f"<r><rPr><strike/></rPr><t>95</t></r>{more}"
    assert one(f'<c t="inlineStr"><is>{runs}</is></c>') == ("StruckOut", "95")


def test_escapes_in_the_result_of_a_formula() -> None:
    assert one('<c t="str"><f>A1</f><v>84,2_x000D_</v></c>') == ("str", "84,2\r")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<c><v>NaN</v></c>", "NaN"),
        ("<c><v>INF</v></c>", "INF"),
        ("<c><v>1e999</v></c>", "1e999"),
        ("<c><v>1_000</v></c>", "1_000"),
        ("<c><v>1,5</v></c>", "1,5"),
        ('<c t="s"><v>9</v></c>', "sharedStrings 9"),
        ('<c t="b"><v>5</v></c>', "5"),
        ('<c t="d"><v>soon</v></c>', "soon"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ("<c><v>1</v><is><t>2</t></is></c>", "1 / 2"),
        ('<c t="inlineStr"><v>1</v><is><t>2</t></is></c>', "1 / 2"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "A1 ×2"),
    ],
)
def test_a_cell_that_excel_would_not_take_is_an_error_at_its_place(cell: str, found: str) -> None:
    made = parts(f"<row>{cell}</row>")
    made["xl/sharedStrings.xml"] = f'<sst xmlns="{TRANSITIONAL}"/>'
    assert read(made) == [(1, [("CellError", found)])]


def test_an_empty_cell_that_names_another_row_does_no_harm() -> None:
    rows = '<row r="1"><c r="A7" s="0"/><c r="B1"><v>1</v></c></row>'
    assert read(parts(rows)) == [(1, [("str", ""), ("CellNumber", "1")])]


def test_cells_without_references_count_also_when_they_are_empty() -> None:
    rows = read(parts('<row><c/><c><v>1</v></c><c r="F1"><v>2</v></c><c/><c><v>3</v></c></row>'))
    number = [("CellNumber", "1"), ("str", ""), ("str", ""), ("str", ""), ("CellNumber", "2")]
    assert rows == [(1, [("str", ""), *number, ("str", ""), ("CellNumber", "3")])]


def test_rows_and_cells_in_any_order_keep_their_places() -> None:
    number = '<c r="{}"><v>{}</v></c>'
    cells = number.format("B3", 2) + number.format("A3", 1)
    rows = read(parts(f'<row r="3">{cells}</row><row r="1">{number.format("A1", 0)}</row>'))
    assert [each for each in rows if each[1]] == [
        (3, [("CellNumber", "1"), ("CellNumber", "2")]),
        (1, [("CellNumber", "0")]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="2"/><row r="2"/>',
        '<row r="2"/><row r="1"/><row/>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="1A"><v>1</v></c></row>',
        '<row><c r="A7"><v>1</v></c></row>',
        "<row><c><v>1</v><v>2</v></c></row>",
        '<row r="3"><c r="D2"><f>1+1</f></c></row>',
        '<row r="3"><c r="D2" t="inlineStr"><is><t>x</t></is></c></row>',
        "<row><row/></row>",
        "<row><c><c/></c></row>",
        f"<row>{'<c/>' * 16_385}</row>",
        '<row><c t="s"><v>0</v></c></row>',
        f'<row><c t="str"><v>{"x" * (1 << 18)}</v></c></row>',
        f'<row><c t="inlineStr"><is>{"<t/>" * (1 << 18)}</is></c></row>',
        f"<row>{'<a>' * 100}{'</a>' * 100}</row>",
        f"<!--{'-x' * (1 << 20)}-->",
        "<row>",
        "&unknown;",
    ],
)
def test_what_stands_at_no_place_or_is_a_trap_is_damage(rows: str) -> None:
    assert refused(parts(rows))["variant"] == "damaged"


def test_limits_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "cells_of", lambda *_: limits.Budget(100, "cells"))
    assert len(read(parts("<row><c><v>1</v></c></row>" * 49))) == 49
    again = '<c r="B1"/>'
    for rows in (
        "<row><c><v>1</v></c></row>" * 50,
        "<row/>" * 101,
        "<x/>" * 101,
        f"<row><c>{'<v/>' * 102}</c></row>",
        f"<row>{again * 102}</row>",
        '<row><c r="CW1"><v>1</v></c></row>',
    ):
        assert refused(parts(rows)) == {"variant": "limit", "setting": "cells"}


def test_what_merged_cells_cover_is_limited_to_the_rows_there_are() -> None:
    def merged(last_row: int, areas: int) -> dict[str, str]:
        made = parts(f'<row r="1"/><row r="{last_row}"><c><v>1</v></c></row>')
        merges = "".join(f"<mergeCell ref='A{n}:J1048576'/>" for n in range(1, areas + 1))
        made[SHEET] = made[SHEET].replace("</worksheet>", f"{merges}</worksheet>")
        return made

    ((sheet, _),) = opened(merged(9, 3))
    assert sheet.merges == ((1, 1, 9, 10), (2, 1, 9, 10), (3, 1, 9, 10))
    assert refused(merged(1_048_576, 1)) == {"variant": "limit", "setting": "merged"}


def test_hidden_rows_and_columns_whatever_the_quotes() -> None:
    made = parts(
        "<row r='2' hidden='1'><c><v>1</v></c></row><row hidden=\"true\"/><row hidden='0'/>"
    )
    made[SHEET] = made[SHEET].replace(
        "<sheetData>", "<cols><col hidden='1' min='3' max='4'/></cols><sheetData>"
    )
    ((sheet, _),) = opened(made)
    hidden = sheet.hidden
    assert hidden
    assert (hidden.rows, hidden.row, hidden.columns, hidden.column) == (2, 2, 2, 3)


@pytest.mark.parametrize("prefix", ["", "x"])
def test_strict_workbooks_and_prefixes_are_read_alike(prefix: str) -> None:
    rows = (
        '<row><c s="1"><v>0.5</v></c><c t="inlineStr"><is><t>a</t></is></c></row>'
        '<other xmlns="urn:other"><o:c xmlns:o="urn:o"><v>9</v></o:c></other>'
    )
    made = {
        name: text.replace(TRANSITIONAL, STRICT).replace(RELATION, STRICT_RELATION)
        for name, text in parts(rows, formats=("0%",)).items()
    }
    if prefix:
        tags = ("worksheet", "sheetData", "row", "c", "v", "is", "t")
        for tag in tags:
            for mark in ("<", "</"):
                for end in (" ", ">"):
                    made[SHEET] = made[SHEET].replace(f"{mark}{tag}{end}", f"{mark}x:{tag}{end}")
        made[SHEET] = made[SHEET].replace(f'xmlns="{STRICT}"', f'xmlns:x="{STRICT}"')
    assert read(made) == [(1, [("CellPercent", "50"), ("str", "a")])]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("space", ["urn:other", "", f"{TRANSITIONAL}/"])
def test_a_part_in_a_namespace_that_is_not_of_workbooks_is_refused(part: str, space: str) -> None:
    """Excel and others read nothing there: its figures would be seen by nobody else."""
    made = parts("<row><c><v>1</v></c></row>")
    made[part] = made[part].replace(f'xmlns="{TRANSITIONAL}"', f'xmlns="{space}"')
    assert refused(made) == {"variant": "damaged", "problem": f"{part}: namespace {space}"}


def test_a_part_that_begins_with_a_comment_without_end_is_refused() -> None:
    made = parts("<row><c><v>1</v></c></row>")
    made[SHEET] = f"<!--{' ' * 70_000}-->{made[SHEET]}"
    assert refused(made)["problem"] == f"{SHEET}: no element in its first 64 KiB"


def test_a_sheet_that_is_not_there_is_told_and_one_named_twice_is_read_once() -> None:
    made = parts("<row><c><v>1</v></c></row>")
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        "</sheets>",
        '<sheet name="same" sheetId="2" r:id="rId1"/><sheet name="gone" sheetId="3" r:id="rId9"/>'
        '<sheet name="lost" sheetId="4" r:id="rId2"/></sheets>',
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{RELATION}/worksheet" Target="no.xml"/></Relationships>',
    )
    got = [(sheet.sheet.name, rows) for sheet, rows in opened(made)]
    assert got == [("S", [(1, ["1"])]), ("same", [(1, ["same"])]), ("lost", [(1, ["lost"])])]


def test_names_of_parts_in_any_case_and_with_the_slashes_of_windows() -> None:
    made = parts("<row><c><v>1</v></c></row>")
    made["XL\\Worksheets\\Sheet1.XML"] = made.pop(SHEET)
    made["xl\\workbook.xml"] = made.pop("xl/workbook.xml")
    assert read(made) == [(1, [("CellNumber", "1")])]


def test_formats_of_conditional_styles_are_not_those_of_cells() -> None:
    made = parts('<row><c s="1"><v>0.5</v></c></row>', formats=("0.0",))
    other = '<dxf><numFmt numFmtId="164" formatCode="0%"/></dxf>'
    made["xl/styles.xml"] = made["xl/styles.xml"].replace("<dxfs>", f"<dxfs>{other}")
    assert read(made) == [(1, [("CellNumber", "0.5")])]


@pytest.mark.parametrize("encoding", ["true", "utf-7", "shift_jis", "nonsense"])
def test_an_encoding_that_is_not_known_is_damage(encoding: str) -> None:
    made = parts("")
    made[SHEET] = f'<?xml version="1.0" encoding="{encoding}"?>{made[SHEET]}'
    assert refused(made)["variant"] == "damaged"


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/styles.xml", SHEET])
def test_a_document_type_is_refused_in_every_part_that_is_read(name: str) -> None:
    made = parts("<row><c><v>1</v></c></row>")
    made[name] = f'<!DOCTYPE x [<!ENTITY a "a">]>{made[name]}'
    assert refused(made) == {"variant": "entities"}


@pytest.mark.parametrize("name", ["[Content_Types].xml", "docProps/core.xml", "xl/comments1.xml"])
def test_parts_without_cells_are_not_even_looked_at(name: str) -> None:
    made = parts("<row><c><v>1</v></c></row>")
    made[name] = "<not xml"
    assert read(made) == [(1, [("CellNumber", "1")])]


def test_a_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: dict[str, object] = archive.Parts.elements.__kwdefaults__ or {}
    monkeypatch.setitem(usual, "share", 1 << 23)
    assert refused(parts("")) == {"variant": "limit", "setting": "unpacked"}


def test_too_many_shared_strings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "LARGEST_STRINGS", 1 << 23)
    large = parts("") | {"xl/sharedStrings.xml": "x" * 101}
    assert refused(large) == {"variant": "limit", "setting": "unpacked"}


def test_openpyxl_is_not_needed_to_read(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(packed(parts("<row><c><v>1</v></c></row>")).getvalue())
    program = (
        "import sys, cmcn4; cmcn4.read(sys.argv[1]);"
        "print([name for name in ('openpyxl', 'defusedxml', 'lxml') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
