"""Cells in error by indicator and area, so that an answer looks at those of its own cells alone."""

from __future__ import annotations

from collections.abc import Container, Iterable

from cmcn4.model.observation import Block
from cmcn4.model.period import Period

_Cells = dict[tuple[Period | None, str | None], tuple[int, Block]]


class Unread:
    """Cells in error; of several errors of one cell the first, for it is the one that is told."""

    __slots__ = ("_cells", "_number")

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        """Index them, in their order."""
        self._cells: dict[tuple[str, str | None], _Cells] = {}
        self._number = 0
        for block in blocks:
            self.add(block)

    def add(self, block: Block) -> None:
        """Add one that comes after all others."""
        cells = self._cells.setdefault((block.indicator, block.area), {})
        cells.setdefault((block.period, block.breakdown), (self._number, block))
        self._number += 1

    def of(self, indicator: str, area: str, breakdowns: Container[str]) -> list[Block]:
        """Return those of a series, and those that may be of it, in their order."""
        own = self._cells.get((indicator, area))
        anywhere = self._cells.get((indicator, None))
        if own is None and anywhere is None:
            return []
        found = [*(own or {}).values(), *(anywhere or {}).values()]
        if own and anywhere:
            found.sort()
        return [
            block for _, block in found if block.breakdown is None or block.breakdown in breakdowns
        ]

    def areas(self, aside: Container[str]) -> set[str]:
        """Return the areas with errors of any indicator that is not aside."""
        return {
            area for indicator, area in self._cells if area is not None and indicator not in aside
        }
