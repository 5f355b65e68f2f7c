"""Numbers of indicators: ranges, tiers, editions and ages that can be."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.errors import Problem
from cmcn4.locale import Message
from cmcn4.model.catalogue import Indicator, Scale
from cmcn4.packs.parts import Part
from cmcn4.packs.scope import Scope


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
            if any(_overlap(scale, other) for other in part.item.range[:at]):
                yield part.problem(Message("pack.ranges"), "range", at)


def _overlap(one: Scale, other: Scale) -> bool:
    starts = max(one.from_year or 0, other.from_year or 0)
    ends = min(one.to_year or 9999, other.to_year or 9999)
    return starts <= ends


def numbers_are_plausible(scope: Scope) -> Iterator[Problem]:
    """Expect no negative age, ends of tiers in order, editions once each."""
    for part in scope.parts.indicators:
        if part.item.max_age is not None and part.item.max_age < 0:
            yield part.problem(Message("pack.age"), "max_age")
        yield from _tiers(part)
        years = [each.year for each in part.item.editions]
        for at, year in enumerate(years):
            if year in years[:at]:
                yield part.problem(Message("pack.edition", {"year": year}), "editions", at, "year")


def _tiers(part: Part[Indicator]) -> Iterator[Problem]:
    for at, bound in enumerate(part.item.tiers.bounds if part.item.tiers else ()):
        if bound.low > bound.high:
            yield part.problem(
                Message("pack.below", {"high": "high", "low": "low"}), "tiers", "bounds", at, "high"
            )
