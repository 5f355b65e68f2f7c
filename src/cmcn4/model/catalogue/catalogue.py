"""What is known apart from any document: indicators, units, areas, groups, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from cmcn4.model.catalogue.indicator import Indicator
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.markers import (
    AreaId,
    AreaRef,
    Date,
    Slug,
    SourceRef,
    strict,
)
from cmcn4.model.measure import Unit, operands
from cmcn4.model.text import Text


@strict
class Area:
    """A reference area: a country, a province, a commune of a user's own list."""

    id: AreaId
    """ISO 3166-1 alpha-2 for countries, a slug for all others."""
    kind: Literal["country", "province", "commune", "other"]
    """What sort of area it is."""
    names: Text
    """Its name."""
    aliases: tuple[str, ...] = ()
    """Other spellings, as publishers write them."""
    parent: AreaRef | None = None
    """The area it is part of."""
    iso3: str | None = None
    """ISO 3166-1 alpha-3 code of a country."""
    m49: str | None = None
    """UN M49 code of a country, three digits."""
    gso: str | None = None
    """The statistics office's code, two digits for a province."""
    iso: str | None = None
    """ISO 3166-2 code of a province."""
    valid_from: Date | None = None
    """First day within these borders."""
    valid_to: Date | None = None
    """Last day within these borders."""
    merged_into: AreaRef | None = None
    """The unit that took it over."""


@strict
class Member:
    """A member of a group: an area for some time, or a breakdown with its names."""

    id: str
    """Area id, or id of the breakdown."""
    from_date: Date | None = None
    """First day of membership."""
    to_date: Date | None = None
    """Last day of membership."""
    names: Text | None = None
    """Name of a breakdown."""
    aliases: tuple[str, ...] = ()
    """Other spellings of a breakdown in data."""


@strict
class Group:
    """A set of areas with dates, or a list of breakdowns."""

    id: Slug
    """Stable id, e.g. `asean`."""
    kind: Literal["areas", "breakdown"]
    """Whether the members are areas or breakdowns of an indicator."""
    names: Text
    """Its name."""
    members: tuple[Member, ...]
    """Its members."""

    def members_on(self, date: str) -> list[str]:
        """Return the ids of those who are members on an ISO date."""
        return [
            member.id
            for member in self.members
            if (member.from_date or date) <= date <= (member.to_date or date)
        ]


@strict
class Source:
    """A publisher of figures."""

    id: Slug
    """Stable id."""
    names: Text
    """Its name."""
    aliases: tuple[str, ...] = ()
    """Other spellings, also former names of the same body."""
    predecessor: SourceRef | None = None
    """The body whose work it took over; their series are one series."""


def newest(sources: Mapping[str, Source], source: str) -> str:
    """Return the last of a body's successors; the body itself when it has none."""
    heirs = {later.predecessor: later.id for later in sources.values() if later.predecessor}
    line = {source}
    while source in heirs and heirs[source] not in line:  # a circle is refused elsewhere
        source = heirs[source]
        line.add(source)
    return source


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it, by id; what is asked for every assessment is found once."""

    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    areas: dict[str, Area]
    groups: dict[str, Group]
    sources: dict[str, Source]

    def source_order(self, indicator: str) -> tuple[str, ...]:
        """Return the newest bodies of an indicator's sources, in the order of their priority."""
        return self._source_orders[indicator]

    @cached_property
    def _source_orders(self) -> Mapping[str, tuple[str, ...]]:
        return {
            name: tuple(dict.fromkeys(newest(self.sources, source) for source in indicator.sources))
            for name, indicator in self.indicators.items()
        }

    @cached_property
    def lower_bounds(self) -> Mapping[str, list[str]]:
        """The indicators that an indicator is never less than, by its id."""
        found = defaultdict(list)
        for indicator in self.indicators.values():
            if indicator.lower_bound_of:
                found[indicator.lower_bound_of].append(indicator.id)
        return dict(found)

    @cached_property
    def answering(self) -> Mapping[str, list[str]]:
        """The indicators that answer for one another, over any number of steps, by each of them.

        A figure stated stands in the place of what it would be worked out of, a published place in
        that of ranks in the world, a bound or a tier where there is no more; and the other way
        round.
        """
        found = {name: [name] for name in self.indicators}
        for name, indicator in self.indicators.items():
            others = [other for other, _ in operands(self.indicators, name)]
            others += indicator.group_ranks.values()
            others += [indicator.tiers.indicator] if indicator.tiers else []
            others += [indicator.lower_bound_of] if indicator.lower_bound_of else []
            for other in others:
                if found[other] is not found[name]:
                    found[name] += found[other]
                    found.update(dict.fromkeys(found[other], found[name]))
        return found

    @cached_property
    def merged(self) -> Mapping[str, list[Area]]:
        """The units that were merged into an area, by its id."""
        found = defaultdict(list)
        for area in self.areas.values():
            if area.merged_into:
                found[area.merged_into].append(area)
        return found

    def within(self, area: str, ancestor: str) -> bool:
        """Whether an area is part of another one, itself not included."""
        return ancestor in self.around(area)

    def around(self, area: str) -> Iterator[str]:
        """Yield the areas that an area is part of, the smallest first."""
        known = self.areas.get(area)
        while known is not None and known.parent is not None:
            yield known.parent
            known = self.areas.get(known.parent)
