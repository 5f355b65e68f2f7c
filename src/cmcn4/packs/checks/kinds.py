"""Rule kinds: each fits some units, and needs some things of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from cmcn4.errors import Problem
from cmcn4.model.rule import Average, Count, Every, Milestone, PeerRank, Threshold, year_span
from cmcn4.packs.parts import Ruled
from cmcn4.packs.scope import Scope

_YEAR = re.compile(r"[0-9]{4}")
_SPAN = re.compile(r"[0-9]{4}-[0-9]{4}")


def kind_fits_unit(scope: Scope) -> Iterator[Problem]:
    """Expect averages of rates, counts of things, milestones of states, areas as peers."""
    for ruled in scope.parts.rules():
        indicator, unit = scope.indicator(ruled.indicator), scope.unit(ruled.indicator)
        if indicator is None or unit is None:
            continue
        misfit = _misfit(ruled, unit.kind, indicator.direction)
        if misfit:
            message = f"{misfit}, and `{indicator.id}` is in `{unit.id}` (kind {unit.kind})"
            yield ruled.place.problem(message, "choose another kind or indicator", "rule", "kind")
        if isinstance(ruled.rule, Threshold) and ruled.rule.ranks and unit.kind != "rank":
            message = f"`ranks` is for ranks, and `{indicator.id}` is in `{unit.id}`"
            yield ruled.place.problem(message, "leave it out", "rule", "ranks")
        if isinstance(ruled.rule, PeerRank):
            yield from _peers_are_areas(scope, ruled, ruled.rule)


def _misfit(ruled: Ruled, unit: str, direction: Literal["higher", "lower", "none"]) -> str:
    """Return why a rule's kind does not fit; empty when it does."""
    match ruled.rule:
        case Milestone():
            return "" if unit == "yes-no" else "a milestone needs a yes or no"
        case Average():
            return "" if unit == "rate" else "an average needs yearly rates"
        case Count():
            return "" if unit in {"count", "amount"} else "a count needs numbers of things"
        case PeerRank() if direction == "none":
            return "a rank among peers needs a better direction"
        case Every(over="indicator"):
            return ""
        case _:
            return "a yes or no needs a milestone" if unit == "yes-no" else ""


def _peers_are_areas(scope: Scope, ruled: Ruled, rule: PeerRank) -> Iterator[Problem]:
    group = scope.catalogue.groups.get(rule.group)
    if group is not None and group.kind != "areas":
        message = f"`{group.id}` is a group of breakdowns, not of areas"
        yield ruled.place.problem(message, "", "rule", "group")


def average_has_years(scope: Scope) -> Iterator[Problem]:
    """Expect an average over several years that end by the horizon."""
    for ruled in scope.parts.rules():
        if isinstance(ruled.rule, Average):
            yield from _span(ruled, ruled.rule.over, "over")


def _span(ruled: Ruled, written: str, key: str) -> Iterator[Problem]:
    """Yield a problem when a span of years is none, or ends too late to be judged."""
    horizon = ruled.target.horizon
    hint = f"write, for example, {horizon - 4}-{horizon}"
    if not _SPAN.fullmatch(written) or written[:4] >= written[5:]:
        message = f'`{key}` must be a span of years, not "{written}"'
        yield ruled.place.problem(message, hint, "rule", key)
    elif year_span(written)[1] > horizon:
        message = f"`{key}` ends after the horizon {horizon}"
        yield ruled.place.problem(message, hint, "rule", key)


def every_has_members(scope: Scope) -> Iterator[Problem]:
    """Expect members, each listed once; those over a period are years."""
    for ruled in scope.parts.rules():
        if not isinstance(ruled.rule, Every | Count):
            continue
        members = ruled.rule.members
        if isinstance(members, tuple):
            for at, member in enumerate(members):
                if member in members[:at]:
                    message = f"`{member}` is listed twice"
                    yield ruled.place.problem(message, "leave one out", "rule", "members", at)
        if isinstance(ruled.rule, Every):
            yield from _every(ruled, ruled.rule)


def _every(ruled: Ruled, rule: Every) -> Iterator[Problem]:
    if not rule.members:
        yield ruled.place.problem("`members` is empty", "list them", "rule", "members")
    elif isinstance(rule.members, str):
        if rule.over == "period":
            yield from _span(ruled, rule.members, "members")
        elif rule.over == "indicator":
            message = "`members` must be a list of indicators"
            yield ruled.place.problem(message, f"write [{rule.members}]", "rule", "members")
    elif rule.over == "period":
        for at, member in enumerate(rule.members):
            if not _YEAR.fullmatch(member) or int(member) > ruled.target.horizon:
                message = f'"{member}" is no year up to the horizon {ruled.target.horizon}'
                hint = 'write years in quotes, such as ["2024", "2025"]'
                yield ruled.place.problem(message, hint, "rule", "members", at)
