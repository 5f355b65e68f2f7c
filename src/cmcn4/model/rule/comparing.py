"""The numbers that rules state: all of them, and bands as they face an indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.rule.kinds import comparison, stated
from cmcn4.model.rule.records import Average, Comparison, Rule, Threshold


def comparisons(rule: Rule) -> list[tuple[str, Comparison, Decimal]]:
    """Return the numbers of a rule's comparisons, as (field, sign, number); a band has two."""
    found: list[tuple[str, Comparison, Decimal]] = []
    for name, sign in stated(rule):
        match getattr(rule, name):
            case Decimal() as number:
                found.append((name, sign, number))
            case dict() as numbers:
                found += [(name, sign, number) for number in numbers.values()]
            case tuple() as ends:
                found += [(name, sign, number) for number in ends]
    return found


def number_of(rule: Rule) -> tuple[Comparison, Decimal]:
    """Return the comparison and the number of a rule that states both itself."""
    found = comparison(rule)
    assert found is not None  # noqa: S101 - asked only of such rules
    sign, number = found
    assert number is not None  # noqa: S101 - the same
    return sign, number


def facing(rule: Rule, direction: Literal["higher", "lower", "none"]) -> Rule:
    """Return the rule with a band turned to the indicator: its near end is what has to be reached.

    Beyond the band it is met, too, unless it is strict: then the band keeps both ends, the near
    one first.
    """
    if not isinstance(rule, Threshold | Average) or rule.between is None:
        return rule
    near, far = sorted(rule.between, reverse=direction == "lower")
    if rule.strict:
        return replace(rule, between=(near, far))
    if direction == "lower":
        return replace(rule, between=None, at_most=near)
    return replace(rule, between=None, at_least=near)


def band(rule: Rule) -> Interval | None:
    """Return the band that a strict rule asks for, as an interval."""
    if not isinstance(rule, Threshold | Average) or rule.between is None or not rule.strict:
        return None
    return Interval(min(rule.between), max(rule.between))
