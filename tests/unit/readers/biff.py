"""Small workbooks of Excel 97 to 2003 (MS-XLS in MS-CFB), made of their records."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

SECTOR, _END, _FREE, _FAT, _NONE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_ERRORS = {"#DIV/0!": 0x07, "#N/A": 0x2A, "#REF!": 0x17}
RAISED = 5
"""Index of the font that stands above the line."""


@dataclass
class Error:
    text: str


@dataclass
class Rich:
    """A text whose end, from `start`, is raised."""

    text: str
    start: int


@dataclass
class Formula:
    """A formula in tokens, whose result is stored as an empty text."""

    tokens: bytes


@dataclass
class Sheet:
    name: str
    rows: Sequence[Sequence[object]]
    """Cells: a text, a number, a number and its format, a truth, an `Error`, a `Rich`,
    a `Formula`."""
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    flat: bool = False
    """Whether these are as high or wide as nothing instead."""
    merges: Sequence[tuple[int, int, int, int]] = field(default=())
    """First row, last row, first column, last column, from 0."""
    beside: bytes = b""
    """Records behind its cells."""


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, width: str = "<H") -> bytes:
    return struct.pack(width, len(text)) + b"\1" + text.encode("utf-16-le")


def _cell(row: int, column: int, value: object, formats: list[str]) -> bytes:
    shows = "General"
    if isinstance(value, tuple):
        value, shows = value
    if shows not in formats:
        formats.append(shows)
    at = struct.pack("<HHH", row, column, formats.index(shows))
    match value:
        case bool():
            return record(0x205, at + struct.pack("<BB", value, 0))
        case int() | float():
            return record(0x203, at + struct.pack("<d", value))
        case Error():
            return record(0x205, at + struct.pack("<BB", _ERRORS[value.text], 1))
        case Rich():
            runs = struct.pack("<HHH", 1, value.start, RAISED)
            return record(0xD6, at + _text(value.text) + runs)
        case Formula():
            result = bytes([3, 0, 0, 0, 0, 0, 255, 255]) + bytes(6)
            size = struct.pack("<H", len(value.tokens))
            return record(0x06, at + result + size + value.tokens)
        case None:
            return record(0x201, at)
        case _:
            return record(0x204, at + _text(str(value)))


def note(text: str, author: str = "A", *, row: int = 1, column: int = 3) -> bytes:
    """Return a comment on a cell, counted from 0."""
    about = struct.pack("<HHHH", row, column, 0, 7) + _text(author) + b"\0"
    return box(text, 0x19) + record(0x1C, about)


def box(text: str, kind: int = 6) -> bytes:
    """Return a text box, or another object with a text."""
    about = struct.pack("<HHHHH", 0x15, 18, kind, 7, 0) + bytes(12 + 4)
    sizes = struct.pack("<HH6xHHH", 0, 0, len(text), 16, 0)
    says = b"\1" + text.encode("utf-16-le")
    return record(0x5D, about) + record(0x1B6, sizes) + record(0x3C, says) + record(0x3C, bytes(16))


def page(text: str, kind: int = 0x14) -> bytes:
    """Return the header of printed pages, or their footer."""
    return record(kind, _text(text))


def first_page(text: str) -> bytes:
    """Return the header of the first printed page alone."""
    return record(0x89C, bytes(30) + struct.pack("<4H", 0, 0, len(text), 0) + _text(text))


def check(text: str, *, shown: bool = True) -> bytes:
    """Return what is said to whoever goes to D2, whose values are checked."""
    texts = b"".join(map(_text, ("\0", "\0", text, "Số kế hoạch")))
    formulas = struct.pack("<HH3sHH", 3, 0, b"\x1e\1\0", 0, 0)
    where = struct.pack("<H4H", 1, 1, 1, 3, 3)
    return record(0x1BE, struct.pack("<I", shown << 18) + texts + formulas + where)


def reckoned(tokens: bytes, value: float = 85, *, column: int = 3, row: int = 1) -> bytes:
    """Return a formula, in tokens, with its result, in D2 or elsewhere."""
    at = struct.pack("<HHHd", row, column, 0, value)
    return record(0x06, at + bytes(6) + struct.pack("<H", len(tokens)) + tokens)


def _bof(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _sheet(sheet: Sheet, formats: list[str]) -> bytes:
    parts = [_bof(0x10)]
    wide, high, row_bits = (0, 0, 0x100) if sheet.flat else (2000, 255, 0x120)
    parts += [record(0x7D, struct.pack("<HHHHHH", column, column, wide, 0, not sheet.flat, 0))
              for column in sheet.hidden_columns]  # fmt: skip
    parts += [record(0x208, struct.pack("<HHHHHHI", row, 0, 9, high, 0, 0, row_bits))
              for row in sheet.hidden_rows]  # fmt: skip
    for row, cells in enumerate(sheet.rows):
        parts += [_cell(row, column, value, formats) for column, value in enumerate(cells)
                  if value != ""]  # fmt: skip
    merges = b"".join(struct.pack("<HHHH", *each) for each in sheet.merges)
    parts.append(record(0xE5, struct.pack("<H", len(sheet.merges)) + merges))
    return b"".join([*parts, sheet.beside, record(0x0A)])


def workbook(
    *sheets: Sheet, extra: bytes = b"", from1904: bool = False, white: bool = False
) -> bytes:
    """Return a workbook, perhaps in white letters; `extra` are records behind the first."""
    formats = ["General"]
    bodies = [_sheet(sheet, formats) for sheet in sheets]
    fonts = [struct.pack("<HHHHHBBBB", 200, 0, 9 * white, 400, number == RAISED, 0, 0, 0, 0)
             for number in (0, 1, 2, 3, RAISED)]  # fmt: skip
    head = [_bof(0x05), extra, record(0x42, struct.pack("<H", 1200))]
    head += [record(0x22, struct.pack("<H", from1904))]
    head += [record(0x31, font + _text("Arial", "<B")) for font in fonts]
    head += [record(0x41E, struct.pack("<H", 164 + number) + _text(shows))
             for number, shows in enumerate(formats)]  # fmt: skip
    head += [record(0xE0, struct.pack("<HHHBBBBIIH", 0, 164 + number, 1, 0, 0, 0, 0, 0, 0, 0))
             for number in range(len(formats))]  # fmt: skip
    names = [_text(sheet.name, "<B") for sheet in sheets]
    at = len(b"".join(head)) + sum(10 + len(name) for name in names) + 4
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        head.append(record(0x85, struct.pack("<IBB", at, sheet.hidden, 0) + name))
        at += len(body)
    return compound(b"".join([*head, record(0x0A), *bodies]))


def compound(stream: bytes) -> bytes:
    """Return the file of streams around a workbook of up to 60 KB."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [*range(3, count + 2), _END]
    fat = struct.pack("<128I", *[_FAT, _END, *chain, *[_FREE] * (126 - count)])
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0,
                        _END, 0, 0)  # fmt: skip
    head += struct.pack("<108I", *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, (_END, 0)) + _entry(
        "Workbook", 2, _NONE, (2, len(stream))
    )
    return head + fat + directory.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, where: tuple[int, int]) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _NONE, _NONE, child)
    about = struct.pack("<HBB", len(text), kind, 1)
    return text.ljust(64, b"\0") + about + links + bytes(36) + struct.pack("<IQ", *where)
