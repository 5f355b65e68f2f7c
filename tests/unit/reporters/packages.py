"""Workbooks made of single parts, so that each may be written in its own odd way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

import cmcn4
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report import Report

PATH = "book.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'  # noqa: E501
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETML}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{SHEETML}.worksheet+xml"/>'
    "</Types>"
)


def rels(*lines: tuple[str, str, str], base: str = RELS) -> str:
    """Write relationships given as (id, kind, target)."""
    each = (f'<Relationship Id="{one}" Type="{base}/{kind}" Target="{target}"/>'
            for one, kind, target in lines)  # fmt: skip
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def workbook(first: str = "One", second: str = "Two", *, state: str = "") -> str:
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
        f'<sheet name="{first}" sheetId="1" r:id="rId1" {state}/>'
        f'<sheet name="{second}" sheetId="2" r:id="rId2"/></sheets></workbook>'
    )


@cache
def _plain() -> Mapping[str, str]:
    targets = ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet",
                                                              "worksheets/sheet2.xml")  # fmt: skip
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": rels(*targets),
        "xl/worksheets/sheet1.xml": SHEET,
        "xl/worksheets/sheet2.xml": SHEET,
    }


def package(parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a workbook of two sheets, with parts of one's own among or in place of its."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**_plain(), **(parts or {})}.items():
            info = zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


@cache
def _judged() -> Report:
    return cmcn4.check([{"indicator": "egdi-rank", "period": 2024, "value": 71}], as_of="2025")


def report(*findings: Finding) -> Report:
    """Return a report with these findings."""
    return replace(_judged(), findings=findings)


def finding(
    sheet: str | None, row: int | None = None, column: int | None = None, **more: Any
) -> Finding:
    """Return an error on a cell, that quotes a text."""
    code, facts = more.pop("code", "number-unreadable"), {"found": more.pop("found", "x")}
    return Finding(code, Place(Sheet(PATH, sheet), row, column), facts, **more)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes) -> Any:
    """Return a part as a tree; it is well-formed."""
    return fromstring(data)
