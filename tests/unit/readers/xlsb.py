"""Small binary workbooks (MS-XLSB), made of their records."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    length = bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + length + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, value: object) -> bytes:
    at = struct.pack("<II", column, 0)
    if isinstance(value, (int, float)):
        return _record(5, at + struct.pack("<d", value))
    return _record(6, at + _text(str(value)))


def write(path: Path, rows: Sequence[Sequence[object]], *, name: str = "A") -> Path:
    """Write a workbook of one sheet."""
    wide = max(map(len, rows))
    sheet = [_record(129), _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, wide - 1))]
    sheet.append(_record(145))
    for row, cells in enumerate(rows):
        sheet.append(_record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0)))
        sheet += [_cell(column, value) for column, value in enumerate(cells)]
    sheet += [_record(146), _record(130)]
    about = struct.pack("<II", 0, 1) + _text("rId1") + _text(name)
    book = b"".join([_record(131), _record(143), _record(156, about), _record(144), _record(132)])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS)
        archive.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))
    return path
