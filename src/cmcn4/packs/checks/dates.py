"""Dates and years: real, in order, and of our time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.rule import PeerRank
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope

_FIRST, _LAST = 2000, 2100
_FIRST_BASE = 1990

_Dated = tuple[Part[Any], str | None, Sequence[str | int]]
"""A record, a date of it, and the steps to it."""


def _dates(scope: Scope) -> Iterator[_Dated]:
    """Return every date of every part."""
    parts = scope.parts
    for pack in parts.packs:
        yield pack, pack.item.document.issued, ["document", "issued"]
    for report in parts.reports:
        yield report, report.item.date, ["date"]
    for area in parts.areas:
        yield area, area.item.valid_from, ["valid_from"]
        yield area, area.item.valid_to, ["valid_to"]
    for group in parts.groups:
        for at, member in enumerate(group.item.members):
            yield group, member.from_date, ["members", at, "from_date"]
            yield group, member.to_date, ["members", at, "to_date"]
    yield from _of_indicators(scope)
    for place, rule, _, _ in parts.rules():
        if isinstance(rule, PeerRank) and rule.members_on not in {"edition", "as-of"}:
            yield place, rule.members_on, ["rule", "members_on"]


def _of_indicators(scope: Scope) -> Iterator[_Dated]:
    for part in scope.parts.indicators:
        for at, edition in enumerate(part.item.editions):
            yield part, edition.released, ["editions", at, "released"]
        if part.item.succeeded_by:
            yield part, part.item.succeeded_by.from_date, ["succeeded_by", "from_date"]


def dates_are_real(scope: Scope) -> Iterator[Problem]:
    """Expect days of the calendar."""
    for part, written, steps in _dates(scope):
        if written is not None and not _real(written):
            yield part.problem(Message("pack.date", {"date": written}), *steps)


def _real(written: str) -> bool:
    try:
        dt.date.fromisoformat(written)
    except ValueError:
        return False
    return True


def dates_are_in_order(scope: Scope) -> Iterator[Problem]:
    """Expect every beginning before its end."""
    for area in scope.parts.areas:
        first, last = area.item.valid_from, area.item.valid_to
        if first and last and first > last:
            yield area.problem(
                Message("pack.before", {"last": "valid_to", "first": "valid_from"}), "valid_to"
            )
        if area.item.merged_into and not last:
            yield area.problem(Message("pack.merged"), "merged_into")
    for group in scope.parts.groups:
        for at, member in enumerate(group.item.members):
            first, last = member.from_date, member.to_date
            if first and last and first > last:
                yield group.problem(
                    Message("pack.before", {"last": "to_date", "first": "from_date"}),
                    "members",
                    at,
                    "to_date",
                )


def years_are_plausible(scope: Scope) -> Iterator[Problem]:
    """Expect horizons in this century, and a base year near it."""
    for part in scope.parts.targets:
        year = part.item.horizon
        if not _FIRST <= year <= _LAST:
            yield part.problem(
                Message("pack.horizon", {"year": year, "first": _FIRST, "last": _LAST}), "horizon"
            )
    for pack in scope.parts.packs:
        base = pack.item.base_year
        if base is not None and not _FIRST_BASE <= base <= _LAST:
            yield pack.problem(
                Message("pack.base", {"year": base, "first": _FIRST_BASE, "last": _LAST}),
                "base_year",
            )
