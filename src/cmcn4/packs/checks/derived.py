"""Derived indicators: one operation on figures that fit together, never on themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.catalogue import Indicator
from cmcn4.model.measure import PAIRS, Formula, Operation, Unit
from cmcn4.packs.nearest import listed
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope

_NO_FIGURES = frozenset({"yes-no", "tier"})
_NO_QUOTIENT = frozenset({"yes-no", "tier", "rank", "points", "growth"})
_PAIR = 2


def derivations_are_whole(scope: Scope) -> Iterator[Problem]:
    """Expect one operation on as many figures as it takes; `absolute` with a difference only."""
    for part in scope.parts.indicators:
        derived = part.item.derived
        if derived is None:
            continue
        stated = derived.stated
        if len(stated) != 1:
            several: dict[str, object] = {
                "count": len(stated),
                "names": listed(get_args(Operation)),
            }
            yield part.problem(Message("pack.derived", several), "derived")
        for formula in stated:
            key, count = formula.operation, len(formula.operands)
            if count < _PAIR or (key in PAIRS and count > _PAIR):
                facts: dict[str, object] = {"key": key, "count": count}
                pair = Message("pack.derived.pair", facts)
                needs = pair if key in PAIRS else Message("pack.derived.several", facts)
                yield part.problem(needs, "derived", key)
        if derived.absolute and derived.difference is None:
            yield part.problem(Message("pack.derived.absolute"), "derived", "absolute")


def derivations_end(scope: Scope) -> Iterator[Problem]:
    """Expect no indicator to be worked out of itself, by whatever way."""
    for part in scope.parts.indicators:
        if part.item.id in _behind(scope, part.item):
            yield part.problem(Message("pack.circle", {"key": "derived"}), "derived")


def _behind(scope: Scope, indicator: Indicator) -> set[str]:
    """Return all indicators that one is worked out of."""
    found: set[str] = set()
    left = [indicator]
    while left:
        derived = left.pop().derived
        for formula in derived.stated if derived else ():
            names = {operand.indicator for operand in formula.operands} - found
            found |= names
            left += [inner for name in names if (inner := scope.indicator(name))]
    return found


def derived_units_fit(scope: Scope) -> Iterator[Problem]:
    """Expect figures of one unit where they are added or compared, and a result of its kind."""
    for part in scope.parts.indicators:
        own = scope.catalogue.units.get(part.item.unit)
        for formula in part.item.derived.stated if part.item.derived else ():
            units = [scope.unit(operand.indicator) for operand in formula.operands]
            known = [unit for unit in units if unit is not None]
            if own is not None and len(known) == len(units):
                yield from _misfits(part, formula, own, known)


def _misfits(
    part: Part[Indicator], formula: Formula, own: Unit, units: list[Unit]
) -> Iterator[Problem]:
    key = formula.operation
    refused = _NO_QUOTIENT if key == "ratio" else _NO_FIGURES
    for at, unit in enumerate(units):
        if unit.kind in refused:
            facts = {"key": key, "unit": unit.id, "kind": unit.kind}
            yield part.problem(Message("pack.derived.no-figure", facts), "derived", key, at)
            return
        if key != "ratio" and unit.id != units[0].id:
            facts = {"key": key, "unit": unit.id, "first": units[0].id}
            yield part.problem(Message("pack.derived.units", facts), "derived", key, at)
            return
    fits = own.kind not in _NO_QUOTIENT if key == "ratio" else own.kind in _kinds(formula, units)
    if not fits:
        facts = {"key": key, "unit": own.id, "kind": own.kind}
        yield part.problem(Message("pack.derived.result", facts), "unit")


def _kinds(formula: Formula, units: list[Unit]) -> set[str]:
    """Return the kinds of unit that a result may have where the figures have one."""
    kind = units[0].kind if units else ""
    if formula.operation == "difference" and kind in {"percent", "growth"}:
        return {kind, "points"}
    return {kind}
