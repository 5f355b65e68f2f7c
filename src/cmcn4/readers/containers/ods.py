"""ODS (OpenDocument 1.3, part 3) straight from its XML.

Merged cells stand among the cells, so a table is held until its end, what is repeated but once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from itertools import islice
from typing import TYPE_CHECKING

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Sheet
from cmcn4.model.text import clean
from cmcn4.readers.containers import Opened, limits
from cmcn4.readers.containers import cells as raw
from cmcn4.readers.containers.constants import doubt_of, stale
from cmcn4.readers.containers.formats import smallest
from cmcn4.readers.containers.limits import Budget, damaged
from cmcn4.readers.containers.numbers import Numbers, as_written
from cmcn4.readers.containers.ods_aside import CHANGE, COMMENT, HELP, PAGES, Aside, of_book
from cmcn4.readers.containers.ods_conditions import CALC
from cmcn4.readers.containers.ods_formats import as_drawn
from cmcn4.readers.containers.ods_styles import Styles, around, is_percent
from cmcn4.readers.containers.ods_table import AGAIN, Table
from cmcn4.readers.containers.partly import partly_seen
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
_ASIDE |= {f"{_TEXT}note", f"{_TEXT}ruby-text", f"{_OFFICE}forms", COMMENT, HELP, *PAGES}
_CHECKED, _NAME = f"{_TABLE}content-validation-name", f"{_TABLE}name"
_VALUE_TYPE, _FORMULA, _VALUE = f"{_OFFICE}value-type", f"{_TABLE}formula", f"{_OFFICE}value"
_SPACES = Pattern(r"[ \t\r\n]+")
_ERROR = Pattern(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_PREFIX = Pattern(r"\A[a-z]+:(?==)")


def sheets(opened: Opened, options: ReadOptions) -> Generator[raw.RawSheet]:
    """Yield the tables, hidden ones too."""
    parts = Parts(opened.file, options.limits)
    told = parts.elements("META-INF/manifest.xml", "encryption-data")
    if any(told) or "encrypted-package" in parts:  # newer
        raise Unreadable(variant="encrypted", suffix=".ods")
    if "content.xml" not in parts:
        raise Unreadable(variant="not-workbook", suffix=".ods")
    tables = _Tables(opened.path, Budget(AGAIN * options.limits.cells, "cells"))
    tables.on_pages += islice(of_book(parts), raw.MOST_SAID)
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
        self._table: Table | None = None
        self._pieces: list[tuple[str, bool]] | None = None
        """The text of a cell, as far as it has been read, without what is struck out in it."""
        self._gone: list[str] = []
        self._losing: list[str] = []
        """Why the spans that are open are not to be seen; empty for one that is."""
        self._visible: list[str] = []
        self._lost: set[str] = set()
        """Why letters of the cell are not, and what of its text is."""
        self._begun = False
        self._aside = Aside()
        self.on_pages: list[str] = []
        """What is told with the next table."""
        self._helps: dict[str, str] = {}
        """What is shown at cells that are checked, by the name of the check, until it is told."""
        self._size = self._raised = self._lowered = self._struck = self._skipped = 0
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
            self._aside.start(name, attributes)
        elif name == f"{_TABLE}table" and self._table is None:
            self._table = Table(raw.Hidden(sheet=self._styles.is_unseen(attributes)), self._budget)
        elif name in (_CELL, _COVERED) and self._table:
            self._pieces, self._gone, self._size, self._begun = [], [], 0, False
            self._visible, self._lost = [], set()
        elif name == _SPAN:
            said, _ = self._styles.of(attributes.get(f"{_TEXT}style-name"))
            self._raised += "raised" in said
            self._lowered += "lowered" in said
            self._struck += "struck" in said
            self._losing.append(self._styles.loses(attributes.get(f"{_TEXT}style-name")))

    def end(self, name: str, /) -> None:
        if self.texts:
            self._take()
        attributes, table = self._open.pop(), self._table
        if self._skipped:
            self._skipped -= 1
            self._end_aside(name, table)
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
            for said in self.on_pages:
                table.comment(said, of_cell=False)
            self.on_pages.clear()
            sheet = Sheet(self._path, attributes.get(_NAME, ""))
            self.done.append(table.ended(sheet))
            self._table = None

    def _end_aside(self, name: str, table: Table | None) -> None:
        """Keep what is said beside the cells; who wrote it, and when, is no part of that."""
        said = self._aside.end(name)
        if name in (*PAGES, CHANGE) and said:
            self.on_pages.append(said)
        elif name == HELP:
            self._helps[self._open[-1].get(_NAME, "")] = said
        elif table is not None:
            table.comment(said, of_cell=self._pieces is not None)

    def _end_in_cell(self, name: str, attributes: Attributes, table: Table) -> None:
        if name == _P:
            self._add("\n")
            self._begun = False
        elif name == _SPAN:
            said, _ = self._styles.of(attributes.get(f"{_TEXT}style-name"))
            self._raised -= "raised" in said
            self._lowered -= "lowered" in said
            self._struck -= "struck" in said
            self._losing.pop()
        elif name == _SPACE:
            self._add(" " * min(int(attributes.get(f"{_TEXT}c", "1")), limits.LONGEST_TEXT + 1))
        elif name in _MARKS:
            self._add(_MARKS[name])
        elif name in (_CELL, _COVERED):
            if formula := attributes.get(_FORMULA):
                table.refer(formula)
            value = self._worked_out(attributes) or self._value(attributes, table)
            table.comment(self._helps.pop(attributes.get(_CHECKED, ""), ""))
            table.place(self._as_seen(value, attributes, table), attributes)
            self._pieces = None

    def _take(self) -> None:
        """Take the text since the last tag: line ends and more than one space are one space."""
        if self._pieces is not None and not self._skipped:
            text = _SPACES.sub(" ", "".join(self.texts))
            self._add(text if self._begun else text.lstrip())
        elif self._skipped:
            self._aside.text("".join(self.texts))
        elif self._table is None:
            self._styles.text("".join(self.texts))
        self.texts.clear()

    def _add(self, text: str) -> None:
        if text and self._pieces is not None:
            if self._struck:
                self._gone.append(text)
            else:
                why = next(filter(None, self._losing), "")
                if why and text.strip():
                    self._lost.add(why)
                else:
                    self._visible.append(text)
                lowered = self._lowered > 0 and raw.is_mark(self._pieces)
                self._pieces.append((text, self._raised > 0 or lowered))
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

    def _value(self, attributes: Attributes, table: Table) -> str:
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
                given = clean(get(f"{_OFFICE}string-value") or "")
                other = given and clean(shown) not in ("", given)  # of which programs show one
                return raw.CellDisguised(f"{given} / {shown}") if other else shown or given
            case _ if number and not shown:
                return raw.CellError(number)  # of a type that has none, or that is unknown
            case _ if formula and not pieces:
                return raw.FormulaWithoutValue(_PREFIX.sub("", formula, count=1))
            case _:
                return shown

    def _is_partly_seen(self, style: str) -> bool:
        """Whether some letters of the cell are seen, and others are not on its ground."""
        lost = self._lost - ({"white"} if self._styles.is_coloured(style) else set())
        return bool(lost) and any(text.strip() for text in self._visible)

    def _style(self, attributes: Attributes, table: Table) -> str:
        return attributes.get(f"{_TABLE}style-name") or table.style(self._open[-1])

    def _as_seen(self, cell: str, attributes: Attributes, table: Table) -> str:
        """Return a cell that says so where it is struck out, or drawn as something else."""
        if self._gone and not any(text.strip() for text, _ in self._pieces or ()):
            return raw.StruckOut(cell or "".join(self._gone))
        style = self._style(attributes, table)
        struck, perhaps, code, unseen = self._styles.look(style)
        if struck and cell.strip():
            return raw.StruckOut(cell)
        if self._lost and self._is_partly_seen(style) and cell.strip():
            return partly_seen("".join(self._visible), cell, is_white="small" not in self._lost)
        if code and not isinstance(cell, raw.Unusable):
            cell = as_drawn(cell, attributes.get(_VALUE), code)
        told = doubt_of(attributes.get(_FORMULA, ""))
        if told or perhaps:
            table.doubt(cell, *(told or ("struck", "")))
        if unseen and cell.strip():
            table.unseen(cell, attributes)
        return cell
