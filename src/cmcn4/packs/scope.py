"""What the checks look at: the valid parts of a file, and all that is known around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from cmcn4.locale import Message
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.measure import Unit
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.names import Name, own_names, unit_names
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
    base = _giving_way(base, parts)
    known = base.catalogue
    merged = Catalogue(
        units={part.item.id: part.item for part in parts.units} | known.units,
        indicators={part.item.id: part.item for part in parts.indicators} | known.indicators,
        areas={part.item.id: part.item for part in parts.areas} | known.areas,
        groups={part.item.id: part.item for part in parts.groups} | known.groups,
        sources={part.item.id: part.item for part in parts.sources} | known.sources,
    )
    return Scope(parts, base, merged, others)


def _giving_way(base: Vocabulary, parts: Parts) -> Vocabulary:
    """Return what is built in without what shares are of where the parts have their own.

    Such counts serve to tell a gap as a number; a pack that counts the same is not in their way.
    """
    known = base.catalogue
    wholes = {unit.of for unit in known.units.values() if unit.of} & known.indicators.keys()
    counted = {known.indicators[whole].unit for whole in wholes} & known.units.keys()
    own = {name.key for part in parts.indicators for name in own_names(part.item)}
    own |= {fold(alias) for part in parts.packs for alias in part.item.aliases}
    of_units = {name.key for part in parts.units for name in unit_names(part.item)}
    gone = {id_ for id_ in wholes if _keys(own_names(known.indicators[id_])) & own}
    units = {id_ for id_ in counted if _keys(unit_names(known.units[id_])) & of_units}
    if not gone | units:
        return base
    catalogue = replace(
        known,
        indicators={id_: item for id_, item in known.indicators.items() if id_ not in gone},
        units={id_: item for id_, item in known.units.items() if id_ not in units},
    )
    names = {key: id_ for key, id_ in base.indicators.items() if id_ not in gone}
    return replace(base, catalogue=catalogue, indicators=names)


def _keys(names: Iterable[Name]) -> set[str]:
    return {name.key for name in names}


def overlap(one: tuple[T | None, T | None], other: tuple[T | None, T | None]) -> bool:
    """Whether two spans have a day or year in common; an end that is open is None."""
    firsts = [first for first in (one[0], other[0]) if first is not None]
    lasts = [last for last in (one[1], other[1]) if last is not None]
    return not firsts or not lasts or max(firsts) <= min(lasts)
