"""Names found in data and the ids they stand for; read once, looked up for every distinct text."""

from __future__ import annotations

from typing import Any

from cmcn4.model.catalogue import Area, Catalogue, Indicator
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import Period
from cmcn4.model.text import fold

_CODE = 3  # letters of the longest ISO 3166-1 code
_SHORT_CODE = 2  # digits: the statistics office's codes; M49 has three
_KIND_FIRST = Pattern(
    r"(?:uy ban nhan dan|ubnd) (?:tinh |thanh pho |t ?p )?|tinh |thanh pho |thu do |t ?p "
    r"|province of |city of "
)
_KINDS_BEGIN = (
    "uy ban ",
    "ubnd ",
    "tinh ",
    "thanh pho ",
    "thu do ",
    "t p ",
    "tp ",
    "province ",
    "city ",
)
_KIND_LAST = Pattern(r" (?:province|city)$")
_CITY = Pattern(r"(?:(?:uy ban nhan dan|ubnd) )?(?:thanh pho|t ?p|city of) |.* city$")


Several = dict[str, tuple[str, ...]]
"""Folded name to the ids of all that bear it."""


class Names(NamedTuple):
    """The folded names of records that a catalogue or a pack brings, as `Vocabulary` has them."""

    indicators: dict[str, str]
    areas: Several
    codes: Several
    breakdowns: Several
    units: Several


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The catalogue together with folded name tables; every table maps a folded name to ids."""

    catalogue: Catalogue
    indicators: dict[str, str]
    """Folded name to indicator id."""
    areas: Several
    """Folded name to area ids; several where borders changed under one name."""
    codes: Several
    """The statistics office's numeric codes, without leading zeros, to area ids."""
    sources: dict[str, str]
    """Folded name to the id of the newest successor: one lineage is one source."""
    breakdowns: Several
    """Folded name to breakdown ids, of any group."""
    units: Several
    """Folded name (with `%` spelled out) to unit ids."""
    read_units: dict[tuple[object, ...], Any] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What units were found to make of values, so that no reader asks twice."""

    def indicator(self, name: str) -> Indicator | None:
        """Return the indicator a name stands for."""
        found = self.indicators.get(fold(name))
        return self.catalogue.indicators[found] if found else None

    def area(self, name: str, period: Period | None = None) -> Area | None:
        """Return the area a name or code stands for, within the borders of the period's last day.

        A bare number of one or two digits is the statistics office's code, never ISO or M49; the
        kind of unit may stand beside the name («Thành phố Hà Nội», «UBND tỉnh Lào Cai»).
        """
        return within(self.areas_named(name), period)

    def areas_named(self, name: str) -> list[Area]:
        """Return all areas that such a name or code stands for, under whatever borders."""
        if found := self._areas_named(name):
            return found
        bare = without_kind(name)
        # A text without a kind is not tried again folded: it would look like a code.
        found = [] if bare == fold(name) else self._areas_named(bare)
        found = [area for area in found if area.kind != "country"]  # «Tỉnh Năm»: no NAM
        if found and _CITY.match(fold(name)):
            return [area for area in found if area.kind != "province" or is_city(area)]
        return found

    def _areas_named(self, name: str) -> list[Area]:
        text = name.strip()
        if text.isdecimal() and len(text) <= _SHORT_CODE:
            found = self.codes.get(text.lstrip("0"), ())
        else:
            found = self.areas.get(fold(text), ())
            if len(text) <= _CODE and not (text.isascii() and (text.isupper() or text.islower())):
                # NOTE: «Nga» is Russia and «Áo» Austria; as codes they would be NGA and AO.
                found = tuple(area_id for area_id in found if not self._is_code(text, area_id))
        return [self.catalogue.areas[area_id] for area_id in found]

    def _is_code(self, text: str, area: str) -> bool:
        """Whether a text matches an area only by a code of its."""
        known = self.catalogue.areas[area]
        if text.casefold() in (name.casefold() for name in known.names.each.values()):
            return False  # «Lào»
        return fold(text) in (area.lower(), (known.iso3 or "").lower())

    def source(self, name: str) -> str:
        """Return the id of a source, else its folded name; empty for an empty text."""
        key = fold(name)
        return self.sources.get(key, key)


def within(areas: list[Area], period: Period | None) -> Area | None:
    """Return the one of areas of one name that there was on a period's last day."""
    if len(areas) < 2:  # noqa: PLR2004 - no choice
        return areas[0] if areas else None
    day = period.last.isoformat() if period else "9999-12-31"
    valid = [area for area in areas if (area.valid_from or day) <= day <= (area.valid_to or day)]
    return (valid or areas)[-1]


def is_city(area: Area) -> bool:
    """Whether a province is a city by name; «thành phố Lào Cai» lies in the province of Lào Cai."""
    return any(_CITY.match(fold(name)) for name in (*area.names.each.values(), *area.aliases))


def without_kind(name: str) -> str:
    """Return the folded name of an area without the kind of unit it is."""
    key = fold(name)
    start = _KIND_FIRST.match(key) if key.startswith(_KINDS_BEGIN) else None
    return _KIND_LAST.sub("", key[start.end() :] if start else key)


_PERCENT_OF = ("percentage of ", "per cent of ", "percentage of the ")


def unit_key(text: str) -> str:
    """Fold a unit's name; percent signs count, unlike in other names."""
    key = fold(text.replace("%", " percent "))
    for spelled in _PERCENT_OF if key.startswith("per") else ():
        if key.startswith(spelled):
            return f"percent of {key[len(spelled) :]}"
    return key
