"""Rules with bands, with the figures of others, and with numbers for members or groups."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.catalogue import Group
from cmcn4.model.rule import (
    Areas,
    Average,
    Every,
    PeerRank,
    Reference,
    Threshold,
    breakdowns,
    stated,
)
from cmcn4.packs.nearest import listed
from cmcn4.packs.parts import Ruled
from cmcn4.packs.scope import Scope

_WHOLE = 100


def bands_have_two_ends(scope: Scope) -> Iterator[Problem]:
    """Expect a band from a smaller to a larger number, and `strict` only with one.

    Where no direction is better a band has no near end: it must be strict.
    """
    for ruled in scope.parts.rules():
        rule = ruled.rule
        if not isinstance(rule, Threshold | Average):
            continue
        if rule.strict and rule.between is None:
            yield ruled.place.problem(Message("pack.strict"), "rule", "strict")
        if rule.between is None:
            continue
        if len(rule.between) != 2 or rule.between[0] >= rule.between[1]:  # noqa: PLR2004 - its ends
            yield ruled.place.problem(Message("pack.between"), "rule", "between")
        indicator = scope.indicator(ruled.indicator)
        if indicator is not None and indicator.direction == "none" and not rule.strict:
            what = Message("pack.between.undirected", {"name": indicator.id})
            yield ruled.place.problem(what, "rule", "between")


def references_are_of_others(scope: Scope) -> Iterator[Problem]:
    """Expect a figure to compare with to be one other area's, or the mean of a group of areas."""
    own = {area for pack in scope.parts.packs for area in pack.item.applies_to}
    for ruled in scope.parts.rules():
        rule = ruled.rule
        for field, _ in stated(rule) if isinstance(rule, Threshold) else ():
            other = getattr(rule, field)
            if not isinstance(other, Reference):
                continue
            if (other.area is None) == (other.mean_of is None):
                yield ruled.place.problem(Message("pack.reference"), "rule", field)
                continue
            judged = {*(ruled.target.applies_to or own)}
            if judged == {other.area} and ruled.target.subnational == "none":
                what = Message("pack.reference.itself", {"name": other.area})
                yield ruled.place.problem(what, "rule", field, "area")


def groups_are_of_areas(scope: Scope) -> Iterator[Problem]:
    """Expect groups whose members are ranked, counted or averaged to be groups of areas."""
    for ruled in scope.parts.rules():
        rule = ruled.rule
        named: list[tuple[str, tuple[str, ...]]] = []
        match rule:
            case PeerRank():
                named = [(rule.group, ("group",))]
            case Areas():
                named = [(rule.within, ("within",))]
            case Threshold(reference=Reference(mean_of=str(mean))):
                named = [(mean, (stated(rule)[0][0], "mean_of"))]
        for name, steps in named:
            group = scope.catalogue.groups.get(name)
            if group is not None and group.kind != "areas":
                what = Message("pack.of-breakdowns", {"name": group.id})
                yield ruled.place.problem(what, "rule", *steps)


def numbers_fit_members(scope: Scope) -> Iterator[Problem]:
    """Expect numbers by member to go with sectors, and to name exactly the members."""
    for ruled in scope.parts.rules():
        rule = ruled.rule
        if not isinstance(rule, Every):
            continue
        for field, _ in stated(rule):
            if not isinstance(getattr(rule, field), dict):
                continue
            if rule.over != "sector":
                yield ruled.place.problem(Message("pack.by-member.sector"), "rule", field)
            elif not isinstance(rule.members, str) or rule.members in scope.catalogue.groups:
                yield from _named(ruled, field, breakdowns(rule, scope.catalogue.groups))


def _named(ruled: Ruled, field: str, members: tuple[str, ...]) -> Iterator[Problem]:
    numbers = getattr(ruled.rule, field)
    for name in numbers:
        if name not in members:
            what = Message("pack.by-member.other", {"name": name, "field": field})
            hint = Message("pack.by-member.names", {"names": listed(members)})
            yield ruled.place.problem(what, "rule", field, name, hint=hint)
    missing = [name for name in members if name not in numbers]
    if missing:
        what = Message("pack.by-member.missing", {"names": listed(missing), "field": field})
        yield ruled.place.problem(what, "rule", field)


def shares_are_possible(scope: Scope) -> Iterator[Problem]:
    """Expect shares of a group above 0 up to 100, and enough members for a first place."""
    for ruled in scope.parts.rules():
        match ruled.rule:
            case PeerRank(top_percent=Decimal() as share, group=name):
                field = "top_percent"
            case Areas(share=Decimal() as share, within=name):
                field = "share"
            case _:
                continue
        if not 0 < share <= _WHOLE:
            what = Message("pack.share", {"field": field, "number": str(share)})
            yield ruled.place.problem(what, "rule", field)
        elif field == "top_percent" and 0 < _size(scope, name) * share < _WHOLE:
            facts = {"number": str(share), "name": name, "size": _size(scope, name)}
            yield ruled.place.problem(Message("pack.top.none", facts), "rule", field)


def areas_can_be_counted(scope: Scope) -> Iterator[Problem]:
    """Expect a whole number of areas, at most as many as there are, and one answer for all."""
    for ruled in scope.parts.rules():
        rule = ruled.rule
        if not isinstance(rule, Areas):
            continue
        number, last = rule.how_many, _size(scope, rule.within)
        if number is not None and last and not (1 <= number <= last and number == int(number)):
            facts = {"number": str(number), "name": rule.within, "last": last}
            yield ruled.place.problem(Message("pack.how-many", facts), "rule", "how_many")
        if ruled.target.subnational != "none":
            yield ruled.place.problem(Message("pack.areas.subnational"), "rule", "kind")


def _size(scope: Scope, name: str) -> int:
    """Return the most members that a group of areas ever has at a time; 0 if it is none."""
    group = scope.catalogue.groups.get(name)
    if group is None or group.kind != "areas":
        return 0
    return _most(group)


def _most(group: Group) -> int:
    firsts = {member.from_date or "0001-01-01" for member in group.members}
    return max((len(group.members_on(day)) for day in firsts), default=0)
