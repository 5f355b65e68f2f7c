"""Ranks: among how many, and among whom; «5/10» and «trong ASEAN» are no places in the world."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from cmcn4 import words
from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import fold

_FEWEST, _MISSING = 100, 10
"""Fewer ranked no index of the world, where the catalogue does not know how many; else an edition
may lack the tenth part of those of another one."""
_LONGEST, _MOST_WORDS, _BETWEEN = 5, 60, 4
"""Words of the longest name of a group, of a text, and between «trong» and a group."""
_WORLD = frozenset({"the gioi", "toan cau", "quoc te", "world", "global", "worldwide"})
_RANKED = frozenset({"hang", "rank", "ranking", "ranked", "place", "position"})
_WITHIN = frozenset({"trong", "tai", "in", "within", "among"})
_OF_HOW_MANY = Pattern(r"\b(?:of|tren|trong) ([0-9]{1,4})\b")


def may_rank(indicator: Indicator, most: Decimal | None, of: int) -> bool:
    """Whether an index whose last place is `most` may rank so many."""
    editions = [edition.economies for edition in indicator.editions if edition.economies]
    fewest = min(editions, default=_FEWEST if most is None or most > _FEWEST else 1)
    return of >= fewest - fewest // _MISSING and (most is None or of <= most)


def of_others(indicator: Indicator, text: str, year: int = 0) -> bool:
    """Whether a text beside a rank speaks of another group of countries than its index ranks."""
    names = (*indicator.names.each.values(), *indicator.aliases)
    if not {group for group, _ in _groups(text)} <= _own(names):
        return True
    said = _OF_HOW_MANY.search(fold(text))
    return said is not None and not may_rank(indicator, indicator.scale(year)[1], int(said[1]))


def is_place(text: str) -> bool:
    """Whether a text is about a place within a group: «Xếp hạng trong ASEAN», «In ASEAN»."""
    said = fold(text).split()
    for _, (start, end) in _groups(text):
        within = not _WITHIN.isdisjoint(said[max(0, start - _BETWEEN) : start])
        if within and (not _RANKED.isdisjoint(said) or (said[0] in _WITHIN and end == len(said))):
            return True
        if start and said[start - 1] in _RANKED:
            return True
    return False


@lru_cache(maxsize=16384)
def _groups(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the groups of countries that a text speaks of, and from which word to which.

    None where it names the world, too.
    """
    said, known = fold(text).split()[:_MOST_WORDS], words.table("rank-groups")
    found = []
    for start in range(len(said)):
        for end in range(start + 1, min(start + _LONGEST, len(said)) + 1):
            phrase = " ".join(said[start:end])
            if phrase in _WORLD:
                return ()
            if group := known.get(phrase):
                found.append((group, (start, end)))
    return tuple(found)


@cache
def _own(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(group for name in names for group, _ in _groups(name))
