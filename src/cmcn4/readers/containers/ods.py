"""ODS (OpenDocument 1.3, part 3) straight from its XML.

Merged cells stand among the cells, so a table is held until its end, what is repeated but once.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Generator
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened, limits
from cmcn4.readers.containers import cells as raw
from cmcn4.readers.containers.constants import is_volatile, stale
from cmcn4.readers.containers.formats import smallest
from cmcn4.readers.containers.limits import LAST_COLUMN, Budget, damaged
from cmcn4.readers.containers.numbers import Numbers, as_written
from cmcn4.readers.containers.ods_conditions import CALC
from cmcn4.readers.containers.ods_formats import as_drawn
from cmcn4.readers.containers.ods_styles import Styles, around, is_percent
from cmcn4.readers.containers.parts import LARGEST, Attributes, Machine, Parts
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_OFFICE, _TABLE, _TEXT = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 " for space in ("office", "table", "text")
)
_CALC_TYPE = f"{CALC}value-type"
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_P, _SPAN, _SPACE = f"{_TEXT}p", f"{_TEXT}span", f"{_TEXT}s"
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_ASIDE = {f"{_TABLE}{tag}" for tag in ("shapes", "tracked-changes", "dde-links")}
_ASIDE |= {f"{_TEXT}note", f"{_TEXT}ruby-text", f"{_OFFICE}forms", f"{_OFFICE}annotation"}
_COLUMNS_REPEATED, _ROWS_REPEATED, _COLUMNS_SPANNED, _ROWS_SPANNED = (
    f"{_TABLE}number-{what}-{how}"
    for how in ("repeated", "spanned")
    for what in ("columns", "rows")
)
_VALUE_TYPE, _FORMULA, _VALUE = f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_OFFICE}value"
_MOST_MERGES = 10_000
_CELL_SIZE, _AGAIN = 4, 16
"""What a cell costs beside its place, and one that is repeated: places are kept, of 16 bytes."""
_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_PREFIX = re.compile(r"\A[a-z]+:(?==)")


def sheets(opened: Opened, options: ReadOptions) -> Generator[raw.RawSheet]:
    """Yield the tables, hidden ones too."""
    parts = Parts(opened.file, options.limits)
    told = parts.elements("META-INF/manifest.xml", "encryption-data")
    if any(told) or "encrypted-package" in parts:  # newer
        raise Unreadable(variant="encrypted", suffix=".ods")
    if "content.xml" not in parts:
        raise Unreadable(variant="not-workbook", suffix=".ods")
    tables = _Tables(opened.path, Budget(_AGAIN * options.limits.cells, "cells"))
    for name in ("styles.xml", "content.xml"):
        if name in parts:
            yield from parts.made(name, tables, LARGEST)


class _Tables(Machine[raw.RawSheet]):
    """Parses `styles.xml`, then `content.xml`."""

    def __init__(self, path: str, budget: Budget) -> None:
        super().__init__()
        self._path, self._budget = path, budget
        self._numbers = Numbers(["General", "0%"], since_1904=False)
        self._open: list[Attributes] = []
        self._styles = Styles()
        self._table: _Table | None = None
        self._pieces: list[tuple[str, bool]] | None = None
        """The text of a cell, as far as it has been read, without what is struck out in it."""
        self._gone: list[str] = []
        self._begun = False
        self._size = self._raised = self._struck = self._skipped = 0
        """The last: how deep in an element that is left out, from 1."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        if self.texts:
            self._take()
        self._open.append(attributes)
        if len(self._open) > limits.DEEPEST:
            raise damaged(limits.TOO_DEEP)
        in_cell = self._pieces is not None
        if self._skipped or name in _ASIDE or (in_cell and not name.startswith(_TEXT)):
            self._skipped += 1
        elif name == f"{_TABLE}table" and self._table is None:
            self._table = _Table(raw.Hidden(sheet=self._styles.is_unseen(attributes)), self._budget)
        elif name in (_CELL, _COVERED) and self._table:
            self._pieces, self._gone, self._size, self._begun = [], [], 0, False
        elif name == _SPAN:
            said, _ = self._styles.of(attributes.get(f"{_TEXT}style-name"))
            self._raised += "raised" in said
            self._struck += "struck" in said

    def end(self, name: str, /) -> None:
        if self.texts:
            self._take()
        attributes, table = self._open.pop(), self._table
        if self._skipped:
            self._skipped -= 1
        elif table is None:
            self._styles.end(name, attributes)
        elif self._pieces is not None:
            self._end_in_cell(name, attributes, table)
        elif name == f"{_TABLE}table-column":
            table.column(attributes, unseen=self._styles.is_unseen(attributes, self._open))
        elif name == f"{_TABLE}table-row":
            table.end_row(attributes, unseen=self._styles.is_unseen(attributes, self._open))
        elif name.startswith(CALC):
            self._styles.conditions.end(name, attributes)
        elif name == f"{_TABLE}table":
            self._styles.conditions.tell(table.rows, table.hidden)
            sheet = Sheet(self._path, attributes.get(f"{_TABLE}name", ""))
            self.done.append(table.ended(sheet))
            self._table = None

    def _end_in_cell(self, name: str, attributes: Attributes, table: _Table) -> None:
        if name == _P:
            self._add("\n")
            self._begun = False
        elif name == _SPAN:
            said, _ = self._styles.of(attributes.get(f"{_TEXT}style-name"))
            self._raised -= "raised" in said
            self._struck -= "struck" in said
        elif name == _SPACE:
            self._add(" " * min(int(attributes.get(f"{_TEXT}c", "1")), limits.LONGEST_TEXT + 1))
        elif name in _MARKS:
            self._add(_MARKS[name])
        elif name in (_CELL, _COVERED):
            value = self._worked_out(attributes) or self._value(attributes, table)
            table.place(self._as_seen(value, attributes, table), attributes)
            self._pieces = None

    def _take(self) -> None:
        """Take the text since the last tag: line ends and more than one space are one space."""
        if self._pieces is not None and not self._skipped:
            text = _SPACES.sub(" ", "".join(self.texts))
            self._add(text if self._begun else text.lstrip())
        elif self._table is None:
            self._styles.text("".join(self.texts))
        self.texts.clear()

    def _add(self, text: str) -> None:
        if text and self._pieces is not None:
            if self._struck:
                self._gone.append(text)
            else:
                self._pieces.append((text, self._raised > 0))
            self._begun = True
            self._size += len(text)
            if self._size > limits.LONGEST_TEXT:
                raise damaged(limits.TOO_LONG)

    def _worked_out(self, attributes: Attributes) -> str | None:
        """Return what is wrong with the result of a formula of constants."""
        formula, number = attributes.get(_FORMULA), attributes.get(_VALUE)
        if not formula or attributes.get(_CALC_TYPE) == "error":
            return None
        stored = number or raw.joined((self._pieces or [])[:-1])
        return stale(formula, stored) if stored else None

    def _value(self, attributes: Attributes, table: _Table) -> str:
        get, pieces = attributes.get, self._pieces or []
        shown = raw.joined(pieces[:-1])  # without the end of the last paragraph
        kind, formula, number = get(_VALUE_TYPE), get(_FORMULA), get(_VALUE)
        if get(_CALC_TYPE) == "error" or (formula and _ERROR.fullmatch(shown)):
            return raw.CellError(shown or "#VALUE!")
        match kind:
            case "float" | "currency" | "percentage" if number:
                if shown in ("TRUE", "FALSE"):
                    return raw.CellBool(shown)
                percent = is_percent(shown, float(number), told=kind == "percentage")
                cell = self._numbers["1" if percent else "0"][number]
                told = shown or "-" * bool(pieces)  # nothing is shown where a text might be
                return as_written(told, number, cell) if told != number else cell
            case "boolean":
                return raw.CellBool((get(f"{_OFFICE}boolean-value") or shown).upper())
            case "date":
                style = self._style(attributes, table)
                given = get(f"{_OFFICE}date-value", "")
                try:
                    day = dt.date.fromisoformat(given[:10])
                except ValueError:  # a year before the first or beyond 9999
                    return shown or given
                said = self._styles.format_of(style)
                return around(raw.date_cell(day, shows=smallest(said)), said)
            case "string" if shown or not number:
                return shown or get(f"{_OFFICE}string-value") or ""
            case _ if number and not shown:
                return raw.CellError(number)  # of a type that has none, or that is unknown
            case _ if formula and not pieces:
                return raw.FormulaWithoutValue(_PREFIX.sub("", formula, count=1))
            case _:
                return shown

    def _style(self, attributes: Attributes, table: _Table) -> str:
        return attributes.get(f"{_TABLE}style-name") or table.style(self._open[-1])

    def _as_seen(self, cell: str, attributes: Attributes, table: _Table) -> str:
        """Return a cell that says so where it is struck out, or drawn as something else."""
        if self._gone and not any(text.strip() for text, _ in self._pieces or ()):
            return raw.StruckOut(cell or "".join(self._gone))
        struck, perhaps, code = self._styles.look(self._style(attributes, table))
        if struck and cell.strip():
            return raw.StruckOut(cell)
        if code and not isinstance(cell, raw.Unusable):
            cell = as_drawn(cell, attributes.get(_VALUE), code)
        if (volatile := is_volatile(attributes.get(_FORMULA, ""))) or perhaps:
            table.doubt(cell, "volatile" if volatile else "struck")
        return cell


