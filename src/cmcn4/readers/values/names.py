"""Names of indicators and breakdowns found in data: known, nearly known, or not ours.

A code and a name of the same thing come as a pair, the code first: the first that is known
decides, so a publisher's own code beside a familiar name does no harm.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.areas import Areas, Clash
from cmcn4.readers.values.initials import initials, meant
from cmcn4.readers.values.labels import halves, label, named
from cmcn4.readers.values.nearest import NOWHERE, Near, Nearest, Unlisted, distinct
from cmcn4.readers.values.phrases import is_missing

__all__ = ["NOWHERE", "Areas", "Clash", "Indicators", "Near", "Unlisted", "breakdown", "initials",
           "meant"]  # fmt: skip
_MOST_CACHED = 100_000
_ALSO_SEXES = frozenset({"nam"})
"""«Nam» is a region only where the indicator is broken down by regions."""
_TOTALS = words.listed("totals") | {""}


class Indicators:
    """Indicators by the texts found in data; every distinct text is resolved once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the tables of one vocabulary."""
        self._vocabulary = vocabulary
        self.find = lru_cache(_MOST_CACHED)(self._find)
        self.may_name = lru_cache(_MOST_CACHED)(self._may_name)
        self.rivals = lru_cache(_MOST_CACHED)(self._rivals)

    def _find(self, texts: tuple[str, ...]) -> Indicator | Near | Unlisted:
        """Return the indicator that the first known of the texts stands for."""
        filled = [text for text in texts if not is_missing(text)]
        for text in filled:
            indicator = self._vocabulary.indicator(text) or self.labelled(text)[0]
            if indicator:
                return indicator
        for text in filled:
            if names := named(text, lambda form: self._nearest.to(fold(form))):
                ids = distinct(self._vocabulary.indicators[name] for name in names)
                return Near(clean(text), ids, ids)
        return Unlisted(clean(filled[-1]) if filled else "")

    def strays(self, code: str, label: str) -> bool:
        """Whether a label that is no name of ours says something else than a code of ours."""
        named = self.find((code,))
        strange = isinstance(self.find((label,)), Unlisted) and not is_missing(label)
        return strange and isinstance(named, Indicator) and not self.may_name(label, named.id)

    def _may_name(self, text: str, id_: str) -> bool:
        """Whether a text is a name of an indicator, or may be one in other words.

        All of its words are those of one name, or half of them and of no other indicator so many.
        """
        found = self.find((text,))
        if not isinstance(found, Unlisted):
            return id_ in (found.ids if isinstance(found, Near) else (found.id,))
        said = _words(text)
        known = self._vocabulary.catalogue.indicators.items()
        alike = {other: self._likeness(said, indicator) for other, indicator in known}
        own = alike.pop(id_)
        near = 2 * own[0] >= len(said) and all(other < own for other in alike.values())
        return near or own[0] == len(said)

    def _likeness(self, said: set[str], indicator: Indicator) -> tuple[int, float]:
        """Return how many words a text shares with a name of an indicator at most, and how much."""
        names = (*indicator.names.each.values(), *indicator.aliases)
        alike = ((len(said & own), len(said & own) / len(said | own)) for own in map(_words, names))
        return max(alike, default=(0, 0.0))

    def _rivals(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return texts side by side that name different indicators; none where they agree.

        So does a label of which no word is one of the indicator's; a code alone may be anybody's.
        """
        named = {text: each for text in texts if isinstance(each := self.find((text,)), Indicator)}
        if len({each.id for each in named.values()}) > 1:
            return tuple(named)
        found = next(iter(named.items()), None)
        strange = (text for text in texts if found and is_strange(text, _names(found[1])))
        other = next(strange, None)
        return (found[0], other) if found and other is not None else ()

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._vocabulary.indicators)

    def labelled(self, text: str) -> tuple[Indicator | None, str]:
        """Return the indicator of a label and the unit written beside it, if any."""
        vocabulary = self._vocabulary
        found = label(text, vocabulary, lambda name: vocabulary.indicator(name) is not None)
        return vocabulary.indicator(found.name) or self.bilingual(text), found.unit

    def bilingual(self, text: str) -> Indicator | None:
        """Return the indicator that a text names in two languages."""
        for pair in halves(text):
            first, second = (named(half, self._vocabulary.indicator) for half in pair)
            if first and second:
                return first if first is second else None
            found = first or second
            if found and self._translates(pair[0 if second else 1], found):
                return found
        return None

    def _translates(self, text: str, indicator: Indicator) -> bool:
        """Whether an unknown half says the same again: initials, or words of the names it has.

        What it is broken down by is another thing, in whatever language.
        """
        said = _words(text)
        parts = words.listed("part-words") | self._vocabulary.breakdowns.keys()
        if not said or fold(text) in parts or not said.isdisjoint({*map(_singular, parts)}):
            return False
        unit = self._vocabulary.catalogue.units[indicator.unit]
        names = _names(indicator)
        units = (*unit.names.each.values(), *unit.aliases)
        generic = _words(*words.listed("generic-words"))
        return any(
            said
            <= _words(*(name for name in (*names, *units) if name.isascii() is ascii_)) | generic
            for ascii_ in (True, False)
        )


def _names(indicator: Indicator) -> tuple[str, ...]:
    return (*indicator.names.each.values(), *indicator.aliases)


@lru_cache(_MOST_CACHED)
def is_strange(text: str, names: tuple[str, ...]) -> bool:
    """Whether a label of several words has none that any of some names has; small ones aside."""
    if len(text.split()) < 2 or is_missing(text):  # noqa: PLR2004 - a code
        return False
    small = _words(*words.listed("generic-words"))
    said = {word for word in _words(text) - small if len(word) > 1 and word.isalpha()}
    return bool(said) and said.isdisjoint(_words(*names))


def _words(*names: str) -> set[str]:
    return {_singular(word) for name in names for word in fold(name).split()}


def _singular(word: str) -> str:
    return word.removesuffix("s")


def breakdown(vocabulary: Vocabulary, indicator: Indicator, texts: tuple[str, ...]) -> str:
    """Return the id of what a row is broken down by; empty for the total.

    Several columns (sex, age, sector) make one breakdown of all that are not totals.
    """
    distinct = {fold(text): text for text in texts}.values()
    return " / ".join(filter(None, (_part(vocabulary, indicator, text) for text in distinct)))


def _part(vocabulary: Vocabulary, indicator: Indicator, text: str) -> str:
    key = fold(text)
    if key in _TOTALS or is_missing(text):
        return ""
    ids, groups = vocabulary.breakdowns.get(key, ()), vocabulary.catalogue.groups
    own = {member.id for group in indicator.breakdowns if group in groups
           for member in groups[group].members}  # fmt: skip
    alone = ids[0] if len(ids) == 1 and key not in _ALSO_SEXES else key
    return next((id_ for id_ in ids if id_ in own), alone)
