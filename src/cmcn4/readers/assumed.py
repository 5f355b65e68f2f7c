"""Figures that are assumed: what a person says of them, read as a cell of a file would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from cmcn4.errors import UsageError
from cmcn4.locale import Key, Message
from cmcn4.locale.telling import told
from cmcn4.model.asked import Assumption
from cmcn4.model.catalogue import Indicator
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Assumed
from cmcn4.model.period import Period
from cmcn4.model.place import Place, Sheet
from cmcn4.model.text import Text
from cmcn4.readers import ReadOptions
from cmcn4.readers.containers.typed import cell
from cmcn4.readers.problems import Problem
from cmcn4.readers.values.periods import when
from cmcn4.readers.values.quantity import Ambiguous, Quantity, Value

_WHAT = Pattern(r"(?P<indicator>[^@]+?)(?:@(?P<area>[^:]+))?(?::(?P<period>[^:]+))?")


def read_assumed(
    asked: Sequence[Assumption],
    options: ReadOptions,
    as_of: dt.date,
    areas: Collection[str] = (),
) -> tuple[Assumed, ...]:
    """Return the figures assumed, one an area; `areas` are those meant where none is named.

    Raises UsageError, saying what to write, for names and values that cannot be read, and for
    two figures of one cell.
    """
    found: dict[tuple[str, str, Period | None], Assumed] = {}
    for assumption in asked:
        for assumed in _read(assumption, options, as_of, areas):
            cell = assumed.indicator, assumed.area, assumed.period
            if cell in found:
                raise _wrong(assumption, "errors.assume.twice", text=found[cell].text)
            found[cell] = assumed
    return tuple(found.values())


def _read(
    assumption: Assumption, options: ReadOptions, as_of: dt.date, areas: Collection[str]
) -> Iterator[Assumed]:
    match = _WHAT.fullmatch(assumption.what.strip())
    if match is None:
        raise _wrong(assumption, "errors.assume")
    said = {name: text and text.strip() for name, text in match.groupdict().items()}
    indicator = _indicator(assumption, said["indicator"], options)
    period = _period(assumption, said["period"], as_of) if said["period"] else None
    year = period.year if period else as_of.year
    value = _value(assumption, indicator, year, options)
    named = [_area(assumption, said["area"], period, options)] if said["area"] else areas
    if not named:
        raise _wrong(assumption, "errors.assume.area", indicator=indicator.id)
    for area in named:
        yield Assumed(indicator.id, area, period, value, assumption.text)


def _wrong(assumption: Assumption, key: Key, **facts: object) -> UsageError:
    return UsageError(Message(key, {"said": assumption.text, **facts}), place=assumption.place)


def _indicator(assumption: Assumption, name: str, options: ReadOptions) -> Indicator:
    vocabulary = options.vocabulary
    known = vocabulary.catalogue.indicators
    found = known.get(name) or vocabulary.indicator(name)
    if found is not None:
        return found
    near = get_close_matches(name, known)
    hint = Message("errors.assume.near", {"names": tuple(f"`{other}`" for other in near)})
    error = _wrong(assumption, "errors.assume.indicator", name=repr(name))
    error.hint = hint if near else error.hint
    raise error


def _area(assumption: Assumption, name: str, period: Period | None, options: ReadOptions) -> str:
    if name in options.vocabulary.catalogue.areas:
        return name
    found = options.vocabulary.area(name, period)
    if found is None:
        raise UsageError(Message("errors.area", {"name": repr(name)}), place=assumption.place)
    return found.id


def _period(assumption: Assumption, text: str, as_of: dt.date) -> Period:
    read = when(text)
    if read is None:
        raise _wrong(assumption, "errors.assume.period", text=repr(text))
    if read.period.first > as_of:
        facts = {"period": read.period, "date": as_of, "year": read.period.year}
        raise _wrong(assumption, "errors.assume.later", **facts)
    return read.period


def _value(
    assumption: Assumption, indicator: Indicator, year: int, options: ReadOptions
) -> Interval:
    """Return the value as a cell of a file would say it; a share in doubt is refused."""
    kind = options.vocabulary.catalogue.units[indicator.unit].kind
    quantity = Quantity(indicator, kind, indicator.scale(year), options.decimal)
    text = cell(assumption.value)
    value = quantity.read(text)
    match value:
        case Value() if not value.suspicious:
            return value.interval
        case Value():
            raise _wrong(assumption, "errors.assume.share", text=text)
        case Ambiguous():
            both = {"one": value.point, "other": value.comma}
            raise _wrong(assumption, "errors.assume.ambiguous", text=text, **both)
        case Problem():
            finding = Finding(value.code, Place(Sheet("")), value.facts)
            said = Text.of(lambda lang: told(lang, "finding", finding).rstrip("."))
            raise _wrong(assumption, "errors.assume.value", problem=said)
        case _:
            raise _wrong(assumption, "errors.assume.missing")