class _Table:
    """A table as far as it has been read."""

    def __init__(self, hidden: raw.Hidden, budget: Budget) -> None:
        self.hidden, self._budget = hidden, budget
        self._merges: list[raw.Merge] = []
        self.rows: list[tuple[int, int, list[str]]] = []
        """Number of the first, how many are alike, and the cells."""
        self._ends: list[int] = []
        """The last of some columns that are alike; their styles beside."""
        self._styles: list[str] = []
        self._cells: list[str] = []
        self._row = self._column = 1

    def column(self, attributes: Attributes, *, unseen: bool) -> None:
        """Take in one column, or several that are alike."""
        before = self._ends[-1] if self._ends else 0
        last = min(before + _times(attributes, _COLUMNS_REPEATED), LAST_COLUMN)
        if last > before:
            self._ends.append(last)
            self._styles.append(attributes.get(f"{_TABLE}default-cell-style-name", ""))
            if unseen:
                self.hidden.columns += last - before
                self.hidden.column = self.hidden.column or before + 1

    def style(self, row: Attributes) -> str:
        """Return the style of a cell that has none of its own."""
        at = bisect_left(self._ends, self._column)
        column = self._styles[at] if at < len(self._styles) else ""
        return row.get(f"{_TABLE}default-cell-style-name") or column

    def doubt(self, text: str, why: raw.Doubt) -> None:
        """Note that the next cell may show something else."""
        if text.strip():
            self.hidden.doubtful[self._row, self._column] = why, text

    def place(self, text: str, attributes: Attributes) -> None:
        """Add a cell, or several that are alike; blank ones are made when one follows."""
        column, wide = self._column, _times(attributes, _COLUMNS_REPEATED)
        self._column += wide
        if _ROWS_SPANNED in attributes or _COLUMNS_SPANNED in attributes:
            bottom = min(self._row + _times(attributes, _ROWS_SPANNED) - 1, limits.LAST_ROW)
            right = min(column + _times(attributes, _COLUMNS_SPANNED) - 1, LAST_COLUMN)
            if (bottom, right) != (self._row, column) and len(self._merges) < _MOST_MERGES:
                self._merges.append((self._row, column, bottom, right))
        fit = min(wide, LAST_COLUMN + 1 - column)
        if text and wide > fit:
            raise limits.too_far(self._row)
        if text:
            blank = column - 1 - len(self._cells)
            size = blank + fit + _CELL_SIZE + len(text) // 16
            self._budget.spend(size + _AGAIN * (fit - 1))
            self._cells += [""] * blank + [text] * fit

    def end_row(self, attributes: Attributes, *, unseen: bool) -> None:
        """Keep the row that has ended, or several that are alike, if anything stands in it."""
        first, count, cells = self._row, _times(attributes, _ROWS_REPEATED), self._cells
        self._row, self._column, self._cells = first + count, 1, []
        if cells and first + count - 1 > limits.LAST_ROW:
            raise limits.too_far(first)
        if cells:
            self.rows.append((first, count, cells))
            self._budget.spend(_AGAIN * (count - 1) * len(cells))
            if unseen:
                self.hidden.rows += count
                self.hidden.row = self.hidden.row or first

    def ended(self, sheet: Sheet) -> raw.RawSheet:
        """Return the table when it has ended."""
        rows = ((first + n, [*cells]) for first, count, cells in self.rows for n in range(count))
        told, merges = raw.with_gaps(rows), tuple(self._merges)
        return raw.RawSheet(sheet=sheet, rows=told, hidden=self.hidden, merges=merges)


def _times(attributes: Attributes, what: str) -> int:
    """Return how often something is there, or over how many cells it goes."""
    given = attributes.get(what)
    return max(1, int(given)) if given else 1
