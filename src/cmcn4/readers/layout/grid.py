"""Tables with a header of one to four rows: where they start, and what each column holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import (
    CellDate,
    CellNumber,
    Row,
    Unusable,
    year_mistaken_for_date,
)
from cmcn4.readers.layout.header import LAST_HEADER_ROW
from cmcn4.readers.layout.headings import Heading, Headings, stem
from cmcn4.readers.layout.parts import with_sexes
from cmcn4.readers.values.periods import when

_TALLEST, _WIDEST = 4, 1024
_NUMBER = re.compile(r"[-+<>≥≤~]?\s*[0-9][0-9.,\s]*%?")
_COUNTING = re.compile(r"\(?(?:[0-9]{1,2}|[A-Z])\)?(?:\s*=.*)?")
_NOTHING = Heading()
_GII_YEAR = "giiyr"
_KEYS = frozenset({"indicator", "area", "period", "unit"})

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell, from 1."""


@dataclass(slots=True)
class Grid:
    """A header and the meaning of its columns."""

    top: int
    """Index of its first row among the rows of the sheet."""
    bottom: int
    """Index of its last row."""
    row: int
    """Number of its last row in the sheet."""
    texts: list[str]
    """The joined names of the columns."""
    headings: list[Heading]
    last: list[str]
    """The cells of its last row."""
    score: int = 0

    def all(self, *roles: str) -> list[int]:
        """Return the columns of some meanings, codes before names."""
        found = [(not h.code, i) for i, h in enumerate(self.headings) if h.role in roles]
        return [index for _, index in sorted(found)]

    def repeated(self, cells: Sequence[str]) -> bool:
        """Whether a row is the last one of the header once more, as at the top of a page."""
        return [clean_cell(cell) for cell in cells[: len(self.last)]] == self.last

    @property
    def axis(self) -> list[int]:
        """Return the columns of values named by a period, an indicator or an area."""
        return [i for i, each in enumerate(self.headings) if each.axis and not each.role]

    @property
    def names_columns(self) -> bool:
        """Whether it is a header for sure, and no row of a table that begins with names of ours."""
        kinds = Counter(
            name
            for each in (self.headings[index] for index in self.axis)
            for name in ("period", "indicator", "area", "part")
            if getattr(each, name)
        )
        keys = any(each.role in _KEYS for each in self.headings)
        return bool(kinds) and (keys or max(kinds.values()) > 1)

    @property
    def goals(self) -> list[int]:
        """Return the columns of targets."""
        return [i for i, each in enumerate(self.headings) if each.goal]


def find_grids(rows: Sequence[Row], headings: Headings, merges: Sequence[Merge]) -> list[Grid]:
    """Return the tables of a sheet, from the top down."""
    first = _best(rows, range(min(len(rows), LAST_HEADER_ROW)), headings, merges)
    if first is None:
        return []
    grids = [*_earlier(rows, first, headings, merges), first]
    last, before = first, 1
    for index in range(first.bottom + 1, len(rows)):
        filled = sum(1 for cell in rows[index][1] if cell and not cell.isspace())
        if index > last.bottom and filled > 1 and before <= 1:
            again = _best(rows, range(index, index + 1), headings, merges)
            if again and again.names_columns and len(again.axis) >= len(last.axis) / 2:
                grids.append(again)
                last = again
        before = filled
    return grids


def _earlier(
    rows: Sequence[Row], grid: Grid, headings: Headings, merges: Sequence[Merge]
) -> list[Grid]:
    """Return the tables above one that had the better header."""
    above = rows[: grid.top]
    found = _best(above, range(len(above)), headings, merges)
    if found is None or not found.axis or found.score < 20:  # noqa: PLR2004 - two columns known
        return []
    body = above[found.bottom + 1 :]
    if not any(sum(1 for cell in cells if cell.strip()) > 1 for _, cells in body):
        return []
    return [*_earlier(rows, found, headings, merges), found]


def _best(
    rows: Sequence[Row], starts: range, headings: Headings, merges: Sequence[Merge]
) -> Grid | None:
    best: tuple[tuple[int, int, int], Grid] | None = None
    for top in starts:
        for bottom in range(top, min(top + _TALLEST, len(rows))):
            if not _may_be_header(rows[bottom][1]):
                break
            grid = _grid(rows, top, bottom, headings, merges)
            if not (grid.axis or grid.all("value")) or grid.score < 2:  # noqa: PLR2004
                continue
            key = grid.score, -bottom, -top
            if best is None or key > best[0]:
                best = key, grid
    return best[1] if best else None


