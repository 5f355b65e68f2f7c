"""The numbers of a rule: stated once, the right way round, and possible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cmcn4.errors import Problem
from cmcn4.locale import Key, Message
from cmcn4.model.catalogue import Indicator
from cmcn4.model.comparing import comparisons
from cmcn4.model.rule import (
    KINDS,
    Count,
    Every,
    PeerRank,
    Rule,
    Threshold,
    measure,
    on_scale,
    stated,
)
from cmcn4.packs.nearest import listed
from cmcn4.packs.parts import Ruled
from cmcn4.packs.scope import Scope


def comparisons_are_stated(scope: Scope) -> Iterator[Problem]:
    """Expect one comparison in a rule; in a count one in all, one for each member, or both."""
    for place, rule, _, _ in scope.parts.rules():
        for choices in filter(None, (KINDS[rule.kind].states, KINDS[rule.kind].takes)):
            given = [name for name in choices if getattr(rule, name) is not None]
            if not given:
                hint = Message("pack.no-number.one-of", {"names": listed(choices)})
                yield place.problem(Message("pack.no-number"), "rule", hint=hint)
            if len(given) > 1:
                yield place.problem(
                    Message("pack.numbers", {"count": len(given), "names": listed(given)}), "rule"
                )
        if isinstance(rule, Count):
            if not stated(rule):
                hint = Message("pack.no-number.count")
                yield place.problem(Message("pack.no-number"), "rule", hint=hint)
            if rule.each_at_least is not None and not rule.members:
                yield place.problem(Message("pack.each"), "rule", "each_at_least")


def tolerance_goes_with_about(scope: Scope) -> Iterator[Problem]:
    """Expect a tolerance above 0 with `about`, and nowhere else."""
    for place, rule, _, _ in scope.parts.rules():
        if not isinstance(rule, Threshold):
            continue
        if rule.about is not None and rule.tolerance is None:
            yield place.problem(Message("pack.about"), "rule", "about")
        if rule.tolerance is not None and rule.about is None:
            yield place.problem(Message("pack.tolerance"), "rule", "tolerance")
        if rule.tolerance is not None and rule.tolerance <= 0:
            yield place.problem(Message("pack.tolerance.zero"), "rule", "tolerance")


_AGAINST = {
    ("at_most", "higher"): "at_least",
    ("below", "higher"): "above",
    ("at_least", "lower"): "at_most",
    ("above", "lower"): "below",
    ("each_at_least", "lower"): "at_most",
}


def direction_is_kept(scope: Scope) -> Iterator[Problem]:
    """Expect a demand in the direction in which the indicator gets better.

    A peer rank is left out: its `at_most` is a place, which is better the lower it is.
    """
    for ruled in scope.parts.rules():
        if getattr(ruled.rule, "group", None) is not None:
            continue
        judged = _judged(scope, ruled)
        both = {"higher", "lower"} <= {indicator.direction for indicator in judged}
        for indicator in judged:
            for field, _ in stated(ruled.rule):
                better = _better(ruled.rule, indicator)
                instead = _AGAINST.get((field, better))
                if instead:
                    what = Message(
                        _against(ruled.rule, better),
                        {"field": field, "name": indicator.id, "other": instead},
                    )
                    cure = Message("pack.against.both") if both else _instead(ruled.rule, instead)
                    yield ruled.place.problem(what, "rule", field, hint=cure)
                elif field == "about" and better == "none":
                    yield ruled.place.problem(
                        Message("pack.undirected", {"name": indicator.id}), "rule", field
                    )


def _instead(rule: Rule, field: str) -> Message | None:
    """Return what to write where a kind of rules has no such comparison; None where it has."""
    if hasattr(rule, field):
        return None
    return Message("pack.against.kind", {"kind": rule.kind, "other": field})


def _better(rule: Rule, indicator: Indicator) -> str:
    """Return where a rule's number gets better: places are won, though a rank is to be low."""
    return "higher" if measure(rule) == "places" else indicator.direction


def _against(rule: Rule, better: str) -> Key:
    if measure(rule) == "places":
        return "pack.against.places"
    return "pack.against.higher" if better == "higher" else "pack.against.lower"


def threshold_is_in_range(scope: Scope) -> Iterator[Problem]:
    """Expect a value that is possible in the year of the horizon; a sum of years may be more."""
    for ruled in scope.parts.rules():
        if getattr(ruled.rule, "group", None) is not None or not on_scale(ruled.rule):
            continue
        for indicator in _judged(scope, ruled):
            low, high = indicator.scale(ruled.target.year)
            scale, name = _scale(low, high), indicator.id
            for field, sign, number in comparisons(ruled.rule):
                below = low is not None and (number < low or (number == low and sign == "<"))
                above = high is not None and (number > high or (number == high and sign == ">"))
                if below or above:
                    facts = {"field": field, "number": str(number), "name": name, "scale": scale}
                    yield ruled.place.problem(Message("pack.scale", facts), "rule", field)


def _scale(low: Decimal | None, high: Decimal | None) -> Message:
    if low is None:
        return Message("pack.scale.high", {"high": str(high)})
    if high is None:
        return Message("pack.scale.low", {"low": str(low)})
    return Message("pack.scale.both", {"low": str(low), "high": str(high)})


def _judged(scope: Scope, ruled: Ruled) -> list[Indicator]:
    """Return the indicators whose values meet the rule's number."""
    names: tuple[str, ...] = (ruled.indicator,)
    if isinstance(ruled.rule, Every) and ruled.rule.over == "indicator":
        names = ruled.rule.members if isinstance(ruled.rule.members, tuple) else ()
    return [found for name in names if (found := scope.indicator(name))]


def rank_is_in_group(scope: Scope) -> Iterator[Problem]:
    """Expect a place among peers between the first and the last."""
    for place, rule, _, _ in scope.parts.rules():
        if not isinstance(rule, PeerRank | Every) or not isinstance(rule.at_most, Decimal):
            continue
        group = scope.catalogue.groups.get(rule.group or "")
        if group is None or group.kind != "areas":
            continue
        size = len({member.id for member in group.members})
        if not 1 <= rule.at_most <= size or rule.at_most != int(rule.at_most):
            facts = {"number": str(rule.at_most), "name": group.id, "last": size}
            yield place.problem(Message("pack.rank", facts), "rule", "at_most")
