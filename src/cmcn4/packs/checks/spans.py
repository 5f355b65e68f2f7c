"""Dates, years and ranges: real, in order, and possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.markers import DAY
from cmcn4.packs.leaves import leaves
from cmcn4.packs.scope import Scope, overlap

_FIRST, _LAST = 2000, 2100
_FIRST_BASE = 1990


def dates_are_real(scope: Scope) -> Iterator[Problem]:
    """Expect days of the calendar."""
    for part in scope.parts.all():
        for steps, written, marks in leaves(part.item):
            if DAY in marks and not _real(written):
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
        year = part.item.year
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


def scales_are_in_order(scope: Scope) -> Iterator[Problem]:
    """Expect the ends of a range in order, and no year with two ranges."""
    for part in scope.parts.indicators:
        for at, scale in enumerate(part.item.range):
            if scale.min is not None and scale.max is not None and scale.min > scale.max:
                yield part.problem(
                    Message("pack.below", {"high": "max", "low": "min"}), "range", at, "max"
                )
            if scale.from_year and scale.to_year and scale.from_year > scale.to_year:
                yield part.problem(
                    Message("pack.before", {"last": "to_year", "first": "from_year"}),
                    "range",
                    at,
                    "to_year",
                )
            years = scale.from_year, scale.to_year
            if any(
                overlap(years, (other.from_year, other.to_year)) for other in part.item.range[:at]
            ):
                yield part.problem(Message("pack.ranges"), "range", at)


def numbers_are_plausible(scope: Scope) -> Iterator[Problem]:
    """Expect no negative age, ends of tiers in order, editions once each."""
    for part in scope.parts.indicators:
        if part.item.max_age is not None and part.item.max_age < 0:
            yield part.problem(Message("pack.age"), "max_age")
        for at, bound in enumerate(part.item.tiers.bounds if part.item.tiers else ()):
            if bound.low > bound.high:
                below = Message("pack.below", {"high": "high", "low": "low"})
                yield part.problem(below, "tiers", "bounds", at, "high")
        years = [edition.year for edition in part.item.editions]
        for at, year in enumerate(years):
            if year in years[:at]:
                yield part.problem(Message("pack.edition", {"year": year}), "editions", at, "year")
