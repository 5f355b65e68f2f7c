"""ODS (OpenDocument 1.3, part 3) straight from its XML.

Merged cells stand among the cells, so a table is held until its end, what is repeated but once.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.archive import LARGEST, Parts
from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    FormulaWithoutValue,
    Hidden,
    Merge,
    RawSheet,
    Row,
    date_cell,
    joined,
    number_cell,
    with_gaps,
)
from cmcn4.readers.containers.limits import (
    DEEPEST,
    LAST_COLUMN,
    LAST_ROW,
    LONGEST_TEXT,
    TOO_DEEP,
    TOO_LONG,
    Budget,
    damaged,
)
from cmcn4.readers.containers.markup import Attributes, fed
from cmcn4.readers.containers.numberformats import Smallest, smallest
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_STYLES, _CONTENT, _MANIFEST = "styles.xml", "content.xml", "META-INF/manifest.xml"
_OFFICE, _TABLE, _TEXT, _STYLE, _NUMBER = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 "
    for space in ("office", "table", "text", "style", "datastyle")
)
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELL, _COVERED, _ROW = (
    f"{_TABLE}{tag}" for tag in ("table-cell", "covered-table-cell", "table-row")
)
_P, _SPAN, _S, _TAB, _BREAK = (f"{_TEXT}{tag}" for tag in ("p", "span", "s", "tab", "line-break"))
_INLINE = {_P, _SPAN, _S, _TAB, _BREAK, f"{_TEXT}a"}
_NO_TABLES = {
    *(f"{_TABLE}{tag}" for tag in ("shapes", "tracked-changes", "dde-links")),
    *(f"{_OFFICE}{tag}" for tag in ("forms", "annotation")),
}
_LETTERS = {
    f"{_NUMBER}{part}": letter
    for part, letter in {
        "year": "y", "month": "m", "day": "d", "day-of-week": "d", "hours": "h", "minutes": "h",
    }.items()
}  # fmt: skip
_UNSEEN = ("collapse", "filter")
_MOST_KEPT, _MOST_MERGES = 1 << 24, 10_000
_CELL_SIZE, _AGAIN = 4, 16
"""What a cell costs beside its place, and one that is repeated: places are kept, of 16 bytes."""
_ROUNDED = 0.5  # a percentage without decimals
_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_PREFIX = re.compile(r"[a-z]+:(?==)")


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the tables, hidden ones too."""
    del options  # nothing of it matters to a spreadsheet
    parts, manifest = Parts(opened.file), b""
    if _MANIFEST in parts:
        with suppress(Unreadable), parts.open(_MANIFEST) as source:
            manifest = source.read()
    if b"encryption-data" in manifest or "encrypted-package" in parts:  # the latter is newer
        raise Unreadable(variant="encrypted", suffix=".ods")
    if _CONTENT not in parts:
        raise Unreadable(variant="not-workbook", suffix=".ods")
    tables = _Tables(opened.path)
    for name in (_STYLES, _CONTENT):
        if name in parts:
            with parts.open(name, largest=LARGEST) as source:
                for _ in fed(source, tables, name):
                    yield from tables.done
                    tables.done.clear()


class _Styles:
    """What styles say of cells, of runs of text, and of tables; their parts end before them."""

    def __init__(self) -> None:
        self.raised: set[str] = set()
        self.unseen: set[str] = set()
        """Styles of tables that are not displayed."""
        self._shows: dict[str, Smallest] = {}
        self._formats: dict[str, str] = {}
        self._letters, self._raised, self._unseen = "", False, False

    def end(self, name: str, attributes: Attributes) -> None:
        self._letters += _LETTERS.get(name, "")
        if name == f"{_STYLE}text-properties":
            position = attributes.get(f"{_STYLE}text-position", "")
            self._raised = re.match("super|[1-9]", position) is not None
        elif attributes.get(f"{_TABLE}display") == "false":
            self._unseen = True
        elif name.endswith(("-style", " style")):
            style = attributes.get(f"{_STYLE}name", "")
            if name == f"{_NUMBER}date-style":
                self._shows[style] = smallest(self._letters)
            elif name == f"{_STYLE}style":
                self._formats[style] = attributes.get(f"{_STYLE}data-style-name", "")
                self.raised.update([style] * self._raised)
                self.unseen.update([style] * self._unseen)
            self._letters, self._raised, self._unseen = "", False, False

    def shows(self, style: str) -> Smallest:
        """Return the smallest part of a date that cells of a style show."""
        return self._shows.get(self._formats.get(style, ""), "day")


