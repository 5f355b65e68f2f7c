"""What is known apart from any document: indicators, units, areas, groups, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from cmcn4.model.markers import (
    AreaId,
    AreaRef,
    Date,
    GroupRef,
    IndicatorRef,
    Slug,
    SourceRef,
    UnitRef,
    strict,
)
from cmcn4.model.measure import Derived, Known, Unit
from cmcn4.model.text import Text

MAX_AGE = {"annual": 1, "biennial": 2, "irregular": 4}
"""How many years an observation stays usable, by the indicator's frequency."""


@strict
class Scale:
    """The valid range of an indicator's values, for some years or for all."""

    min: Decimal | None = None
    """Smallest valid value."""
    max: Decimal | None = None
    """Largest valid value."""
    from_year: int | None = None
    """First year it holds for; open when absent."""
    to_year: int | None = None
    """Last year it holds for; open when absent."""


@strict
class Edition:
    """One edition of an index."""

    year: int
    """The year the edition is known by."""
    released: Date | None = None
    """The day it was published."""
    economies: int | None = None
    """How many economies it ranks."""
    not_ranked: tuple[AreaRef, ...] = ()
    """Areas the publisher did not rank in this edition: absent, not missing."""


@strict
class TierBound:
    """What a published tier says about the rank."""

    edition: int
    """The edition's year."""
    tier: int
    """The tier, 1 being the best."""
    low: Decimal
    """Best rank possible in that tier."""
    high: Decimal
    """Worst rank possible in that tier."""


@strict
class Tiers:
    """A published tier that bounds the rank where an edition prints none."""

    indicator: IndicatorRef
    """The indicator that holds the tier, e.g. `gci-tier`."""
    bounds: tuple[TierBound, ...]
    """What each tier of each edition means."""


@strict
class Succession:
    """The term that replaced an indicator's term."""

    indicator: IndicatorRef
    """The successor."""
    from_date: Date
    """From this day on nothing counts for the predecessor."""


@strict
class Indicator:
    """A measured quantity."""

    id: Slug
    """Stable id, used in data and targets."""
    names: Text
    """Its name; both count as names in data, too."""
    aliases: tuple[str, ...] = ()
    """Other names and codes, as publishers write them."""
    unit: UnitRef
    """The id of its unit."""
    direction: Literal["higher", "lower", "none"]
    """Which way is better."""
    range: tuple[Scale, ...] = ()
    """Valid values; several entries where the scale changed between editions."""
    frequency: Literal["annual", "biennial", "irregular"] = "annual"
    """How often it appears; sets how old a value may be."""
    max_age: int | None = None
    """Years a value stays usable, if not as the frequency says (1, 2, 4)."""
    sources: tuple[SourceRef, ...] = ()
    """Sources in the order of their priority; others come last, a predecessor counts as its
    successor."""
    official_until: int | None = None
    """Last year whose ranks the publisher printed itself; later ranks are derived."""
    breaks: tuple[int, ...] = ()
    """Years from which values cannot be compared with earlier ones: no pace runs across."""
    succeeded_by: Succession | None = None
    """The successor of its term, if it has one."""
    other_population: tuple[IndicatorRef, ...] = ()
    """Indicators of the same thing over another population: they never decide, but inform."""
    lower_bound_of: IndicatorRef | None = None
    """The indicator that is never less than this one: where it has no figure, this one's serves
    as the least that it can be."""
    group_ranks: dict[GroupRef, IndicatorRef] = field(default_factory=dict)
    """Group id to the indicator holding a published rank within that group."""
    tiers: Tiers | None = None
    """A tier that bounds this rank."""
    editions: tuple[Edition, ...] = ()
    """Editions known."""
    breakdowns: tuple[GroupRef, ...] = ()
    """Breakdown groups its rows may be broken down by, e.g. `key-economic-regions`."""
    known: tuple[Known, ...] = ()
    """Figures that serve as the whole of a share where the data have none."""
    derived: Derived | None = None
    """How it is worked out of other indicators; a row that states it comes first in its period."""
    note: Text | None = None
    """What a user should know about the measure."""

    @property
    def age_limit(self) -> int:
        """Years a value stays usable."""
        return MAX_AGE[self.frequency] if self.max_age is None else self.max_age

    def scale(self, year: int) -> tuple[Decimal | None, Decimal | None]:
        """Return the valid range (low, high) in that year; (None, None) if all is valid."""
        for scale in self.range:
            if (scale.from_year or year) <= year <= (scale.to_year or year):
                return scale.min, scale.max
        return None, None

    def edition(self, year: int) -> Edition | None:
        """Return what is known of the edition of that year."""
        return next((edition for edition in self.editions if edition.year == year), None)

    def edition_day(self, year: int) -> str:
        """Return the ISO date on which membership of a group is looked up for that year."""
        edition = self.edition(year)
        return edition.released if edition and edition.released else f"{year}-07-01"


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
    def merged(self) -> Mapping[str, list[Area]]:
        """The units that were merged into an area, by its id."""
        found = defaultdict(list)
        for area in self.areas.values():
            if area.merged_into:
                found[area.merged_into].append(area)
        return found

    def within(self, area: str, ancestor: str) -> bool:
        """Whether an area is part of another one, itself not included."""
        parent = self.areas[area].parent if area in self.areas else None
        while parent is not None and parent != ancestor:
            parent = self.areas[parent].parent if parent in self.areas else None
        return parent == ancestor
