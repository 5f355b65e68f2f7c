"""Units: a rate says of how many it counts, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.packs.scope import Scope


def rates_say_per_how_many(scope: Scope) -> Iterator[Problem]:
    """Expect `per` of a rate, above 1, and of no other kind of unit.

    A rate without it would be shown and compared as if it were a share, or growth per year.
    """
    for part in scope.parts.units:
        unit = part.item
        if unit.kind == "rate" and unit.per is None:
            yield part.problem(Message("pack.per.lacks", {"id": unit.id}), "kind")
        elif unit.kind != "rate" and unit.per is not None:
            yield part.problem(Message("pack.per.kind", {"id": unit.id, "kind": unit.kind}), "per")
        elif unit.per is not None and unit.per <= 1:
            yield part.problem(Message("pack.per.number", {"number": str(unit.per)}), "per")
