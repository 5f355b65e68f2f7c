"""References: what is named must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Key, Message
from cmcn4.model.catalogue import Indicator
from cmcn4.model.markers import Refers
from cmcn4.model.rule import Areas, Count, Every, Rule, Threshold
from cmcn4.packs.leaves import leaves
from cmcn4.packs.nearest import suggestion
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope
from cmcn4.packs.yaml.file import Route

_NONE: Mapping[str, Key] = MappingProxyType(
    {
        "indicators": "pack.none.indicator",
        "units": "pack.none.unit",
        "areas": "pack.none.area",
        "groups": "pack.none.group",
        "sources": "pack.none.source",
        "reports": "pack.none.report",
    }
)


def references_exist(scope: Scope) -> Iterator[Problem]:
    """Expect everything that is named to exist."""
    for part in scope.parts.all():
        for steps, name, marks in leaves(part.item):
            for mark in marks:
                if isinstance(mark, Refers):
                    yield from _missing(scope, part, (mark.section, name, steps))


def _missing(scope: Scope, part: Part[Any], named: tuple[str, str, Route]) -> Iterator[Problem]:
    """Yield a problem if there is no record of that section and name."""
    section, name, steps = named
    known = scope.names(section)
    if name not in known and name not in scope.parts.broken:
        what = Message(_NONE[section], {"name": name})
        yield part.problem(what, *steps, hint=suggestion(name, known))


def members_exist(scope: Scope) -> Iterator[Problem]:
    """Expect members to exist: of groups of areas, and of rules over several indicators."""
    for part in scope.parts.groups:
        for index, member in enumerate(part.item.members if part.item.kind == "areas" else ()):
            yield from _missing(scope, part, ("areas", member.id, ("members", index, "id")))
    for ruled in scope.parts.rules():
        rule = ruled.rule
        if isinstance(rule, Every) and rule.over == "indicator" and isinstance(rule.members, tuple):
            for index, name in enumerate(rule.members):
                steps = ("rule", "members", index)
                yield from _missing(scope, ruled.place, ("indicators", name, steps))


def breakdowns_exist(scope: Scope) -> Iterator[Problem]:
    """Expect breakdowns that rules name to be the indicator's, and its groups to be of them."""
    for ruled in scope.parts.rules():
        indicator = scope.indicator(ruled.indicator)
        if indicator is not None:  # else that is the problem, and it is reported
            for named in _breakdowns_named(ruled.rule):
                yield from _breakdown(scope, ruled.place, named, indicator)
    for part in scope.parts.indicators:
        for formula in part.item.derived.stated if part.item.derived else ():
            for index, operand in enumerate(formula.operands):
                indicator = scope.indicator(operand.indicator)
                if operand.breakdown and indicator is not None:
                    steps = ("derived", formula.operation, index, "breakdown")
                    yield from _breakdown(scope, part, (operand.breakdown, steps), indicator)
        for index, name in enumerate(part.item.breakdowns):
            group = scope.catalogue.groups.get(name)
            if group is not None and group.kind != "breakdown":
                yield part.problem(Message("pack.of-areas", {"name": name}), "breakdowns", index)


def _breakdowns_named(rule: Rule) -> Iterator[tuple[str, Route]]:
    match rule:
        case Threshold(breakdown=str(name)) | Areas(breakdown=str(name)):
            yield name, ("rule", "breakdown")
        case Count() | Every(over="sector", members=tuple()):
            for index, name in enumerate(rule.members):
                yield name, ("rule", "members", index)
        case Every(over="sector", members=str(group)):
            yield group, ("rule", "members")
        case _:
            return


def _breakdown(
    scope: Scope, place: Part[Any], named: tuple[str, Route], indicator: Indicator
) -> Iterator[Problem]:
    """Yield a problem when a breakdown is none of the indicator's, nor a group of them."""
    name, steps = named
    groups = [
        group
        for group in scope.catalogue.groups.values()
        if group.kind == "breakdown" and group.id in (indicator.breakdowns or [group.id])
    ]
    as_group = steps[-1] == "members"
    known = [group.id for group in groups]
    if not as_group:
        known = [member.id for group in groups for member in group.members]
    if name not in known and not scope.parts.broken.intersection(indicator.breakdowns):
        yield place.problem(
            Message(
                "pack.none.breakdowns" if as_group else "pack.none.breakdown",
                {"indicator": indicator.id, "name": name},
            ),
            *steps,
            hint=suggestion(name, known),
        )


def sources_have_one_successor(scope: Scope) -> Iterator[Problem]:
    """Expect a predecessor to have one successor."""
    heirs: dict[str, str] = {}
    for part in scope.parts.sources:
        before = part.item.predecessor
        if before and heirs.setdefault(before, part.item.id) != part.item.id:
            facts = {"name": before, "heir": heirs[before]}
            yield part.problem(Message("pack.heir", facts), "predecessor")


def no_circles(scope: Scope) -> Iterator[Problem]:
    """Expect no area to be part of itself, no source its own predecessor, by whatever way."""
    chains: tuple[tuple[str, str], ...] = (
        ("areas", "parent"),
        ("areas", "merged_into"),
        ("sources", "predecessor"),
    )
    for section, key in chains:
        records = getattr(scope.catalogue, section)
        for part in getattr(scope.parts, section):
            seen, name = {part.item.id}, getattr(part.item, key)
            while name in records and name not in seen:
                seen.add(name)
                name = getattr(records[name], key)
            if name == part.item.id:
                yield part.problem(Message("pack.circle", {"key": key}), key)