def _may_be_header(cells: Sequence[str]) -> bool:
    """Whether a row may be part of a header: it has text, and no numbers but periods."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    return 0 < len(filled) <= _WIDEST and not any(
        isinstance(cell, Unusable)
        or ((isinstance(cell, CellNumber) or _NUMBER.fullmatch(cell.strip())) and not when(cell))
        for cell in filled
    )


def _grid(
    rows: Sequence[Row], top: int, bottom: int, headings: Headings, merges: Sequence[Merge]
) -> Grid:
    block = rows[top : bottom + 1]
    width = max(len(cells) for _, cells in block)
    own = [
        [clean_cell(cells[i]) if i < len(cells) else "" for i in range(width)] for _, cells in block
    ]
    own = with_sexes(own)
    # `own` stays as it is written: a name that spreads may not belong to all it reaches.
    spread = _spread([list(cells) for cells in own], [number for number, _ in block], merges)
    texts, found = [], []
    for index in range(width):
        levels = _distinct(row[index] for row in spread)
        mistaken = any(is_mistaken_date(row[index]) for row in own)
        heading = headings.read(levels) if levels and not mistaken else _NOTHING
        if heading == _NOTHING and not mistaken:
            alone = _distinct(row[index] for row in own)
            if alone and alone != levels:
                levels, heading = alone, headings.read(alone)
        texts.append(" ".join(levels))
        found.append(heading)
    grid = Grid(top, bottom, rows[bottom][0], texts, found, own[-1])
    _siblings(grid)
    _lone_totals(grid)
    known = [each != _NOTHING for each in found]
    score = 10 * sum(known) + sum(2 for each in found if each.unit)
    for cells in own[:-1]:
        explained = all(known[i] for i, cell in enumerate(cells) if cell)
        score += 1 if explained else -5
    score -= 30 * sum(_stands_alone(cells, own) for cells in own) if len(own) > 1 else 0
    score += 3 * any(each.role in _KEYS for each in found)
    grid.score = score
    return grid


def _stands_alone(cells: list[str], block: list[list[str]]) -> bool:
    """Whether a row has a single text with none above or below: a title, or the name of a group."""
    filled = [index for index, cell in enumerate(cells) if cell]
    return len(filled) == 1 and sum(bool(row[filled[0]]) for row in block) == 1


def is_mistaken_date(cell: str) -> bool:
    """Whether a cell is a year that a date format made a day of 1905."""
    return isinstance(cell, CellDate) and year_mistaken_for_date(cell) is not None


def clean_cell(text: str) -> str:
    """Return a cell's text on one line, its type kept where it says more than the text."""
    return text if isinstance(text, CellNumber) else clean(text) if type(text) is str else text


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    seen: list[str] = []
    for text in texts:
        if text and (not seen or seen[-1] != text):
            seen.append(text)
    return tuple(seen)


def _spread(
    levels: list[list[str]], numbers: Sequence[int], merges: Sequence[Merge]
) -> list[list[str]]:
    """Fill the names over several columns into all of these, and those over several rows down.

    Where a row has merged cells, these say how far a name reaches; else it reaches over the empty
    cells to its right, if there are names below it.
    """
    for depth, (number, cells) in enumerate(zip(numbers, levels, strict=True)):
        wide = [each for each in merges if each[0] <= number <= each[2] and each[3] > each[1]]
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
                last = text if below else ""
            elif last and below:
                cells[index] = last
    return levels


def _siblings(grid: Grid) -> None:
    """Name columns such as `idi_2023` after the one other column of that index, `idi_score`.

    WIPO's own table says `giiyr`, and then just `rank` and `score`.
    """
    if any(fold(text) == _GII_YEAR for text in grid.texts):
        for index, text in enumerate(grid.texts):
            if fold(text) in ("rank", "score"):
                grid.headings[index] = Heading(indicator=f"gii-{fold(text)}")
    for index, text in enumerate(grid.texts):
        taken = stem(text) if grid.headings[index] == _NOTHING else None
        if taken is None:
            continue
        base, period = taken
        names: set[str] = {
            each.indicator
            for each, other in zip(grid.headings, grid.texts, strict=True)
            if each.indicator and clean(other).casefold().replace("_", " ").startswith(f"{base} ")
        }
        if len(names) == 1:
            grid.headings[index] = Heading(indicator=names.pop(), period=period)


def _lone_totals(grid: Grid) -> None:
    """Take «Tổng số» for a total only where parts stand beside it; else it may count anything.

    A part that stands alone is a name of the column of labels: «Industry».
    """
    named = {each.part for each in grid.headings} - {""}
    if len(named) > 1:
        return
    for index, each in enumerate(grid.headings):
        if each.part:
            grid.headings[index] = each._replace(part="")


def is_counting(cells: Sequence[str]) -> bool:
    """Whether a row only counts the columns: «A, B, 1, 2, 3 = 2/1»."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 3 or not all(_COUNTING.fullmatch(cell) for cell in filled):  # noqa: PLR2004
        return False
    numbers = [int(n[0]) for cell in filled if (n := re.search(r"[0-9]+", cell))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
