"""The cells of an OpenDocument spreadsheet, and the styles that change what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    FormulaWithoutValue,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.legacy.process import SUPERSCRIPTS
from cmcn4.readers.problems import Unreadable

OFFICE, TABLE, TEXT, _STYLE, _NUMBER = (
    f"urn:oasis:names:tc:opendocument:xmlns:{space}:1.0 "
    for space in ("office", "table", "text", "style", "datastyle")
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_P, _SPAN, _STYLE_NAME = f"{TEXT}p", f"{TEXT}span", f"{TABLE}style-name"
_TYPE, _VALUE, _FORMULA, _CALC_TYPE = (
    f"{OFFICE}value-type", f"{OFFICE}value", f"{TABLE}formula", f"{_CALC}value-type",
)  # fmt: skip
_LONGEST_TEXT = 1 << 17  # characters; a cell holds 32,767
_ROUNDED = 0.5  # a percentage without decimals
_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_PREFIX = re.compile(r"[a-z]+:(?==)")
_DAY = {f"{_NUMBER}{part}" for part in ("day", "day-of-week", "hours", "minutes")}


class Styles:
    """What automatic styles say of cells, of runs of text, and of tables."""

    def __init__(self) -> None:
        """Begin with none."""
        self.raised: set[str] = set()
        """Styles of text that stands above the line."""
        self.unseen: set[str] = set()
        """Styles of tables that are not displayed."""
        self._shows: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self._name = ""
        self._parts: set[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element before the first table."""
        if name == f"{_NUMBER}date-style":
            self._name, self._parts = attributes.get(f"{_STYLE}name", ""), set()
        elif self._parts is not None:
            self._parts.add(name)
        elif name == f"{_STYLE}style":
            self._name = attributes.get(f"{_STYLE}name", "")
            self._formats[self._name] = attributes.get(f"{_STYLE}data-style-name", "")
        elif name == f"{_STYLE}text-properties":
            position = attributes.get(f"{_STYLE}text-position", "")
            if position.startswith("super") or re.match(r"[1-9]", position):
                self.raised.add(self._name)
        elif attributes.get(f"{TABLE}display") == "false":
            self.unseen.add(self._name)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        parts = self._parts
        if parts is not None and name == f"{_NUMBER}date-style":
            month = f"{_NUMBER}month" in parts
            day = parts & _DAY or f"{_NUMBER}year" not in parts
            self._shows[self._name] = "day" if day else "month" if month else "year"
            self._parts = None

    def shows(self, style: str) -> str:
        """Return the smallest part of a date that cells of a style show."""
        return self._shows.get(self._formats.get(style, ""), "day")


class Cell:
    """One cell as far as it has been read."""

    __slots__ = ("_lines", "_parts", "_raised", "_size", "_styles", "attributes")

    def __init__(self, styles: Styles, attributes: dict[str, str]) -> None:
        """Begin with what is told of the cell."""
        self.attributes, self._styles = attributes, styles
        self._lines: list[str] = []
        self._parts: list[str] = []
        self._raised: list[bool] = []
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the start of an element in the cell."""
        if name == _P:
            return
        match name.removeprefix(TEXT):
            case "s":
                self._add(" " * min(int(attributes.get(f"{TEXT}c", "1")), _LONGEST_TEXT + 1))
            case "tab":
                self._add("\t")
            case "line-break":
                self._add("\n")
            case "span":
                self._raised.append(attributes.get(f"{TEXT}style-name") in self._styles.raised)

    def end(self, name: str) -> None:
        """Take in the end of an element in the cell."""
        if name == _P:
            self._lines.append("".join(self._parts))
            self._parts = []
        elif name == _SPAN:
            self._raised.pop()

    def text(self, text: str) -> None:
        """Take in some text: line ends and more than one space between words are one space."""
        text = _SPACES.sub(" ", text if self._parts else text.lstrip())
        self._add(text.translate(SUPERSCRIPTS) if True in self._raised else text)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > _LONGEST_TEXT:
            raise Unreadable(variant="damaged", problem="text longer than a cell holds")
        self._parts.append(text)

    def value(self, style: Callable[[], str]) -> str:
        """Return the cell; `style` gives the style of one that has none of its own."""
        get = self.attributes.get
        kind, shown = get(_TYPE), "\n".join(self._lines)
        formula, number = get(_FORMULA), get(_VALUE)
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
                return CellBool((get(f"{OFFICE}boolean-value") or shown).upper())
            case "date":
                return self._date(shown, style)
            case "string":
                return shown or get(f"{OFFICE}string-value") or ""
            case _ if formula and not self._lines:
                return FormulaWithoutValue(_PREFIX.sub("", formula, count=1))
            case _:
                return shown

    def _date(self, shown: str, style: Callable[[], str]) -> str:
        given = self.attributes.get(f"{OFFICE}date-value", "")
        try:
            day = dt.date.fromisoformat(given[:10])
        except ValueError:  # a year before the first or beyond 9999
            return shown or given
        name = self.attributes.get(_STYLE_NAME) or style()
        return date_cell(day, shows=self._styles.shows(name))


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
