"""Small OpenDocument spreadsheets (ISO/IEC 26300), made of their XML."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' office:version="1.2">'
)
_BODY = "<office:body><office:spreadsheet>"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def cell(value: object, *, percent: bool = False) -> str:
    if isinstance(value, (int, float)):
        kind = "percentage" if percent else "float"
        return f'<table:table-cell office:value-type="{kind}" office:value="{value}"/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def row(*cells: str) -> str:
    """Return a row of cells given as XML."""
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def rows(*lines: Sequence[object]) -> str:
    return "".join(row(*map(cell, line)) for line in lines)


def write(path: Path, **sheets: str) -> Path:
    """Write a spreadsheet of sheets given as the XML of their rows."""
    tables = "".join(
        f'<table:table table:name="{name}">{content}</table:table>'
        for name, content in sheets.items()
    )
    return write_xml(path, tables)


def write_xml(path: Path, tables: str, *, styles: str = "", manifest: str = _MANIFEST) -> Path:
    """Write a spreadsheet of the XML of its tables and of its automatic styles."""
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", _HEAD + styles + _BODY + tables + _FOOT)
    return path
