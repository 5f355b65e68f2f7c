"""Merged cells of a worksheet (ECMA-376 18.3.1.55): they stand below the rows they belong to."""

from __future__ import annotations

import re
from typing import IO

from cmcn4.readers.containers.xlsx.markup import DEEPEST, Attributes, consume, too_deep, whole
from cmcn4.readers.problems import Unreadable

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""

_MOST, _MOST_COVERED = 65_536, 1 << 22
_CHUNK = 1 << 18
_NAMES = (b"mergeCell", "mergeCell".encode("utf-16-le"))  # the latter also within UTF-16-BE
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_OPEN = 4096


def has_merges(source: IO[bytes]) -> bool:
    """Whether a sheet may have merged cells: most have none and need not be parsed for them."""
    rest = b""
    while chunk := source.read(_CHUNK):
        text = rest + chunk
        if any(name in text for name in _NAMES):
            return True
        rest = text[-len(_NAMES[1]) :]
    return False


class Merges:
    """Parses nothing but the numbers of the rows and the merged cells."""

    tags = ("row", "mergeCell")

    def __init__(self, most: int) -> None:
        """Start without any; `most` elements are looked at."""
        self._left = most
        self.texts: list[str] = []
        self.found: list[Merge] = []
        self._ends: list[str] = []
        self.end = self._ends.append
        self._open = self._last = 0

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Take an element."""
        self._open += 1
        self._left -= 1
        if tag == "row":
            self._last = max(self._last + 1, whole(attributes.get("r")))
        elif tag == "mergeCell":
            match = _AREA.fullmatch(attributes.get("ref", ""))
            if match:
                self._add(match)
        elif self._open < _OPEN:
            return
        self.texts.clear()
        self._open -= len(self._ends)
        self._ends.clear()
        if self._open > DEEPEST:
            raise too_deep()
        if self._left < 0:
            raise Unreadable(variant="bomb")

    def _add(self, match: re.Match[str]) -> None:
        left, top, right, bottom = match.groups()
        self.found.append((int(top), column_number(left), int(bottom), column_number(right)))
        if len(self.found) > _MOST:
            raise Unreadable(variant="bomb")

    def within(self) -> tuple[Merge, ...]:
        """Return them as far as there are rows; raise Unreadable when they cover too much."""
        merges = tuple(
            (top, left, min(bottom, self._last), right)
            for top, left, bottom, right in self.found
            if top <= min(bottom, self._last) and left <= right
        )
        if sum((e[2] - e[0] + 1) * (e[3] - e[1] + 1) for e in merges) > _MOST_COVERED:
            raise Unreadable(variant="bomb")
        return merges


def merges_of(source: IO[bytes], name: str, most: int) -> tuple[Merge, ...]:
    """Return the merged cells of a sheet of at most so many elements."""
    machine = Merges(most)
    consume(source, machine, name)
    return machine.within()


def column_number(letters: str) -> int:
    """Return the number of a column by its letters, A being 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
