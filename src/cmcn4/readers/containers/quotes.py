"""Quotation marks of a text that are not in pairs: rows that become one cell of another."""

from __future__ import annotations

import csv
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.problems import Unreadable

DECIMAL_COMMA = Pattern(r"(?<=\d),(?=\d)")
_NUMBER = Pattern(r"[-+]?[0-9][0-9.,]*%?")
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
        if '"' in "".join(cells) and any(map(self._is_quoted, cells)):
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
        if not self._is_quoted("".join(cells)):
            return False
        expected, like = len(above) - 1, _Alike(cells, above)
        for at, cell in enumerate(cells):
            lines = cell.splitlines() if self._is_quoted(cell) else []
            inner = [line.count(self._separator) for line in lines[1:-1]]
            if expected > 0 and inner.count(expected) > (expected == 1):
                return True
            if len(lines) == 1 and self._may_be_number(cell):
                continue
            for number, pieces in self._pieces(lines):
                first, last = at * (number == 1), at + 1 if number == len(lines) else len(cells)
                for cut in like.cuts(first, pieces, last):
                    if like.better(first, cut, last):
                        return True
                    is_sure = len(lines) > 1 if like.has_numbers else len(cut) == len(pieces)
                    if is_sure and self._are_cells(first, cut, like):
                        return True
        return False

    def _pieces(self, lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
        """Yield the number of each line and its cells; also those that marks within it make."""
        for number, line in enumerate(lines, 1):
            yield number, line.split(self._separator)
            if '"' in line:
                yield number, next(csv.reader([line], delimiter=self._separator), [])

    def _is_quoted(self, cell: str) -> bool:
        """Whether a cell holds what ends a cell, and so stands between quotation marks."""
        return self._separator in cell or "\n" in cell or "\r" in cell

    def _may_be_number(self, cell: str) -> bool:
        """Whether the separator in a cell may be a decimal mark, or set off its thousands."""
        comma = self._separator == ","
        once = cell.count(",") == 1 and DECIMAL_COMMA.search(cell)  # also in «18,3 (*)»
        return comma and bool(once or _is_number(cell))

    def _are_cells(self, first: int, pieces: list[str], like: _Alike) -> bool:
        """Whether the pieces of a line have numbers in most of the places where a row has some."""
        beside = like.above[first : first + len(pieces)]
        if like.has_numbers:
            return 2 * _alike(pieces, beside) > sum(map(_is_number, beside))
        # Below a header: «NSO, 2024» is one cell; above it: «UBND tỉnh, ngày 5, 2025».
        fewest = 1 if like.above and self._separator != "," else _FEWEST_CELLS + (not like.above)
        return len(pieces) > fewest and any(map(_is_number, pieces))


class _Alike:
    """How many numbers of a row stand below numbers, also with some of its cells exchanged."""

    def __init__(self, cells: Sequence[str], above: Sequence[str]) -> None:
        """Count once for all: from the left, and from the right as if more stood between."""
        self._cells, self.above = len(cells), above
        self._left = [0, *accumulate(map(both, cells, above))]
        right = accumulate(map(both, reversed(cells), reversed(above)))
        self._right = [0, *right]
        self.has_numbers = any(map(_is_number, above))

    def cuts(self, first: int, pieces: list[str], last: int) -> Iterator[list[str]]:
        """Yield the pieces that make a whole row instead of the cells from `first` to `last`.

        They may be more: the first or last of the cells had a separator of its own.
        """
        lacking = len(self.above) - first - (self._cells - last) if self.above else len(pieces)
        if 1 < lacking <= len(pieces):
            yield pieces[:lacking]
            if lacking < len(pieces):
                yield pieces[-lacking:]

    def better(self, first: int, pieces: list[str], last: int) -> bool:
        """Whether there are more such numbers with the pieces than without them."""
        if not self.above:
            return False
        inside = _alike(pieces, self.above[first : first + len(pieces)])
        return self._left[first] + inside + self._right[self._cells - last] > self._left[-1]


def _alike(row: Sequence[str], above: Sequence[str]) -> int:
    return sum(map(both, row, above))


def both(cell: str, other: str) -> bool:
    """Whether a cell and the one above it are numbers."""
    return _is_number(cell) and _is_number(other)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip(' "')) is not None
