"""Records: the raw texts of one value, and what is understood of them."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Origin
from cmcn4.model.period import Period
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.records.area_ids import AreaIds, KnownAreas
from cmcn4.readers.values.periods import When
from cmcn4.readers.values.quantity import Quantity


class Record(NamedTuple):
    """The raw texts of one value. Several texts are a code and a name, or several columns."""

    row: int
    column: int
    """Column of the value, from 1."""
    value: str
    indicator: tuple[str, ...]
    period: str
    area: tuple[str, ...] = ()
    unit: str = ""
    multiplier: str = ""
    breakdown: tuple[str, ...] = ()
    status: str = ""
    origin: tuple[str, str, str, str] = ("", "", "", "")
    """Source, url, released, note."""

    def key_cells(self) -> list[tuple[str, str]]:
        """Return the cells that say what the value is of, with the meanings of their columns."""
        return [
            *(("indicator", text) for text in self.indicator),
            *(("area", text) for text in self.area),
            ("period", self.period),
            ("unit", self.unit),
            ("multiplier", self.multiplier),
            *(("breakdown", text) for text in self.breakdown),
            ("status", self.status),
            ("released", self.origin[2]),
        ]


class Head(NamedTuple):
    """What all records with the same indicator, period, unit, breakdown and status share."""

    indicator: str
    period: Period
    breakdown: str
    areas: AreaIds
    origins: dict[tuple[str, ...], Origin]
    values: dict[str, Interval]
    """Texts to plain values."""
    numbers: dict[str, Interval]
    """The same for numbers of spreadsheets."""
    typed: Typed
    """A record that was understood, to be understood again with another value."""


class Typed(NamedTuple):
    """A record with everything but its value understood."""

    record: Record
    indicator: Indicator
    area: str
    when: When
    breakdown: str
    origin: Origin
    quantity: Quantity


def head_of(typed: Typed, areas: KnownAreas, origins: dict[tuple[str, ...], Origin]) -> Head:
    """Return what a record shares with others like it."""
    period, quantity = typed.when.period, typed.quantity
    return Head(typed.indicator.id, period, typed.breakdown, areas[period], origins,
                quantity.values, quantity.numbers, typed)  # fmt: skip


def cacheable(texts: Iterable[str]) -> bool:
    """Whether texts can stand for themselves: an error of Excel's equals the same text, typed."""
    return all(map(is_cacheable, texts))


def is_cacheable(text: str) -> bool:
    """Whether a text can stand for itself."""
    return not (text.startswith("#") or isinstance(text, Unusable))
