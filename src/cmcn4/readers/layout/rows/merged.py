"""Cells merged over several lines or columns: names count in all of them, a value in none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.readers.containers.cells import Merge, Spread
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.roles.plan import Plan


class Merged:
    """What the merged cells of a sheet are to the rows of one table."""

    def __init__(self, block: Block, plan: Plan, merges: Iterable[Merge]) -> None:
        """Note those over names and over values."""
        self._texts = block.texts
        keys, values = frozenset(plan.keys), frozenset(plan.values)
        periods = (plan.single.get("period", -1),)
        names = (*plan.indicator, *plan.area, *plan.breakdown, *plan.within, *periods)
        self._own = [index for index in names if index >= 0]
        self.reach = 0
        """How many columns they may stand in, those beyond the header among them."""
        self.names: set[tuple[int, int]] = set()
        """Row and column, from 0, of cells of names below the first of those merged."""
        self._first: dict[tuple[int, int], tuple[int, int]] = {}
        self._shown: dict[tuple[int, int], str] = {}
        for top, left, last, right in merges:
            if left - 1 in keys or (left == right and left - 1 not in values and last > top):
                self.reach = max(self.reach, left)
                self.names.update((row, left - 1) for row in range(top + 1, last + 1))
            over = [at for at in range(left - 1, right) if at in values]
            for at in over if last > top or right > left else ():
                self._first |= {(row, at): (top, left - 1) for row in range(top, last + 1)}
        self._tops = set(self._first.values())

    def __bool__(self) -> bool:
        """Whether a row cannot be understood by its own cells alone."""
        return bool(self.names or self._first)

    def refuse(self, number: int, cells: list[str], values: Sequence[int]) -> None:
        """Put what a cell of another line or column shows where nobody says whose it is.

        A line all of whose names are merged, too, is the one above.
        """
        if not self._first:
            return
        for at, cell in enumerate(cells):
            if (number, at) in self._tops:
                self._shown[number, at] = cell
        own = any(cells[i] for i in self._own if i < len(cells))
        for at in values:
            top = self._first.get((number, at))
            shown = self._shown.get(top, "") if top else ""
            if not top or top == (number, at) or cells[at] or not is_figure(shown):
                continue
            if own if top[0] < number else self._texts[at] != self._texts[top[1]]:
                cells[at] = Spread(shown)
