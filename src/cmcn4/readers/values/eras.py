"""Stretches of time without a change of borders: within one a name means the same area."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from cmcn4.model.period import Period
from cmcn4.model.vocabulary import Vocabulary


class Eras:
    """The stretches of a vocabulary's areas, by their numbers."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Find the days on which borders changed."""
        areas = vocabulary.catalogue.areas.values()
        self._begun = sorted({area.valid_from for area in areas if area.valid_from})
        self._ended = sorted({area.valid_to for area in areas if area.valid_to})

    def of(self, period: Period) -> int:
        """Return the number of the stretch that a period ends in."""
        day = period.last.isoformat()
        begun, ended = bisect_right(self._begun, day), bisect_left(self._ended, day)
        return begun * (len(self._ended) + 1) + ended
