"""Rows above a header that read as rows of its table: their figures belong to it, or to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Sheet
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block, is_counting
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.surroundings.around import around
from cmcn4.readers.layout.surroundings.footer import Footer
from cmcn4.readers.reading import Context
from cmcn4.readers.values.periods import when


class Above:
    """Tells which rows above a header have figures below the names of its columns."""

    def __init__(self, block: Block, rows: Sequence[Row], sheet: Sheet, context: Context) -> None:
        """Look of which indicators the columns are: by their headings, else by the title."""
        self._first, self._areas = block.first, context.areas
        self._columns = {i: block.facets[i].indicator_id for i in block.values}
        if not (block.all("indicator") or any(self._columns.values())):
            titles = [row for row in rows if row[0] < block.first]
            named = around(titles, Footer(), sheet, context.texts).indicator
            found = context.indicators.find((named,)) if named else None
            id_ = found.id if isinstance(found, Indicator) else ""
            self._columns = dict.fromkeys(self._columns, id_)

    def indicators(self, number: int, cells: list[str]) -> tuple[str, ...]:
        """Return the indicators that a row has figures of, by its columns alone."""
        if number >= self._first or is_counting(cells):
            return ()
        own = [
            (index, id_) for index, id_ in self._columns.items()
            if id_ and index < len(cells) and is_figure(cells[index]) and not when(cells[index])
        ]  # fmt: skip
        keyed = any(self._is_key(cell) for i, cell in enumerate(cells) if i not in self._columns)
        return tuple(dict.fromkeys(id_ for _, id_ in own)) if keyed or len(own) > 1 else ()

    def _is_key(self, cell: str) -> bool:
        """Whether a cell says of when or of where a row is."""
        return bool(cell) and (when(cell) is not None or self._areas.known(cell) is not None)