class _Tables:
    """Parses `styles.xml`, then `content.xml`."""

    tags = ()

    def __init__(self, path: str) -> None:
        self.texts: list[str] = []
        self.done: list[RawSheet] = []
        self._path, self._styles, self._budget = path, _Styles(), Budget(_MOST_KEPT)
        self._open: list[Attributes] = []
        self._table: _Table | None = None
        self._pieces: list[tuple[str, bool]] | None = None
        """The text of a cell, as far as it has been read."""
        self._begun = False
        self._size = self._raised = self._skipped = 0
        """The last: how deep in an element that is left out, from 1."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        self._take()
        self._open.append(attributes)
        if len(self._open) > DEEPEST:
            raise damaged(TOO_DEEP)
        in_cell = self._pieces is not None
        if self._skipped or name in _NO_TABLES or (in_cell and name not in _INLINE):
            self._skipped += 1
        elif name == f"{_TABLE}table" and self._table is None:
            hidden = attributes.get(f"{_TABLE}style-name") in self._styles.unseen
            self._table = _Table(Hidden(sheet=hidden), self._budget)
        elif name in (_CELL, _COVERED) and self._table:
            self._pieces, self._size, self._begun = [], 0, False
        elif name == _SPAN:
            self._raised += attributes.get(f"{_TEXT}style-name") in self._styles.raised

    def end(self, name: str, /) -> None:
        self._take()
        attributes, table = self._open.pop(), self._table
        if self._skipped:
            self._skipped -= 1
        elif table is None:
            self._styles.end(name, attributes)
        elif self._pieces is not None:
            self._end_in_cell(name, attributes, table)
        elif name == f"{_TABLE}table-column":
            table.column(attributes)
        elif name == _ROW:
            table.end_row(attributes)
        elif name == f"{_TABLE}table":
            sheet = Sheet(self._path, attributes.get(f"{_TABLE}name", ""))
            rows, merges = with_gaps(table.rows()), tuple(table.merges)
            self.done.append(RawSheet(sheet=sheet, rows=rows, hidden=table.hidden, merges=merges))
            self._table = None

    def _end_in_cell(self, name: str, attributes: Attributes, table: _Table) -> None:
        if name == _P:
            self._add("\n")
            self._begun = False
        elif name == _SPAN:
            self._raised -= attributes.get(f"{_TEXT}style-name") in self._styles.raised
        elif name == _S:
            self._add(" " * min(int(attributes.get(f"{_TEXT}c", "1")), LONGEST_TEXT + 1))
        elif name in (_TAB, _BREAK):
            self._add("\t" if name == _TAB else "\n")
        elif name in (_CELL, _COVERED):
            # What a merged cell covers is not shown, whatever it holds.
            text = self._value(attributes, table) if name == _CELL else ""
            table.place(text, attributes)
            self._pieces = None

    def _take(self) -> None:
        """Take the text since the last tag: line ends and more than one space are one space."""
        if self.texts:
            if self._pieces is not None and not self._skipped:
                text = _SPACES.sub(" ", "".join(self.texts))
                self._add(text if self._begun else text.lstrip())
            self.texts.clear()

    def _add(self, text: str) -> None:
        if text and self._pieces is not None:
            self._pieces.append((text, self._raised > 0))
            self._begun = True
            self._size += len(text)
            if self._size > LONGEST_TEXT:
                raise damaged(TOO_LONG)

    def _value(self, attributes: Attributes, table: _Table) -> str:
        get, pieces = attributes.get, self._pieces or []
        shown = joined(pieces).removesuffix("\n")
        kind, formula, number = (
            get(name) for name in (f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_OFFICE}value")
        )
        if get(_CALC_TYPE) == "error" or (formula and _ERROR.fullmatch(shown)):
            return CellError(shown or "#VALUE!")
        match kind:
            case "float" | "currency" | "percentage" if number:
                if shown in ("TRUE", "FALSE"):
                    return CellBool(shown)
                value = int(number) if number.lstrip("-").isdecimal() else float(number)
                percent = _is_percent(shown, value, told=kind == "percentage")
                return number_cell(value, percent=percent)
            case "boolean":
                return CellBool((get(f"{_OFFICE}boolean-value") or shown).upper())
            case "date":
                style = get(f"{_TABLE}style-name") or table.style(self._open[-1])
                given = get(f"{_OFFICE}date-value", "")
                try:
                    day = dt.date.fromisoformat(given[:10])
                except ValueError:  # a year before the first or beyond 9999
                    return shown or given
                return date_cell(day, shows=self._styles.shows(style))
            case "string":
                return shown or get(f"{_OFFICE}string-value") or ""
            case _ if formula and not pieces:
                return FormulaWithoutValue(_PREFIX.sub("", formula, count=1))
            case _:
                return shown


class _Table:
    """A table as far as it has been read."""

    def __init__(self, hidden: Hidden, budget: Budget) -> None:
        self.hidden, self._budget = hidden, budget
        self.merges: list[Merge] = []
        self._rows: list[tuple[int, int, list[str]]] = []
        """Number of the first, how many are alike, and the cells."""
        self._ends: list[int] = []
        """The last of some columns that are alike; their styles beside."""
        self._styles: list[str] = []
        self._cells: list[str] = []
        self._row = self._column = 1

    def column(self, attributes: Attributes) -> None:
        """Take in one column, or several that are alike."""
        before = self._ends[-1] if self._ends else 0
        last = min(before + _times(attributes, "columns-repeated"), LAST_COLUMN)
        if last > before:
            self._ends.append(last)
            self._styles.append(attributes.get(f"{_TABLE}default-cell-style-name", ""))
            if attributes.get(f"{_TABLE}visibility") in _UNSEEN:
                self.hidden.columns += last - before
                self.hidden.column = self.hidden.column or before + 1

    def style(self, row: Attributes) -> str:
        """Return the style of a cell that has none of its own."""
        at = bisect_left(self._ends, self._column)
        column = self._styles[at] if at < len(self._styles) else ""
        return row.get(f"{_TABLE}default-cell-style-name") or column

    def place(self, text: str, attributes: Attributes) -> None:
        """Add a cell, or several that are alike; blank ones are made when one follows."""
        column, wide = self._column, _times(attributes, "columns-repeated")
        self._column += wide
        down, right = _times(attributes, "rows-spanned"), _times(attributes, "columns-spanned")
        if (down > 1 or right > 1) and len(self.merges) < _MOST_MERGES:
            self.merges.append((self._row, column, self._row + down - 1, column + right - 1))
        fit = min(wide, LAST_COLUMN + 1 - column)
        if text and fit <= 0:
            self.hidden.beyond += wide
        elif text:
            blank = column - 1 - len(self._cells)
            size = blank + fit + _CELL_SIZE + len(text) // 16
            self._budget.spend(size + _AGAIN * (fit - 1))
            self._cells += [""] * blank + [text] * fit

    def end_row(self, attributes: Attributes) -> None:
        """Keep the row that has ended, or several that are alike, if anything stands in it."""
        first, count, cells = self._row, _times(attributes, "rows-repeated"), self._cells
        self._row, self._column, self._cells = first + count, 1, []
        count = min(count, LAST_ROW + 1 - first)
        if cells and count > 0:
            self._rows.append((first, count, cells))
            self._budget.spend(_AGAIN * (count - 1) * len(cells))
            if attributes.get(f"{_TABLE}visibility") in _UNSEEN:
                self.hidden.rows += count
                self.hidden.row = self.hidden.row or first

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything."""
        for first, count, cells in self._rows:
            for number in range(first, first + count):
                yield number, [*cells]


def _times(attributes: Attributes, what: str) -> int:
    """Return how often something is there, or over how many cells it goes."""
    given = attributes.get(f"{_TABLE}number-{what}")
    return max(1, int(given)) if given else 1


def _is_percent(shown: str, value: float, *, told: bool) -> bool:
    """Whether a number is shown times a hundred.

    The type of the cell tells, unless its format has conditions: then the text that is shown does.
    """
    if "%" not in shown:
        return told and not shown
    try:
        number = float(shown.replace("%", "").replace(",", "."))
    except ValueError:
        return told
    times_hundred, as_it_is = (abs(number - each) <= _ROUNDED for each in (100 * value, value))
    return told if times_hundred == as_it_is else times_hundred
