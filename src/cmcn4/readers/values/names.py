"""Names of indicators and breakdowns found in data: known, nearly known, or not ours.

A code and a name of the same thing come as a pair, the code first: the first that is known
decides, so a publisher's own code beside a familiar name does no harm.
"""

from __future__ import annotations

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.areas import Areas
from cmcn4.readers.values.found import NOWHERE, Clash, Near, Unlisted
from cmcn4.readers.values.initials import initials, meant
from cmcn4.readers.values.labels import forms, halves, label
from cmcn4.readers.values.nearest import Nearest, distinct
from cmcn4.readers.values.phrases import is_missing

__all__ = [
    "NOWHERE",
    "Areas",
    "Clash",
    "Indicators",
    "Near",
    "Unlisted",
    "breakdown",
    "initials",
    "meant",
]
_MOST_CACHED = 100_000
_LEAST_SHARED = 4  # letters of a word that two names of one thing have in common


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

    def known(self, text: str) -> Indicator | None:
        """Return the indicator of a text with its numbering, marks, unit or second language."""
        return self.labelled(text)[0]

    def labelled(self, text: str) -> tuple[Indicator | None, str]:
        """Return the indicator of a label and the unit written beside it, if any."""
        vocabulary = self._vocabulary
        named = label(text, vocabulary, lambda name: vocabulary.indicator(name) is not None)
        return vocabulary.indicator(named.name) or self.bilingual(text), named.unit

    def bilingual(self, text: str) -> Indicator | None:
        """Return the indicator that a text names in two languages."""
        for pair in halves(text):
            both = [
                next(filter(None, map(self._vocabulary.indicator, forms(h))), None) for h in pair
            ]
            named = both[0] or both[1]
            if named and both[0] and both[1]:
                return named if both[0] is both[1] else None
            if named and self._translates(pair[0 if both[1] else 1], named):
                return named
        return None

    def _translates(self, text: str, indicator: Indicator) -> bool:
        """Whether an unknown half says the same again: initials, or words of the names it has.

        What it is broken down by is another thing, in whatever language.
        """
        said = set(fold(text).split())
        parts = words.listed("part-words") | self._vocabulary.breakdowns.keys()
        if not said or fold(text) in parts or not said.isdisjoint(parts):
            return False
        names = indicator.names
        english = _words(names.en, *(each for each in indicator.aliases if each.isascii()))
        if said <= english | _words(names.vi, *indicator.aliases):
            return True
        return text.isascii() and any(len(word) >= _LEAST_SHARED for word in said & english)

    def _resolve(self, texts: tuple[str, ...]) -> Indicator | Near | Unlisted:
        filled = [text for text in texts if not is_missing(text)]
        for text in filled:
            indicator = self._vocabulary.indicator(text) or self.known(text)
            if indicator:
                return indicator
        if self._nearest is None:
            self._nearest = Nearest(self._vocabulary.indicators)
        for text in filled:
            for form in forms(text):
                names = self._nearest.to(fold(form))
                if names:
                    ids = distinct(self._vocabulary.indicators[name] for name in names)
                    return Near(clean(text), ids, ids)
        return Unlisted(clean(filled[-1]) if filled else "")


def _words(*names: str) -> set[str]:
    return {word for name in names for word in fold(name).split()}


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
