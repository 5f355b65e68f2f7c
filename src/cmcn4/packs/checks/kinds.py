"""Rule kinds: each fits some units, and needs some things of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.rule import (
    All,
    Average,
    Count,
    Every,
    Milestone,
    PeerRank,
    Some,
    Threshold,
    year_span,
)
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
            yield ruled.place.problem(
                Message(
                    "pack.misfit",
                    {"needs": misfit, "name": indicator.id, "unit": unit.id, "kind": unit.kind},
                ),
                "rule",
                "kind",
            )
        if isinstance(ruled.rule, Threshold) and ruled.rule.ranks and unit.kind != "rank":
            yield ruled.place.problem(
                Message("pack.ranks", {"name": indicator.id, "unit": unit.id}),
                "rule",
                "ranks",
                hint=Message("pack.leave-out"),
            )
        if isinstance(ruled.rule, PeerRank):
            group = scope.catalogue.groups.get(ruled.rule.group)
            if group is not None and group.kind != "areas":
                what = Message("pack.of-breakdowns", {"name": group.id})
                yield ruled.place.problem(what, "rule", "group")


def _misfit(
    ruled: Ruled, unit: str, direction: Literal["higher", "lower", "none"]
) -> Message | None:
    """Return why a rule's kind does not fit; None when it does."""
    match ruled.rule:
        case Milestone():
            return None if unit == "yes-no" else Message("pack.misfit.milestone")
        case Average():
            return None if unit == "growth" else Message("pack.misfit.average")
        case Count():
            return None if unit in {"count", "amount"} else Message("pack.misfit.count")
        case PeerRank() if direction == "none":
            return Message("pack.misfit.rank")
        case Every(over="indicator") | All() | Some():
            return None
        case _:
            return Message("pack.misfit.yes-no") if unit == "yes-no" else None


def average_has_years(scope: Scope) -> Iterator[Problem]:
    """Expect an average over several years that end by the horizon."""
    for ruled in scope.parts.rules():
        if isinstance(ruled.rule, Average):
            yield from _span(ruled, ruled.rule.over, "over")


def _span(ruled: Ruled, written: str, key: str) -> Iterator[Problem]:
    """Yield a problem when a span of years is none, or ends too late to be judged."""
    horizon = ruled.target.horizon
    if not _SPAN.fullmatch(written) or written[:4] >= written[5:]:
        facts = {"key": key, "text": written, "first": horizon - 4, "last": horizon}
        yield ruled.place.problem(Message("pack.years", facts), "rule", key)
    elif year_span(written)[1] > horizon:
        facts = {"key": key, "first": horizon - 4, "last": horizon}
        yield ruled.place.problem(Message("pack.years.late", facts), "rule", key)


def every_has_members(scope: Scope) -> Iterator[Problem]:
    """Expect members, each listed once; those over a period are years."""
    for ruled in scope.parts.rules():
        if not isinstance(ruled.rule, Every | Count):
            continue
        members = ruled.rule.members
        if isinstance(members, tuple):
            for at, member in enumerate(members):
                if member in members[:at]:
                    yield ruled.place.problem(
                        Message("pack.listed", {"name": member}), "rule", "members", at
                    )
        if isinstance(ruled.rule, Every):
            yield from _every(ruled, ruled.rule)


def _every(ruled: Ruled, rule: Every) -> Iterator[Problem]:
    if rule.group is not None and (rule.over != "period" or rule.at_most is None):
        yield ruled.place.problem(Message("pack.group.period"), "rule", "group")
    if not rule.members:
        yield ruled.place.problem(
            Message("pack.blank", {"key": "members"}),
            "rule",
            "members",
            hint=Message("pack.blank.members"),
        )
    elif isinstance(rule.members, str):
        if rule.over == "period":
            yield from _span(ruled, rule.members, "members")
        elif rule.over == "indicator":
            hint = Message("pack.write", {"text": f"[{rule.members}]"})
            yield ruled.place.problem(Message("pack.indicators"), "rule", "members", hint=hint)
    elif rule.over == "period":
        for at, member in enumerate(rule.members):
            if not _YEAR.fullmatch(member) or int(member) > ruled.target.horizon:
                yield ruled.place.problem(
                    Message("pack.year", {"year": member, "last": ruled.target.horizon}),
                    "rule",
                    "members",
                    at,
                )
