"""Cells of a workbook as its XML has them: numbers as written, text as text, never a formula.

ECMA-376, part 1, 18.3.1.4 and 18.4. Rows are written one by one: with three thousand areas there
are three million cells, which no library holds in a few seconds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import islice

from cmcn4.locale.numbers import digits
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import column_letters
from cmcn4.model.text import utf16_cut, utf16_length, visible

LONGEST = 32_767
"""Characters of a cell, in UTF-16 as Excel counts them."""
PLACES = 6
"""Decimals that are shown at most; the cell has all of them."""
_SMALL = Decimal("0.01")
_WRAPPED = frozenset({"wrap", "link", "head"})
_ARROW = 2
_LINE, _TITLE, _HIGHEST = 15, 24, 409
_WIDER = 1.15
"""Letters of other fonts than the usual one, and capitals, are wider."""
_BATCH = 500
"""Texts that are written at a time."""
_DAY_ZERO = dt.date(1899, 12, 30)
_FEBRUARY = 2
# What XML 1.0 has no way to write and is not a control character.
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")
# ECMA-376, part 1, 22.9.2.19: what looks like an escape must be escaped.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Share(NamedTuple):
    """A share of 1, shown in percent."""

    of_one: Decimal


class Rough(NamedTuple):
    """A number that was reckoned: two decimals are shown, unless it is small."""

    number: Decimal


class Cell(NamedTuple):
    """A value with a style of its own."""

    value: Value
    style: str


Value = str | int | Decimal | dt.date | Share | Rough | None
"""What stands in a cell."""


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of so many characters, rather too many."""
    if len(text) * _WIDER < width and "\n" not in text:
        return 1
    return sum(1 + int(len(line) * _WIDER / width) for line in text.split("\n"))


class Strings:
    """The texts of a workbook, each once."""

    def __init__(self, cut: str) -> None:
        """Start empty; `cut` is what a text ends with that is too long for a cell."""
        self.numbers: dict[str, int] = {}
        self.cut = cut
        self.uses = 0

    def number(self, text: str) -> int:
        """Return the number of a text."""
        self.uses += 1
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = len(self.numbers)
        return found

    def part(self) -> Iterable[bytes]:
        """Yield the part that holds them."""
        yield (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'count="{self.uses}" uniqueCount="{len(self.numbers)}">'
        ).encode()
        texts = map(self._written, self.numbers)
        while batch := "".join(islice(texts, _BATCH)):
            yield batch.encode()
        yield b"</sst>"

    def _written(self, text: str) -> str:
        if len(text) * 2 > LONGEST and utf16_length(text) > LONGEST:
            text = utf16_cut(text, LONGEST - len(self.cut)) + self.cut
        legal = _ILLEGAL.sub("\ufffd", visible(text.replace("\r\n", "\n")))
        escaped = _ESCAPE.sub("_x005F_", legal).translate(_ESCAPES)
        return f'<si><t xml:space="preserve">{escaped}</t></si>'


class _Column(NamedTuple):
    """What all cells of a column begin with and are like."""

    begin: str
    text: str
    """What follows the number of the row in a text."""
    style: str
    width: float
    wrapped: bool


class Writer:
    """Writes the rows of one sheet."""

    def __init__(
        self, styles: Mapping[str, int], strings: Strings, columns: Iterable[tuple[str, float]]
    ) -> None:
        """Take the numbers of the styles, the texts, and the style and width of each column."""
        self.styles, self.strings = styles, strings
        self.columns = [
            _Column(
                f'<c r="{column_letters(place)}',
                f'" s="{styles[style]}" t="s"><v>',
                style,
                width,
                style in _WRAPPED and style != "head",
            )
            for place, (style, width) in enumerate(columns, 1)
        ]

    def row(self, number: int, cells: Iterable[Value | Cell], height: float = 0) -> str:
        """Return a row, as high as its texts need when no height is given."""
        found, lines = [], 1
        for (begin, text, style, width, wrapped), cell in zip(self.columns, cells, strict=False):
            if cell is None:
                continue
            if cell.__class__ is str and wrapped:  # most are
                if cell:
                    lines = max(lines, _lines(cell, width))
                    found.append(f"{begin}{number}{text}{self.strings.number(cell)}</v></c>")
                continue
            if cell == "":
                continue
            value, look = cell if isinstance(cell, Cell) else (cell, style)
            if isinstance(value, str) and look in _WRAPPED:
                # Titles are bold, and have an arrow in their cell.
                lines = max(lines, _lines(value, width - _ARROW * (look == "head")))
            elif look == "title":
                height = _TITLE
            found.append(f"{begin}{number}{self._cell(value, look)}")
        # NOTE: Excel reckons heights when it opens a file, LibreOffice believes what it is told.
        points = min(_HIGHEST, height or _LINE * lines)
        return f'<row r="{number}" ht="{points:g}">{"".join(found)}</row>'

    def _cell(self, value: Value | Cell, style: str) -> str:
        """Return a cell from behind its place on."""
        match value:
            case str():
                number = self.strings.number(value)
                return f'" s="{self.styles[style]}" t="s"><v>{number}</v></c>'
            case Decimal():
                text = digits(value)
                places = min(PLACES, len(text.partition(".")[2]))
                return f'" s="{self.styles[f"number{places}"]}"><v>{text}</v></c>'
            case Share():
                return f'" s="{self.styles["share"]}"><v>{digits(value.of_one)}</v></c>'
            case Rough(number=exact):
                rough = f"number{2 if abs(exact) >= _SMALL else PLACES}"
                return f'" s="{self.styles[rough]}"><v>{digits(exact)}</v></c>'
            case int():
                return f'" s="{self.styles[style]}"><v>{value}</v></c>'
            case dt.date():
                days = (value - _DAY_ZERO).days
                shown = self.styles["early-date" if value.month <= _FEBRUARY else "date"]
                return f'" s="{shown}"><v>{days}</v></c>'
            case _:
                return f'" s="{self.styles[style]}"/>'
