"""Cells that say again what their row is of, or how it is: a label beside a code, «chưa đạt»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.behind import DENIED, names_place
from cmcn4.readers.layout.headings.bodies import NATION
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.rows.telling import Columns
from cmcn4.words import meaning

_NO = meaning("yes-no", "no")
_LIMITING = DENIED | {
    "ngoai", "tru", "never", "except", "asean", "doanh", "enterprises", "businesses", "firms",
    "companies", "schools",
}  # fmt: skip
"""Words of a label that make the indicator of its code another one: «… không sử dụng …»."""
_MOST_CACHED = 65_536


class Agreeing:
    """Compares what cells name with the indicator or the area of their row."""

    def __init__(self, texts: Texts, columns: Columns) -> None:
        """Start where nothing has been named; a status is always looked at."""
        self._texts, self._source = texts, columns.source
        self._values = tuple(columns.values)
        self._indicators, self._areas = tuple(columns.indicators), tuple(columns.places)
        several = self._indicators if len(self._indicators) > 1 else ()
        self.columns: tuple[int, ...] = (
            *several,
            *((columns.status,) if columns.status >= 0 else ()),
        )
        """Those in which a cell has named an indicator or a place, or denies; labels and codes."""
        self._seen: set[tuple[int, tuple[str, ...]]] = set()

    def hear(self, text: str, index: int) -> None:
        """Take note of a text: from now on its column is looked at if it names something."""
        if index in self.columns or index in self._indicators or index in self._areas:
            return
        if len(self.places(index)) > 1 and self._names(text, index):
            self.columns = (*self.columns, index)

    def places(self, index: int) -> tuple[int, ...]:
        """Return a column, and those with which it is to agree."""
        others = self._areas if index == self._source else self._indicators
        return (index, *(each for each in others if each != index))

    def others(self, cells: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the texts in cells of a row that name another indicator, or a place in the country.

        So are those of a milestone that say that it has not been reached, where its value does not.
        Each is yielded once for what its row is of.
        """
        for index in self.columns:
            key = index, _at(cells, self.places(index))
            if key in self._seen:
                continue
            text, *own = key[1]
            if fold(text) in _NO and any(fold(each) in _NO for each in _at(cells, self._values)):
                continue
            if len(self._seen) >= _MOST_CACHED:
                self._seen.clear()
            self._seen.add(key)
            if self._disagrees(text, own, index):
                yield text, index

    def may_disagree(self, index: int, texts: Sequence[str | None]) -> bool:
        """Whether the first text of its `places` may be one of these, whatever the value says."""
        text, *own = (text or "" for text in texts)
        return self._disagrees(text, own, index)

    def _disagrees(self, text: str, own: Sequence[str], index: int) -> bool:
        return self._names(text, index) and not self._agree(text, own, index)

    def _names(self, text: str, index: int) -> bool:
        if index == self._source:
            return names_place(text, self._texts.areas)
        if index in self._indicators:
            return not (
                _LIMITING.isdisjoint(fold(text).split()) or self._texts.peek(text).indicator
            )
        return fold(text) in _NO or bool(self._texts.peek(text).indicator_id)

    def _agree(self, text: str, own: Sequence[str], index: int) -> bool:
        if index == self._source:
            known = (self._texts.areas.known(each) for each in own if each)
            return NATION not in {area.id for area in known if area}
        ids = {self._texts.peek(each).indicator_id for each in own if each} - {""}
        if index in self._indicators:
            return not any(self._limits(text, id_) for id_ in ids)
        if fold(text) in _NO:
            return not any(map(self._is_milestone, ids))
        return not ids or self._texts.peek(text).indicator_id in ids

    def _limits(self, label: str, id_: str) -> bool:
        """Whether a label has such words that no name of the indicator has."""
        indicator = self._texts.vocabulary.catalogue.indicators[id_]
        names = (*indicator.names.each.values(), *indicator.aliases)
        own = {word for name in names for word in fold(name).split()}
        return not (_LIMITING & {*fold(label).split()}) <= own

    def _is_milestone(self, indicator: str) -> bool:
        catalogue = self._texts.vocabulary.catalogue
        return catalogue.units[catalogue.indicators[indicator].unit].kind == "yes-no"


def _at(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[at] if at < len(cells) else "" for at in places)
