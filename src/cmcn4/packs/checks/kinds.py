"""Rule kinds: each fits some units, and needs some things of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.rule import (
    All,
    Average,
    Change,
    Count,
    Every,
    Milestone,
    PeerRank,
    Some,
    Sum,
    Threshold,
    year_span,
)
from cmcn4.packs.parts import Ruled
from cmcn4.packs.scope import Scope

_NO_MEAN = frozenset({"tier", "yes-no"})
_NO_LEVELS = _NO_MEAN | {"growth", "rank"}
_ADDED_UP = frozenset({"count", "amount", "points"})
_FIRST_BASE = 1990
_YEAR = re.compile(r"[0-9]{4}")
_SPAN = re.compile(r"[0-9]{4}-[0-9]{4}")


def kind_fits_unit(scope: Scope) -> Iterator[Problem]:
    """Expect means and sums of what has them, counts of things, milestones of states."""
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


def _misfit(
    ruled: Ruled, unit: str, direction: Literal["higher", "lower", "none"]
) -> Message | None:
    """Return why a rule's kind does not fit; None when it does."""
    match ruled.rule:
        case Milestone():
            return None if unit == "yes-no" else Message("pack.misfit.milestone")
        case Average(of="growth") if unit in _NO_LEVELS:
            return Message("pack.misfit.growth")
        case Average():
            return Message("pack.misfit.average") if unit in _NO_MEAN else None
        case Sum():
            return None if unit in _ADDED_UP else Message("pack.misfit.sum")
        case Change():
            return _unchanging(ruled.rule, unit)
        case Count():
            return None if unit in {"count", "amount"} else Message("pack.misfit.count")
        case PeerRank() if direction == "none":
            return Message("pack.misfit.rank")
        case Every(over="indicator") | All() | Some():
            return None
        case _:
            return Message("pack.misfit.yes-no") if unit == "yes-no" else None


def _unchanging(rule: Change, unit: str) -> Message | None:
    """Return why an indicator has no change of that sort; ranks gain places, and nothing else."""
    if unit in _NO_MEAN:
        return Message("pack.misfit.change")
    if (rule.in_ == "places") != (unit == "rank"):
        return Message("pack.misfit.places" if rule.in_ == "places" else "pack.misfit.rank-change")
    return None


def changes_have_a_base(scope: Scope) -> Iterator[Problem]:
    """Expect the base of a change in a year before the horizon."""
    for ruled in scope.parts.rules():
        horizon = ruled.target.year
        if isinstance(ruled.rule, Change) and not _FIRST_BASE <= ruled.rule.since < horizon:
            facts = {"year": ruled.rule.since, "first": _FIRST_BASE, "last": horizon - 1}
            yield ruled.place.problem(Message("pack.since", facts), "rule", "since")


def spans_have_years(scope: Scope) -> Iterator[Problem]:
    """Expect an average or a sum over several years that end by the horizon."""
    for ruled in scope.parts.rules():
        if isinstance(ruled.rule, Average | Sum):
            yield from _span(ruled, ruled.rule.over, "over")


def means_fit(scope: Scope) -> Iterator[Problem]:
    """Expect growth to be compounded, and nothing else; that of levels always is."""
    for ruled in scope.parts.rules():
        unit = scope.unit(ruled.indicator)
        if not isinstance(ruled.rule, Average) or unit is None:
            continue
        mean, of = ruled.rule.mean, ruled.rule.of
        if mean == "arithmetic" and of:
            yield ruled.place.problem(Message("pack.mean.growth"), "rule", "mean")
        if mean == "geometric" and not of and unit.kind != "growth":
            facts = {"name": ruled.indicator, "unit": unit.id}
            yield ruled.place.problem(Message("pack.mean.level", facts), "rule", "mean")


def _span(ruled: Ruled, written: str, key: str) -> Iterator[Problem]:
    """Yield a problem when a span of years is none, or ends too late to be judged."""
    horizon = ruled.target.year
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
    ranked = rule.over == "period" and isinstance(rule.at_most, Decimal)
    if rule.group is not None and not ranked:
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
            if not _YEAR.fullmatch(member) or int(member) > ruled.target.year:
                yield ruled.place.problem(
                    Message("pack.year", {"year": member, "last": ruled.target.year}),
                    "rule",
                    "members",
                    at,
                )
