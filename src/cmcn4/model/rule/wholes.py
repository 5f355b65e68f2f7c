"""Indicators that only count what shares are of, such as households."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.measure import operands
from cmcn4.model.rule.kinds import single
from cmcn4.model.rule.records import Every

if TYPE_CHECKING:
    from cmcn4.model.report import Chosen  # which has rules


def aside(targets: Iterable[Chosen], catalogue: Catalogue) -> frozenset[str]:
    """Return those that no target asks for: their rows decide nothing, and err about nothing."""
    counted = {unit.of for unit in catalogue.units.values() if unit.of}
    for chosen in targets:
        own = chosen.target.indicator
        rules = [(chosen.target.rule, own)]
        rules += [(each.rule, each.indicator or own) for each in chosen.target.readings]
        for asked in (single(*rule) for rule in rules):
            for rule, name in asked:
                counted.discard(name)
                members = rule.members if isinstance(rule, Every) else ()
                counted -= {*members} if isinstance(members, tuple) else set()
                counted -= {part for part, _ in operands(catalogue.indicators, name)}
    return frozenset(counted)
