"""Rules of several conditions: two or more of them, and no more asked for than there are."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.rule import All, Some
from cmcn4.packs.scope import Scope

_FEWEST = 2


def conditions_are_several(scope: Scope) -> Iterator[Problem]:
    """Expect two conditions or more, and a number of them that can be met."""
    for place, rule, _, _ in scope.parts.rules():
        if not isinstance(rule, All | Some):
            continue
        count = len(rule.of)
        if count < _FEWEST:
            yield place.problem(Message("pack.conditions", {"count": count}), "rule", "of")
        elif not 1 <= rule.needed <= count:
            facts = {"number": rule.needed, "count": count}
            yield place.problem(Message("pack.conditions.number", facts), "rule", "at_least")
