"""Figures that were taken from somewhere else: another population, the whole country, a total.

The rules are told in docs/findings.md under `population-differs` and `unit-suspicious`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cmcn4.evaluation.dataset import by_place
from cmcn4.evaluation.places import named, named_from
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.text import Text

NATIONAL = {"% of GDP": "% of GRDP"}
"""Units of a country, with those that provinces have in their place."""
WHOLES = frozenset({*NATIONAL, *NATIONAL.values()})
WITHIN, _PARTS, _ROUNDING = "% of sector value added", 3, Decimal("0.05")
_MEASURED = frozenset({"percent", "points", "growth", "rate", "score", "amount", "ratio"})
_EXACT_ENOUGH, ALIKE = 2, 2
"""Decimals with which one equal value is no chance; equal values that are none with fewer."""
SHARE = 4
"""Equal values must be one in so many of those that could be equal."""


_Cells = dict[tuple[object, ...], list[Observation]]


class Twin(NamedTuple):
    """A row and the one whose figure it repeats."""

    row: Observation
    first: Observation


def repeated(series: Iterable[list[Observation]], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield rows whose figure is another one's."""
    lists = list(series)
    yield from _of_another_population(lists, catalogue)
    yield from _of_the_country(lists, catalogue)
    yield from _shares_of_the_total(lists, catalogue)


def _decimals(row: Observation) -> int:
    """Return the decimals of a plain value, 0 for a bound and for a whole number."""
    value = row.value.value
    if value is None or value == value.to_integral_value():
        return 0
    return -int(value.normalize().as_tuple().exponent)


def _of_another_population(
    lists: list[list[Observation]], catalogue: Catalogue
) -> Iterator[Finding]:
    """Yield shares of one population that are cell by cell those of another one.

    One such value is chance; two with decimals, of an area's same two indicators, are not.
    """
    shares: dict[str, list[list[Observation]]] = defaultdict(list)
    for series in lists:
        if catalogue.units[catalogue.indicators[series[0].indicator].unit].kind == "percent":
            shares[series[0].area].append(series)
    for of_area in shares.values():
        if len(of_area) == 1:
            continue
        twins: dict[tuple[str, str], list[Twin]] = defaultdict(list)
        for twin in _twins(of_area, catalogue):
            twins[twin.first.indicator, twin.row.indicator].append(twin)
        own = {series[0].indicator: series for series in of_area}
        for (first, other), found in twins.items():
            if len(found) >= ALIKE and _no_chance(found, own[first], own[other]):
                yield from (_same(twin, "repeated", catalogue, len(found)) for twin in found)


def _no_chance(
    twins: list[Twin], series: Iterable[Observation], other: Iterable[Observation]
) -> bool:
    """Whether so many equal values, of all that could be equal, are more than chance."""
    cells, others = (
        {(observation.period, observation.breakdown) for observation in rows}
        for rows in (series, other)
    )
    if len(twins) * SHARE < len(cells & others):
        return False
    return len(twins) >= ALIKE or _decimals(twins[0].row) >= _EXACT_ENOUGH


def _twins(of_area: list[list[Observation]], catalogue: Catalogue) -> Iterator[Twin]:
    """Yield rows with the first row of another unit that has the same value in the same cell."""
    units = {catalogue.indicators[series[0].indicator].unit for series in of_area}
    if len(units) == 1:
        return
    cells: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for series in of_area:
        for observation in series:
            cells[observation.period, observation.breakdown, observation.value.low].append(
                observation
            )
    for rows in cells.values():
        if len(rows) == 1 or not _decimals(rows[0]):
            continue
        first, *others = sorted(rows, key=by_place)
        unit = catalogue.indicators[first.indicator].unit
        for other in others:
            if other.value == first.value and catalogue.indicators[other.indicator].unit != unit:
                yield Twin(other, first)


def _of_the_country(lists: list[list[Observation]], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield figures of provinces in a unit of countries, or equal to that of the country."""
    own: dict[tuple[str, str], list[Observation]] = {
        (rows[0].indicator, rows[0].area): rows for rows in lists
    }
    for series in lists:
        area = catalogue.areas[series[0].area]
        indicator = catalogue.indicators[series[0].indicator]
        unit = catalogue.units[indicator.unit]
        if area.kind != "province" or area.parent is None or unit.kind not in _MEASURED:
            continue
        if unit.id in NATIONAL:
            facts = {
                "variant": "national",
                "area": named(area),
                "found": _name(unit.names, unit.id),
                "expected": NATIONAL[unit.id],
                "indicator": indicator.names,
            }
            for observation in series:
                yield Finding("unit-suspicious", observation.place, facts)
        of_country = own.get((indicator.id, area.parent))
        if of_country is None:
            continue
        country: dict[tuple[object, ...], Observation] = {
            (observation.period, observation.breakdown, observation.value): observation
            for observation in of_country
        }
        twins = [
            Twin(observation, first)
            for observation in series
            if (
                first := country.get((observation.period, observation.breakdown, observation.value))
            )
            and _decimals(observation)
        ]
        if twins and _no_chance(twins, series, country.values()):
            yield from (_same(twin, "country", catalogue, len(twins)) for twin in twins)


def _name(names: Text, otherwise: str) -> Text:
    return names if names.get("en") else Text.of(lambda _: otherwise)


def _shares_of_the_total(lists: list[list[Observation]], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield shares within sectors that add up to the share of the whole: they are shares of it."""
    totals, parts = _wholes_and_parts(lists, catalogue)
    for (area, period, *_), rows in parts.items():
        values = [row.value.value for row in rows]
        if len(rows) < _PARTS or None in values:
            continue
        added = sum((value for value in values if value is not None), Decimal(0))
        for whole in totals.get((area, period), ()):
            value = whole.value.value
            if value is not None and abs(added - value) <= _ROUNDING:
                for row in rows:
                    yield _same(Twin(row, whole), "parts", catalogue, len(rows))
                break


def _wholes_and_parts(
    lists: list[list[Observation]], catalogue: Catalogue
) -> tuple[_Cells, _Cells]:
    """Return the shares of the whole by area and period, those within sectors by source, too."""
    totals: _Cells = defaultdict(list)
    parts: _Cells = defaultdict(list)
    for series in lists:
        unit = catalogue.indicators[series[0].indicator].unit
        if unit in WHOLES:
            for observation in series:
                if not observation.breakdown:
                    totals[observation.area, observation.period].append(observation)
        elif unit == WITHIN:
            for observation in series:
                if observation.breakdown:
                    key = (
                        observation.area,
                        observation.period,
                        observation.origin.source_id,
                        observation.indicator,
                    )
                    parts[key].append(observation)
    return totals, parts


def _same(twin: Twin, variant: str, catalogue: Catalogue, cells: int) -> Finding:
    row, first = twin
    facts = {
        "variant": variant,
        "value": row.value,
        "period": row.period,
        "indicator": catalogue.indicators[row.indicator].names,
        "other": catalogue.indicators[first.indicator].names,
        "other_value": first.value,
        "other_area": named(catalogue.areas[first.area]),
        "other_cell": named_from(first.place, row.place),
        "cells": cells,
    }
    return Finding("population-differs", row.place, facts)
