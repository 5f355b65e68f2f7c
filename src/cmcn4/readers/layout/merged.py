"""Merged cells: only their first cell holds the text that they all show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cmcn4.readers.containers.cells import Row


def below_first(
    merges: Sequence[tuple[int, int, int, int]], wanted: Callable[[int], bool]
) -> set[tuple[int, int]]:
    """Return row numbers and column indices of the cells that show the text above them."""
    return {
        (row, left - 1)
        for first, left, last, _ in merges
        if wanted(left - 1)
        for row in range(first + 1, last + 1)
    }


def filled_down(rows: Iterable[Row], cells_below: set[tuple[int, int]]) -> Iterator[Row]:
    """Yield the rows with the text of merged cells in each of their rows."""
    above: dict[int, str] = {}
    columns = {column for _, column in cells_below}
    for number, cells in rows:
        for column in columns:
            if column < len(cells):
                if not cells[column] and (number, column) in cells_below:
                    cells[column] = above.get(column, "")
                above[column] = cells[column]
        yield number, cells
