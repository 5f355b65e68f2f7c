"""Cells of a column of parts: a part, or what is no part at all: the whole, an area, a status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from cmcn4.model.observation import Place, Status
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.headings.asides import PartCell
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.phrases import part
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.problems import found, problem
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.phrases import STATUS_WORDS, is_missing
from cmcn4.words import listed, table

_MOST_CACHED, _EXAMPLES = 65_536, 5
_WHOLE = "total"
_NO_PART = frozenset({"_T", "_Z", "_X", "_N"})
"""What SDMX writes for the total, for what does not apply, is not told, or not divided."""
_TOTALS = (" t", " total")
_SHORTEST_STATUS, _SHORTEST_AREA = 3, 4  # letters; «F» is female, «NAM» is not Namibia


class PartCells:
    """Reads cells of columns of parts; every distinct one once."""

    def __init__(
        self,
        texts: Texts,
        areas: Areas,
        columns: Sequence[int],
        dimensions: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """`columns` are those of parts; `dimensions` names those of SDMX among them."""
        self._vocabulary, self._areas, self._columns = texts.vocabulary, areas, columns
        self._dimensions = dimensions
        self._known: dict[tuple[str, str], PartCell] = {}
        self._odd: set[str] = set()
        """Texts that are no part that is known, beside figures that were read."""
        self._levels: dict[tuple[str, ...], set[str]] = {}
        """The same in labels below names, by these; with the whole, where that stands there."""

    def read(self, cells: Sequence[str]) -> list[tuple[str, PartCell]]:
        """Return the cells of parts of a row, with what they say."""
        return [(cells[index], self._one(cells[index], index)) for index in self._columns]

    def says(self, text: str, index: int) -> PartCell:
        """Return what a cell of a column of parts says."""
        return self._one(text, index)

    def is_whole(self, text: str, index: int) -> bool:
        """Whether it says that a figure is of the whole."""
        said = self.says(text, index).part
        return not said or fold(said) in listed("totals") or is_missing(said)

    def note(self, read: Iterable[tuple[str, PartCell]]) -> None:
        """Take note that a figure beside these cells was read."""
        self._odd.update(text for text, said in read if said.odd)

    def note_level(self, indicator: tuple[str, ...], parts: Sequence[str]) -> None:
        """Take note of the parts in the label of a figure that was read: none is the whole."""
        levels = self._levels.setdefault(indicator, set())
        levels.update(text for text in parts if self._one(text, -1).odd)
        if not parts:
            levels.add(_WHOLE)

    def tell(self, recorder: Recorder, row: int) -> None:
        """Tell what is no part that is known; `row` is that of the header."""
        # Beside the whole what is no part that is known is one; alone it may be the whole.
        alone = (texts for texts in self._levels.values() if _WHOLE not in texts)
        odd = self._odd.union(*alone)
        if recorder.publisher or recorder.form:
            odd &= {text for name, text in self._known if name}
        if odd:
            examples = tuple(map(found, sorted(odd)[:_EXAMPLES]))
            what = problem("unit-suspicious", variant="part", parts=len(odd), examples=examples)
            own = recorder.columns.get("breakdown", recorder.columns.get("indicator"))
            dimension = next(iter(self._dimensions), None)
            column = own if dimension is None else dimension + 1
            recorder.file.note(what, Place(recorder.sheet, row, column))

    def _one(self, text: str, index: int) -> PartCell:
        if isinstance(text, Unusable) or is_missing(text):
            return PartCell(text)
        name = self._dimensions.get(index, "")
        known = self._known.get((name, text))
        if known is None:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            known = self._known[name, text] = self._coded(name, text) if name else self._said(text)
        return known

    def _coded(self, name: str, text: str) -> PartCell:
        """Read a code in a column of SDMX: one that is not understood is a part.

        In a column that is no known one of parts no code is a part that is known.
        """
        key = fold(text)
        means = table("dimension-codes").get(f"{name} {key}")
        own = key.removeprefix(f"{name} ")  # «SEX_F»
        whole = means == _WHOLE or own in listed("totals") or f" {key}".endswith(_TOTALS)
        if whole and not any(map(str.isspace, text)):
            return PartCell(_WHOLE)
        if means:
            return PartCell(status=cast("Status", means))
        said = self._said(text)
        if said.odd and own != key:
            said = said._replace(odd=self._said(own).odd)
        divides = meaning(name)
        known = divides is not None and divides.role == "breakdown"
        odd = not known and said.part and fold(said.part) == key
        return said._replace(odd=True) if odd else said

    def _said(self, text: str) -> PartCell:
        key = fold(text)
        if key in listed("whole-areas") or text in _NO_PART:
            return PartCell(_WHOLE)
        if key in listed("totals") or key in self._vocabulary.breakdowns:
            return PartCell(text)
        if len(key) >= _SHORTEST_STATUS and (status := STATUS_WORDS.get(key)):
            return PartCell(status=status)
        if len(key) >= _SHORTEST_AREA and self._areas.known(text):
            return PartCell(area=text)
        # Ages, classes and codes have numbers; people of some kind are known from titles.
        free = any(map(str.isdigit, text)) or key in listed("populations") | listed("other-parts")
        return PartCell(text, odd=not (free or part(text, self._vocabulary)))
