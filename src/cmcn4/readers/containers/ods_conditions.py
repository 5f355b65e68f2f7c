"""Conditional formats of an ODS: cells that one of them may strike out, or show as others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import Hidden
from cmcn4.readers.containers.numbers import column_number
from cmcn4.readers.containers.parts import Attributes

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_AREA = Pattern(
    r"\.\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::[^.:]{0,99}\.\$?([A-Z]{1,3})\$?([0-9]{1,7}))?"
)
_MOST_AREAS = 64


class Conditions:
    """The conditional formats of a table, as LibreOffice writes them behind its rows."""

    def __init__(self, strikes: Callable[[str], bool]) -> None:
        """`strikes` tells whether a style strikes out, or writes texts, by its name."""
        self._strikes = strikes
        self._is_one = False
        self._areas: list[tuple[int, int, int, int]] = []

    def end(self, name: str, attributes: Attributes) -> None:
        """Take in a condition, or the format it belongs to, which has ended."""
        if name == f"{CALC}condition":
            self._is_one |= self._strikes(attributes.get(f"{CALC}apply-style-name", ""))
        elif name == f"{CALC}conditional-format":
            given = attributes.get(f"{CALC}target-range-address", "") if self._is_one else ""
            self._is_one = False
            for left, top, right, bottom in _AREA.findall(given):
                last = column_number(right or left), int(bottom or top)
                self._areas.append((int(top), column_number(left), last[1], last[0]))
            if len(self._areas) > _MOST_AREAS:
                tops, lefts, bottoms, rights = zip(*self._areas, strict=True)
                self._areas = [(min(tops), min(lefts), max(bottoms), max(rights))]

    def tell(self, rows: Iterable[tuple[int, int, Sequence[str]]], hidden: Hidden) -> None:
        """Note the cells of a table that may be struck out; forget its conditions."""
        areas, self._areas = self._areas, []
        for first, count, cells in rows if areas else ():
            for top, left, bottom, right in areas:
                for row in range(max(first, top), min(first + count - 1, bottom) + 1):
                    for column in range(left, min(right, len(cells)) + 1):
                        if cells[column - 1].strip():
                            hidden.doubtful[row, column] = "struck", cells[column - 1]
