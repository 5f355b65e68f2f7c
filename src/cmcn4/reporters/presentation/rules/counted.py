"""What the values that a rule judges count: the indicator's unit, or what is made of its values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from cmcn4.locale.numbers import number
from cmcn4.model.catalogue import Indicator
from cmcn4.model.rule import All, Areas, Rule, Some, measure

_PERCENTS = frozenset({"percent", "growth", "points"})
"""Kinds of units of which the difference is in percentage points."""

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words


def counted(words: Words, rule: Rule, indicator: Indicator) -> str:
    """Return what follows a number that a rule judges, e.g. `%`, ` stations` or nothing."""
    match measure(rule):
        case "own":
            return words.unit(indicator)
        case "growth":
            return words.say("rate")
        case "percent":
            return "%"
        case "points":
            kind = words.catalogue.units[indicator.unit].kind
            return f" {words.say('measure.points')}" if kind in _PERCENTS else words.unit(indicator)
        case "times" | "places" as key:
            return f" {words.composed(f'measure.{key}')}"
        case "areas" | "conditions":
            return f" {noun_of(words, rule, wanted_of(rule))}"
        case "rank":
            return ""
        case other:
            assert_never(other)


def wanted_of(rule: Rule) -> Decimal | None:
    """Return how many areas or conditions a rule asks for; None where the data tell it."""
    match rule:
        case All() | Some():
            return Decimal(rule.needed)
        case Areas():
            return rule.how_many
        case _:
            return None


def noun_of(words: Words, rule: Rule, number: Decimal | None) -> str:
    """Return what areas or conditions are called that a rule counts, e.g. `provinces`."""
    one = ".one" if number == 1 else ""
    if not isinstance(rule, Areas):
        return words.composed(f"conditions{one}")
    known = words.catalogue.areas
    members = words.catalogue.groups[rule.within].members
    kinds = {known[member.id].kind for member in members if member.id in known}
    kind = kinds.pop() if len(kinds) == 1 else "other"
    return words.composed(f"areas.{kind}{one}")


def amount(words: Words, rule: Rule, indicator: Indicator, value: Decimal) -> str:
    """Return a number that a rule states, all its digits, with what it counts."""
    return number(value, words.lang) + counted(words, rule, indicator)


def unit_id(rule: Rule, indicator: Indicator) -> str:
    """Return the id of the unit that a rule's value is in, else what it counts."""
    judged = measure(rule)
    return indicator.unit if judged in ("own", "rank") else judged
