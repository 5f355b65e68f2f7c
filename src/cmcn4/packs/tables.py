"""The vocabulary: every name folded once, so that nothing is folded when a run starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cmcn4.model.catalogue import Area, Catalogue, Group, Source, Unit, newest
from cmcn4.model.target import Pack
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.names import (
    area_code,
    area_names,
    breakdown_names,
    indicator_names,
    source_names,
    unit_names,
)

Several = dict[str, tuple[str, ...]]


def empty() -> Vocabulary:
    """Return the vocabulary that knows nothing."""
    catalogue = Catalogue(units={}, indicators={}, areas={}, groups={}, sources={})
    return Vocabulary(catalogue, {}, {}, {}, {}, {}, {})


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Return the vocabulary of a catalogue."""
    return Vocabulary(
        catalogue,
        indicators={
            name.key: each.id
            for each in catalogue.indicators.values()
            for name in indicator_names(each)
        },
        areas=_area_table({}, catalogue.areas.values(), catalogue.areas),
        codes=_code_table({}, catalogue.areas.values(), catalogue.areas),
        sources=source_table(catalogue.sources),
        breakdowns=_breakdown_table({}, catalogue.groups.values()),
        units=_unit_table({}, catalogue.units.values()),
    )


def extend(known: Vocabulary, packs: Iterable[Pack]) -> Vocabulary:
    """Return the vocabulary with the packs' own units, indicators, groups, areas and aliases."""
    for pack in packs:
        if not (pack.units or pack.indicators or pack.groups or pack.areas or pack.aliases):
            continue
        old = known.catalogue
        catalogue = replace(
            old,
            units=old.units | {each.id: each for each in pack.units},
            indicators=old.indicators | {each.id: each for each in pack.indicators},
            areas=old.areas | {each.id: each for each in pack.areas},
            groups=old.groups | {each.id: each for each in pack.groups},
        )
        own = {name.key: each.id for each in pack.indicators for name in indicator_names(each)}
        aliases = {fold(alias): name for alias, name in pack.aliases.items()}
        known = Vocabulary(
            catalogue,
            indicators=known.indicators | own | aliases,
            areas=_area_table(known.areas, pack.areas, catalogue.areas),
            codes=_code_table(known.codes, pack.areas, catalogue.areas),
            sources=known.sources,
            breakdowns=_breakdown_table(known.breakdowns, pack.groups),
            units=_unit_table(known.units, pack.units),
        )
    return known


def source_table(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return folded name to the newest body of each line of successors."""
    table: dict[str, str] = {}
    for source in sources.values():
        last = newest(sources, source.id)
        table.update((name.key, last) for name in source_names(source))
    return table


def _area_table(known: Several, areas: Iterable[Area], all_areas: Mapping[str, Area]) -> Several:
    named = ((name.key, each.id) for each in areas for name in area_names(each))
    return _newest_last(_several(known, named), all_areas)


def _code_table(known: Several, areas: Iterable[Area], all_areas: Mapping[str, Area]) -> Several:
    coded = ((code, each.id) for each in areas if (code := area_code(each)))
    return _newest_last(_several(known, coded), all_areas)


def _newest_last(table: Several, areas: Mapping[str, Area]) -> Several:
    """Order areas of one name by time: without a period the last one, the newest, is meant."""
    return {
        key: tuple(sorted(ids, key=lambda each: areas[each].valid_from or ""))
        if len(ids) > 1
        else ids
        for key, ids in table.items()
    }


def _unit_table(known: Several, units: Iterable[Unit]) -> Several:
    return _several(known, ((name.key, each.id) for each in units for name in unit_names(each)))


def _breakdown_table(known: Several, groups: Iterable[Group]) -> Several:
    named = ((name.key, member) for each in groups for member, name in breakdown_names(each))
    return _several(known, named)


def _several(known: Several, named: Iterable[tuple[str, str]]) -> Several:
    """Return the table with each id added under its key, once."""
    table = dict(known)
    for key, name in named:
        ids = table.get(key, ())
        if key and name not in ids:
            table[key] = (*ids, name)
    return table
