"""Files of targets compiled: validated records and folded tables as JSON, read in milliseconds.

Reading YAML and importing pydantic would cost more than judging. `builtin.json` holds what they
gave, with the SHA-256 of each YAML file; where a file differs now, the long way is taken. Packs
of one's own are compiled alike, for the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cmcn4.model import measure, target, text
from cmcn4.model.catalogue import Catalogue, catalogue, indicator
from cmcn4.model.digest import sha256
from cmcn4.model.lazy.dataclass import fields_of
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.rule import records
from cmcn4.model.target import Pack, PackFile
from cmcn4.model.vocabulary import Names, Several, Vocabulary

FORMAT = "cmcn4/builtin@1"
_TAG = "_"  # no folded name holds it, nor does any id
_SECTIONS = ("units", "indicators", "areas", "groups", "sources")
_PLAIN_TABLES = ("indicators", "sources")
_TABLES = ("areas", "codes", "breakdowns", "units")
_MODULES = (catalogue, indicator, measure, records, target, text)
_CLASSES: dict[str, Any] = {
    name: record
    for module in _MODULES
    for name, record in vars(module).items()
    if fields_of(record) and record.__module__ == module.__name__
} | {"Decimal": Decimal}


class BuiltIn(NamedTuple):
    """What comes with cmcn4."""

    vocabulary: Vocabulary
    packs: tuple[PackFile, ...]
    """Oldest document first."""


def decode(data: str, hashes: Mapping[str, str]) -> BuiltIn | None:
    """Return what was compiled; None when it was compiled from other files than these."""
    content = _current(data, hashes)
    if content is None:
        return None
    tables: Any = content["tables"]
    several: Any = {name: _several(tables[name]) for name in _TABLES}
    vocabulary = Vocabulary(
        Catalogue(**{section: content[section] for section in _SECTIONS}),
        indicators=tables["indicators"],
        sources=tables["sources"],
        **several,
    )
    return BuiltIn(vocabulary, _packs(content, hashes))


def _several(table: Mapping[str, Any]) -> Several:
    """Return a table of names with their ids, of which one alone stands by itself."""
    return {key: (ids,) if type(ids) is str else tuple(ids) for key, ids in table.items()}


def _written_several(table: Several) -> dict[str, Any]:
    """Return a table as `_several` reads it."""
    return {key: ids[0] if len(ids) == 1 else ids for key, ids in table.items()}


def decode_packs(data: str, hashes: Mapping[str, str]) -> tuple[PackFile, ...] | None:
    """Return packs compiled without the catalogue; None when of other files than these."""
    content = _current(data, hashes)
    return None if content is None else _packs(content, hashes)


class Compiled(NamedTuple):
    """A pack of one's own, and the names of what it brings."""

    pack: Pack
    names: Names


def decode_pack(data: bytes, key: str) -> Compiled | None:
    """Return what was compiled under a key; None for what is not, to the last byte, as written."""
    head, _, content = data.partition(b"\n")
    if head.decode() != _head(content, key):
        return None
    read = json.loads(content, object_hook=_record)
    names, pack = read["names"], read["pack"]
    tables = {name: _several(names[name]) for name in _TABLES}
    found = Names(indicators=names["indicators"], **tables)
    return Compiled(pack, found) if isinstance(pack, Pack) else None


def encode_pack(made: Compiled, key: str) -> bytes:
    """Return a pack compiled under a key; ValueError where it holds what JSON does not."""
    names: dict[str, Any] = {"indicators": made.names.indicators}
    names |= {name: _written_several(getattr(made.names, name)) for name in _TABLES}
    content = json.dumps({"pack": _plain(made.pack), "names": names}, ensure_ascii=False).encode()
    return f"{_head(content, key)}\n".encode() + content


def _head(content: bytes, key: str) -> str:
    return f"cmcn4/pack-compiled@2 {key} {sha256(content)}"


def shape() -> str:
    """Return what tells the records of this version of the model from those of another one."""
    told = (
        f"{name}.{key}: {field.type} = {field.default}"
        for name, record in _CLASSES.items()
        for key, field in fields_of(record).items()
    )
    return sha256("\n".join(told).encode())


def _current(data: str, hashes: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the content; None when it was compiled from other files than these."""
    # The hashes stand in the first line: nothing more is read of a stale file.
    head = json.loads(data[: data.index("\n")].removesuffix(",") + "}")
    if head != {"format": FORMAT, "files": dict(hashes)}:
        return None
    content: dict[str, Any] = json.loads(data, object_hook=_record)
    return content


def _packs(content: Mapping[str, Any], hashes: Mapping[str, str]) -> tuple[PackFile, ...]:
    return tuple(
        PackFile(pack=pack, path=f"targets/{name}", sha256=hashes[name])
        for name, pack in content["packs"].items()
    )


def _record(values: dict[str, Any]) -> Any:
    """Make a tagged object the record it was."""
    tag = values.pop(_TAG, None)
    if tag is None:
        return values
    if list in map(type, values.values()):
        for name, value in values.items():
            if type(value) is list:
                values[name] = tuple(value)
    return _CLASSES[tag](**values)


def encode(built_in: BuiltIn, hashes: Mapping[str, str]) -> str:
    """Return the JSON: the same for the same files, one record a line."""
    known = built_in.vocabulary
    content: dict[str, Any] = {
        section: _plain(getattr(known.catalogue, section)) for section in _SECTIONS
    }
    content["packs"] = _named(built_in.packs)
    content["tables"] = {name: getattr(known, name) for name in _PLAIN_TABLES} | {
        name: _written_several(getattr(known, name)) for name in _TABLES
    }
    return _written(content, hashes)


def encode_packs(packs: Iterable[PackFile], hashes: Mapping[str, str]) -> str:
    """Return the JSON of packs without the catalogue; `hashes` are those of all files."""
    return _written({"packs": _named(packs)}, hashes)


def _named(packs: Iterable[PackFile]) -> Any:
    return _plain({pack.path.removeprefix("targets/"): pack.pack for pack in packs})


def _written(content: Mapping[str, Any], hashes: Mapping[str, str]) -> str:
    head = json.dumps({"format": FORMAT, "files": dict(hashes)}, ensure_ascii=False)
    levels = {"packs": 3, "tables": 2}
    lines = [
        f"{json.dumps(name)}: {_lines(value, levels.get(name, 1))}"
        for name, value in content.items()
    ]
    return head.removesuffix("}") + ",\n" + ",\n".join(lines) + "\n}\n"


def _plain(value: Any) -> Any:
    """Return a record as what JSON holds, its class as a tag, defaults left out."""
    if fields := fields_of(value):
        stated = {
            name: _plain(content)
            for name, field in fields.items()
            if (content := getattr(value, name)) not in (field.default, {})
        }
        return {_TAG: type(value).__name__, **stated}
    if isinstance(value, Decimal):
        return {_TAG: "Decimal", "value": str(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(content) for key, content in value.items()}
    return value


def _lines(value: Any, levels: int) -> str:
    """Return JSON with the outer levels spread over lines."""
    if levels and isinstance(value, dict) and value:
        inner = (
            f"{json.dumps(key, ensure_ascii=False)}: {_lines(content, levels - 1)}"
            for key, content in value.items()
        )
        return "{\n" + ",\n".join(inner) + "\n}"
    if levels and isinstance(value, list) and value:
        return "[\n" + ",\n".join(_lines(item, levels - 1) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)
