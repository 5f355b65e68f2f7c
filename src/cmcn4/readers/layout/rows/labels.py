"""Labels of rows: the indicator, part, area or plan they name, and the groups they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.facets import NOTHING, Facets, is_growth
from cmcn4.readers.layout.headings.phrases import TOTAL, part_within
from cmcn4.readers.layout.headings.pieces import ANY_YEAR, in_year, is_basis, is_scenario
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.wordings import OF_ALL_HERE, is_of_here
from cmcn4.readers.layout.records.sibling import keep
from cmcn4.readers.layout.rows.group import Named
from cmcn4.readers.layout.rows.levels import AIMS, Levels
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.origins import least_sure
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed

_FORETOLD = "planned|plans?|targets?|targeted|du bao|du kien|forecasts?|projected|expected"
_PLANNED = Pattern(rf"(?:{AIMS}|{_FORETOLD})\b")
"""How a label beside a code begins that is of no result, whatever it goes on to say."""


class Labels(Levels):
    """Reads the labels of the rows of one table, from the top down."""

    def __init__(
        self, texts: Texts, areas: Areas, of: tuple[Sequence[int], Iterable[str]], *, indented: bool
    ) -> None:
        """Take what Levels does."""
        super().__init__(texts, areas, of, indented=indented)
        self._known: dict[tuple[object, ...], tuple[Named, tuple[str, ...]]] = {}
        """What labels that name an indicator say, and the name that they leave."""

    def read(self, cells: Sequence[str]) -> Named:
        """Read the label of a row with numbers."""
        self.pass_row()
        filled = [cells[i] for i in self._columns if not is_missing(cells[i])]
        if self._indented:
            return self._of_levels(filled)
        key = (*filled, *map(type, filled))
        if key in self._known:
            named, self.last = self._known[key]
            return named
        said = [(text, self._texts.read(text)) for text in filled if type(text) is str]
        known = [pair for pair in said if pair[1].indicator and pair[1].known]
        if known:
            named = self._of_known(said, known[0])
            keep(self._known, key, (named, self.last))
            return named
        if len(said) == 1:
            return self._of_part(*said[0])
        return Named(tuple(cells[i] for i in self._columns))

    def _of_known(self, said: list[tuple[str, Facets]], known: tuple[str, Facets]) -> Named:
        """Return what labels say of which one names an indicator."""
        others = [pair for pair in said if pair is not known]
        names = [text for text, each in said if each.indicator or not each.known]
        return self._beside(self._of(known[1], names), known[1], others)

    def _of(self, said: Facets, filled: list[str]) -> Named:
        """Return what a label says that names an indicator."""
        codes = tuple(text for text in filled if text != said.indicator)
        names = (said.indicator, *codes[:1]) if len(filled) > 1 else (said.indicator,)
        self.last = () if said.part or said.area else (said.indicator,)
        parts = tuple(filter(None, (said.part,)))
        area = (said.area,) if said.area else ()
        if any(map(is_of_here, filled)):
            area = area or (OF_ALL_HERE,)
        period = said.period.text if said.period else ""
        return Named(names, area, parts, said.unit, said.plan, period, said.stated)

    def _beside(self, named: Named, own: Facets, others: list[tuple[str, Facets]]) -> Named:
        """Return what a name says with what a label beside it does: «Nông thôn», «năm 2024»."""
        for text, said in others:
            if (said.change and not said.known) or self._is_another(text, own):
                return Named((text,))  # «Tốc độ tăng …» is another measure, whatever the code
            part = said.part if said.known else part_within(text)
            if part == TOTAL or (not said.known and self._is_own(part, own.indicator_id)):
                part = ""
            named = named._replace(
                parts=(*named.parts, part) if part else named.parts,
                area=(*named.area, said.area) if said.area else named.area,
                unit=named.unit or said.unit,
                plan=named.plan or (said.plan if said.known else bool(_PLANNED.match(fold(text)))),
                period=named.period or (said.period.text if said.period else ""),
                status=least_sure(said.stated, named.status) if said.stated else named.status,
            )
        return named

    def _is_another(self, text: str, own: Facets) -> bool:
        """Whether a label beside a name is a basis, a scenario or a part of a year."""
        if is_scenario(fold(text)) or in_year(text, ANY_YEAR):
            return True
        indicators = self._texts.vocabulary.catalogue.indicators
        growth = is_growth(self._texts.vocabulary, indicators.get(own.indicator_id))
        return is_basis(text) and not growth

    def _is_own(self, part: str, indicator_id: str) -> bool:
        """Whether a part is what the indicator itself is about: women in a parliament."""
        indicator = self._texts.vocabulary.catalogue.indicators.get(indicator_id)
        names = (*indicator.names.each.values(), *indicator.aliases) if indicator else ()
        return any(part_within(name) == part for name in names)

    def _of_part(self, text: str, said: Facets) -> Named:
        """Return what a label says that names no indicator: a part or area of the one above."""
        group = self.group
        above = (group.indicator,) if group.indicator else self.last
        if group.indicator and fold(barest(text)) in listed("whole-areas"):
            return Named(above, (OF_ALL_HERE,), (TOTAL,), group.unit, grouped=True)
        if above and said.known and not said.indicator:
            parts = (said.part,) if said.part else ()
            if said.part and (said.part != TOTAL or group.indicator):
                return Named(above, (), parts, said.unit or group.unit, grouped=True)
            if said.area and group.indicator:
                return Named(above, (said.area,), (), group.unit, grouped=True)
            told = said.result or said.status or said.plan or said.role == "value"
            if told and group.indicator:
                return Named(above, (), (), group.unit, said.plan, "", said.stated, grouped=True)
        if said == NOTHING and text.lstrip()[:1].isdigit():
            self.last = ()  # a number begins no part of the one above it
        period = said.period.period.code if said.known and said.period else ""
        areas, divided = (said.area,) if said.area else (), (said.part,) if said.part else ()
        plan = said.plan and not said.indicator
        return Named((text,), areas, divided, "", plan, period, said.stated)

    def _of_levels(self, filled: list[str]) -> Named:
        """Return what labels in columns by their level say: the last is the row's own."""
        said = [self._texts.read(text) for text in filled]
        own = said[-1] if said else NOTHING
        unit = next((facets.unit for facets in said if facets.unit), "")
        if own.indicator and own.known:
            return self._of(own, filled[-1:])._replace(unit=unit)
        known = [facets for facets in said[:-1] if facets.indicator and facets.known]
        if known:
            named, inner = Named((known[-1].indicator,), unit=unit), filled[-1]
            if own.known or own.change or self._is_another(inner, known[-1]):
                return self._beside(named, known[-1], [(inner, own)])  # «Thực hiện», «Năm 2025»
            return named._replace(parts=(inner,))
        return self._of_part(filled[-1], own) if filled else Named(("",))
