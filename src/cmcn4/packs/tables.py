"""The vocabulary: every name folded once, so that nothing is folded when a run starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cmcn4.model.catalogue import Area, Catalogue, Source, newest
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.target import Pack, PackFile
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import Names, Several, Vocabulary
from cmcn4.packs.names import (
    Name,
    area_code,
    area_names,
    breakdown_names,
    own_names,
    unit_names,
)

T = TypeVar("T")


EMPTY = Vocabulary(
    Catalogue(units={}, indicators={}, areas={}, groups={}, sources={}), {}, {}, {}, {}, {}, {}
)
"""The vocabulary that knows nothing."""


def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Return the vocabulary of a catalogue."""
    known = _with(EMPTY, _names(catalogue), catalogue)
    return replace(known, sources=source_table(catalogue.sources))


def names_of(pack: Pack) -> Names:
    """Return the folded names of a pack's own records, and its aliases."""
    names = _names(Catalogue(**_sections(pack), sources={}))
    names.indicators.update((fold(alias), name) for alias, name in pack.aliases.items())
    return names


def extend(known: Vocabulary, files: Iterable[PackFile]) -> Vocabulary:
    """Return the vocabulary with the packs' own units, indicators, groups, areas and aliases."""
    for file in files:
        everything = {
            name: getattr(known.catalogue, name) | own for name, own in _sections(file.pack).items()
        }
        names = names_of(file.pack) if file.names is None else file.names
        known = _with(known, names, replace(known.catalogue, **everything))
    return known


def _sections(pack: Pack) -> dict[str, dict[str, Any]]:
    """Return a pack's own records by their ids, section by section of the catalogue."""
    return {
        section: {record.id: record for record in getattr(pack, section)}
        for section in ("units", "indicators", "areas", "groups")
    }


def _names(own: Catalogue) -> Names:
    """Return the folded names of records."""
    areas = own.areas.values()
    return Names(
        indicators={name: ids[-1] for name, ids in _table(own.indicators, own_names).items()},
        areas=_table(own.areas, area_names),
        codes=_several((code, area.id) for area in areas if (code := area_code(area))),
        breakdowns=_several(
            (name.key, member)
            for group in own.groups.values()
            for member, name in breakdown_names(group)
        ),
        units=_table(own.units, unit_names),
    )


def _with(known: Vocabulary, own: Names, catalogue: Catalogue) -> Vocabulary:
    """Return the vocabulary with the names of records which `catalogue` holds, too."""
    return Vocabulary(
        catalogue,
        indicators=known.indicators | own.indicators,
        areas=_newest_last(_joined(known.areas, own.areas), catalogue.areas),
        codes=_newest_last(_joined(known.codes, own.codes), catalogue.areas),
        sources=known.sources,
        breakdowns=_joined(known.breakdowns, own.breakdowns),
        units=_joined(known.units, own.units),
    )


def _table(records: Mapping[str, T], names: Callable[[T], Iterable[Name]]) -> Several:
    """Return the table of the names of the records."""
    return _several((name.key, id_) for id_, record in records.items() for name in names(record))


def source_table(sources: Mapping[str, Source]) -> dict[str, str]:
    """Return folded name to the newest body of each line of successors."""
    table: dict[str, str] = {}
    for source in sources.values():
        last = newest(sources, source.id)
        table.update((name.key, last) for name in own_names(source))
    return table


def _newest_last(table: Several, areas: Mapping[str, Area]) -> Several:
    """Order areas of one name by time: without a period the last one, the newest, is meant."""
    for key, ids in table.items():
        if len(ids) > 1:
            table[key] = tuple(sorted(ids, key=lambda area_id: areas[area_id].valid_from or ""))
    return table


def _joined(known: Several, own: Several) -> Several:
    """Return the table with each id of the other added under its key, once."""
    table = known | own
    for key in known.keys() & own.keys():
        table[key] = tuple(dict.fromkeys((*known[key], *own[key])))
    return table


def _several(named: Iterable[tuple[str, str]]) -> Several:
    """Return the table of keys with their ids, each once."""
    table: Several = {}
    for key, name in named:
        ids = table.get(key, ())
        if key and name not in ids:
            table[key] = (*ids, name)
    return table
