"""What is visible of a form: a person sees and changes that alone, so it may not belie the codes.

What is not understood at all does no harm, for labels and headings may be put in other words. What
says something else than the code does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

from cmcn4.model.catalogue import Area, Indicator
from cmcn4.model.form import Asked
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet, Status
from cmcn4.model.text import clean, fold
from cmcn4.readers.layout.headings.bodies import (
    NATION,
    PLACE_AND_DAY,
    is_reference,
    level_of_body,
    province_of_body,
    provinces,
)
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.headings.phrases import TOTAL, change, parts_in
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.headings.wordings import tells_results
from cmcn4.readers.layout.surroundings.titles import bracketed, claims
from cmcn4.readers.reading import Context
from cmcn4.readers.values.claims import claim
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.names import Near, breakdown
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed, table

_LONGEST, _LONGEST_PHRASE, _MOST_WORDS = 300, 5, 60
_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_COPULA = Pattern(r"(?:\b(?:are|is|là)\s|[:=])\s*")
_NO_RESULT = frozenset({"plan", "forecast", "estimate", "provisional"})
_CITED = frozenset(
    {"chi tieu", "yeu cau", "nghi quyet", "theo nghi quyet", "nq", "kh", "dinh huong"}
)
"""Words for what is wanted that lines and labels have for other reasons."""
_WHOSE = Pattern(r"\b(?:of|for|của|cho) ([^,.;:()]{2,40})$", re.IGNORECASE)
_PAPER = Pattern(r"(?<![0-9])[0-9]{1,5}/(?:[0-9]{4}/)?[A-ZĐ]{2}")
"""The number of another paper, which the line only refers to: «Kế hoạch số 15/KH-UBND»."""
_NOWHERE = Place(Sheet(""))


class Visible:
    """Tells what a person has written into a form that its codes do not say."""

    def __init__(self, context: Context) -> None:
        """Take the names that are known."""
        self._context, self._texts = context, context.texts
        self._catalogue = context.vocabulary.catalogue
        self.line = lru_cache(1024)(self._line)

    def heading(self, text: str, year: str) -> bool:
        """Whether the heading of a year says something else of the figures below it."""
        if is_missing(text):
            return False
        said, period = self._texts.read(text), when(text)
        named = (period or said.period) if period or said.known else None
        if named and named.period.code != year:
            return True
        if said.understood:
            return bool(self._more(said) or said.indicator or said.area or said.unit)
        rest = text.replace(year, " ")
        return bool(claim(rest) or doubt(rest) or self._whose(rest)) or self._claims(text, year)

    def _whose(self, text: str) -> Area | None:
        """Return the area that a text says figures are of, at its end."""
        whose = _WHOSE.search(text)
        return self._context.areas.known(whose[1]) if whose else None

    def label(self, text: str, asked: Asked, years: Collection[str]) -> bool:
        """Whether a label names another indicator, or one with more said of it."""
        found, said = self._context.indicators.find((text,)), self._texts.read(text)
        own = self._catalogue.indicators[asked.indicator]
        if isinstance(found, Near):
            return own.id not in found.ids
        if isinstance(found, Indicator) and found.id != own.id:
            return True
        if said.known and said.indicator_id:
            period = said.period and {said.period.period.code} != {*years}
            other = said.area_id and not self._same(said.area_id, asked.area)
            return bool(said.indicator_id != own.id or self._more(said) or period or other)
        if isinstance(found, Indicator):
            return False
        names = " ".join((*own.names.each.values(), *own.aliases))
        return not self._context.indicators.may_name(text, own.id) or self._claims(text, names)

    def area(self, text: str, asked: Asked) -> bool:
        """Whether the area of a line is not the one that was asked."""
        area = self._context.areas.known(text)
        return area is None or not self._same(area.id, asked.area)

    def part(self, text: str, asked: Asked) -> bool:
        """Whether the part of a line is another one; one in other words may be its own."""
        vocabulary = self._context.vocabulary
        part = breakdown(vocabulary, self._catalogue.indicators[asked.indicator], (text,))
        if part == asked.breakdown:
            return False
        return not (part and asked.breakdown) or fold(text) in vocabulary.breakdowns

    def sender(self, text: str, asked: Collection[str]) -> bool:
        """Whether a reporting unit, or a body in a letterhead, reports for another area."""
        areas = self._context.areas
        area = areas.known(text) or province_of_body(text, areas)
        if area is not None:
            return not any(self._same(area.id, id_) for id_ in asked)
        kind = level_of_body(text, areas)
        if kind in ("lower", "other") or below_province(text, areas) or areas.region(text):
            return True
        return kind in ("nation", "province") and (kind == "nation") != (NATION in asked)

    def _line(self, text: str, *, below: bool = False) -> Status | Literal["", "else"]:
        """Return how sure a line says that all figures are; that they are none the form asks for.

        Below the table stand names and bodies: there only what is said outright counts.
        """
        name, _, body = text.partition(":")
        name, areas = fold(name), self._context.areas
        if len(text) > _LONGEST or meaning(text) or when(text) or name in listed("recipients"):
            return ""
        if is_reference(text) or any(level_of_body(barest(each), areas) for each in (text, body)):
            return ""
        told = [claims([(clean(each), _NOWHERE)], (), (), self._texts) for each in _pieces(text)]
        statuses = [each.status for each in told if each.status]
        unclear = "" if _PAPER.search(text) else doubt(text)
        parts = unclear or self._is_outright(text) or any(each.part for each in told)
        none = unclear == "void" or "forecast" in statuses or any(each.basis for each in told)
        if none or (parts and not below):
            return "else"
        return next(iter(statuses), "")

    def _is_outright(self, text: str) -> bool:
        """Whether words of a line speak of forecasts, or of plans and no results."""
        kinds = {kind for _, kind in _kinds(text)} if _PAPER.search(text) is None else set()
        return "forecast" in kinds or ("plan" in kinds and not tells_results(text))

    def is_of_others(self, text: str, asked: Collection[str]) -> bool:
        """Whether a line above names a province, or a body of one, that is not asked."""
        areas = self._context.areas
        if PLACE_AND_DAY.match(text) or fold(text.partition(":")[0]) in listed("recipients"):
            return False
        if level_of_body(barest(text), areas):
            return self.sender(barest(text), asked)
        area = self._whose(text)
        if area is not None:
            return not any(self._same(area.id, id_) for id_ in asked)
        return any(
            not any(self._same(area.id, id_) for id_ in asked) for area in provinces(text, areas)
        )

    def _more(self, said: Facets) -> bool:
        """Whether a text that is understood says more of figures than what they are of."""
        part = said.part not in ("", TOTAL)
        stated = said.stated not in (None, "final")
        return bool(said.plan or said.change or said.cumulated or part or stated or said.basis)

    def _claims(self, text: str, own: str) -> bool:
        """Whether words of a text say what what it is of does not: a plan, a part, a year."""
        if len(text) > _LONGEST:
            return True
        words = set(fold(own).split())
        told = any(kind in _NO_RESULT and not words.issuperset(key.split())
                   for key, kind in _kinds(text))  # fmt: skip
        parts = {kind for kind, _ in parts_in(text)} - {kind for kind, _ in parts_in(own)}
        years = {*_YEAR.findall(text)} - {*_YEAR.findall(own)}
        changes = change(text.replace("%", "")) and not change(own.replace("%", ""))
        return bool(told or parts or years or changes)

    def _same(self, id_: str, other: str) -> bool:
        """Whether two areas bear one name: those before and after a merger do."""
        areas = self._catalogue.areas
        both = id_ in areas and other in areas
        return id_ == other or (both and areas[id_].names == areas[other].names)


def _pieces(text: str) -> Iterator[str]:
    """Yield a line, what stands in brackets, and what it says that something is."""
    yield from bracketed(text)
    for found in _COPULA.finditer(text):
        yield text[found.end() :]


def _kinds(text: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of a text that say what values are, with what they say."""
    keys, known = fold(text).split()[:_MOST_WORDS], table("headings")
    start = 0
    while start < len(keys):
        for size in range(_LONGEST_PHRASE, 0, -1):
            key = " ".join(keys[start : start + size])
            if key in known and key not in _CITED:
                yield key, known[key]
                start += size - 1
                break
        start += 1
