"""Quotation marks of a text that are not in pairs: rows that become one cell of another."""

from __future__ import annotations

import csv
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cmcn4.readers.problems import Unreadable

DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
_FEWEST_CELLS = 2


class Quotes:
    """Looks whether the cells of a text are what their quotation marks make of them."""

    def __init__(self, separator: str) -> None:
        """Begin with no row that is in doubt."""
        self._separator = separator
        self._doubtful = array("q")
        """The first line of each row that is to be read once more, and the one behind it."""

    def doubt(self, cells: Sequence[str], line: int, behind: int) -> None:
        """Remember a row whose marks may be wrong: one within a cell, and one around a cell."""
        if any(map(self._is_quoted, cells)) and '"' in "".join(cells):
            self._doubtful.extend((line, behind))

    def refuse_broken(self, text: Iterable[str]) -> None:
        """Read doubtful rows of a text once more; raise Unreadable for marks of no cell.

        Where something stands behind the mark that closes a cell with separators in it, which
        RFC 4180 never has, several cells became one.
        """
        lines, at = iter(text), 1
        rows = iter(self._doubtful)
        for first, behind in zip(rows, rows, strict=True):
            deque(islice(lines, first - at), maxlen=0)
            at = behind
            self.refuse_open(islice(lines, behind - first), first)

    def refuse_open(self, lines: Iterator[str], first: int) -> None:
        """Raise Unreadable for lines that have a mark left open, or closed by that of another."""
        try:
            deque(csv.reader(lines, delimiter=self._separator, strict=True), maxlen=0)
        except csv.Error as error:
            raise Unreadable(row=first, variant="quote") from error

    def swallowed(self, cells: Sequence[str], above: Sequence[str]) -> bool:
        """Whether a mark left open has swallowed whole rows, or all of one, into a cell.

        `above` is a row before. One separator in one line is nothing: a heading of several lines
        below a title has it.
        """
        expected = len(above) - 1
        for at, cell in enumerate(cells):
            lines = cell.splitlines() if self._is_quoted(cell) else []
            inner = [line.count(self._separator) for line in lines[1:-1]]
            if expected > 0 and inner.count(expected) > (expected == 1):
                return True
            for number, line in enumerate(lines, 1):
                if self._separator not in line or (len(lines) == 1 and self._may_be_number(cell)):
                    continue
                pieces = line.split(self._separator)
                before = at if number == 1 else 0
                after = cells[at + 1 :] if number == len(lines) else ()
                row = [*cells[:before], *pieces, *after]
                if above and len(row) != len(above):
                    continue
                if _alike(row, above) > _alike(cells, above):
                    return True
                one_cell = len(lines) == 1 and any(map(_is_number, above))
                if not one_cell and self._are_cells(pieces, above, before):
                    return True
        return False

    def _is_quoted(self, cell: str) -> bool:
        """Whether a cell holds what ends a cell, and so stands between quotation marks."""
        return self._separator in cell or "\n" in cell or "\r" in cell

    def _may_be_number(self, cell: str) -> bool:
        """Whether the separator in a cell may be a decimal mark, or set off its thousands."""
        comma = self._separator == ","
        once = cell.count(",") == 1 and DECIMAL_COMMA.search(cell)  # also in «18,3 (*)»
        return comma and bool(once or _is_number(cell))

    def _are_cells(self, pieces: list[str], above: Sequence[str], before: int) -> bool:
        """Whether the pieces of a line, with some cells before it, are like the row above.

        They are if they have numbers in most of the places where that has some.
        """
        if any(map(_is_number, above)):
            beside = above[before : before + len(pieces)]
            return 2 * _alike(pieces, beside) > sum(map(_is_number, beside))
        # Below a header: «NSO, 2024» is one cell; above it: «UBND tỉnh, ngày 5, 2025».
        fewest = 1 if above and self._separator != "," else _FEWEST_CELLS + (not above)
        return len(pieces) > fewest and any(map(_is_number, pieces))


def _alike(row: Sequence[str], above: Sequence[str]) -> int:
    """Return how many numbers stand below numbers."""
    return sum(
        _is_number(cell) and _is_number(other) for cell, other in zip(row, above, strict=False)
    )


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip(' "')) is not None
