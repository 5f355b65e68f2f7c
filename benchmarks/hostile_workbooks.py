"""Makers of workbooks that cost much where nothing is bounded: .xlsx, .ods and .xls, all small."""

# ruff: noqa: E501 - XML and YAML stand as they are written
from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from string import ascii_uppercase

from hostile_texts import Maker, Makers

COLUMNS = ("indicator", "area", "period", "value", "unit", "source")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>%s</sheets>%s</workbook>'
_SHEET = '<sheet name="S%d" sheetId="%d" r:id="a"/>'
_RELATION = f'<Relationship Id="%s" Type="{_OFFICE}/%s" Target="%s"/>'
_NAMES = {
    "types": "[Content_Types].xml",
    "rels": "_rels/.rels",
    "bookrels": "xl/_rels/book.xml.rels",
}
_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def uneven(form: str, count: int) -> str:
    """Return so many pieces that are not alike: no archive is told as a bomb by its ratio."""
    return "".join(form.format(n * 7919 % 1_000_003, n) for n in range(count))


def sheet(rows: str = "", *, before: str = "", after: str = "") -> str:
    """Return a sheet of one good row, with more rows, and XML before and after all of them."""
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    heading, names = ("".join(map(text.format, of)) for of in (COLUMNS, ("egdi-rank", "VN")))
    return (
        f'<worksheet xmlns="{_MAIN}">{before}<sheetData><row r="1">{heading}</row><row r="2">{names}'
        f"<c><v>2024</v></c><c><v>71</v></c></row>{rows}</sheetData>{after}</worksheet>"
    )


def xlsx(own: str = "", **changed: str) -> Maker:
    """Return a maker of a workbook of one sheet; `changed` are other parts by short names."""
    relations = "".join(
        _RELATION % each for each in (("a", "worksheet", "sheet.xml"), ("b", "sharedStrings", "texts.xml"),
                                      ("c", "styles", "styles.xml"))
    )  # fmt: skip
    kind = f'<Override PartName="/xl/book.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
    package = f'<Relationships xmlns="{_PACKAGE}/relationships">%s</Relationships>'
    parts = {
        "types": f'<Types xmlns="{_PACKAGE}/content-types">{kind}</Types>',
        "rels": package % (_RELATION % ("a", "officeDocument", "xl/book.xml")),
        "book": _BOOK % (_SHEET % (1, 1), ""),
        "bookrels": package % relations,
        "sheet": own or sheet(),
        "texts": f'<sst xmlns="{_MAIN}"/>',
        "styles": f'<styleSheet xmlns="{_MAIN}"/>',
    } | changed

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts.items():
                archive.writestr(_NAMES.get(name, f"xl/{name}.xml"), content)

    return make


def cells(rows: int, wide: int) -> str:
    one = "<c><v>{0}</v></c>"
    return "".join(f"<row>{uneven(one, wide)}</row>" for _ in range(rows))


def styles(count: int) -> str:
    """Return so many formats of numbers, each of brackets that are not closed."""
    formats = uneven(f'<numFmt numFmtId="1{{1}}" formatCode="{"[" * 900}{{1}}"/>', count)
    uses = uneven('<xf numFmtId="1{1}"/>', count)
    return f'<styleSheet xmlns="{_MAIN}">{formats}<cellXfs>{uses}</cellXfs></styleSheet>'


def workbooks() -> Makers:
    merges = "".join(f'<mergeCell ref="{a}{b}2:{a}{b}1048576"/>' for a in "HIJKL" for b in "ABCDEF")
    over = "".join(
        f'<mergeCell ref="{a}{b}3:{a}{b}1500"/>'
        for a in "ABCDEFGHIJKLMNOPQRST"
        for b in ascii_uppercase
    )
    row = "<row>%s<c><v>2024</v></c><c><v>5</v></c></row>"
    named = '<c t="str"><v>egdi {0} {1}</v></c><c t="str"><v>VN</v></c>'
    runs = '<row><c t="inlineStr"><is>%s</is></c></row>'
    name, part = (
        '<definedName name="n{1}">{0}</definedName>',
        '<Override PartName="/x{0}" ContentType="{1}"/>',
    )
    merge, styled = (
        '<mergeCell ref="A{0}:B{1}"/>',
        '<row><c/><c/><c/><c s="{1}"><v>{0}</v></c></row>',
    )
    text = f'<sst xmlns="{_MAIN}">%s</sst>'
    many = "".join(_SHEET % (n, n) for n in range(1, 900))
    return {
        "tags-in-a-comment": lambda: xlsx(sheet(after=f'<!-- hidden="1" {"<row " * 200_000} -->')),
        "tag-without-end": lambda: xlsx(sheet(after="<row " * 400_000)),
        "elements-in-elements": lambda: xlsx(sheet(after="<a>" * 200_000)),
        "tall-merges": lambda: xlsx(sheet(after=f"<mergeCells>{merges}</mergeCells>")),
        "merges-over-numbers": lambda: xlsx(
            sheet(cells(1_000, 600), after=f"<mergeCells>{over}</mergeCells>")
        ),
        "many-merges": lambda: xlsx(
            sheet(after=f"<mergeCells>{uneven(merge, 400_000)}</mergeCells>")
        ),
        "one-sheet-many-times": lambda: xlsx(sheet(cells(3_000, 2)), book=_BOOK % (many, "")),
        "many-defined-names": lambda: xlsx(book=_BOOK % (_SHEET % (1, 1), uneven(name, 600_000))),
        "many-content-types": lambda: xlsx(types=f"<Types>{uneven(part, 900_000)}</Types>"),
        "many-texts": lambda: xlsx(texts=text % uneven("<si><t>{0} {1}</t></si>", 1_400_000)),
        "many-cells": lambda: xlsx(sheet(cells(1_000, 1_000))),
        "many-unknown-names": lambda: xlsx(sheet(uneven(row % named, 90_000))),
        "long-comment": lambda: xlsx(sheet(before=f"<!-- {uneven('{0}', 2_000_000)} -->")),
        "brackets-in-formats": lambda: xlsx(sheet(uneven(styled, 3_000)), styles=styles(3_000)),
        "many-runs": lambda: xlsx(sheet(runs % ("<r><t>a</t></r>" * 400_000))),
    }


