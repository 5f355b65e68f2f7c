"""Units: what rates and shares are of, and bounds in the unit of what they bound."""

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
        if unit.of is not None and unit.kind != "percent":
            yield part.problem(Message("pack.of.kind", {"id": unit.id, "kind": unit.kind}), "of")


def bounds_are_in_one_unit(scope: Scope) -> Iterator[Problem]:
    """Expect a lower bound to be in the unit of another indicator, that which it is a bound of."""
    for part in scope.parts.indicators:
        one, name = part.item, part.item.lower_bound_of
        other = scope.indicator(name) if name else None
        if name == one.id:
            yield part.problem(Message("pack.bound.own", {"id": one.id}), "lower_bound_of")
        elif other is not None and other.unit != one.unit:
            facts = {"id": one.id, "unit": one.unit, "other": other.id, "measured": other.unit}
            yield part.problem(Message("pack.bound", facts), "lower_bound_of")
