"""The cells of a worksheet straight from its XML (ECMA-376 18.3.1), in one pass, row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel, from_ISO8601

from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    CellNumber,
    FormulaWithoutValue,
    Hidden,
    Row,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.numberformats import date_shows, is_percent
from cmcn4.readers.problems import Unreadable

LAST_ROW, LAST_COLUMN = 1_048_576, 1024
_CHUNK = 1 << 16
_LONGEST_TEXT = 1 << 17  # characters; a cell of Excel's holds 32,767
_MOST_KEPT = 65_536
_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
    "",
)
_TAGS = {
    f"{space}{tag}": tag for space in _NAMESPACES for tag in ("c", "v", "f", "t", "row", "rPh")
}
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = re.compile(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")


@dataclass(slots=True, kw_only=True)
class Styles:
    """What a workbook says of its cells elsewhere."""

    strings: Sequence[str]
    formats: Sequence[str]
    """Number formats by style."""
    dates: frozenset[int]
    """Styles that show dates."""
    durations: frozenset[int]
    epoch: dt.datetime
    unsure: bool = False
    """Whether the writer asks for recalculation: its stored zeros are no results."""
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    """Numbers as cells, by text and style."""

    def number(self, text: str, style: str) -> str:
        """Return a number as a cell; every distinct one is made once."""
        known = self.known.get((text, style))
        if known is None:
            known = self._number(text, int(style))
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            self.known[text, style] = known
        return known

    def _number(self, text: str, style: int) -> str:
        shows = self.formats[style]
        if style in self.dates:
            return self._date(text, style, shows)
        if "%" not in shows and _CANONICAL.fullmatch(text):
            return CellNumber(text)
        value = int(text) if text.lstrip("-").isdecimal() else float(text)
        percent = is_percent(shows, negative=value < 0, zero=value == 0)
        return number_cell(value, percent=percent)

    def _date(self, text: str, style: int, shows: str) -> str:
        try:
            value: Any = from_excel(float(text), self.epoch, timedelta=style in self.durations)
        except (OverflowError, ValueError):
            return CellError("#VALUE!")  # what Excel shows as ####
        return date_cell(value, shows=date_shows(shows)) if _is_date(value) else str(value)

    def day(self, text: str, style: str) -> str:
        """Return a date written as ISO 8601."""
        value: Any = from_ISO8601(text)  # type: ignore[no-untyped-call]
        shows = date_shows(self.formats[int(style)])
        return date_cell(value, shows=shows) if _is_date(value) else str(value)


def _is_date(value: object) -> bool:
    return isinstance(value, dt.date)


class SheetCells:
    """Parses one worksheet."""

    def __init__(self, styles: Styles, hidden: Hidden) -> None:
        """`hidden` is told of cells beyond the last column that is read."""
        self._styles, self._hidden = styles, hidden
        self._done: list[Row] = []
        self._cells: list[str] = []
        self._row = self._last = 0
        self._attributes: dict[str, str] = {}
        self._texts: list[str] | None = None
        self._size = 0
        self._value: str | None = None
        self._formula: str | None = None
        self._phonetic = False
        self._columns: dict[str, int] = {}

    def rows(self, source: IO[bytes]) -> Iterator[Row]:
        """Yield the rows that hold anything, and an empty one where there is a gap."""
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
        yield from self._done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        if tag == "c":
            self._attributes, self._value, self._formula = attributes, None, None
        elif tag == "row":
            given = attributes.get("r")
            self._row = int(float(given)) if given else self._row + 1
            self._cells = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag and not self._phonetic:
            self._texts, self._size = [], 0

    def _text(self, text: str) -> None:
        if self._texts is not None:
            self._size += len(text)
            if self._size > _LONGEST_TEXT:
                raise Unreadable(variant="damaged", problem="text longer than a cell holds")
            self._texts.append(text)

    def _end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if self._texts is not None and tag in ("v", "f", "t"):
            text, self._texts = "".join(self._texts), None
            if tag == "v":
                self._value = text
            elif tag == "t":
                self._value = (self._value or "") + text  # one of several runs
            else:
                self._formula = text
        elif tag == "c":
            cell = self._cell()
            if cell:
                self._place(cell)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row" and self._cells and 0 < self._row <= LAST_ROW:
            if self._row > self._last + 1:
                self._done.append((self._row - 1, []))
            self._done.append((self._row, self._cells))
            self._last = self._row

    def _cell(self) -> str:
        """Return the cell that has ended; empty when nothing is in it."""
        value, formula, styles = self._value, self._formula, self._styles
        kind, style = self._attributes.get("t", "n"), self._attributes.get("s", "0")
        if value and kind == "n" and formula is None:  # the commonest
            return styles.known.get((value, style)) or styles.number(value, style)
        if formula is not None and self._without_result(kind):
            return FormulaWithoutValue(f"={formula}")
        if not value:
            return ""
        match kind:
            case "n":
                return styles.number(value, style)
            case "s":
                return styles.strings[int(value)]
            case "b":
                return CellBool("TRUE" if int(value) else "FALSE")
            case "e":
                return CellError(value)
            case "d":
                return styles.day(value, style)
            case _:
                return value

    def _without_result(self, kind: str) -> bool:
        """Whether no result is stored beside a formula; an empty text is one.

        NOTE: XlsxWriter stores 0 for all formulas and asks for recalculation.
        """
        value = self._value
        if not value:
            return value is None or kind != "str" or self._styles.unsure
        return self._styles.unsure and kind == "n" and not float(value)

    def _place(self, cell: str) -> None:
        reference = self._attributes.get("r")
        column = self._column(reference) if reference else len(self._cells) + 1
        missing = column - 1 - len(self._cells)
        if column > LAST_COLUMN:
            self._hidden.beyond += 1
        elif missing >= 0:
            if missing:
                self._cells += [""] * missing
            self._cells.append(cell)
        else:
            self._cells[column - 1] = cell

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise ValueError(reference)
            known = 0
            for letter in letters:
                known = 26 * known + ord(letter) - 64
            self._columns[letters] = known
        return known


def _refuse(*_: object) -> None:
    raise Unreadable(variant="entities")
