"""Ids: each stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope

_SECTIONS = ("units", "indicators", "areas", "groups", "sources")


def ids_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect no id twice in one list, or among the readings of one target."""
    for section in (*_SECTIONS, "reports", "targets"):
        yield from _unique(getattr(scope.parts, section))
    for target in scope.parts.targets:
        yield from _unique(target.readings)


def _unique(parts: Sequence[Part[Any]]) -> Iterator[Problem]:
    first: dict[str, Part[Any]] = {}
    for part in parts:
        seen = first.setdefault(part.item.id, part)
        if seen is not part:
            line, path = seen.file.place(seen.route)[0], seen.file.path
            what = Message("pack.id.line", {"id": part.item.id, "line": line})
            if path != part.file.path:
                what = Message("pack.id.file", {"id": part.item.id, "path": path})
            yield part.problem(what, "id")


def ids_are_not_taken(scope: Scope) -> Iterator[Problem]:
    """Expect no record of a pack to replace one of the built-in catalogue."""
    for section in _SECTIONS:
        known = getattr(scope.base.catalogue, section)
        for part in getattr(scope.parts, section):
            if part.item.id in known:
                yield part.problem(
                    Message("pack.id.others", {"id": part.item.id, "others": scope.others}), "id"
                )


def pack_has_targets(scope: Scope) -> Iterator[Problem]:
    """Expect at least one target in a pack."""
    for part in scope.parts.packs:
        if part.file.data.get("targets") == []:
            yield part.problem(
                Message("pack.blank", {"key": "targets"}),
                "targets",
                hint=Message("pack.blank.list"),
            )


def members_are_unique(scope: Scope) -> Iterator[Problem]:
    """Expect a member once in a group, or for spans of time that do not overlap."""
    for part in scope.parts.groups:
        for index, member in enumerate(part.item.members):
            for other in part.item.members[:index]:
                starts = max(member.from_date or "", other.from_date or "")
                ends = min(member.to_date or "9999", other.to_date or "9999")
                if member.id == other.id and starts <= ends:
                    yield part.problem(
                        Message("pack.member", {"name": member.id}), "members", index, "id"
                    )
                    break
