"""Levels: what rows of text without numbers say of the rows below them.

A mere chapter qualifies nothing; one with a part,
an area, a plan, a period, a unit, a price or index basis does, until the next of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.bodies import NATION, kind_of_body, of_all
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.headings.phrases import TOTAL, basis, is_men
from cmcn4.readers.layout.headings.pieces import (
    ANY_YEAR,
    compares,
    in_year,
    is_basis,
    is_scenario,
    names_a_part,
    prices,
)
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.wordings import OF_ALL_HERE, is_of_here
from cmcn4.readers.layout.rows.group import Group
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.periods import cumulated, when
from cmcn4.readers.values.ranks import is_place
from cmcn4.words import listed

AIMS = "muc tieu|ke hoach|chi tieu giao|chi tieu ke hoach|phan dau|du toan"
_AIM = Pattern(rf"(?:{AIMS})\b")
_OF = Pattern(r"(?:doi voi|rieng|nhom|ho ngheo|vung dong bao|dan toc|do thi loai)\b")
_OF_AIMS = Pattern(
    r"nhóm\s+(?:[0-9IVX]{1,3}\s*[.:–-]\s*)?(?:các\s+|số\s+)?"
    r"(?=(?:chỉ tiêu|mục tiêu|chỉ số|tiêu chí|nhiệm vụ|giải pháp|nội dung)\b)",
    re.IGNORECASE,
)
"""«Nhóm chỉ tiêu về …» is what a chapter is called; what follows says what it is."""
_OF_SOME = Pattern(
    r"\b(?:doi voi|rieng|danh cho|ho (?:can )?ngheo|vung|dan toc|khuyet tat|cao tuoi|tre em|do thi"
    r"|thanh thi|nong thon|nu)\b"
)
_CHAPTER = Pattern(r"(?:cac )?muc tieu\b(?!.*\b(?:ke hoach|giao|phan dau|dang ky|de ra)\b)")
_OF_TOPIC = Pattern(
    r"nhom (?:[0-9]{1,2} |[ivx]{1,4} )?(?:linh vuc |tru cot )?(?:ve )?(?:phat trien )?"
)
_SEVERAL = Pattern(r"các (?:tỉnh|địa phương)(?:, thành phố)? (?:vùng )?", re.IGNORECASE)
_BEHIND = Pattern(r"\(([^()]{1,40})\)$|\s[-–—:] ?([^-–—:()]{1,40})$")
_RANKS = Pattern(r"(?:xep hang|thu hang|vi tri)\b")


COMMENTED = ("#", "//", "<!--", "/*", "--", "~~")
"""How what a person has left out of a text file begins, or has struck out."""


class Levels:
    """Reads the rows without numbers of one table, from the top down."""

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
        self._idle: tuple[object, ...] = ()
        """What was known above a row that changed nothing, and its texts."""
        self.last: tuple[str, ...] = ()
        """The name of the last row that had an indicator's."""
        self._has_figures = False
        """Whether rows with numbers stand below the last part."""
        self.is_mere = False
        """Whether the last row was a mere chapter."""
        for title in filter(
            lambda title: is_basis(title) or prices(title) or is_place(title), titles
        ):
            self.group = self._basis(title) or self.group

    def take(self, text: str, unit: str = "") -> bool:
        """Take a row without numbers for a level; whether it changes what the next rows are.

        `unit` is what it has in a column of units, for those that have none.
        """
        before, text, self.is_mere = self.group, _unled(text), False
        row = (text, unit, before, self.last, self._has_figures)
        if self._idle == row:
            return False
        # A mere chapter qualifies nothing, but an indicator's rows end there.
        chapter = replace(before, indicator="")
        if is_men(text):
            self.group = self._divided(before, text)
        else:
            known = self._basis(text) or self._named(text) or self._place(text)
            self.group = known or self._claimed(text) or self._chapter(text, chapter)
        if unit and unit != text and self._texts.read(unit).unit:
            self.group = replace(self.group, unit=unit)
        changes = self.group != before
        if (self.group, self.last, self._has_figures) == row[2:]:
            self._idle = row
        return changes

    def _chapter(self, text: str, chapter: Group) -> Group:
        """Return the group below a mere chapter, or below what stands behind its name."""
        behind = _BEHIND.search(text)
        inner = (behind[1] or behind[2]).strip() if behind else ""
        said = self._texts.read(inner)
        told = said.stated or said.plan or said.part or said.unit
        if not inner or not (told or is_basis(inner) or claim(inner)):
            self.is_mere = True
            return chapter
        self.group = chapter
        return self._basis(inner) or self._named(inner) or self._claimed(inner) or chapter

    def _claimed(self, text: str) -> Group | None:
        """Return the group below a text that says what the figures are, or how sure."""
        group = self.group
        match claim(text):
            case None:
                opened = text.strip().startswith(COMMENTED)
                return replace(group, basis=text, basis_kind="void") if opened else None
            case "plan":
                return replace(group, plan=text)
            case "part":
                return self._divided(group, text)
            case "void" | "change" as kind:
                return replace(group, basis=text, basis_kind=kind, below=bool(group.indicator))
            case status:
                return replace(group, status=status)

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
        if in_year(text, ANY_YEAR) and not when(text):
            return replace(group, within=text)
        if fold(text) in listed("every-year"):
            return replace(group, within="")
        if not said.known:
            return None
        if said.indicator:
            self.last = (said.indicator,)
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
        elif is_of_here(text) and not group.area:
            group = replace(group, area=OF_ALL_HERE)
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
        whole = of_all(text)
        area = self._areas.known(whole) if whole else None
        if area is not None:
            return self._within(replace(group, area=area.id), area.id)
        other = bool(self._areas.region(text)) or kind_of_body(barest(text)) in ("lower", "other")
        several = _SEVERAL.match(text)
        if several and self._areas.region(text[several.end() :]):
            other = True
        if other or below_province(text, self._areas):
            return replace(group, area="", elsewhere=text)
        if (_OF.match(key) and not _is_topic(key)) or names_a_part(text):
            return self._divided(group, text)
        return None


def names_a_chapter(plan: str) -> bool:
    """Whether the name of a block of targets may be but a document's chapter: «Mục tiêu 2025»."""
    return bool(_CHAPTER.match(fold(barest(plan))))


def _unled(text: str) -> str:
    """Return a text without «Nhóm» before what is reported; people of some kind are a part."""
    led = _OF_AIMS.match(barest(text))
    return text if led is None or _OF_SOME.search(fold(text)) else barest(text)[led.end() :]


def _is_topic(key: str) -> bool:
    """Whether a folded text is a group of what is reported, by its topic: «Nhóm 1: Hạ tầng số»."""
    led = _OF_TOPIC.match(key)
    return led is not None and key[led.end() :] in listed("topics")
