"""The tables of an OpenDocument spreadsheet straight from its XML, one after the other.

Merged cells stand among the cells, so a table is held until its end, what is repeated but once;
what is held and what repeating makes of it are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.legacy.ods_cells import OFFICE, TABLE, TEXT, Cell, Styles
from cmcn4.readers.problems import Unreadable

LAST_ROW, LAST_COLUMN, _MOST_MERGES = 1_048_576, 1024, 10_000
_CHUNK = 1 << 16
_MOST_KEPT = 1 << 28  # bytes, about
_MOST_REPEATED = 1 << 20  # cells
_SLOT, _CELL = 16, 64  # bytes
_TAGS = {
    **{f"{TABLE}{tag}": tag for tag in ("table", "table-column", "table-row", "table-cell")},
    f"{TABLE}covered-table-cell": "covered",
}
_COLUMNS_REPEATED, _ROWS_REPEATED, _COLUMNS_SPANNED, _ROWS_SPANNED = (
    f"{TABLE}number-{each}"
    for each in ("columns-repeated", "rows-repeated", "columns-spanned", "rows-spanned")
)
_NO_TABLES = {f"{TABLE}{tag}" for tag in ("shapes", "tracked-changes", "dde-links")} | {
    f"{OFFICE}forms", f"{OFFICE}annotation",
}  # fmt: skip
_UNSEEN = ("collapse", "filter")
_INLINE = {f"{TEXT}{tag}" for tag in ("p", "span", "a", "s", "tab", "line-break")}


class Tables:
    """Parses the parts of a spreadsheet: `styles.xml`, then `content.xml`."""

    def __init__(self, path: str) -> None:
        """`path` is that of the file."""
        self._path, self._styles = path, Styles()
        self._done: list[RawSheet] = []
        self._table: _Table | None = None
        self._cell: Cell | None = None
        self._skipped = 0
        """How deep in an element that is left out, from 1."""

    def read(self, source: IO[bytes]) -> Iterator[RawSheet]:
        """Yield the tables of `content.xml`, or take in `styles.xml`, where there are none."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        while chunk := source.read(_CHUNK):
            parser.Parse(chunk)
            yield from self._done
            self._done.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it so

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        table, cell = self._table, self._cell
        if self._skipped or name in _NO_TABLES or (cell and name not in _INLINE):
            self._skipped += 1
        elif cell:
            cell.start(name, attributes)
        elif table is None:
            if name == f"{TABLE}table":
                title = attributes.get(f"{TABLE}name", "")
                self._table = table = _Table(Sheet(self._path, title), self._styles)
                table.hidden.sheet = attributes.get(f"{TABLE}style-name") in self._styles.unseen
            else:
                self._styles.start(name, attributes)
        else:
            match _TAGS.get(name):
                case "table-column":
                    table.column(attributes)
                case "table-row":
                    table.start_row(attributes)
                case "table-cell" | "covered":
                    self._cell = Cell(self._styles, attributes)

    def _text(self, text: str) -> None:
        if self._cell and not self._skipped:
            self._cell.text(text)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = _TAGS.get(name)
        table, cell = self._table, self._cell
        if cell and table and tag:
            # What a merged cell covers is not shown, whatever it holds.
            text = "" if tag == "covered" else cell.value(table.style)
            table.place(text, cell.attributes)
            self._cell = None
        elif cell:
            cell.end(name)
        elif table and tag == "table-row":
            table.end_row()
        elif table and tag == "table":
            self._done.append(table.sheet())
            self._table = None
        elif table is None:
            self._styles.end(name)


