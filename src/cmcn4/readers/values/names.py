"""Names of indicators, areas and breakdowns found in data: known, nearly known, or not ours.

A code and a name of the same thing come as a pair, the code first: the first that is known
decides, so a publisher's own code beside a familiar name does no harm.
"""

from __future__ import annotations

from typing import NamedTuple

from cmcn4 import words
from cmcn4.model.catalogue import Area, Indicator
from cmcn4.model.period import Period
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary, without_kind
from cmcn4.readers.values.labels import NUMBERING
from cmcn4.readers.values.nearest import Nearest, distinct
from cmcn4.readers.values.phrases import is_missing

_MOST_CACHED = 100_000
_LONGEST_TAIL = 4


class Near(NamedTuple):
    """A name that is not known but differs from known ones by a slip only."""

    text: str
    names: tuple[str, ...]
    """The known names."""
    ids: tuple[str, ...]
    """What they stand for."""


class Clash(NamedTuple):
    """SHIM"""

    texts: tuple[str, ...]
    ids: tuple[str, ...]


NOWHERE = Near("", (), ())
"""An empty cell below areas: the area above once more, or the whole country."""


class Unlisted(NamedTuple):
    """A name that is not ours."""

    text: str


class Indicators:
    """Indicators by the texts found in data; every distinct text is resolved once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the tables of one vocabulary."""
        self._vocabulary = vocabulary
        self._nearest: Nearest | None = None
        self._cache: dict[tuple[str, ...], Indicator | Near | Unlisted] = {}

    def find(self, texts: tuple[str, ...]) -> Indicator | Near | Unlisted:
        """Return the indicator that the first known of the texts stands for."""
        known = self._cache.get(texts)
        if known is None:
            known = self._resolve(texts)
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            self._cache[texts] = known
        return known

    def _resolve(self, texts: tuple[str, ...]) -> Indicator | Near | Unlisted:
        for text in texts:
            indicator = self._vocabulary.indicator(text)
            if indicator:
                return indicator
        if self._nearest is None:
            self._nearest = Nearest(self._vocabulary.indicators)
        filled = [clean(text) for text in texts if not is_missing(text)]
        for text in filled:
            names = self._nearest.to(fold(text))
            if names:
                ids = distinct(self._vocabulary.indicators[name] for name in names)
                return Near(text, ids, ids)
        return Unlisted(filled[-1] if filled else "")


class Areas:
    """Areas by the texts found in data, within the borders of the observation's period."""

    def __init__(self, vocabulary: Vocabulary, relevant: frozenset[str]) -> None:
        """Prepare the tables of one vocabulary."""
        self._vocabulary, self.relevant = vocabulary, relevant
        self._nearest: Nearest | None = None
        self._cache: dict[tuple[tuple[str, ...], Period | None], Area | Near | Unlisted | None] = {}

    def find(self, texts: tuple[str, ...], period: Period | None) -> Area | Near | Unlisted | None:
        """Return the area of the first known text; None when all of them are empty."""
        key = texts, period
        if key not in self._cache:
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            self._cache[key] = self._resolve(texts, period)
        return self._cache[key]

    def _resolve(
        self, texts: tuple[str, ...], period: Period | None
    ) -> Area | Near | Unlisted | None:
        filled = [text for text in texts if not is_missing(text)]
        for text in filled:
            area = self.known(text, period)
            if area:
                return area
        for text in filled:
            near = self._near(text)
            if near:
                return near
        return Unlisted(clean(filled[-1])) if filled else None

    def known(self, text: str, period: Period | None = None) -> Area | None:
        """Return the area a text stands for, be it numbered or with its kind («tỉnh»)."""
        found = self._vocabulary.area(text, period)
        numbered = None if found else NUMBERING.match(clean(text))
        return self._vocabulary.area(clean(text)[numbered.end() :], period) if numbered else found

    def region(self, text: str) -> bool:
        """SHIM"""
        return True

    def in_title(self, text: str) -> Area | Near | None:
        """Return the area a reporting unit belongs to («Sở Khoa học và Công nghệ tỉnh Lào Cai»)."""
        area = self.known(text)
        words = without_kind(text).split()
        for count in range(min(_LONGEST_TAIL, len(words) - 1), 1, -1):
            area = area or self.known(" ".join(words[-count:]))
        return area or self._near(text)

    def _near(self, text: str) -> Near | None:
        """Return a near miss of an area that matters; what only resembles others is not ours."""
        if self._nearest is None:
            self._nearest = Nearest(self._vocabulary.areas)
        key = fold(text)
        names = self._nearest.to(key) or self._nearest.to(without_kind(text))
        ids = [each for name in names for each in self._vocabulary.areas[name]]
        ids = [each for each in ids if each in self.relevant]
        return Near(clean(text), distinct(ids), distinct(ids)) if ids else None


def breakdown(vocabulary: Vocabulary, indicator: Indicator, texts: tuple[str, ...]) -> str:
    """Return the id of what a row is broken down by; empty for the total.

    Several columns (sex, age, sector) make one breakdown of all that are not totals.
    """
    parts = [_part(vocabulary, indicator, text) for text in texts]
    return " / ".join(part for part in parts if part)


_ALSO_SEXES = frozenset({"nam"})
"""«Nam» is a region only where the indicator is broken down by regions."""
_TOTALS = words.listed("totals") | {""}


def _part(vocabulary: Vocabulary, indicator: Indicator, text: str) -> str:
    key = fold(text)
    if key in _TOTALS or is_missing(text):
        return ""
    ids = vocabulary.breakdowns.get(key, ())
    groups = vocabulary.catalogue.groups
    own = {
        member.id
        for group in indicator.breakdowns
        if group in groups
        for member in groups[group].members
    }
    alone = ids[0] if len(ids) == 1 and key not in _ALSO_SEXES else key
    return next((each for each in ids if each in own), alone)
