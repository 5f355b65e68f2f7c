"""Areas found in data: of several in one row the narrower, within the borders of the period."""

from __future__ import annotations

from functools import cached_property, lru_cache

from cmcn4 import words
from cmcn4.model.catalogue import Area
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import Period
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary, is_city, within, without_kind
from cmcn4.readers.values.eras import Eras
from cmcn4.readers.values.labels import forms, halves, is_remark, named, remark, spellings
from cmcn4.readers.values.nearest import Near, Nearest, Unlisted, distinct
from cmcn4.readers.values.phrases import is_missing

_MOST_CACHED = 100_000
_LONGEST_TAIL = 4
_PIECES = Pattern(r"[,;+&]|(?<!\s)\s(?:và|and)\s")
_ALL = Pattern(r"(?:gom |bao gom |toan bo |tat ca |ca )?(?:34|63) tinh(?: thanh(?: pho)?| tp)?")
"""All provinces of the country, before or after they were merged, in a bracket behind its name."""
_TOWN = frozenset({"tp", "thanh pho", "city"})
"""Behind the name of a province that is none a city in it."""
_CODE = 3  # letters of the longest code of a country


class Clash(NamedTuple):
    """Areas in one row that contradict each other."""

    texts: tuple[str, ...]
    """As written."""
    ids: tuple[str, ...]
    """What they stand for."""
    sender: str = ""
    """The province whose table it is, where a cell names a body of the whole country."""


Found = Area | Near | Unlisted | Clash


