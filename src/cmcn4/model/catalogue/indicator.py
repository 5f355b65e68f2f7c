"""Indicators: what is measured, in which unit and range, by whom, and what follows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from cmcn4.model.lazy.dataclass import field
from cmcn4.model.markers import (
    AreaRef,
    Date,
    GroupRef,
    IndicatorRef,
    Slug,
    SourceRef,
    UnitRef,
    strict,
)
from cmcn4.model.measure import Derived, Known
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
