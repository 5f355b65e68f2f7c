"""Readings: each says something that the default and the others do not."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.packs.scope import Scope


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
