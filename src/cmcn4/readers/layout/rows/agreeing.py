"""Cells that say again what their row is of: a label beside a code, a body beside an area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.readers.layout.headings.bodies import NATION
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.rows.behind import names_place

_MOST_CACHED = 65_536


class Agreeing:
    """Compares what cells name with the indicator or the area of their row."""

    def __init__(
        self, texts: Texts, indicators: Sequence[int], areas: Sequence[int], source: int
    ) -> None:
        """Take the columns of indicators and areas, and the one of sources; -1: there is none."""
        self._texts, self._source = texts, source
        self._indicators, self._areas = tuple(indicators), tuple(areas)
        self.columns: tuple[int, ...] = ()
        """Those in which a cell has named an indicator or a place."""
        self._seen: set[tuple[int, tuple[str, ...]]] = set()

    def hear(self, text: str, index: int) -> None:
        """Take note of a text: from now on its column is looked at if it names something."""
        if index in self.columns or index in self._indicators or index in self._areas:
            return
        if self.own(index) and self._names(text, index):
            self.columns = (*self.columns, index)

    def own(self, index: int) -> tuple[int, ...]:
        """Return the columns with which a column is to agree."""
        return self._areas if index == self._source else self._indicators

    def others(self, cells: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the texts in cells of a row that name another indicator, or a place in the country.

        Each is yielded once for what its row is of.
        """
        for index in self.columns:
            places = (index, *self.own(index))
            key = index, tuple(cells[at] if at < len(cells) else "" for at in places)
            if key in self._seen:
                continue
            if len(self._seen) >= _MOST_CACHED:
                self._seen.clear()
            self._seen.add(key)
            text, *own = key[1]
            if self._names(text, index) and not self._agree(text, own, index):
                yield text, index

    def _names(self, text: str, index: int) -> bool:
        if index == self._source:
            return names_place(text, self._texts.areas)
        return bool(self._texts.peek(text).indicator_id)

    def _agree(self, text: str, own: Sequence[str], index: int) -> bool:
        if index == self._source:
            known = (self._texts.areas.known(each) for each in own if each)
            return NATION not in {area.id for area in known if area}
        ids = {self._texts.peek(each).indicator_id for each in own if each} - {""}
        return not ids or self._texts.peek(text).indicator_id in ids
