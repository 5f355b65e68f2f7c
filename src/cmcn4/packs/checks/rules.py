"""The numbers of a rule: stated once, the right way round, and possible."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from cmcn4.errors import Problem
from cmcn4.model.catalogue import Indicator
from cmcn4.model.rule import (
    Average,
    Count,
    Every,
    Milestone,
    PeerRank,
    Rule,
    Threshold,
    comparisons,
)
from cmcn4.packs.nearest import listed
from cmcn4.packs.parts import Ruled
from cmcn4.packs.scope import Scope


def _choices(rule: Rule) -> tuple[str, ...]:
    """Return the comparisons of which a rule states exactly one."""
    match rule:
        case Threshold():
            return "at_least", "above", "at_most", "below", "about"
        case Every():
            return "at_least", "above", "at_most", "below"
        case Average():
            return "at_least", "above"
        case Count() | PeerRank() | Milestone():
            return ()
        case _:
            assert_never(rule)


def comparisons_are_stated(scope: Scope) -> Iterator[Problem]:
    """Expect one comparison in a rule; in a count one in all, one for each member, or both."""
    for place, rule, _, _ in scope.parts.rules():
        stated = [field for field, _, _ in comparisons(rule)]
        choices = _choices(rule)
        if choices and not stated:
            yield place.problem("the rule has no number", f"add one of {listed(choices)}", "rule")
        if choices and len(stated) > 1:
            message = f"the rule has {len(stated)} comparisons: {listed(stated)}"
            yield place.problem(message, "keep one; another reading may have the other", "rule")
        if isinstance(rule, Count):
            if not stated:
                hint = "add `at_least`, `each_at_least` or both"
                yield place.problem("the rule has no number", hint, "rule")
            if rule.each_at_least is not None and not rule.members:
                message = "`each_at_least` needs `members` to be asked of each"
                yield place.problem(message, "add `members: [...]`", "rule", "each_at_least")


def tolerance_goes_with_about(scope: Scope) -> Iterator[Problem]:
    """Expect a tolerance above 0 with `about`, and nowhere else."""
    for place, rule, _, _ in scope.parts.rules():
        if not isinstance(rule, Threshold):
            continue
        if rule.about is not None and rule.tolerance is None:
            message = "`about` needs a `tolerance`: how far short leaves the question open"
            yield place.problem(message, "add `tolerance: 0.5`, say", "rule", "about")
        if rule.tolerance is not None and rule.about is None:
            message = "`tolerance` belongs to `about`; no other comparison has one"
            yield place.problem(message, "write `about`, or leave it out", "rule", "tolerance")
        if rule.tolerance is not None and rule.tolerance <= 0:
            yield place.problem(
                "`tolerance` must be above 0", "for none, write `at_least`", "rule", "tolerance"
            )


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
        if isinstance(ruled.rule, PeerRank):
            continue
        for indicator in _judged(scope, ruled):
            for field, _, _ in comparisons(ruled.rule):
                better = indicator.direction
                instead = _AGAINST.get((field, better))
                if instead:
                    message = f"`{field}` goes against `{indicator.id}`, where {better} is better"
                    yield ruled.place.problem(message, f"write `{instead}`", "rule", field)
                elif field == "about" and better == "none":
                    message = f"`about` needs a better direction, and `{indicator.id}` has none"
                    yield ruled.place.problem(message, "write `at_least`, say", "rule", field)


def threshold_is_in_range(scope: Scope) -> Iterator[Problem]:
    """Expect a value that is possible in the year of the horizon."""
    for ruled in scope.parts.rules():
        if isinstance(ruled.rule, PeerRank):
            continue
        for indicator in _judged(scope, ruled):
            low, high = indicator.scale(ruled.target.horizon)
            span = f"{_end(low)} to {_end(high)}"
            for field, sign, number in comparisons(ruled.rule):
                below = low is not None and (number < low or (number == low and sign == "<"))
                above = high is not None and (number > high or (number == high and sign == ">"))
                if below or above:
                    message = f"`{field}` {number} cannot be: `{indicator.id}` goes from {span}"
                    hint = "check the number and the indicator's unit"
                    yield ruled.place.problem(message, hint, "rule", field)


def _end(number: Decimal | None) -> str:
    return "any" if number is None else str(number)


def _judged(scope: Scope, ruled: Ruled) -> list[Indicator]:
    """Return the indicators whose values meet the rule's number."""
    names: tuple[str, ...] = (ruled.indicator,)
    if isinstance(ruled.rule, Every) and ruled.rule.over == "indicator":
        names = ruled.rule.members if isinstance(ruled.rule.members, tuple) else ()
    return [found for each in names if (found := scope.indicator(each))]


def rank_is_in_group(scope: Scope) -> Iterator[Problem]:
    """Expect a place among peers between the first and the last."""
    for place, rule, _, _ in scope.parts.rules():
        group = scope.catalogue.groups.get(rule.group) if isinstance(rule, PeerRank) else None
        if not isinstance(rule, PeerRank) or group is None or group.kind != "areas":
            continue
        size = len({each.id for each in group.members})
        if not 1 <= rule.at_most <= size or rule.at_most != int(rule.at_most):
            message = f"`at_most` {rule.at_most} is no place in `{group.id}`"
            yield place.problem(message, f"write 1 to {size}", "rule", "at_most")
