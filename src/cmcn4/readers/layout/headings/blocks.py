"""Blocks: where the tables of a sheet start, and what stands above each of their columns.

A header has one to four rows. A body needs numbers: a row of names without any below is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise
from types import MappingProxyType

from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.period import Period
from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import (
    Block,
    Merge,
    clean_cell,
    filled,
    is_counting,
    is_number,
    may_be_header,
    names_a_column,
)
from cmcn4.readers.layout.headings.columns import is_column_name, meaning
from cmcn4.readers.layout.headings.header import KNOWN, block_of, is_heading, is_line
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing

LAST_HEADER_ROW = 30
_NONE: Mapping[int, int] = MappingProxyType({})
_TALLEST = 4
_MOST_BLANK = 3
"""Blank rows below a header that what is merged in it may reach over."""
_EMPTY = 8
"""How many empty cells cost as much as one that is read."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the tables among the rows of a sheet."""

    rows: Sequence[Row]
    texts: Texts
    merges: Sequence[Merge]
    year: Callable[[Sequence[Row]], Period | None] | None = None
    """Returns the period that the rows above a table say all its figures are of, or parts of."""
    years: dict[int, Period | None] = field(default_factory=dict)
    """What it has returned for tables that begin at a row."""
    cleaned: dict[int, list[str]] = field(default_factory=dict)
    """Cells of rows that may be headers, each on one line."""

    def all(self, headers: int) -> list[Block]:
        """Return the tables of a sheet, from the top down; `headers` rows may begin the first."""
        rows = self.rows
        first = self.best(range(min(len(rows), headers)))
        if first is None:
            return []
        blocks = [*self.above(first), first]
        last, before = first, 1
        for index in range(first.bottom + 1, len(rows)):
            count = len(filled(rows[index][1]))
            if index > last.bottom and count > 1:
                again = self._next(index, last, before)
                if again:
                    self.texts.count_table()
                    blocks.append(again)
                    last = again
            before = count
        return blocks

    def _next(self, index: int, last: Block, before: int) -> Block | None:
        """Return the table that begins at a row; `before` is how many cells the row above fills."""
        named = names_a_column(self.rows[index][1])
        again = self.best(range(index, index + 1)) if named or before <= 1 else None
        if again is None or (named and last.is_another(again)):
            return again
        if again.texts == last.texts and again.first == again.row and self._follows(index):
            return None  # the same header at the top of a page
        alike = again.names_columns and len(again.axis) >= len(last.axis) / 2
        if before <= 1 and (alike or (before == 1 and again.texts == last.texts)):
            return again
        return None

    def _follows(self, index: int) -> bool:
        """Whether nothing but blank rows stands between a row and one of figures above it."""
        while index and not filled(self.rows[index - 1][1]):
            index -= 1
        cells = filled(self.rows[index - 1][1]) if index else []
        return len(cells) > 1 and any(map(is_number, cells))

    def above(self, block: Block) -> list[Block]:
        """Return the tables above one that had the better header."""
        above = replace(self, rows=self.rows[: block.top])
        found = above.best(range(block.top))
        if found is None or not found.axis or found.score < 2 * KNOWN:
            return []
        if not any(map(is_number, chain(*(cells for _, cells in above.rows[found.bottom + 1 :])))):
            return []
        return [*above.above(found), found]

    def best(self, starts: range) -> Block | None:
        """Return the block with the best header among those that start at one of the rows."""
        best: tuple[tuple[int, int, int], Block] | None = None
        for top in starts:
            for bottom in range(top, min(top + _TALLEST, len(self.rows))):
                if not may_be_header(self.rows[bottom][1]):
                    break
                block = self._block(top, bottom)
                if not (block.values or block.shadowed) or block.score < 2:  # noqa: PLR2004
                    continue
                block.score -= KNOWN * self._parents_left(block)
                key = block.score, -bottom, -top
                if best is None or key > best[0]:
                    best = key, block
        return self._whole(best[1], starts.start) if best else None

    def _whole(self, block: Block, start: int) -> Block:
        """Return a header with the rows that belong to it, though less is understood with them.

        They are merged with it from above, or name no row below it: «9 tháng» says what columns
        hold, whatever row of counters stands between. So does one of which the first cell is the
        name of a column, right above it, too: «Loại số liệu, Thực hiện, Kế hoạch».
        """
        own = range(block.top, block.bottom + 1)
        top, below, named = block.top, list[int](), list[int]()
        while top > start:
            if self._is_beside(block, top - 1, named=True):
                named.append(top - 1)
            elif not (self._is_merged(top - 1, top) or self._heads(block, top - 1)):
                if filled(self.rows[top - 1][1]) or not self._heads(block, max(start, top - 2)):
                    break
                top -= 1  # one blank row within a header
            top -= 1
        for index in range(block.bottom + 1, min(len(self.rows), block.bottom + 1 + _TALLEST)):
            if not filled(self.rows[index][1]) or is_counting(self.rows[index][1]):
                continue
            if not self._is_beside(block, index, named=False):
                break
            below.append(index)
        if top == block.top and not below:
            return block
        names = any(facets.role for facets in block.facets[: _first_of(block)])
        muted = dict.fromkeys((*named, *below), _first_of(block) * names)
        whole = self._of([*range(top, block.top), *own, *below], muted)
        if below and not whole.values and self._is_merged_over(block.row):
            return self._of(own)  # which of its columns is meant is asked there
        return whole

    def _heads(self, block: Block, index: int) -> bool:
        """Whether a row right above has the names of columns that a header lacks.

        So does a short text above a column of values alone, which is no line of the letterhead.
        """
        number, cells = self.rows[index]
        if not may_be_header(cells) or block.first - number > _MOST_BLANK:
            return False
        if not any(facets.role for facets in block.facets):
            return names_a_column(cells)
        if number != self.rows[index + 1][0] - 1 or not filled(self.rows[index + 1][1]):
            return False
        first = _first_of(block)
        texts = filled(cells[first:]) if first and not filled(cells[:first]) else []
        return len(texts) == 1 and is_heading(texts[0])

    def _is_merged(self, above: int, below: int) -> bool:
        """Whether anything is merged over two rows."""
        first, last = self.rows[above][0], self.rows[below][0]
        return any(top <= first and last <= bottom for top, _, bottom, _ in self.merges)

    def _is_beside(self, block: Block, index: int, *, named: bool) -> bool:
        """Whether a row says something of columns of values alone, and more than their units.

        What stands before these are names of columns; where it is to be `named`, there is one.
        """
        cells, first = self.rows[index][1], _first_of(block)
        names, texts = filled(cells[:first]), filled(cells[first:])
        if not first or not texts or (named and not names) or not may_be_header(cells):
            return False
        if any(type(name) is not str or not is_column_name(name) or ":" in name for name in names):
            return False
        if named and (abs(self.rows[index][0] - block.first) > 1 or names_a_column(cells)):
            return False
        return not all(is_missing(text) or self.texts.read(text).unit for text in texts)

    def _is_merged_over(self, row: int) -> bool:
        """Whether a cell of a row is merged over several columns."""
        return any(top <= row <= last and left < right for top, left, last, right in self.merges)

    def _block(self, top: int, bottom: int) -> Block:
        """Return the block whose header these rows are, be it none."""
        return self._of(range(top, bottom + 1))

    def _of(self, places: Sequence[int], muted: Mapping[int, int] = _NONE) -> Block:
        """Return the block whose header these rows are, others between them left out.

        `muted` says of some how many cells at their beginning do not count.
        """
        top, bottom = places[0], places[-1]
        places = [place for place in places if not is_counting(self.rows[place][1])] or places
        part = [self.rows[place] for place in places]
        width = max(len(cells) for _, cells in part)
        for index, (_, cells) in zip(places, part, strict=True):
            if index not in self.cleaned:
                self.cleaned[index] = list(map(self._cleaned, cells))
        own = [self.cleaned[index] for index in places]
        full = sum(sum(map(bool, cells)) for cells in own)
        self.texts.count_header(full + width * len(own) // _EMPTY)
        own = [[*cells, *[""] * (width - len(cells))] for cells in own]
        for place, cells in zip(places, own, strict=True):
            cells[: muted.get(place, 0)] = [""] * muted.get(place, 0)
        merges = self._merged_over(bottom)
        numbers, by = [number for number, _ in part], (self.texts, merges)
        block = block_of(numbers, own, top, by, partial(self._year_above, top))
        block.bottom = bottom
        return block

    def _year_above(self, top: int) -> Period | None:
        """Return the period named by the rows between a table and the last figures above it."""
        if top not in self.years:
            start = top
            while start and not any(map(is_number, filled(self.rows[start - 1][1])[1:])):
                start -= 1
            self.years[top] = self.year(self.rows[start:top]) if self.year else None
        return self.years[top]

    def _cleaned(self, cell: str) -> str:
        """Return a heading on one line; one in two languages, line by line, as they are joined."""
        text = clean_cell(cell)
        if type(cell) is not str or "\n" not in cell:
            return text
        first, second = clean(cell.partition("\n")[0]), clean(cell.partition("\n")[2])
        if first.isascii() or not second.isascii():
            return text
        named = meaning(cell) is not None  # «Năm Year» would be but words
        return f"{first} - {second}" if named or not self.texts.read(text).understood else text

    def _merged_over(self, bottom: int) -> Sequence[Merge]:
        """Return what is merged, the last row of a header reaching over the blank ones below it."""
        last = end = self.rows[bottom][0]
        for number, cells in self.rows[bottom + 1 : bottom + 1 + _MOST_BLANK]:
            if filled(cells):
                break
            end = number
        if last == end:
            return self.merges
        return [(a, b, last if last < c <= end else c, d) for a, b, c, d in self.merges]

    def _parents_left(self, block: Block) -> int:
        """Return how many columns stand below parents in the row above, one more if any do.

        A parent that nobody understands counts, too: it makes the columns below it another measure.
        """
        axis = set(block.axis)
        if not block.top or self.rows[block.top - 1][0] != block.first - 1 or len(axis) < 2:  # noqa: PLR2004
            return 0
        number, cells = self.rows[block.top - 1]
        texts_at = [i for i, cell in enumerate(cells) if type(cell) is str and cell.strip()]
        own = [i for i in texts_at if i in axis and not is_line(clean(cells[i]))]
        said = [cells[i] for i in texts_at]
        if len(said) < 2 or not own or any(is_number(c) and not when(c) for c in said):  # noqa: PLR2004
            return 0
        ends = {left - 1: right for top, left, _, right in self.merges if top == number}
        after = dict(pairwise([*texts_at, len(block.facets)]))
        reach = (range(index, ends.get(index, after[index])) for index in own)
        covered = axis.intersection(chain.from_iterable(reach))
        unknown = any(not self.texts.read(cells[index]).known for index in own)
        if not unknown and len(own) == 1 and covered == axis:
            return 0
        return len(covered) + 1 if unknown or len(own) > 1 else 0


def _first_of(block: Block) -> int:
    """Return the first column of values that a header names; 0 where it names none."""
    return min((*block.axis, *block.all("value"), *block.values), default=0)