class Areas:
    """Areas by the texts found in data, within the borders of the observation's period."""

    def __init__(self, vocabulary: Vocabulary, relevant: frozenset[str]) -> None:
        """Prepare the tables of one vocabulary."""
        self._vocabulary, self.relevant = vocabulary, relevant
        self.eras = Eras(vocabulary)
        self._found = lru_cache(_MOST_CACHED)(self._find)
        self._firsts: dict[int, Period] = {}
        self._lasting: dict[tuple[str, ...], Period] = {}
        """Texts that name the same under all borders, with the period they were found for."""
        self._several = False
        """Whether a text has been looked up that several areas bear."""

    def find(self, texts: tuple[str, ...], period: Period | None) -> Found | None:
        """Return what `_find` does, asked once for all periods within the same borders."""
        if period is not None:
            period = self._firsts.setdefault(self.eras.of(period), period)
            period = self._lasting.get(texts, period)
        return self._found(texts, period)

    def lasts(self, texts: tuple[str, ...]) -> bool:
        """Whether texts that were found in one period name the same in any other."""
        return texts in self._lasting

    def _find(self, texts: tuple[str, ...], period: Period | None) -> Found | None:
        self._several = False
        found = self._named(texts, period)
        if period is not None and not self._several:
            if len(self._lasting) >= _MOST_CACHED:
                self._lasting.clear()
            self._lasting[texts] = period
        return found

    def _named(self, texts: tuple[str, ...], period: Period | None) -> Found | None:
        """Return the area the texts of a row name together; None when all of them are empty.

        Of areas that lie in each other the narrower, of a code and its name the one of both.
        """
        filled = [text for text in texts if not is_missing(text)]
        known = [(text, found) for text in filled if (found := self.known(text, period))]
        # A bare number may be anybody's own; beside a name it says nothing.
        worded = [pair for pair in known if not pair[0].strip().isdecimal()] or known
        area: Area | None = None
        for text, each in worded:
            if area is None or self._inside(each.id, area):
                area = each
            elif not self._agree(area, each, text):
                area = self._of_code(worded, area, each)
                if area is None:
                    names = tuple(text for text, _ in worded)
                    return Clash(names, distinct(each.id for _, each in worded))
        others = [text for text in filled if all(text is not each for each, _ in known)]
        near = next(filter(None, map(self._near, others)), None)
        if near and (area is None or any(self._inside(id_, area) for id_ in near.ids)):
            return near
        narrower = self._narrower(filled, worded[-1][0]) if worded else filled[-1:]
        return Unlisted(clean(narrower[-1])) if narrower else area

    def _narrower(self, texts: list[str], known: str) -> list[str]:
        """Return the names behind that of an area that may lie in it: «Việt Nam», «Hoàn Kiếm».

        A code says what the row is of, whatever its label.
        """
        return [] if self._is_code(known) else [
            text for text in texts[texts.index(known) + 1 :]
            if any(map(str.isalpha, text)) and not (self._is_code(text) or self.region(text))
        ]  # fmt: skip

    def _agree(self, area: Area, other: Area, text: str) -> bool:
        """Whether a second area is the first one, around it, or the same under other borders."""
        same = self._vocabulary.areas.get(without_kind(text), ())
        return other.id == area.id or self._inside(area.id, other) or area.id in same

    def _of_code(self, named: list[tuple[str, Area]], area: Area, other: Area) -> Area | None:
        """Return the one of two areas that a code decides on: the first if neither matters.

        «HN» beside «Hà Nội» is no Honduras.
        """
        codes = [text for text, _ in named if self._is_code(text)]
        if self.relevant.isdisjoint((area.id, other.id)):
            return area if codes else None
        return next((each for each in (area, other) if each in map(self.short, codes)), None)

    def _is_code(self, text: str) -> bool:
        """Whether a text is a code: beside a name it decides, whatever the name."""
        text = text.strip()
        short = len(text) <= _CODE and text.isascii() and text.isupper()
        return short or text in self._vocabulary.catalogue.areas

    def _inside(self, area: str, other: Area) -> bool:
        return self._vocabulary.catalogue.within(area, other.id)

    def known(self, text: str, period: Period | None = None) -> Area | None:
        """Return the area a text stands for, be it numbered, marked or with its kind («tỉnh»)."""
        for form in spellings(text):
            area = self._area(form, period)
            # «TH1» is somebody's code, not Thailand with a footnote.
            coded = len(form) <= _CODE and form.isascii() and clean(text)[len(form) :][:1].isdigit()
            if area and not coded:
                return area
        return self._remarked(text, period) or self._bilingual(text, period)

    def _remarked(self, text: str, period: Period | None) -> Area | None:
        """Return the area behind whose name a remark stands: «Lào Cai (sau sáp nhập)».

        Which of two of one name is meant is said by it, whatever the period.
        """
        name, inner = remark(text) or ("", "")
        borders = words.table("borders").get(fold(inner), "")
        if borders == "now" or self._merges(name, inner):
            return self.known(name)
        if borders != "before":
            found = self.known(name, period) if is_remark(inner) else self._all_of(name, inner)
            province = found if found and found.kind == "province" else None
            return None if province and fold(inner) in _TOWN and not is_city(province) else found
        now = self.known(name)
        same = self._vocabulary.areas_named(now.names.get("vi")) if now else []
        return next((area for area in same if area.valid_to), now)

    def _all_of(self, name: str, inner: str) -> Area | None:
        """Return the country behind which all of its provinces stand: «Cả nước (34 tỉnh)»."""
        country = self.known(name) if _ALL.fullmatch(fold(inner)) else None
        return country if country and country.kind == "country" else None

    def _merges(self, name: str, inner: str) -> bool:
        """Whether a remark names areas that have become part of the one named: «gồm Yên Bái»."""
        said = inner.split()
        leads = words.meaning("borders", "with")
        lead = next((n for n in (2, 1) if fold(" ".join(said[:n])) in leads and said[n:]), 0)
        area = self.known(name) if lead else None
        if area is None or not area.valid_from:
            return False
        found = (self.known(each) for each in _PIECES.split(" ".join(said[lead:])))
        return all(each and area.id in (each.id, each.merged_into) for each in found)

    def _bilingual(self, text: str, period: Period | None) -> Area | None:
        """Read «Cả nước - Whole country»: both halves are known, and the same."""
        for pair in halves(text):
            first, second = (named(half, lambda form: self._area(form, period)) for half in pair)
            if first and second:
                return first if first.id == second.id else None
        return None

    def _area(self, name: str, period: Period | None) -> Area | None:
        named = self._vocabulary.areas_named(name)
        self._several |= len(named) > 1
        return within(named, period)

    def short(self, text: str) -> Area | None:
        """Return the province an abbreviation stands for in a column of provinces: «HN», «HP».

        Elsewhere it may be a country's code: HN is Honduras.
        """
        return self._vocabulary.catalogue.areas.get(words.table("provinces").get(fold(text), ""))

    def region(self, text: str) -> bool:
        """Whether a text names a region of Viet Nam or of the world, or another aggregate."""
        return any(
            key in self._regions or key.removeprefix("vung ") in self._regions
            for form in (*forms(text), *(half for pair in halves(text) for half in pair))
            for key in (fold(form),)
        )

    @cached_property
    def _regions(self) -> frozenset[str]:
        groups = self._vocabulary.catalogue.groups.values()
        names = [group.names for group in groups if group.kind == "areas"]
        names += [member.names for group in groups if "region" in group.id
                  for member in group.members if member.names]  # fmt: skip
        return words.listed("regions") | {fold(name) for text in names
                                          for name in text.each.values()}  # fmt: skip

    def in_title(self, text: str) -> Area | Near | None:
        """Return the area a reporting unit belongs to («Sở Khoa học và Công nghệ tỉnh Lào Cai»)."""
        area, tail = self.known(text), without_kind(text).split()
        for count in range(min(_LONGEST_TAIL, len(tail) - 1), 1, -1):
            area = area or self.known(" ".join(tail[-count:]))
        return area or self._near(text)

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._vocabulary.areas, places=True)

    def _near(self, text: str) -> Near | None:
        """Return a near miss of an area that matters; what only resembles others is not ours."""
        for form in () if self.region(text) else forms(text):
            names = self._nearest.to(fold(form)) or self._nearest.to(without_kind(form))
            ids = distinct(area for name in names for area in self._vocabulary.areas[name]
                           if area in self.relevant)  # fmt: skip
            if ids:
                return Near(clean(text), ids, ids)
        return None
