"""Cells with characters that change how others are seen: strokes over letters, turned directions.

No file without any of them has its rows looked at, and no row that has ASCII alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import STROKES
from cmcn4.readers.containers.cells import Hidden, Row, StruckOut, Unusable

_TURNS = "\u202a-\u202e\u2066-\u2069"
_ANY = Pattern(f"[{STROKES}{_TURNS}]")
_STRUCK = Pattern(rf"[^\W\d_][\u0300-\u036f]{{0,4}}[{STROKES}]")
"""A letter with a stroke; of figures another message tells, and «≠» is one sign."""
_TURNED = Pattern("[\u202b\u202d\u202e\u2067]")
"""What turns, or overrides, the direction of others even where it ends within the cell."""
_BEGINS, _ENDS = "\u202a\u2066\u2068", "\u202c\u2069"
_BYTES = Pattern(
    rb"\xcc[\xb4-\xb8]|\xe2(?:\x83[\x92\x93\x98\xa5\xab]|\x80[\xaa-\xae]|\x81[\xa6-\xa9])"
)
_FIRST = b"\xcc", b"\xe2"


def has_marks(chunk: bytes) -> bool:
    """Whether there are such characters in a piece of UTF-8."""
    return any(first in chunk for first in _FIRST) and _BYTES.search(chunk) is not None


def as_marked(rows: Iterable[Row], hidden: Hidden) -> Iterator[Row]:
    """Yield rows; a text that is struck out says so, `hidden` is told those that are turned."""
    for number, cells in rows:
        text = "".join(cells)
        if not text.isascii() and _ANY.search(text):
            for at, cell in enumerate(cells):
                if _is_turned(cell):
                    hidden.doubtful[number, at + 1] = "turned", cell
                if _STRUCK.search(cell) and not isinstance(cell, Unusable):
                    cells[at] = StruckOut(cell)
                    hidden.doubtful[number, at + 1] = "strokes", cell
        yield number, cells


def _is_turned(text: str) -> bool:
    """Whether a text turns others, or begins what does not end within it."""
    begun, ended = (sum(map(text.count, marks)) for marks in (_BEGINS, _ENDS))
    return begun > ended or _TURNED.search(text) is not None
