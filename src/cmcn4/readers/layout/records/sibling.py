"""Rows like others but for period, unit or status: most of what they say was understood before."""

from __future__ import annotations

from typing import TypeVar

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Status
from cmcn4.readers.layout.records.area_ids import MOST_CACHED
from cmcn4.readers.layout.records.faults import no_yearly_mean
from cmcn4.readers.layout.records.record import Head, Record, Typed, head_of, is_cacheable
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.problems import Problem
from cmcn4.readers.values.initials import shared
from cmcn4.readers.values.origins import least_sure, read_status
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.quantity import Quantity
from cmcn4.readers.values.units import read_unit

_Kept = TypeVar("_Kept")
_Key = TypeVar("_Key", bound=tuple[object, ...])


class Like(NamedTuple):
    """What a row shares with others, and what is to be told of the one cell that it does not."""

    head: Head
    """Its record may have another unit or status."""
    unit: Problem | None = None
    """What is wrong with its unit."""
    status: str = ""
    """A status that is not known."""


def sibling(recorder: Recorder, head: Head, text: str) -> Head | None:
    """Return what rows of another period share that are otherwise like those of a head.

    None where that period changes more than itself, or is none; initials that two indices share
    are settled by what else a row says.
    """
    typed, period = head.typed, when(text)
    if period is None or not is_cacheable(text):
        return None
    record, indicator = typed.record, typed.indicator
    quantity = _quantity(recorder, record, indicator, period.period.year)
    if quantity is None:
        return None
    certain: Status = "final"
    if record.status or period.status:
        certain = least_sure(read_status(record.status).status, period.status)
    if certain != typed.origin.status:
        return None
    if no_yearly_mean(recorder.options.vocabulary.catalogue, record, indicator, period):
        return None
    record = record._replace(period=text)
    made = Typed(record, indicator, typed.area, period, typed.breakdown, typed.origin, quantity)
    return head_of(made, recorder.areas, head.origins)


def _quantity(
    recorder: Recorder, record: Record, indicator: Indicator, year: int
) -> Quantity | None:
    """Return what values are in a year beside the unit of a record; None if it takes a look."""
    key, known = (indicator.id, record.unit, record.multiplier, year), recorder.settling.alike
    if key not in known:
        vocabulary = recorder.options.vocabulary
        unit = read_unit(vocabulary, indicator, record.unit, year, record.multiplier)
        odd = unit.problem or shared(indicator)
        made = None if odd else recorder.settling.quantity(indicator, year, unit.shift)
        keep(known, key, made)
    return known[key]


def of_unit(recorder: Recorder, head: Head, text: str) -> Like | None:
    """Return what rows of another unit share that are otherwise like those of a head.

    None where initials are settled by what else a row says.
    """
    typed, settling = head.typed, recorder.settling
    record, indicator = typed.record, typed.indicator
    if not is_cacheable(text) or shared(indicator) or is_missing(text):
        return None
    year, vocabulary = typed.when.period.year, recorder.options.vocabulary
    unit = read_unit(vocabulary, indicator, text, year, record.multiplier)
    if unit.problem and unit.shift == typed.quantity.shift:
        return Like(head, unit.problem)
    quantity = settling.quantity(indicator, year, unit.shift)
    made = typed._replace(record=record._replace(unit=text), quantity=quantity)
    return Like(head_of(made, recorder.areas, head.origins), unit.problem)


def of_status(head: Head, text: str) -> Like | None:
    """Return what rows of another unknown status share that are otherwise like those of a head."""
    if not is_cacheable(text) or read_status(text).known:
        return None
    return Like(head, status=text)


def without(key: tuple[str, ...], place: int) -> tuple[object, ...]:
    """Return what rows share that are alike but for one cell of their key."""
    return place, *key[:place], *key[place + 1 :]


def keep(table: dict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    """Remember what rows mean; forget everything when it has grown large."""
    if len(table) >= MOST_CACHED:
        table.clear()
    table[key] = value
