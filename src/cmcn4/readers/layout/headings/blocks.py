"""Blocks: where the tables of a sheet start, and what stands above each of their columns.

A header has one to four rows. A body needs numbers: a row of names without any below is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby, pairwise

from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import CellNumber, Row, Unusable
from cmcn4.readers.layout.headings.block import (
    KEYS,
    Block,
    Merge,
    clean_cell,
    filled,
    is_mistaken_date,
)
from cmcn4.readers.layout.headings.bodies import is_letterhead
from cmcn4.readers.layout.headings.columns import REQUIRED, meaning
from cmcn4.readers.layout.headings.facets import NOTHING, Facets
from cmcn4.readers.layout.headings.phrases import with_sexes
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.values.periods import when
from cmcn4.words import table

LAST_HEADER_ROW = 30
_TALLEST, _WIDEST = 4, 16_384
_NUMBER = Pattern(r"[-+<>≥≤~]?\s*[0-9][0-9.,\s]*%?")
_YEAR_LAST = Pattern(r"(?P<base>.*\D)[\s_(\[,-](?P<year>(?:19|20)\d\d)[)\]]?")
_GII_YEAR = "giiyr"
_KNOWN, _COMPARED, _EXPLAINED, _UNEXPLAINED = 10, 8, 1, -5
_ALONE, _CUT = -30, -15
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
        alike = again.names_columns and len(again.axis) >= len(last.axis) / 2
        if before <= 1 and (alike or (before == 1 and again.texts == last.texts)):
            return again
        return None

    def above(self, block: Block) -> list[Block]:
        """Return the tables above one that had the better header."""
        above = replace(self, rows=self.rows[: block.top])
        found = above.best(range(block.top))
        if found is None or not found.axis or found.score < 2 * _KNOWN:
            return []
        if not any(map(_is_number, chain(*(cells for _, cells in above.rows[found.bottom + 1 :])))):
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
                block.score -= _KNOWN * self._parents_left(block)
                key = block.score, -bottom, -top
                if best is None or key > best[0]:
                    best = key, block
        return best[1] if best else None

    def _block(self, top: int, bottom: int) -> Block:
        """Return the block whose header these rows are, be it none."""
        part = self.rows[top : bottom + 1]
        width = max(len(cells) for _, cells in part)
        for index, (_, cells) in enumerate(part, top):
            if index not in self.cleaned:
                self.cleaned[index] = list(map(clean_cell, cells))
        own = [self.cleaned[index] for index in range(top, bottom + 1)]
        full = sum(sum(map(bool, cells)) for cells in own)
        self.texts.count_header(full + width * len(own) // _EMPTY)
        own = [[*cells, *[""] * (width - len(cells))] for cells in own]
        merges = self._merged_over(bottom)
        return _block([number for number, _ in part], own, top, (self.texts, merges))

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
        own = [i for i in texts_at if i in axis and not _is_line(clean(cells[i]))]
        said = [cells[i] for i in texts_at]
        if len(said) < 2 or not own or any(_is_number(c) and not when(c) for c in said):  # noqa: PLR2004
            return 0
        ends = {left - 1: right for top, left, _, right in self.merges if top == number}
        after = dict(pairwise([*texts_at, len(block.facets)]))
        reach = (range(index, ends.get(index, after[index])) for index in own)
        covered = axis.intersection(chain.from_iterable(reach))
        unknown = any(not self.texts.read(cells[index]).known for index in own)
        if not unknown and len(own) == 1 and covered == axis:
            return 0
        return len(covered) + 1 if unknown or len(own) > 1 else 0


def _is_number(cell: str) -> bool:
    return isinstance(cell, CellNumber) or bool(_NUMBER.fullmatch(cell.strip()))


def _is_line(text: str) -> bool:
    """Whether a text belongs to a letterhead, or is a line such as «Đơn vị tính: %»."""
    return is_letterhead(text) or fold(text.partition(":")[0]) in table("lines")


def names_a_column(cells: Sequence[str]) -> bool:
    """Whether a row may be a header, as it names a column that no table is without."""
    return may_be_header(cells) and any(
        type(cell) is str and (known := meaning(cell)) and known.role in REQUIRED for cell in cells
    )


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row may be part of a header: it has text, and no numbers but periods."""
    texts = filled(cells)
    return 0 < len(texts) <= _WIDEST and not any(
        isinstance(cell, Unusable) or (_is_number(cell) and not when(cell)) for cell in texts
    )