def ods(rows: str) -> Maker:
    """Return a maker of a spreadsheet of one table: a heading and these rows."""
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    heading = "".join(
        f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in COLUMNS
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table>"
        f"<table:table-row>{heading}</table:table-row>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)

    return make


def spreadsheets() -> Makers:
    row = "<table:table-row{}>{}</table:table-row>".format
    cell = "<table:table-cell{}>{}</table:table-cell>".format
    wide, tall = (f' table:number-{of}-repeated="{{}}"'.format for of in ("columns", "rows"))
    text = "<text:p>{}</text:p>".format
    spaces = text('<text:s text:c="2000000000"/>')
    return {
        "all-cells-alike": lambda: ods(row(tall(1_048_576), cell(wide(16_384), text("7")))),
        "rows-alike": lambda: ods(row(tall(1_000_000), cell("", text("egdi-rank")) * 4)),
        "spaces-without-end": lambda: ods(row("", cell("", spaces))),
        "digits-without-end": lambda: ods(row("", cell(wide("9" * 200_000), ""))),
        "spans-in-spans": lambda: ods(row("", cell("", text("<text:span>" * 100_000)))),
        "many-paragraphs": lambda: ods(row("", cell("", text("a") * 400_000))),
        "many-empty-rows": lambda: ods(row("", "") * 900_000),
    }


def compound(stream: bytes, *, circle: bool = False) -> bytes:
    """Return a file of one stream, Workbook (MS-CFB), its sectors one after the other or in a circle."""
    stream = stream.ljust(4096, b"\0")  # shorter ones stand elsewhere
    size = -(-len(stream) // _SECTOR)
    tables = -(-(size + 1) // (_SECTOR // 4 - 1))
    first = tables + 1
    links = [first if circle else at for at in range(first + 1, first + size)]
    links = [_FAT] * tables + [_END, *links, first if circle else _END]
    links += [_FREE] * (tables * _SECTOR // 4 - len(links))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, _END, 0, _END, 0
    )  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = b""
    root = ("Root Entry", 5, 1, _END, 0)
    for name, kind, child, start, length in (root, ("Workbook", 2, _FREE, first, len(stream))):
        text = name.encode("utf-16-le") + b"\0\0"
        about = struct.pack(
            "<HBBIII36xIII", len(text), kind, 1, _FREE, _FREE, child, start, length, 0
        )
        entries += text.ljust(64, b"\0") + about
    table = struct.pack(f"<{len(links)}I", *links)
    body = stream.ljust(size * _SECTOR, b"\0")
    return header + table + entries.ljust(_SECTOR, b"\0") + body


def xls(records: Iterable[tuple[int, bytes]], *, circle: bool = False) -> Maker:
    """Return a maker of a workbook of one sheet with these records (MS-XLS)."""

    def made(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = made(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6))
    where = len(begin) + 4 + 8 + 4 + 4
    named = made(0x85, struct.pack("<IHBB", where, 0, 4, 0) + b"Data")
    own = made(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))
    content = (
        begin + named + made(0x0A) + own + b"".join(made(*each) for each in records) + made(0x0A)
    )

    def make(path: Path) -> None:
        path.write_bytes(compound(content, circle=circle))

    return make


def old_workbooks() -> Makers:
    merged = struct.pack("<H", 1_000) + struct.pack("<HHHH", 0, 65_535, 0, 255) * 1_000
    number = struct.Struct("<HHHd").pack
    return {
        "sectors-in-a-circle": lambda: xls([], circle=True),
        "merges-of-all-cells": lambda: xls((0xE5, merged) for _ in range(200)),
        "cells-far-apart": lambda: xls(
            (0x203, number(n * 65 % 65_536, 255, 0, n)) for n in range(20_000)
        ),
        "many-numbers": lambda: xls(
            (0x203, number(n // 200, n % 200, 0, n)) for n in range(150_000)
        ),
    }
