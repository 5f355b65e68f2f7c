"""What targets and data may name, as records: indicators, units, areas, groups, sources, packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cmcn4.model.catalogue import Area, Catalogue, Group, Indicator, Source
from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.measure import Unit
from cmcn4.model.target import PackFile
from cmcn4.model.text import Text
from cmcn4.model.vocabulary import unit_key

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "indicators": (
            "id", "name", "unit", "direction", "breakdowns", "sources", "other_names", "pack",
        ),
        "units": ("id", "name", "kind", "per", "other_names", "pack"),
        "areas": (
            "id", "name", "kind", "parent", "valid_from", "valid_to", "other_names", "pack",
        ),
        "groups": ("id", "name", "kind", "members", "pack"),
        "sources": ("id", "name", "predecessor", "other_names", "pack"),
        "packs": ("id", "name", "number", "issued", "targets", "path"),
    }
)  # fmt: skip
"""The fields of each list; `pack` is that which brings a record, none for the catalogue's."""
_NAMES = ("id", "name", "other_names", "number")
"""Where a word is looked for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: what of, and its records, each with the fields of `COLUMNS`."""

    what: str
    records: Sequence[Mapping[str, Any]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return COLUMNS[self.what]

    def fitting(self, word: str) -> Listing:
        """Return those in whose id, names or aliases a word stands, folded as names in data are."""
        key = unit_key(word)
        kept = [record for record in self.records if any(key in name for name in _keys(record))]
        return replace(self, records=kept)


def _keys(record: Mapping[str, Any]) -> Iterator[str]:
    for field in _NAMES:
        value = record.get(field) or ""
        yield from map(unit_key, [value] if isinstance(value, str) else value)


def listing(what: str, packs: Sequence[PackFile], catalogue: Catalogue, lang: str) -> Listing:
    """Return all there is of a sort, in the catalogue and the packs; names are in the language."""
    if what == "packs":
        return Listing(what, [_pack(file, lang) for file in packs])
    brings = {record.id: file.pack.id for file in packs for record in getattr(file.pack, what, ())}
    if what == "sources":
        brings = {}  # those of a pack are the reports that its wording was read in
    records = getattr(catalogue, what).values()
    found = [{**_record(each, lang), "pack": brings.get(each.id)} for each in records]
    return Listing(what, found)


def _pack(file: PackFile, lang: str) -> dict[str, Any]:
    document = file.pack.document
    return {
        "id": file.pack.id,
        "name": document.title.get(lang),
        "number": document.number or None,
        "issued": document.issued,
        "targets": len(file.pack.targets),
        "path": file.path,
    }


def _record(each: Indicator | Unit | Area | Group | Source, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = {"id": each.id, "name": each.names.get(lang) or each.id}
    match each:
        case Indicator():
            found |= {
                "unit": each.unit,
                "direction": each.direction,
                "breakdowns": list(each.breakdowns),
                "sources": list(each.sources),
            }
        case Unit():
            found |= {"kind": each.kind, "per": getattr(each, "per", None)}
        case Area():
            found |= {
                "kind": each.kind,
                "parent": each.parent,
                "valid_from": each.valid_from,
                "valid_to": each.valid_to,
            }
        case Group():
            members = list(dict.fromkeys(member.id for member in each.members))
            return found | {"kind": each.kind, "members": members}
        case Source():
            found |= {"predecessor": each.predecessor}
    codes = (getattr(each, code, None) for code in ("iso3", "iso", "gso", "m49"))
    return found | {
        "other_names": _others(found, each.names, (*each.aliases, *filter(None, codes)))
    }


def _others(found: Mapping[str, Any], names: Text, aliases: Iterable[str]) -> list[str]:
    """Return what else it is called: its name in other languages, its aliases and codes."""
    known = {found["id"], found["name"], "", None}
    return [name for name in dict.fromkeys((*names.each.values(), *aliases)) if name not in known]