def _block(
    numbers: Sequence[int], own: list[list[str]], top: int, by: tuple[Texts, Sequence[Merge]]
) -> Block:
    """Return the block of a header of these cells, by what reads texts and what is merged."""
    own, (texts, merges) = with_sexes(own), by
    spread = _spread([list(cells) for cells in own], numbers, merges, texts)
    joined, found = [], []
    for index in range(len(own[0])):
        levels = tuple(text for text, _ in groupby(filter(None, (row[index] for row in spread))))
        mistaken = any(is_mistaken_date(row[index]) for row in own)
        joined.append(" ".join(levels))
        found.append(texts.levels(levels) if levels and not mistaken else NOTHING)
    block = Block(top, top + len(own) - 1, numbers[0], numbers[-1], joined, found, own[-1])
    _siblings(block)
    for index, cell in enumerate(own[-1]) if len(own) > 1 else ():
        if cell and not found[index].known and texts.read(cell).axis:
            block.shadowed += 1
    block.score = _score(block, own, merges) + 3 * block.shadowed
    return block


def _score(block: Block, own: list[list[str]], merges: Sequence[Merge]) -> int:
    """Return how much a header it is."""
    facets = block.facets
    known = [facet.understood for facet in facets]
    score = sum(
        (_KNOWN if facet.known else _COMPARED * facet.understood) + 2 * bool(facet.unit)
        for facet in facets
    )
    for cells in own[:-1]:
        explained = all(known[i] for i, cell in enumerate(cells) if cell)
        score += _EXPLAINED if explained else _UNEXPLAINED
    if len(own) > 1:
        score += _ALONE * sum(_stands_alone(cells, own) for cells in own)
    score += 3 * any(facet.role in KEYS for facet in facets)
    first, last = block.first, block.row
    # A header does not end in the middle of a merged cell.
    cut = sum(top <= last < bottom and first <= top for top, _, bottom, _ in merges)
    return score + _CUT * cut


def _stands_alone(cells: list[str], block: list[list[str]]) -> bool:
    """Whether a row has a single text: a title, or the name of a group.

    Not so a text above others that is not in the first column: it is their parent.
    """
    at = [index for index, cell in enumerate(cells) if cell]
    if len(at) != 1:
        return False
    first = min(index for row in block for index, cell in enumerate(row) if cell)
    return at[0] == first or _is_line(cells[at[0]]) or sum(bool(row[at[0]]) for row in block) == 1


def _spread(
    levels: list[list[str]], numbers: Sequence[int], merges: Sequence[Merge], texts: Texts
) -> list[list[str]]:
    """Fill the names over several columns into all of these, and those over several rows down.

    Where a row has merged cells, these say how far a name reaches; else it reaches over the empty
    cells to its right, if there are names below it. The name of a column of names, areas or
    periods does not: it names its own column alone.
    """
    for depth, (number, cells) in enumerate(zip(numbers, levels, strict=True)):
        wide = [merge for merge in merges if merge[0] <= number <= merge[2] and merge[3] > merge[1]]
        if wide:
            for first, left, _, right in wide:
                anchor = depth - (number - first)
                if anchor >= 0 and left <= len(cells):
                    reach = min(right, len(cells))
                    cells[left - 1 : reach] = [levels[anchor][left - 1]] * (reach - left + 1)
            continue
        last = ""
        for index, text in enumerate(cells):
            below = any(row[index] for row in levels[depth + 1 :])
            if text:
                reaches = below and texts.read(text).role in ("", "value", "period")
                last = text if reaches else ""
            elif last and below:
                cells[index] = last
    return levels


def _siblings(block: Block) -> None:
    """Name columns such as `idi_2023` after the one other column of that index, `idi_score`.

    WIPO's own table says `giiyr`, and then just `rank` and `score`.
    """
    if any(fold(text) == _GII_YEAR for text in block.texts):
        for index, text in enumerate(block.texts):
            if fold(text) in ("rank", "score"):
                block.facets[index] = Facets(indicator=f"gii-{fold(text)}")
    named: list[tuple[str, str]] | None = None
    for index, text in enumerate(block.texts):
        match = None if block.facets[index].known else _YEAR_LAST.fullmatch(clean(text))
        period = when(match["year"]) if match else None
        if match is None or period is None:
            continue
        if named is None:
            named = [
                (clean(other).casefold().replace("_", " "), each.indicator)
                for each, other in zip(block.facets, block.texts, strict=True)
                if each.indicator
            ]
        base = fold(match["base"])
        names = {name for other, name in named if other.startswith(f"{base} ")}
        if len(names) == 1:
            block.facets[index] = Facets(indicator=names.pop(), period=period)
