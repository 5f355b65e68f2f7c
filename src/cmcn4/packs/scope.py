"""What the checks look at: the valid parts of a file, and all that is known around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from cmcn4.locale import Message
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.measure import Unit
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.parts import Parts

T = TypeVar("T", int, str)
CATALOGUE = Message("pack.others.catalogue")


@dataclass(frozen=True, slots=True)
class Scope:
    """A pack (or the catalogue) within the built-in catalogue."""

    parts: Parts
    base: Vocabulary
    """The built-in catalogue; empty while that itself is checked."""
    catalogue: Catalogue
    """The built-in catalogue and the parts' own records together."""
    others: Message = CATALOGUE
    """What else there is."""

    def names(self, section: str) -> Collection[str]:
        """Return the ids of all records of a section."""
        if section == "reports":
            return [part.item.id for part in self.parts.reports]
        ids: Collection[str] = getattr(self.catalogue, section)
        return ids

    def indicator(self, name: str) -> Indicator | None:
        """Return an indicator by id."""
        return self.catalogue.indicators.get(name)

    def unit(self, indicator: str) -> Unit | None:
        """Return the unit of an indicator."""
        found = self.indicator(indicator)
        return self.catalogue.units.get(found.unit) if found else None


def scope(parts: Parts, base: Vocabulary, others: Message = CATALOGUE) -> Scope:
    """Return the parts within what is built in; on a clash the built-in record stays."""
    known = base.catalogue
    merged = Catalogue(
        units={part.item.id: part.item for part in parts.units} | known.units,
        indicators={part.item.id: part.item for part in parts.indicators} | known.indicators,
        areas={part.item.id: part.item for part in parts.areas} | known.areas,
        groups={part.item.id: part.item for part in parts.groups} | known.groups,
        sources={part.item.id: part.item for part in parts.sources} | known.sources,
    )
    return Scope(parts, base, merged, others)


def overlap(one: tuple[T | None, T | None], other: tuple[T | None, T | None]) -> bool:
    """Whether two spans have a day or year in common; an end that is open is None."""
    firsts = [first for first in (one[0], other[0]) if first is not None]
    lasts = [last for last in (one[1], other[1]) if last is not None]
    return not firsts or not lasts or max(firsts) <= min(lasts)
