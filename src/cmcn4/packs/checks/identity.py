"""Ids and readings: each stands for one thing, and says what no other does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope, overlap

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
                spans = (member.from_date, member.to_date), (other.from_date, other.to_date)
                if member.id == other.id and overlap(*spans):
                    yield part.problem(
                        Message("pack.member", {"name": member.id}), "members", index, "id"
                    )
                    break


def readings_differ(scope: Scope) -> Iterator[Problem]:
    """Expect no reading called `default`, none that repeats the default or another."""
    for target in scope.parts.targets:
        default: Message | str = Message("pack.repeats.default")
        seen = [(default, target.item.rule, target.item.indicator)]
        for part in target.readings:
            if part.item.id == "default":
                yield part.problem(Message("pack.default"), "id")
            indicator = part.item.indicator or target.item.indicator
            for name, rule, other in seen:
                if rule == part.item.rule and other == indicator:
                    yield part.problem(
                        Message("pack.repeats", {"name": part.item.id, "other": name}), "rule"
                    )
                    break
            seen.append((f"`{part.item.id}`", part.item.rule, indicator))


def unanimity_has_readings(scope: Scope) -> Iterator[Problem]:
    """Expect readings where they must agree with the rule."""
    for target in scope.parts.targets:
        if target.item.decide == "unanimous" and not target.declared:
            yield target.problem(Message("pack.unanimous"), "decide")
