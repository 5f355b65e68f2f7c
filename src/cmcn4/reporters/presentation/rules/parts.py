"""What members of rules and parts of figures are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.locale import area_name
from cmcn4.locale.numbers import number
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.measure import Operand
from cmcn4.model.report import Part
from cmcn4.model.rule import Reference, Rule, Threshold, is_state, measure
from cmcn4.model.text import Text
from cmcn4.reporters.presentation.figures import SIGNS
from cmcn4.reporters.presentation.rules.counted import counted

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words


def name_of(item: object, lang: str, catalogue: Catalogue) -> str:
    """Return the name of an indicator, an area, a breakdown or an operand; years as they are."""
    if isinstance(item, Text):
        return item.get(lang)
    if isinstance(item, Operand):
        part = f" ({name_of(item.breakdown, lang, catalogue)})" if item.breakdown else ""
        return name_of(item.indicator, lang, catalogue) + part
    text = str(item)
    if text in catalogue.indicators:
        return catalogue.indicators[text].names.get(lang)
    if text in catalogue.areas:
        return area_name(lang, catalogue.areas[text])
    for group in catalogue.groups.values():
        for member in group.members if group.kind == "breakdown" else ():
            if member.id == text and member.names:
                return member.names.get(lang)
    return text


def of_part(words: Words, rule: Rule) -> str:
    """Return in brackets the part of an indicator that a rule is on; empty text for the whole."""
    breakdown = getattr(rule, "breakdown", None)
    return words.say("rule.breakdown", breakdown=words.name(breakdown)) if breakdown else ""


def condition(part: Part, words: Words) -> str:
    """Return what a condition among several is called, else what it asks of which indicator."""
    if part.name is not None:
        return part.name.get(words.lang)
    rule, name = _rule(part), name_of(part.indicator, words.lang, words.catalogue)
    if measure(rule) == "conditions" and part.threshold is not None:
        return f"≥ {number(part.threshold, words.lang)}{_unit(part, words)}"
    name += of_part(words, rule)
    if is_state(rule) or part.comparison is None:
        return name
    other = rule.reference if isinstance(rule, Threshold) else None
    if part.threshold is None:
        return f"{name} {SIGNS[part.comparison]} {reference_name(words, other)}" if other else name
    wanted = number(part.threshold, words.lang) + _unit(part, words)
    if other is not None:
        wanted += f" ({reference_name(words, other)})"
    return f"{name} {SIGNS[part.comparison]} {wanted}"


def other_name(words: Words, other: Reference) -> str:
    """Return the name of what a value is compared with: an area, or a group."""
    if other.area is not None:
        return words.country(other.area)
    return words.catalogue.groups[other.mean_of or ""].names.get(words.lang)


def reference_name(words: Words, other: Reference) -> str:
    """Return what a value is compared with: an area by its name, or the mean of a group."""
    name = other_name(words, other)
    return words.say("wanted.mean", name=name) if other.mean_of else name


def condition_value(part: Part, words: Words) -> str:
    """Return the value of a member, of a condition with its unit; a dash where there is none."""
    if part.interval is None:
        return "–"
    if part.rule is None:
        return words.interval(part.interval)
    if is_state(part.rule):
        return words.say("yes" if part.interval.low else "no")
    edges = () if part.threshold is None else (part.threshold,)
    return words.interval(part.interval, edges) + _unit(part, words)


def _unit(part: Part, words: Words) -> str:
    indicator = words.catalogue.indicators[part.indicator or ""]
    return counted(words, _rule(part), indicator)


def _rule(part: Part) -> Rule:
    assert part.rule is not None  # noqa: S101 - of conditions only
    return part.rule
