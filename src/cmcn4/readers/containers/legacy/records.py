"""Part of `process`: what the records of a workbook (MS-XLS 2.4) say that xlrd passes over.

It imports nothing of ours, either, and gets what it needs of xlrd.
"""

from __future__ import annotations

import re
import struct
from typing import Any

_BIFF5, _BIFF8 = 50, 80
_FORMULAS, _TOKENS = (0x06, 0x206, 0x406), 22
"""Records of formulas, and where the formula begins in them."""
_SHARED = {0x4BC: 8, 0x221: 12}
"""Those of formulas that several cells have, and where their size stands."""
_PAGES, _MORE_PAGES, _SIZES_OF_PAGES = (0x14, 0x15), 0x89C, 30
_CHECK, _SHOWS_MESSAGE = 0x1BE, 1 << 18
_BOX, _GOES_ON = 0x1B6, 0x3C
_UNREAD = frozenset((0x1B0, 0x879, 0x809))
"""Conditional formats, of Excel 2007, too, and the begin of a chart within the sheet."""
_BRACKETS = b"\x15"
_RECKONS = frozenset(b"\x03\x04\x05\x06\x07\x12\x13\x14")
"""Tokens that end a formula whose result is a number: + - * / ^, a sign, a percentage."""
_SUMS = re.compile(rb"\x19\x10..|[\x22\x42\x62].[\x00\x04-\x07]\x00", re.DOTALL)
"""Such ends, too: SUM by its attribute, COUNT, SUM, AVERAGE, MIN, MAX."""
_CONSTANT = re.compile(rb"(?:\x1e..|\x1f.{8}|[\x03-\x07\x12-\x15])+", re.DOTALL)
_FOR_OTHERS = re.compile(
    rb"\x19\x01|[\x39-\x3b\x59-\x5b\x79-\x7b]"
    rb"|[\x21\x41\x61](?:[\x32\x34\x3f\x4a\x4e\x7d\x94\xdd\xf4]\x00|\x35\x01)"
    rb"|[\x22\x42\x62].(?:[\x32\x34\x4e\x7d\x94]\x00|\x35\x01)",
    re.DOTALL,
)
"""What may be in those worked out anew at any time, foretold, or taken from other sheets.

Other formulas may hold the same bytes: whoever reads the words of the formula decides."""


class Records:
    """What is said beside the values of the sheet that is being read; places count from 0."""

    def __init__(self, book: Any, xlrd: Any) -> None:
        """Take the records of a workbook as xlrd reads them."""
        self._book, self._formula_of, self._next = book, xlrd.formula, book.get_record_parts
        self._text_at = xlrd.biffh.unpack_unicode_update_pos
        self.clear()
        if book.biff_version >= _BIFF5:  # before, formulas begin elsewhere
            book.get_record_parts = self._noted

    def clear(self) -> None:
        """Begin with another sheet."""
        self.unstored = set[tuple[int, int]]()
        """Formulas whose result was never stored.

        Who writes a workbook without reckoning puts an empty text there; no number is one.
        """
        self.formulas = dict[tuple[int, int], str]()
        """Those that may say that their results are none."""
        self._shared = dict[tuple[int, int], bytes]()
        self._cell = self._at = 0, 0
        """The last with a formula, and the first of those that share it."""
        self.pages = list[str]()
        self.boxes = list[str]()
        self.tips = list[tuple[int, int, str]]()
        self.has_unread = False
        self._left = 0

    def _noted(self) -> tuple[int, int, bytes]:
        kind, length, data = self._next()
        try:
            self._note(kind, data)
        except Exception:  # noqa: BLE001 - xlrd raises anything on a damaged record
            self.has_unread = True
        return kind, length, data

    def _note(self, kind: int, data: bytes) -> None:
        if kind in _FORMULAS:
            self._note_formula(data)
        elif kind in _SHARED:
            self._shared[self._at] = data[_SHARED[kind] :]
            self._keep(self._shared[self._at], self._formula_of.FMLA_TYPE_SHARED)
        elif kind in _PAGES and data:
            self.pages.append(self._text(data, 0)[0])
        elif kind == _MORE_PAGES:
            self._note_pages(data)
        elif kind == _CHECK:
            self._note_check(data)
        elif kind == _BOX:
            self._left = int.from_bytes(data[10:12], "little")
            self.boxes.append("")
        elif kind == _GOES_ON and self._left:
            said = data[1:].decode("utf-16-le" if data[0] else "latin-1")
            self.boxes[-1] += said
            self._left -= len(said)
        else:
            self.has_unread = self.has_unread or kind in _UNREAD

    def _note_formula(self, data: bytes) -> None:
        self._cell = row, column = struct.unpack_from("<HH", data)
        size = int.from_bytes(data[20:_TOKENS], "little")
        tokens = data[_TOKENS : _TOKENS + size]
        if (data[6], *data[12:14]) == (3, 0xFF, 0xFF):
            ends = tokens.rstrip(_BRACKETS)[-4:]
            if ends and (ends[-1] in _RECKONS or _SUMS.fullmatch(ends)):
                self.unstored.add((row, column))
        if tokens[:1] == b"\1":  # it stands behind the first of those that share it
            row, column = struct.unpack_from("<HH", tokens, 1)
            self._at = row, column
            shared = self._shared.get(self._at, b"")
            self._keep(shared, self._formula_of.FMLA_TYPE_SHARED)
        else:
            self._keep(data[20:], self._formula_of.FMLA_TYPE_CELL)

    def _keep(self, sized: bytes, kind: int) -> None:
        """Keep the formula of the cell, in tokens behind their size, if it may deny its result."""
        size = int.from_bytes(sized[:2], "little")
        tokens = sized[2 : 2 + size]
        if _CONSTANT.fullmatch(tokens) or _FOR_OTHERS.search(tokens):
            read = self._formula_of.decompile_formula
            said = read(self._book, tokens, size, kind, *self._cell)
            self.formulas[self._cell] = said or ""

    def _note_pages(self, data: bytes) -> None:
        """Keep what stands on even pages, and on the first."""
        at = _SIZES_OF_PAGES + 8
        for size in struct.unpack_from("<4H", data, _SIZES_OF_PAGES):
            if size:
                said, at = self._text(data, at)
                self.pages.append(said)

    def _note_check(self, data: bytes) -> None:
        """Keep what is shown to whoever goes to a cell that is checked."""
        (flags,), at, texts = struct.unpack_from("<I", data), 4, list[str]()
        for _ in range(4):  # title and text of what is shown, and between them those of errors
            said, at = self._text(data, at)
            texts.append(said.strip("\0"))
        for _ in range(2):  # its formulas
            at += 4 + int.from_bytes(data[at : at + 2], "little")
        row, _, column, _ = struct.unpack_from("<4H", data, at + 2)
        if flags & _SHOWS_MESSAGE:
            self.tips += [(row, column, said) for said in texts[::2]]

    def _text(self, data: bytes, at: int) -> tuple[str, int]:
        """Return a text, and where it ends."""
        if self._book.biff_version < _BIFF8:
            end = at + 1 + data[at]
            return data[at + 1 : end].decode(self._book.encoding or "latin-1"), end
        found: tuple[str, int] = self._text_at(data, at)
        return found
