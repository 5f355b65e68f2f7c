"""Rows that are written alike: what expat makes of one of them a pattern makes of the others.

A pattern takes only what expat would take in just this way: rows as most programs write them, next
to one another, without formulas, entities or errors. All else goes to expat, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import getitem

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import Hidden, Row
from cmcn4.readers.containers.limits import LAST_ROW
from cmcn4.readers.containers.parts import LARGEST, Attributes, Parts
from cmcn4.readers.containers.xlsx.passing import PLAIN_TEXT
from cmcn4.readers.containers.xlsx.sheet import LETTERS, Cells, Kept, Meaning, is_unseen
from cmcn4.readers.containers.xlsx.strings import unescaped

_ROW_END = "</row>"
_ROW = Pattern(r'<row r="[1-9][0-9]{0,6}"([^<>]*)>')
_ATTRIBUTE = Pattern(r' ([A-Za-z]+(?::[A-Za-z]+)?)="([ !#-%\'-;=?-~]*)"')
_CELL = Pattern(
    r'<c r="([A-Z]{1,2})[0-9]+"([^<>/]*)(/>|></c>|><v>|><is><t(?: xml:space="preserve")?>)'
    r"(?:[^<>]*(?:</v>|</t></is>)</c>)?"
)
_VALUES = {
    "number": "[0-9.eE+-]{1,64}",
    "shared": "[0-9]{1,9}",
    "inline": PLAIN_TEXT,
}
"""What is between the tags, and means the same to expat."""
_EMPTY = {"": ""}
_DEEPEST, _MOST_SHAPES, _MOST_KNOWN, _LONGEST_ROW = 8, 8, 256, 1 << 14


class Column(NamedTuple):
    """How one cell of a row is written."""

    letters: str
    attributes: str
    opened: str
    """The tags between these and the value."""
    kind: str
    """Of `_VALUES`, or empty."""
    style: str | None


class _Shape(NamedTuple):
    """How a row is written, apart from the values."""

    match: Callable[[str, int], re.Match[str] | None]
    columns: tuple[Column | None, ...]
    """None for one that is not there."""
    cost: int
    """What a row counts."""


def rows_of(parts: Parts, name: str, meaning: Meaning, hidden: Hidden) -> Iterator[Row]:
    """Yield the rows that hold anything; `hidden` is told what is hidden, as far as it was read."""
    machine = _Alike(meaning, hidden)
    try:
        yield from parts.made(name, machine, LARGEST)
    finally:
        machine.release()


class _Alike(Cells):
    closing = _ROW_END

    def __init__(self, meaning: Meaning, hidden: Hidden) -> None:
        super().__init__(meaning, hidden)
        self._shapes: list[_Shape] = []
        self._seen_once: set[tuple[Column | None, ...]] = set()
        self._starts: set[str] = set()
        """Attributes of rows that are known to do no harm."""
        self._inlined = Kept(unescaped)

    @property
    def is_between(self) -> bool:
        return super().is_between and 0 < self._depth < _DEEPEST

    def passed(self, text: str, at: int, /) -> tuple[int, int]:
        """Take rows of known shapes."""
        end, count = -1, 0
        while at > end:
            end = at
            for shape in self._shapes:
                at, taken = self._alike(shape, text, at)
                count += taken
        return at, count

    def _alike(self, shape: _Shape, text: str, at: int) -> tuple[int, int]:
        """Take rows of one shape; return as above."""
        match, seen, starts, taken = shape.match, self._seen, self._starts, 0
        has_seen = self.has_seen
        row = self._row
        if (found := match(text, at)) is None:
            return at, 0
        tables = [*map(self._table, shape.columns)]
        while found is not None:
            number, start, *values = found.groups()
            now = int(number)
            if now > LAST_ROW or has_seen(now) or start not in starts:
                break
            row, taken, at = now, taken + 1, found.end()
            seen[row] = 1
            cells = [*map(getitem, tables, values)]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                self.done.append((row, cells))
            found = match(text, at)
        if taken:
            self._row = row
            last = shape.columns[-1]
            self._value = last.kind if last and last.opened == "><v>" else None
            self._work.spend(taken * shape.cost)
        return at, taken

    def _table(self, column: Column | None) -> Mapping[str, str]:
        """Return the cells of a column by its texts."""
        match column.kind if column else "":
            case "number":
                return self._numbers[column.style if column else None]
            case "shared":
                return self._shared
            case "inline":
                return self._inlined
            case _:
                return _EMPTY

    def learn(self, piece: str) -> None:
        """Learn how a row is written that the parser has read; make a pattern of the second."""
        start = _ROW.match(piece)
        if start is None or len(piece) > _LONGEST_ROW:
            return
        attributes = _attributes(start[1])
        if attributes is None or "r" in attributes or is_unseen(attributes, "ht"):
            return
        for known in (self._starts, self._seen_once):
            if len(known) >= _MOST_KNOWN:
                known.clear()
        self._starts.add(start[1])
        columns = _columns(piece, start.end(), texts=self._strings is not None)
        if any(c and c.kind != "number" and c.style in self._numbers.odd for c in columns):
            return
        if columns not in self._seen_once:
            self._seen_once.add(columns)
        elif columns and len(self._shapes) < _MOST_SHAPES:
            shape = _shape(columns)
            if shape.match(piece, 0) and shape not in self._shapes:
                self._shapes.append(shape)


def _attributes(text: str) -> Attributes | None:
    """Return attributes as most programs write them; None for others."""
    found = _ATTRIBUTE.findall(text)
    attributes = dict(found)
    whole = "".join(f' {name}="{value}"' for name, value in found)
    return attributes if whole == text and len(attributes) == len(found) else None


def _columns(row: str, at: int, *, texts: bool) -> tuple[Column | None, ...]:
    """Return how the cells of a row are written; none if one of them is not as most are.

    `texts` says that there are shared ones.
    """
    columns: list[Column | None] = []
    for letters, given, opened in _CELL.findall(row, at):
        attributes = _attributes(given)
        if attributes is None or "r" in attributes or letters not in LETTERS[len(columns) :]:
            return ()
        kind = attributes.get("t")
        if opened in ("/>", "></c>"):
            value = ""
        elif opened == "><v>" and kind in (None, "n", "s"):
            value = "shared" if kind == "s" else "number"
        elif opened != "><v>" and kind == "inlineStr":
            value = "inline"
        else:
            return ()
        if value == "shared" and not texts:
            return ()
        columns += [None] * (LETTERS.index(letters) - len(columns))
        columns.append(Column(letters, given, opened, value, attributes.get("s")))
    return tuple(columns)


@lru_cache(maxsize=64)
def _shape(columns: tuple[Column | None, ...]) -> _Shape:
    there = [column is not None for column in columns]
    leaps = sum(now and not before for before, now in zip([True, *there], there, strict=False))
    return _Shape(re.compile(pattern_of(columns)).match, columns, 1 + len(columns) + leaps)


def pattern_of(columns: tuple[Column | None, ...]) -> str:
    """Return the pattern of a row: its number, its attributes, and a group for each column."""
    cells = "".join(map(_pattern_of_cell, columns))
    return f'<row r="([1-9][0-9]{{0,6}})"([^<>]*)>{cells}{_ROW_END}'


def _pattern_of_cell(column: Column | None) -> str:
    if column is None:
        return "()"
    start = rf'<c r="{column.letters}\1"{re.escape(column.attributes + column.opened)}'
    if not column.kind:
        return f"{start}()"
    closed = "</t></is></c>" if column.kind == "inline" else "</v></c>"
    return f"{start}({_VALUES[column.kind]}){closed}"
