"""Names: filled in, and each standing for one thing, so that data never speak of two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.catalogue import Area
from cmcn4.model.markers import MAY_BE_EMPTY
from cmcn4.model.measure import Unit
from cmcn4.model.text import fold
from cmcn4.packs.leaves import leaves
from cmcn4.packs.names import (
    Name,
    area_code,
    area_names,
    own_names,
    unit_names,
)
from cmcn4.packs.scope import Scope, overlap
from cmcn4.packs.tables import source_table


def texts_are_filled(scope: Scope) -> Iterator[Problem]:
    """Expect no empty text but where one may be."""
    for part in scope.parts.all():
        for steps, value, marks in leaves(part.item):
            if isinstance(value, str) and not value.strip() and MAY_BE_EMPTY not in marks:
                blank = Message("pack.blank", {"key": steps[-1]})
                yield part.problem(blank, *steps, hint=Message("pack.blank.text"))


def _clashes(
    scope: Scope,
    section: str,
    names_of: Callable[[Any], Iterator[Name]],
    *,
    same: Callable[[Any, Any], bool],
) -> Iterator[Problem]:
    """Yield a problem for each name that another record of the section has, too.

    `same` says of two records whether one name for both does no harm.
    """
    known: Mapping[str, Any] = getattr(scope.base.catalogue, section)
    # What takes a known id is reported for that already.
    parts = [part for part in getattr(scope.parts, section) if part.item.id not in known]
    owners: dict[str, list[tuple[Any, int]]] = {}
    for record in known.values() if parts else ():
        for name in names_of(record):
            owners.setdefault(name.key, []).append((record, 0))
    for part in parts:
        for name in names_of(part.item):
            if not name.key:
                if name.text.strip():
                    yield part.problem(Message("pack.no-letter", {"name": name.text}), *name.steps)
                continue
            for other, line in owners.setdefault(name.key, []):
                if other.id != part.item.id and not same(other, part.item):
                    what = _taken(name.text, other.id, line, scope.others)
                    yield part.problem(what, *name.steps)
                    break
            line = part.file.place((*part.route, *name.steps))[0]
            owners[name.key].append((part.item, line))


def _taken(name: str, other: str, line: int, others: Message) -> Message:
    """Return that a name is that of another, in a line of the file or elsewhere."""
    if line:
        return Message("pack.name.line", {"name": name, "other": other, "line": line})
    return Message("pack.name.others", {"name": name, "other": other, "others": others})


def indicator_names_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no name of two indicators."""
    return _clashes(scope, "indicators", own_names, same=lambda _one, _other: False)


def _never_together(one: Area, other: Area) -> bool:
    return not overlap((one.valid_from, one.valid_to), (other.valid_from, other.valid_to))


def area_names_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no name or code of two areas at the same time."""
    return _clashes(scope, "areas", area_names, same=_never_together)


def area_codes_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no short code of the statistics office of two areas at the same time."""

    def codes(area: Area) -> Iterator[Name]:
        code = area_code(area)
        if code:
            yield Name(code, str(area.gso), ("gso",))

    return _clashes(scope, "areas", codes, same=_never_together)


def source_names_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no name of two sources, unless one continues the other."""
    newest = source_table(scope.catalogue.sources)

    def one_line(one: Any, other: Any) -> bool:
        return newest.get(fold(one.id)) == newest.get(fold(other.id))

    return _clashes(scope, "sources", own_names, same=one_line)


def unit_names_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no id or name of two units; aliases such as `%` may be shared."""

    def not_aliases(unit: Unit) -> Iterator[Name]:
        return (name for name in unit_names(unit) if name.key and name.steps[0] != "aliases")

    return _clashes(scope, "units", not_aliases, same=lambda _one, _other: False)


def aliases_are_free(scope: Scope) -> Iterator[Problem]:
    """Expect an alias of a pack to be no name of another indicator."""
    owners = dict(scope.base.indicators)
    for own in scope.parts.indicators:
        for name in own_names(own.item):
            other = owners.setdefault(name.key, own.item.id)
            record = scope.base.catalogue.indicators.get(other)
            if record is not None and all(
                name.key != own_name.key for own_name in own_names(record)
            ):
                yield own.problem(
                    Message(
                        "pack.name.alias",
                        {"name": name.text, "other": other, "others": scope.others},
                    ),
                    *name.steps,
                )
    for pack in scope.parts.packs:
        for alias, meant in pack.item.aliases.items():
            key = fold(alias)
            if not key:
                yield pack.problem(Message("pack.no-letter", {"name": alias}), "aliases", alias)
            elif owners.setdefault(key, meant) != meant:
                yield pack.problem(
                    Message(
                        "pack.name.meant", {"name": alias, "other": owners[key], "meant": meant}
                    ),
                    "aliases",
                    alias,
                    hint=Message("pack.leave-out"),
                )
