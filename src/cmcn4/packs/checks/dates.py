"""Dates and years: real, in order, and of our time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from cmcn4.errors import Problem
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
            yield part.problem(f'"{written}" is no day of the calendar', "", *steps)


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
            yield area.problem("`valid_to` is before `valid_from`", "exchange them", "valid_to")
        if area.item.merged_into and not last:
            message = "`merged_into` needs `valid_to`, the last day within the old borders"
            yield area.problem(message, "add it", "merged_into")
    for group in scope.parts.groups:
        for at, member in enumerate(group.item.members):
            first, last = member.from_date, member.to_date
            if first and last and first > last:
                message = "`to_date` is before `from_date`"
                yield group.problem(message, "exchange them", "members", at, "to_date")


def years_are_plausible(scope: Scope) -> Iterator[Problem]:
    """Expect horizons in this century, and a base year near it."""
    for part in scope.parts.targets:
        if not _FIRST <= part.item.horizon <= _LAST:
            message = f"the horizon {part.item.horizon} is not from {_FIRST} to {_LAST}"
            yield part.problem(message, "write the year by whose end it is due", "horizon")
    for pack in scope.parts.packs:
        base = pack.item.base_year
        if base is not None and not _FIRST_BASE <= base <= _LAST:
            message = f"the base year {base} is not from {_FIRST_BASE} to {_LAST}"
            yield pack.problem(message, "write the year in which progress starts", "base_year")
