"""The vocabulary: every name folded once, so that nothing is folded when a run starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from cmcn4.model.catalogue import Area, Catalogue, Source, newest
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.target import Pack
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.names import (
    Name,
    area_code,
    area_names,
    breakdown_names,
    own_names,
    unit_names,
)

T = TypeVar("T")

Several = dict[str, tuple[str, ...]]


EMPTY = Vocabulary(
    Catalogue(units={}, indicators={}, areas={}, groups={}, sources={}), {}, {}, {}, {}, {}, {}
)
"""The vocabulary that knows nothing."""


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Return the vocabulary of a catalogue."""
    return replace(
        _with_names(EMPTY, catalogue, catalogue), sources=source_table(catalogue.sources)
    )


def extend(known: Vocabulary, packs: Iterable[Pack]) -> Vocabulary:
    """Return the vocabulary with the packs' own units, indicators, groups, areas and aliases."""
    for pack in packs:
        own = {
            section: {record.id: record for record in getattr(pack, section)}
            for section in ("units", "indicators", "areas", "groups")
        }
        everything = {name: getattr(known.catalogue, name) | own[name] for name in own}
        known = _with_names(
            known, Catalogue(**own, sources={}), replace(known.catalogue, **everything)
        )
        known.indicators.update((fold(alias), name) for alias, name in pack.aliases.items())
    return known


def _with_names(known: Vocabulary, own: Catalogue, catalogue: Catalogue) -> Vocabulary:
    """Return the vocabulary with the names of `own` records, which `catalogue` holds, too."""
    areas = own.areas.values()
    coded = ((code, area.id) for area in areas if (code := area_code(area)))
    return Vocabulary(
        catalogue,
        indicators=known.indicators
        | {name: ids[-1] for name, ids in _table({}, own.indicators, own_names).items()},
        areas=_newest_last(_table(known.areas, own.areas, area_names), catalogue.areas),
        codes=_newest_last(_several(known.codes, coded), catalogue.areas),
        sources=known.sources,
        breakdowns=_several(
            known.breakdowns,
            (
                (name.key, member)
                for group in own.groups.values()
                for member, name in breakdown_names(group)
            ),
        ),
        units=_table(known.units, own.units, unit_names),
    )


def _table(
    known: Several, records: Mapping[str, T], names: Callable[[T], Iterable[Name]]
) -> Several:
    """Return the table with the names of the records."""
    named = ((name.key, id_) for id_, record in records.items() for name in names(record))
    return _several(known, named)


def source_table(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return folded name to the newest body of each line of successors."""
    table: dict[str, str] = {}
    for source in sources.values():
        last = newest(sources, source.id)
        table.update((name.key, last) for name in own_names(source))
    return table


def _newest_last(table: Several, areas: Mapping[str, Area]) -> Several:
    """Order areas of one name by time: without a period the last one, the newest, is meant."""
    return {
        key: tuple(sorted(ids, key=lambda area_id: areas[area_id].valid_from or ""))
        if len(ids) > 1
        else ids
        for key, ids in table.items()
    }


def _several(known: Several, named: Iterable[tuple[str, str]]) -> Several:
    """Return the table with each id added under its key, once."""
    table = dict(known)
    for key, name in named:
        ids = table.get(key, ())
        if key and name not in ids:
            table[key] = (*ids, name)
    return table
