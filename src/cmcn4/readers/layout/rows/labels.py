"""Labels of rows: the indicator, part, area or plan they name, and the groups they stand in.

A row of text without numbers is a level, too: a mere chapter qualifies nothing; one with a part,
an area, a plan, a period, a unit, a price or index basis does, until the next of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.bodies import NATION, kind_of_body
from cmcn4.readers.layout.headings.facets import NOTHING, Facets, is_growth
from cmcn4.readers.layout.headings.phrases import TOTAL, basis, is_men, part_within
from cmcn4.readers.layout.headings.pieces import (
    compares,
    in_year,
    is_basis,
    is_scenario,
    names_a_part,
    prices,
)
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.rows.group import Group, Named
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.origins import least_sure
from cmcn4.readers.values.periods import cumulated, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.ranks import is_place
from cmcn4.words import listed

_AIMS = "muc tieu|ke hoach|chi tieu giao|chi tieu ke hoach|phan dau|du toan"
_FORETOLD = "planned|plans?|targets?|targeted|du bao|du kien|forecasts?|projected|expected"
_AIM, _PLANNED = Pattern(rf"(?:{_AIMS})\b"), Pattern(rf"(?:{_AIMS}|{_FORETOLD})\b")
"""The latter: how a label beside a code begins that is of no result, whatever it goes on to say."""
_OF = Pattern(r"(?:doi voi|rieng|nhom|ho ngheo|vung dong bao|dan toc)\b")
_BEHIND = Pattern(r"\(([^()]{1,40})\)$|\s[-–—:] ?([^-–—:()]{1,40})$")
_ANY_YEAR = "2000"
_RANKS = Pattern(r"(?:xep hang|thu hang|vi tri)\b")
_OF_ALL = Pattern(
    r"(?:mức\s+)?(?:tính chung|chung|tổng số|bình quân(?: chung)?|trung bình(?: chung)?|mức)\s+"
    r"(?:của\s+)?",
    re.IGNORECASE,
)


class Labels:
    """Reads the labels of the rows of one table, from the top down."""

    def __init__(
        self, texts: Texts, areas: Areas, of: tuple[Sequence[int], Iterable[str]], *, indented: bool
    ) -> None:
        """Take the columns of labels and the titles, of which a mere basis counts as a line would.

        `indented`: labels stand in one of the columns, by their level.
        """
        columns, titles = of
        self._texts, self._areas = texts, areas
        self._columns, self._indented = columns, indented
        self.group = Group()
        self._idle: tuple[Group, str] | None = None
        """A group, and the text of a row that changed nothing of it."""
        self._last: tuple[str, ...] = ()
        """The name of the last row that had an indicator's."""
        self._has_figures = False
        """Whether rows with numbers stand below the last part."""
        for title in filter(
            lambda title: is_basis(title) or prices(title) or is_place(title), titles
        ):
            self.group = self._basis(title) or self.group

    def take(self, text: str) -> bool:
        """Take a row without numbers for a level; whether it changes what the next rows are."""
        before = self.group
        if self._idle == (before, text):
            return False
        chapter = replace(before, indicator="")  # which qualifies nothing, but ends its rows
        if is_men(text):
            self.group = self._divided(before, text)
        else:
            known = self._basis(text) or self._named(text) or self._place(text)
            self.group = known or self._chapter(text, chapter)
        changes = self.group != before
        if not (changes or before.indicator):  # whose name would have to be remembered
            self._idle = before, text
        return changes

    def _chapter(self, text: str, chapter: Group) -> Group:
        """Return the group below a mere chapter, or below what stands behind its name."""
        behind = _BEHIND.search(text)
        inner = (behind[1] or behind[2]).strip() if behind else ""
        said = self._texts.read(inner)
        if not inner or not (said.stated or said.plan or said.part or is_basis(inner)):
            return chapter
        self.group = chapter
        return self._basis(inner) or self._named(inner) or chapter

    def pass_row(self) -> None:
        """Take note that a row of figures stands here, be they missing."""
        self._has_figures = True

    def _basis(self, text: str) -> Group | None:
        """Return the group below a price basis, an index, a ranking, a part of a year."""
        found = self._based(text)
        return replace(found, below=bool(found.indicator)) if found else None

    def _based(self, text: str) -> Group | None:
        kind, key = basis(text), fold(barest(text))
        said = self._texts.read(text)
        if kind == "current" and compares(fold(barest(self.group.basis))):
            return replace(self.group, basis_kind="nominal", unit=said.unit)
        if kind:
            return replace(self.group, basis=text, basis_kind=kind, unit=said.unit)
        if cumulated(text):
            return replace(self.group, basis=text, basis_kind="cumulated")
        if compares(key):
            return replace(self.group, basis=text, basis_kind="change")
        if is_scenario(key):
            return replace(self.group, plan=text)
        if (_RANKS.match(key) or is_place(text)) and not said.indicator:
            return replace(self.group, basis=text, basis_kind="rank")
        if said.plan or (_AIM.match(key) and any(c.isdigit() for c in text)):
            return None if said.indicator else replace(self.group, plan=text)
        return None

    def _named(self, text: str) -> Group | None:
        """Return the group below a text that is understood."""
        said, group = self._texts.read(text), self.group
        if in_year(text, _ANY_YEAR) and not when(text):
            return replace(group, within=text)
        if fold(text) in listed("every-year"):
            return replace(group, within="")
        if not said.known:
            return None
        if said.indicator:
            self._last = (said.indicator,)
            self._has_figures = True  # as it would, if it had a value
            same = said.indicator == group.indicator
            above = group if same or group.above is None else group.above
            basis = above.basis if same or not above.below else ""
            named = replace(above, indicator=said.indicator, unit=said.unit, basis=basis)
            named = replace(named, part="", inner="", own=False) if above.own else named
            return self._with_own(named, said, text)
        if said.result:
            kept = group.basis if group.basis_kind in ("constant", "current", "index") else ""
            group = replace(group, plan="", basis=kept)
        if said.part:
            return self._divided(group, said.part)
        if said.area:
            return self._within(replace(group, area=said.area), said.area_id)
        if said.period:
            status = said.stated or group.status
            return replace(group, period=said.period.text, within="", status=status)
        if said.unit or said.status or said.result:
            kept = "" if said.result else group.status  # which a unit says nothing of
            return replace(group, unit=said.unit or group.unit, status=said.status or kept)
        return None

    def _with_own(self, named: Group, said: Facets, text: str) -> Group:
        """Return the group below an indicator with what its name says beside it: «… - Nữ»."""
        group = self._divided(named, said.part) if said.part else named
        if said.area:
            group = self._within(replace(group, area=said.area), said.area_id)
        if said.period:
            group = replace(group, period=said.period.text, within="")
        plan = text if said.plan else group.plan
        group = replace(group, status=said.stated or group.status, plan=plan)
        return group if group == named else replace(group, above=named)

    def _divided(self, group: Group, part: str) -> Group:
        """Return the group below a part; areas within the one before it end with that."""
        part = "" if part == TOTAL else part
        self._has_figures = False
        area = "" if group.inner == "area" else group.area
        inner, own = "part" if part and area else "", bool(part and group.indicator)
        return replace(group, part=part, area=area, inner=inner, own=own)

    def _within(self, group: Group, area_id: str) -> Group:
        """Return the group below an area, which it has already.

        It ends parts of another area, and «Cả nước» below figures of a part that part, as «Tổng số»
        does; right below the name of a part it is within that.
        """
        whole = area_id == NATION and self._has_figures and not group.inner
        if group.inner == "part" or whole:
            return replace(group, part="", inner="", elsewhere="")
        return replace(group, inner="area" if group.part else "", elsewhere="")

    def _place(self, text: str) -> Group | None:
        """Return the group below an area, one of ours or another."""
        key, group = fold(barest(text)), self.group
        if key in listed("totals") or key in listed("whole-areas"):
            return replace(group, area="", elsewhere="", part="", inner="")
        of_all = _OF_ALL.match(text)
        area = self._areas.known(text[of_all.end() :]) if of_all else None
        if area is not None:
            return self._within(replace(group, area=area.id), area.id)
        other = self._areas.region(text) or kind_of_body(barest(text)) in ("lower", "other")
        if other or below_province(text, self._areas):
            return replace(group, area="", elsewhere=text)
        if _OF.match(key) or names_a_part(text):
            return self._divided(group, text)
        return None

    def read(self, cells: Sequence[str]) -> Named:
        """Read the label of a row with numbers."""
        self.pass_row()
        filled = [cells[i] for i in self._columns if not is_missing(cells[i])]
        if self._indented:
            return self._of_levels(filled)
        said = [(text, self._texts.read(text)) for text in filled if type(text) is str]
        known = [pair for pair in said if pair[1].indicator and pair[1].known]
        if known:
            others = [pair for pair in said if pair is not known[0]]
            names = [text for text, each in said if each.indicator or not each.known]
            return self._beside(self._of(known[0][1], names), known[0][1], others)
        if len(said) == 1:
            return self._of_part(*said[0])
        return Named(tuple(cells[i] for i in self._columns))

    def _of(self, said: Facets, filled: list[str]) -> Named:
        """Return what a label says that names an indicator."""
        codes = tuple(text for text in filled if text != said.indicator)
        names = (said.indicator, *codes[:1]) if len(filled) > 1 else (said.indicator,)
        self._last = () if said.part or said.area else (said.indicator,)
        parts = tuple(filter(None, (said.part,)))
        area = (said.area,) if said.area else ()
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
        if is_scenario(fold(text)) or in_year(text, _ANY_YEAR):
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
        above = (group.indicator,) if group.indicator else self._last
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
            self._last = ()  # a number begins no part of the one above it
        period = said.period.text if said.known and said.period else ""
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
            return Named((known[-1].indicator,), (), (filled[-1],), unit)
        return self._of_part(filled[-1], own) if filled else Named(("",))
