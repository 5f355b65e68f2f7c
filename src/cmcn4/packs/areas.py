"""The areas that packs and targets speak of, as far as the reading of data depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Rule, Threshold, single

_COUNTRY = "VN"


def default_area(targets: Iterable[Chosen]) -> str:
    """Return whose figures are where nothing says so: the country's, else the only area asked of.

    Empty where several areas are asked of, and the country is not.
    """
    own = {area for chosen in targets for area in chosen.applies_to}
    if _COUNTRY in own:
        return _COUNTRY
    return own.pop() if len(own) == 1 else ""


def relevant(targets: Iterable[Chosen], catalogue: Catalogue) -> frozenset[str]:
    """Return the areas any target can use: those it applies to, units within, peers and others."""
    chosen = tuple(targets)
    own = {area for target in chosen for area in target.applies_to}
    rules = [rule for target in chosen for rule in _rules(target)]
    named = {getattr(rule, key, None) for rule in rules for key in ("group", "within")}
    others = [rule.reference for rule in rules if isinstance(rule, Threshold)]
    named |= {other.mean_of for other in others if other}
    peers = {
        member.id
        for group in catalogue.groups.values()
        if group.id in named
        for member in group.members
    }
    peers |= {other.area for other in others if other and other.area}
    units = {area for area in catalogue.areas if not own.isdisjoint(catalogue.around(area))}
    return frozenset(own | peers | units)


def _rules(chosen: Chosen) -> Iterator[Rule]:
    """Yield the rule of a target and those of its readings."""
    target = chosen.target
    for stated in (target.rule, *(reading.rule for reading in target.readings)):
        yield from (rule for rule, _ in single(stated, target.indicator))
