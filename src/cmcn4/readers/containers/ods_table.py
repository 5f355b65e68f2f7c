"""A table of an ODS as its elements come: columns, cells, rows, what is hidden or merged."""

from __future__ import annotations

from bisect import bisect_left

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import cells as raw
from cmcn4.readers.containers import limits
from cmcn4.readers.containers.limits import LAST_COLUMN, Budget
from cmcn4.readers.containers.marked import as_marked
from cmcn4.readers.containers.numbers import column_number
from cmcn4.readers.containers.ods_styles import TABLE
from cmcn4.readers.containers.parts import Attributes

_COLUMNS_REPEATED, _ROWS_REPEATED, _COLUMNS_SPANNED, _ROWS_SPANNED = (
    f"{TABLE}number-{what}-{how}" for how in ("repeated", "spanned") for what in ("columns", "rows")
)
_MOST_MERGES, _MOST_COMMENTS, _MOST_REFERRING = 10_000, 10_000, 10_000
_REFERENCE = Pattern(r"(?:of:)?=\[\.\$?([A-Z]{1,3})\$?([0-9]{1,7})\]")
"""A formula that is the number of another cell of the table."""
_MOST_UNSEEN = 64
_CELL_SIZE, AGAIN = 4, 16
"""What a cell costs beside its place, and one that is repeated: places are kept, of 16 bytes."""


class Table:
    """A table as far as it has been read."""

    def __init__(self, hidden: raw.Hidden, budget: Budget) -> None:
        """Start above the first row; what is kept is taken from the budget."""
        self.hidden, self._budget = hidden, budget
        self._merges: list[raw.Merge] = []
        self.rows: list[tuple[int, int, list[str]]] = []
        """Number of the first, how many are alike, and the cells."""
        self._ends: list[int] = []
        """The last of some columns that are alike; their styles beside."""
        self._styles: list[str] = []
        self._cells: list[str] = []
        self._row = self._column = 1
        self._comments: list[raw.Comment] = []
        self._referring: dict[tuple[int, int], tuple[int, int]] = {}
        """Cells that are to have the number of another one."""

    def column(self, attributes: Attributes, *, unseen: bool) -> None:
        """Take in one column, or several that are alike."""
        before = self._ends[-1] if self._ends else 0
        last = min(before + _times(attributes, _COLUMNS_REPEATED), LAST_COLUMN)
        if last > before:
            self._ends.append(last)
            self._styles.append(attributes.get(f"{TABLE}default-cell-style-name", ""))
            if unseen:
                self.hidden.columns += last - before
                self.hidden.column = self.hidden.column or before + 1

    def style(self, row: Attributes) -> str:
        """Return the style of a cell that has none of its own."""
        at = bisect_left(self._ends, self._column)
        column = self._styles[at] if at < len(self._styles) else ""
        return row.get(f"{TABLE}default-cell-style-name") or column

    def doubt(self, text: str, why: raw.Doubt, origins: str) -> None:
        """Note that the next cell may show something else, or is from other tables."""
        if text.strip():
            self.hidden.doubtful[self._row, self._column] = why, text
            self.hidden.origins[self._row, self._column] = origins

    def unseen(self, text: str, attributes: Attributes) -> None:
        """Note that the next cell, and those that are alike, are not to be seen."""
        wide = min(_times(attributes, _COLUMNS_REPEATED), _MOST_UNSEEN)
        for column in range(self._column, self._column + wide):
            self.hidden.unseen(self._row, column, ("white", text))

    def comment(self, said: str, *, of_cell: bool = True) -> None:
        """Keep what is said of the next cell, or of the table."""
        if said and len(self._comments) < _MOST_COMMENTS:
            row, column = (self._row, self._column) if of_cell else (None, None)
            self._comments.append(raw.Comment(row, column, said))

    def refer(self, formula: str) -> None:
        """Note that the next cell is to have the number of another one."""
        match = _REFERENCE.fullmatch(formula)
        if match and len(self._referring) < _MOST_REFERRING:
            at = int(match[2]), column_number(match[1])
            self._referring[self._row, self._column] = at

    def place(self, text: str, attributes: Attributes) -> None:
        """Add a cell, or several that are alike; blank ones are made when one follows."""
        column, wide = self._column, _times(attributes, _COLUMNS_REPEATED)
        self._column += wide
        if _ROWS_SPANNED in attributes or _COLUMNS_SPANNED in attributes:
            bottom = min(self._row + _times(attributes, _ROWS_SPANNED) - 1, limits.LAST_ROW)
            right = min(column + _times(attributes, _COLUMNS_SPANNED) - 1, LAST_COLUMN)
            if (bottom, right) != (self._row, column) and len(self._merges) < _MOST_MERGES:
                self._merges.append((self._row, column, bottom, right))
        fit = min(wide, LAST_COLUMN + 1 - column)
        if text and wide > fit:
            raise limits.too_far(self._row)
        if text:
            blank = column - 1 - len(self._cells)
            size = blank + fit + _CELL_SIZE + len(text) // 16
            self._budget.spend(size + AGAIN * (fit - 1))
            self._cells += [""] * blank + [text] * fit

    def end_row(self, attributes: Attributes, *, unseen: bool) -> None:
        """Keep the row that has ended, or several that are alike, if anything stands in it."""
        first, count, cells = self._row, _times(attributes, _ROWS_REPEATED), self._cells
        self._row, self._column, self._cells = first + count, 1, []
        if cells and first + count - 1 > limits.LAST_ROW:
            raise limits.too_far(first)
        if cells:
            self.rows.append((first, count, cells))
            self._budget.spend(AGAIN * (count - 1) * len(cells))
            if unseen:
                self.hidden.rows += count
                self.hidden.row = self.hidden.row or first

    def ended(self, sheet: Sheet) -> raw.RawSheet:
        """Return the table when it has ended."""
        self._compare()
        rows = ((first + n, [*cells]) for first, count, cells in self.rows for n in range(count))
        told, merges = raw.with_gaps(as_marked(rows, self.hidden)), tuple(self._merges)
        comments = tuple(self._comments)
        return raw.RawSheet(
            sheet=sheet, rows=told, hidden=self.hidden, merges=merges, comments=comments
        )

    def _compare(self) -> None:
        """Replace cells whose stored number is another one than that of the cell they refer to."""
        if not self._referring:
            return
        named = {row for at, to in self._referring.items() for row in (at[0], to[0])}
        rows = {first: cells for first, count, cells in self.rows if count == 1 and first in named}
        for (row, column), (other, of) in self._referring.items():
            cells, there = rows.get(row, []), rows.get(other, [])
            if column > len(cells) or of > len(there):
                continue
            stored, given = cells[column - 1], there[of - 1]
            numbers = isinstance(stored, raw.CellNumber) and type(stored) is type(given)
            if numbers and stored != given:
                cells[column - 1] = raw.FormulaStale(f"={given} ≠ {stored}")


def _times(attributes: Attributes, what: str) -> int:
    """Return how often something is there, or over how many cells it goes."""
    given = attributes.get(what)
    return max(1, int(given)) if given else 1
