"""What names an area in the rows of a table, found once for all periods within the same borders."""

from __future__ import annotations

from typing import Any

from cmcn4.model.catalogue import Area, Indicator
from cmcn4.model.period import Period
from cmcn4.model.text import clean
from cmcn4.readers.layout.headings.bodies import NATION, kind_of_body, reporting_area
from cmcn4.readers.layout.headings.phrases import part_within
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.surroundings.submitter import Submitter
from cmcn4.readers.reading import Context
from cmcn4.readers.values.areas import Areas, Clash, Found
from cmcn4.readers.values.eras import Eras
from cmcn4.readers.values.names import is_strange
from cmcn4.readers.values.nearest import Unlisted
from cmcn4.readers.values.phrases import is_missing

MOST_CACHED = 65_536
Texts = tuple[str, ...]


class AreaIds(dict[Texts, str | None]):
    """Texts of an area in one period to its id; None for areas that no target can use."""

    __slots__ = ("_named",)

    def __init__(self, named: dict[Texts, str]) -> None:
        """Start empty, beside what is known of periods within the same borders."""
        super().__init__()
        self._named = named

    def __missing__(self, texts: Texts) -> str:
        area = self[texts] = self._named[texts]
        return area

    def of(self, texts: Texts) -> str | None:
        """Return the id of an area; None where it is not known, or of no use."""
        return self.get(texts) or self._named.get(texts)

    def keep(self, texts: Texts, area: str) -> None:
        """Remember an area."""
        for table in (self, self._named):
            if len(table) >= MOST_CACHED:
                table.clear()
            table[texts] = area


class KnownAreas(dict[Period, AreaIds]):
    """The areas known in each period."""

    def __init__(self, eras: Eras) -> None:
        """Start with none."""
        super().__init__()
        self._eras = eras
        self._named: dict[object, dict[Texts, str]] = {}
        self.apart = False
        """Whether what a row means depends on its area: then nothing is known before it is read."""

    def __missing__(self, period: Period) -> AreaIds:
        era = period if self.apart else self._eras.of(period)
        table = self[period] = AreaIds(self._named.setdefault(era, {}))
        return table

    def forget_unnamed(self) -> None:
        """Forget what rows were of that name no area."""
        tables: list[dict[Texts, Any]] = [*self.values(), *self._named.values()]
        for table in tables:
            for texts in [cells for cells in table if all(map(is_missing, cells))]:
                del table[texts]


def named_area(
    areas: Areas, texts: tuple[str, ...], period: Period | None, *, alone: bool
) -> Found | None:
    """Return the area that the texts of a row name together, and none that merely holds it.

    `alone`: the texts are one name. Beside a code a commune is still a commune, and «Rural Viet
    Nam» not all of it.
    """
    short = areas.short("".join(texts)) if alone else None  # «HN» is Hà Nội, not Honduras
    found = short or areas.find(texts, period)
    if isinstance(found, Area) and any(texts[1:]):
        others = (text for text in texts if text and not areas.known(text))
        narrower = (
            text for text in others
            if below_province(text, areas) or part_within(text) or _is_another(text, found, areas)
        )  # fmt: skip
        place = next(narrower, None)
        return Unlisted(clean(place)) if place else found
    return found


def of_body(
    named: Unlisted, period: Period | None, context: Context, of: tuple[Submitter, tuple[str, ...]]
) -> Area | Clash | Unlisted | None:
    """Return the area that a body reports for; a clash where it is not that of the sender.

    A ministry in a province's table may be in charge: its figures are not the country's. `of` are
    the sender and the texts that name the indicator.
    """
    by, indicator = of
    area = reporting_area(named, period, context.areas, sums=_is_sum(context, indicator))
    if isinstance(area, Area) and area.id == NATION and by.area not in ("", NATION):
        return Clash((named.text,), (NATION, by.area), by.name or by.title or by.area)
    return area


def _is_sum(context: Context, texts: Texts) -> bool:
    """Whether the indicator that texts name is a number of things, or an amount."""
    indicator = context.indicators.find(texts)
    units = context.vocabulary.catalogue.units
    return isinstance(indicator, Indicator) and units[indicator.unit].kind in ("count", "amount")


def _is_another(text: str, area: Area, areas: Areas) -> bool:
    """Whether a label beside a code has no word of its area's names: «Các đô thị loại I»."""
    if areas.region(text) or kind_of_body(text):
        return False
    return is_strange(text, (*area.names.each.values(), *area.aliases))