class _Table:
    """A table as far as it has been read."""

    def __init__(self, name: Sheet, styles: Styles) -> None:
        self.hidden = Hidden()
        self._name, self._styles = name, styles
        self._rows: list[tuple[int, int, list[str]]] = []
        """Number of the first, how many are alike, and the cells."""
        self._merges: list[tuple[int, int, int, int]] = []
        self._columns: list[tuple[int, str]] = []
        """The last of some that are alike, and their style."""
        self._cells: list[str] = []
        self._row = self._column = self._times = 1
        self._about: dict[str, str] = {}
        self._kept = self._repeated = 0

    def column(self, attributes: dict[str, str]) -> None:
        """Take in one column, or several that are alike."""
        first = self._columns[-1][0] + 1 if self._columns else 1
        last = min(first - 1 + times(attributes, _COLUMNS_REPEATED), LAST_COLUMN)
        if first > LAST_COLUMN:
            return
        self._columns.append((last, attributes.get(f"{TABLE}default-cell-style-name", "")))
        if attributes.get(f"{TABLE}visibility") in _UNSEEN:
            self.hidden.columns += last - first + 1
            self.hidden.column = self.hidden.column or first

    def start_row(self, attributes: dict[str, str]) -> None:
        """Begin a row, or several that are alike."""
        self._about, self._cells, self._column = attributes, [], 1
        self._times = times(attributes, _ROWS_REPEATED)

    def style(self) -> str:
        """Return the style of a cell that has none of its own."""
        given = self._about.get(f"{TABLE}default-cell-style-name")
        column = self._column
        return given or next((style for last, style in self._columns if column <= last), "")

    def place(self, text: str, attributes: dict[str, str]) -> None:
        """Add a cell, or several that are alike; blank ones are made when one follows."""
        wide, cells = times(attributes, _COLUMNS_REPEATED), self._cells
        column = self._column
        self._column += wide
        if _ROWS_SPANNED in attributes or _COLUMNS_SPANNED in attributes:
            self._merge(column, attributes)
        if not text:
            return
        fit = min(wide, LAST_COLUMN + 1 - column)
        if fit <= 0:
            self.hidden.beyond += wide
            return
        blank = column - 1 - len(cells)
        cells += [""] * blank
        cells += [text] * fit
        self._repeated += fit - 1
        self._kept += _SLOT * (blank + fit) + _CELL + len(text)
        self._check()

    def _merge(self, column: int, attributes: dict[str, str]) -> None:
        down, right = times(attributes, _ROWS_SPANNED), times(attributes, _COLUMNS_SPANNED)
        if (down > 1 or right > 1) and len(self._merges) < _MOST_MERGES:
            corner = self._row + down - 1, column + right - 1
            self._merges.append((self._row, column, *corner))

    def end_row(self) -> None:
        """Keep the row that has ended, if anything stands in it."""
        first, count, cells = self._row, self._times, self._cells
        self._row += count
        count = min(count, LAST_ROW + 1 - first)
        if not cells or count <= 0:
            return
        self._rows.append((first, count, cells))
        self._repeated += (count - 1) * len(cells)
        self._check()
        if self._about.get(f"{TABLE}visibility") in _UNSEEN:
            self.hidden.rows += count
            self.hidden.row = self.hidden.row or first

    def _check(self) -> None:
        if self._kept > _MOST_KEPT or self._repeated > _MOST_REPEATED:
            raise Unreadable(variant="bomb")

    def sheet(self) -> RawSheet:
        """Return the table when it has ended."""
        rows, merges = _each(self._rows), tuple(self._merges)
        return RawSheet(sheet=self._name, rows=rows, hidden=self.hidden, merges=merges)


def _each(rows: list[tuple[int, int, list[str]]]) -> Iterator[Row]:
    """Yield the rows that hold anything, and an empty one where there is a gap."""
    last = 0
    for first, count, cells in rows:
        if first > last + 1:
            yield first - 1, []
        last = first + count - 1
        for number in range(first, last):
            yield number, [*cells]
        yield last, cells


def times(attributes: dict[str, str], name: str) -> int:
    """Return how often something is there, or over how many cells it goes."""
    given = attributes.get(name)
    return max(1, int(given)) if given else 1


def _refuse(*_: object) -> None:
    raise Unreadable(variant="entities")
