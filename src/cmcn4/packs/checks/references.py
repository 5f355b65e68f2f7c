"""References: what is named must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Key, Message
from cmcn4.model.catalogue import Indicator
from cmcn4.model.rule import Count, Every, PeerRank, Rule, Threshold
from cmcn4.packs.nearest import suggestion
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope

_Named = tuple[str, str, Sequence[str | int]]
"""What sort of thing is named, its id, and the steps to the place where it is."""
_NONE: Mapping[str, Key] = MappingProxyType(
    {
        "indicators": "pack.none.indicator",
        "units": "pack.none.unit",
        "areas": "pack.none.area",
        "groups": "pack.none.group",
        "sources": "pack.none.source",
    }
)


def _missing(scope: Scope, part: Part[Any], named: Iterable[_Named]) -> Iterator[Problem]:
    """Yield a problem for each named thing that does not exist."""
    for sort, name, steps in named:
        known: Mapping[str, Any] = getattr(scope.catalogue, sort)
        if name not in known and name not in scope.parts.broken:
            yield part.problem(
                Message(_NONE[sort], {"name": name}), *steps, hint=suggestion(name, known)
            )


def targets_refer(scope: Scope) -> Iterator[Problem]:
    """Expect indicators and cited reports to exist."""
    reports = [each.item.id for each in scope.parts.reports]
    for part in scope.parts.targets:
        yield from _missing(scope, part, [("indicators", part.item.indicator, ["indicator"])])
        for reading in part.readings:
            if reading.item.indicator:
                named = [("indicators", reading.item.indicator, ["indicator"])]
                yield from _missing(scope, reading, named)
        for index, name in enumerate(part.item.reports):
            if name not in reports and name not in scope.parts.broken:
                yield part.problem(
                    Message("pack.none.report", {"name": name}),
                    "reports",
                    index,
                    hint=suggestion(name, reports),
                )


def rules_refer(scope: Scope) -> Iterator[Problem]:
    """Expect groups, breakdowns and members that rules name to exist."""
    for ruled in scope.parts.rules():
        place, rule = ruled.place, ruled.rule
        if isinstance(rule, PeerRank | Every) and rule.group is not None:
            named: list[_Named] = [("groups", rule.group, ["rule", "group"])]
            yield from _missing(scope, place, named)
        elif isinstance(rule, Every) and rule.over == "indicator":
            members = rule.members if isinstance(rule.members, tuple) else ()
            yield from _missing(
                scope,
                place,
                (("indicators", each, ["rule", "members", at]) for at, each in enumerate(members)),
            )
        else:
            indicator = scope.indicator(ruled.indicator)
            for name, steps in _breakdowns_named(rule):
                yield from _breakdown(scope, place, named=(name, steps), indicator=indicator)


def _breakdowns_named(rule: Rule) -> Iterator[tuple[str, list[str | int]]]:
    match rule:
        case Threshold(breakdown=str(name)):
            yield name, ["rule", "breakdown"]
        case Count() | Every(over="sector", members=tuple()):
            for at, each in enumerate(rule.members):
                yield each, ["rule", "members", at]
        case Every(over="sector", members=str(group)):
            yield group, ["rule", "members"]
        case _:
            return


def _breakdown(
    scope: Scope,
    place: Part[Any],
    *,
    named: tuple[str, list[str | int]],
    indicator: Indicator | None,
) -> Iterator[Problem]:
    """Yield a problem when a breakdown is none of the indicator's, nor a group of them."""
    name, steps = named
    if indicator is None:
        return  # that is the problem, and it is reported
    groups = [
        each
        for each in scope.catalogue.groups.values()
        if each.kind == "breakdown" and each.id in (indicator.breakdowns or [each.id])
    ]
    as_group = steps[-1] == "members"
    known = [each.id for each in groups]
    if not as_group:
        known = [member.id for each in groups for member in each.members]
    if name not in known and not scope.parts.broken.intersection(indicator.breakdowns):
        yield place.problem(
            Message(
                "pack.none.breakdowns" if as_group else "pack.none.breakdown",
                {"indicator": indicator.id, "name": name},
            ),
            *steps,
            hint=suggestion(name, known),
        )


def packs_refer(scope: Scope) -> Iterator[Problem]:
    """Expect areas that a pack applies to and indicators that its aliases mean to exist."""
    for part in scope.parts.packs:
        areas = enumerate(part.item.applies_to)
        named: list[_Named] = [("areas", name, ["applies_to", at]) for at, name in areas]
        aliases = part.item.aliases.items()
        named += [("indicators", name, ["aliases", alias]) for alias, name in aliases]
        yield from _missing(scope, part, named)


def indicators_refer(scope: Scope) -> Iterator[Problem]:
    """Expect everything that an indicator names to exist."""
    for part in scope.parts.indicators:
        yield from _missing(scope, part, _named_by(part.item))
        for at, name in enumerate(part.item.breakdowns):
            group = scope.catalogue.groups.get(name)
            if group is not None and group.kind != "breakdown":
                yield part.problem(Message("pack.of-areas", {"name": name}), "breakdowns", at)


def _named_by(indicator: Indicator) -> Iterator[_Named]:
    yield "units", indicator.unit, ["unit"]
    for at, each in enumerate(indicator.sources):
        yield "sources", each, ["sources", at]
    for at, each in enumerate(indicator.other_population):
        yield "indicators", each, ["other_population", at]
    for at, each in enumerate(indicator.breakdowns):
        yield "groups", each, ["breakdowns", at]
    for group, rank in indicator.group_ranks.items():
        yield "groups", group, ["group_ranks", group]
        yield "indicators", rank, ["group_ranks", group]
    if indicator.succeeded_by:
        yield "indicators", indicator.succeeded_by.indicator, ["succeeded_by", "indicator"]
    if indicator.tiers:
        yield "indicators", indicator.tiers.indicator, ["tiers", "indicator"]
    for at, edition in enumerate(indicator.editions):
        for place, area in enumerate(edition.not_ranked):
            yield "areas", area, ["editions", at, "not_ranked", place]


def areas_refer(scope: Scope) -> Iterator[Problem]:
    """Expect parents and successors of areas to exist."""
    for part in scope.parts.areas:
        named: list[_Named] = [
            ("areas", name, [key])
            for key in ("parent", "merged_into")
            if (name := getattr(part.item, key)) is not None
        ]
        yield from _missing(scope, part, named)


def groups_refer(scope: Scope) -> Iterator[Problem]:
    """Expect members of a group of areas to exist."""
    for part in scope.parts.groups:
        if part.item.kind == "areas":
            members = enumerate(part.item.members)
            named: list[_Named] = [
                ("areas", each.id, ["members", at, "id"]) for at, each in members
            ]
            yield from _missing(scope, part, named)


def sources_refer(scope: Scope) -> Iterator[Problem]:
    """Expect a predecessor to exist, and to have one successor."""
    heirs: dict[str, str] = {}
    for part in scope.parts.sources:
        before = part.item.predecessor
        if before is None:
            continue
        yield from _missing(scope, part, [("sources", before, ["predecessor"])])
        heir = heirs.setdefault(before, part.item.id)
        if heir != part.item.id:
            yield part.problem(Message("pack.heir", {"name": before, "heir": heir}), "predecessor")


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
