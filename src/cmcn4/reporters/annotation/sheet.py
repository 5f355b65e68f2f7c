"""A worksheet as far as comments need it: sizes, merged cells, the place of its drawing.

ECMA-376, part 1, 18.3.1.99 gives the order of a worksheet's elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.reporters.annotation.xml import Edit, Element, at_end, parse

_KEPT = frozenset({"row", "col", "mergeCell", "controls", "oleObjects", "Choice", "Fallback"})
# All that the schema puts behind <legacyDrawing>.
_BEHIND = frozenset({"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
                     "webPublishItems", "tableParts", "extLst"})  # fmt: skip
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMN, _ROW = 64, 20
"""Pixels of a cell where a sheet says nothing."""
LAST_COLUMN, LAST_ROW = 16_383, 1_048_575
_STEPS = 2_000
"""Hidden rows and columns that are stepped over at most."""


@dataclass(slots=True)
class Layout:
    """Where the cells of a sheet are; rows and columns count from 0, sizes are pixels."""

    columns: list[tuple[int, int, int]] = field(default_factory=list)
    """First, last and width of columns that have their own."""
    rows: dict[int, int] = field(default_factory=dict)
    """Heights of rows that have their own."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    column: int = _COLUMN
    row: int = _ROW

    def anchor(self, row: int, column: int, size: tuple[int, int]) -> str:
        """Return where a box beside a cell begins and ends, as VML writes it."""
        width, height = size
        left = column + 1 if column + 12 < LAST_COLUMN else max(column - 12, 0)
        top = max(min(row - 1, LAST_ROW - 60), 0)
        shift = 2 if row == 0 else 10
        right, right_shift = _reach(left, 15 + width, self._width)
        bottom, bottom_shift = _reach(top, shift + height, lambda at: self.rows.get(at, self.row))
        return f"{left}, 15, {top}, {shift}, {right}, {right_shift}, {bottom}, {bottom_shift}"

    def shown_at(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that stands for a cell: of merged ones only the first is shown."""
        for top, left, bottom, right in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def _width(self, column: int) -> int:
        return next((width for first, last, width in self.columns if first <= column <= last),
                    self.column)  # fmt: skip


def _reach(start: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the row or column in which a length ends, and how far in it."""
    for at in range(start, start + _STEPS):
        here = size(at)
        if length < here:
            return at, length
        length -= here
    return start + 1, 0


@dataclass(slots=True)
class Worksheet:
    """A worksheet that has been looked through."""

    data: bytes
    root: Element
    layout: Layout

    def with_drawing(self, identifier: str, namespace: str) -> Edit:
        """Return the edit that names a drawing of comments at the schema's place."""
        tag = self.root.tag("legacyDrawing")
        new = f'<{tag} xmlns:r="{namespace}" r:id="{identifier}"/>'.encode()
        for child in self.root.children:
            if child.name in _BEHIND or any(inner in _BEHIND for inner in _names(child)):
                return Edit(child.start, child.start, new)
        return at_end(self.data, self.root, new)


def _names(element: Element) -> list[str]:
    """Return the names within an alternative content (ECMA-376, part 3)."""
    if element.name != "AlternateContent":
        return []
    return [inner.name for choice in element.children for inner in choice.children]


def worksheet(data: bytes) -> Worksheet:
    """Look through a worksheet in UTF-8."""
    root = parse(data, _KEPT)
    layout = Layout()
    for child in root.children:
        match child.name:
            case "sheetFormatPr":
                layout.row = _points(child.attributes.get("defaultRowHeight"), _ROW)
                layout.column = _characters(child.attributes.get("defaultColWidth"), _COLUMN)
            case "cols":
                layout.columns = [_column(column, layout) for column in child.children]
            case "sheetData":
                _rows(child, layout)
            case "mergeCells":
                refs = (merge.attributes.get("ref", "") for merge in child.children)
                layout.merges = [_merge(ends) for ends in map(_RANGE.fullmatch, refs) if ends]
            case _:
                pass
    return Worksheet(data, root, layout)


def _rows(data: Element, layout: Layout) -> None:
    """Keep the heights of the rows; one without a number follows the one before."""
    number = 0
    for row in data.children:
        number = _whole(row.attributes.get("r"), number + 1)
        if _true(row.attributes.get("hidden")):
            layout.rows[number - 1] = 0
        elif "ht" in row.attributes:
            layout.rows[number - 1] = _points(row.attributes["ht"], layout.row)


def _column(element: Element, layout: Layout) -> tuple[int, int, int]:
    first = _whole(element.attributes.get("min"), 1)
    last = _whole(element.attributes.get("max"), first)
    width = _characters(element.attributes.get("width"), layout.column)
    return first - 1, last - 1, 0 if _true(element.attributes.get("hidden")) else width


def _merge(match: re.Match[str]) -> tuple[int, int, int, int]:
    left, top, right, bottom = match.groups()
    return int(top) - 1, column_number(left) - 1, int(bottom) - 1, column_number(right) - 1


def column_number(letters: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _true(text: str | None) -> bool:
    return text in ("1", "true")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else default


def _points(text: str | None, default: int) -> int:
    """Return pixels of a height in points."""
    return _scaled(text, 96 / 72, 0, default)


def _characters(text: str | None, default: int) -> int:
    """Return pixels of a width in characters of the usual font."""
    return _scaled(text, 7, 5, default)


def _scaled(text: str | None, factor: float, more: int, default: int) -> int:
    try:
        return max(0, min(2_000, round(float(text or "") * factor) + more))
    except (ValueError, OverflowError):
        return default
