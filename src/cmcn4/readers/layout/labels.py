"""Labels of rows: the indicator, part, area or plan they name, and the groups they stand in.

A row of text without numbers is a level, too: a mere chapter qualifies nothing; one with a part,
a unit, a price or index basis, an area or an indicator does, until the next of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cmcn4.readers.layout.facets import NOTHING, Facets, Texts
from cmcn4.readers.layout.parts import TOTAL
from cmcn4.readers.layout.phrases import basis
from cmcn4.readers.values.phrases import is_missing


class Named(NamedTuple):
    """What the label of a row makes of it."""

    indicator: tuple[str, ...]
    area: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unit: str = ""
    plan: bool = False
    period: str = ""
    grouped: bool = False
    """Whether that hangs on the rows above it."""


@dataclass(slots=True)
class Group:
    """What rows above, without numbers of their own, say of the rows below them."""

    indicator: str = ""
    area: str = ""
    part: str = ""
    unit: str = ""
    basis: str = ""
    """The name of a basis other than current prices: these rows are another measure."""


class Labels:
    """Reads the labels of the rows of one table, from the top down."""

    def __init__(self, texts: Texts, columns: Sequence[int], *, indented: bool) -> None:
        """`columns` hold the labels; `indented` where they stand in one of them, by their level."""
        self._texts, self._columns, self._indented = texts, columns, indented
        self.group = Group()
        self._last: tuple[str, ...] = ()
        """The name of the last row that had an indicator's."""

    def take(self, text: str) -> bool:
        """Take a row without numbers for a level; whether it changes what the next rows are."""
        said, group = self._texts.read(text), self.group
        before = (group.indicator, group.area, group.part, group.unit, group.basis)
        based = basis(text)
        if based:
            group.basis = "" if based == "current" else text
            group.unit = said.unit
        elif said.known and said.indicator:
            group.indicator, group.unit, group.part, group.basis = said.indicator, said.unit, "", ""
            self._last = (said.indicator,)
        elif said.known and said.part:
            group.part = "" if said.part == TOTAL else said.part
        elif said.known and said.area:
            group.area = said.area
        elif said.known and said.unit:
            group.unit = said.unit
        else:
            group.indicator = ""  # a chapter
        return before != (group.indicator, group.area, group.part, group.unit, group.basis)

    def read(self, cells: Sequence[str]) -> Named:
        """Read the label of a row with numbers."""
        filled = [cells[i] for i in self._columns if not is_missing(cells[i])]
        if self._indented:
            return self._of_levels(filled)
        said = [(text, self._texts.read(text)) for text in filled if type(text) is str]
        known = [(text, facets) for text, facets in said if facets.indicator and facets.known]
        if known:
            return self._of(known[0][1], filled)
        if len(said) == 1:
            return self._of_part(*said[0])
        return Named(tuple(cells[i] for i in self._columns))

    def _of(self, said: Facets, filled: list[str]) -> Named:
        """Return what a label says that names an indicator."""
        codes = tuple(text for text in filled if text != said.indicator)
        names = (said.indicator, *codes[:1]) if len(filled) > 1 else (said.indicator,)
        if said.part or said.area:
            self._last = ()
        else:
            self._last = (said.indicator,)
        parts = tuple(filter(None, (said.part,)))
        area = (said.area,) if said.area else ()
        period = said.period.period.code if said.period else ""
        return Named(names, area, parts, said.unit, said.plan, period)

    def _of_part(self, text: str, said: Facets) -> Named:
        """Return what a label says that names no indicator: a part or area of the one above."""
        group = self.group
        above = (group.indicator,) if group.indicator else self._last
        if above and said.known and not said.indicator:
            parts = (said.part,) if said.part else ()
            if said.part and (said.part != TOTAL or group.indicator):
                return Named(above, (), parts, said.unit or group.unit, grouped=True)
            if said.area and group.indicator:
                return Named(above, (said.area,), (), group.unit, grouped=True)
            if (said.result or said.status or said.plan) and group.indicator:
                return Named(above, (), (), group.unit, said.plan, grouped=True)
        if not said.known and not said.indicator:
            self._last = () if said == NOTHING and _is_numbered(text) else self._last
        return Named((text,), (), (), "", said.plan and not said.indicator)

    def _of_levels(self, filled: list[str]) -> Named:
        """Return what labels in columns by their level say: the last is the row's own."""
        said = [self._texts.read(text) for text in filled]
        own = said[-1] if said else NOTHING
        unit = next((each.unit for each in said if each.unit), "")
        if own.indicator and own.known:
            return self._of(own, filled[-1:])._replace(unit=unit)
        known = [each for each in said[:-1] if each.indicator and each.known]
        if known:
            return Named((known[-1].indicator,), (), (filled[-1],), unit)
        return self._of_part(filled[-1], own) if filled else Named(("",))


def _is_numbered(text: str) -> bool:
    """Whether a label begins with a number: a part of the one above it does not."""
    return text.lstrip()[:1].isdigit()
