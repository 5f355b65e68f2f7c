"""The folded names of each record: under which keys data may speak of it."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.catalogue import Area, Group, Indicator, Source
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import Unit
from cmcn4.model.text import Text, fold
from cmcn4.model.vocabulary import unit_key

_SHORT_CODE = 2
_M49_CODE = 3


class Name(NamedTuple):
    """A name of a record, and where in the record it stands."""

    key: str
    text: str
    steps: tuple[str | int, ...]


def _texts(
    names: Text | None, aliases: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if names is not None:
        yield from ((text, ("names", lang)) for lang, text in names.each.items())
    yield from ((alias, ("aliases", at)) for at, alias in enumerate(aliases))


def own_names(record: Indicator | Source | Area) -> Iterator[Name]:
    """Return the names of a record under which data may speak of it."""
    yield Name(fold(record.id), record.id, ("id",))
    for text, steps in _texts(record.names, record.aliases):
        yield Name(fold(text), text, steps)


def area_names(area: Area) -> Iterator[Name]:
    """Return names and codes of an area; not the short codes, which are looked up apart."""
    yield from own_names(area)
    for key in ("iso3", "iso", "m49"):
        text = getattr(area, key)
        if text:
            yield Name(fold(text), text, (key,))
    # NOTE: codes of communes (five digits) cannot be taken for M49's, which have three.
    if area.gso and len(area.gso) > _M49_CODE:
        yield Name(fold(area.gso), area.gso, ("gso",))


def area_code(area: Area) -> str | None:
    """Return the statistics office's code as it is looked up: short, without leading zeros."""
    return area.gso.lstrip("0") if area.gso and len(area.gso) <= _SHORT_CODE else None


def unit_names(unit: Unit) -> Iterator[Name]:
    """Return the names of a unit; they may be empty."""
    yield Name(unit_key(unit.id), unit.id, ("id",))
    for text, steps in _texts(unit.names, unit.aliases):
        yield Name(unit_key(text), text, steps)


def breakdown_names(group: Group) -> Iterator[tuple[str, Name]]:
    """Return (breakdown id, name) for each member of a group of breakdowns."""
    for at, member in enumerate(group.members if group.kind == "breakdown" else ()):
        yield member.id, Name(fold(member.id), member.id, ("members", at, "id"))
        for text, steps in _texts(member.names, member.aliases):
            yield member.id, Name(fold(text), text, ("members", at, *steps))
