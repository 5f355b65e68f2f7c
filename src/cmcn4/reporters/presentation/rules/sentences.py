"""Rules in plain words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from cmcn4.locale.numbers import number
from cmcn4.model.catalogue import Indicator
from cmcn4.model.report import Chosen
from cmcn4.model.rule import (
    All,
    Areas,
    Average,
    Change,
    Count,
    Every,
    Milestone,
    PeerRank,
    Rule,
    Some,
    Sum,
    Threshold,
    compounded,
    facing,
    number_of,
    stated,
)
from cmcn4.reporters.presentation.figures import is_all
from cmcn4.reporters.presentation.rules.counted import amount
from cmcn4.reporters.presentation.rules.parts import of_part, other_name

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words

_ALL = Decimal(100)


def chosen_in_words(words: Words, chosen: Chosen) -> str:
    """Return the rule that is the default here, and whether its readings must agree."""
    indicator = words.catalogue.indicators[chosen.indicator]
    text = rule_in_words(words, chosen.rule, indicator)
    if chosen.target.decide == "unanimous":
        return words.say("rule.unanimous", rule=text)
    return text


def rule_in_words(words: Words, rule: Rule, indicator: Indicator) -> str:
    """Return one rule as a sentence."""
    name = indicator.names.get(words.lang)
    match rule:
        case Threshold():
            return _threshold(words, rule, indicator)
        case PeerRank():
            share = rule.top_percent
            return words.composed(
                "rule.peer-rank" if share is None else "rule.peer-rank.top",
                indicator=name,
                number=number((rule.at_most if share is None else share) or Decimal(0), words.lang),
                group=words.catalogue.groups[rule.group].names.get(words.lang),
                members=_members_on(words, rule.members_on),
            )
        case Average():
            condition = _condition(words, rule, indicator)
            key = f"rule.average.{_mean(words, rule, indicator)}"
            return words.composed(key, indicator=name, years=rule.over, condition=condition)
        case Sum():
            condition = _condition(words, rule, indicator)
            return words.say("rule.sum", indicator=name, years=rule.over, condition=condition)
        case Change():
            return _change(words, rule, indicator)
        case _:
            return _of_parts(words, rule, indicator)


def _of_parts(
    words: Words,
    rule: Every | Count | Areas | Milestone | All | Some,
    indicator: Indicator,
) -> str:
    """Return a rule of members or conditions, or of a state, as a sentence."""
    name = indicator.names.get(words.lang)
    match rule:
        case Every(group=str(group), at_most=Decimal() as place):
            return words.say(
                "rule.every.peers",
                indicator=name,
                number=number(place, words.lang),
                group=words.catalogue.groups[group].names.get(words.lang),
                members=_members(words, rule.members),
            )
        case Every() if numbers_by_member(rule):
            return words.say(
                "rule.every.by-member",
                indicator=name,
                conditions="; ".join(
                    f"{words.name(member)} {_condition(words, rule.of(member), indicator)}"
                    for member in numbers_by_member(rule)
                ),
            )
        case Every():
            key = "rule.every" if rule.over == "sector" else f"rule.every.{rule.over}"
            condition = _condition(words, rule, indicator)
            members = _members(words, rule.members)
            return words.composed(key, indicator=name, condition=condition, members=members)
        case Count():
            return words.say("rule.count", indicator=name, condition=_count(words, rule))
        case Areas():
            return _areas(words, rule, indicator)
        case Milestone():
            return words.say("rule.milestone", indicator=name)
        case All():
            return words.say("rule.all-of", conditions=_conditions(words, rule, indicator))
        case Some():
            return words.say(
                "rule.some-of",
                number=number(Decimal(rule.at_least), words.lang),
                conditions=_conditions(words, rule, indicator),
            )


def _conditions(words: Words, rule: All | Some, indicator: Indicator) -> str:
    """Return the conditions, numbered; several within one stand in brackets."""
    told = []
    for at, condition in enumerate(rule.of, 1):
        name = condition.indicator
        own = words.catalogue.indicators[name] if name else indicator
        text = rule_in_words(words, condition.rule, own)
        if isinstance(condition.rule, All | Some):
            text = f"[{text}]"
        named = f"{condition.name.get(words.lang)}: " if condition.name else ""
        told.append(f"({at}) {named}{text}")
    return "; ".join(told)


def _change(words: Words, rule: Change, indicator: Indicator) -> str:
    """Return a change as documents write it: a fall is no rise of less than nothing."""
    facts = {"indicator": indicator.names.get(words.lang), "year": str(rule.since)}
    if rule.in_ == "times":
        condition = _condition(words, rule, indicator)
        return words.say("rule.change.times", **facts, condition=condition)
    # A rise of at least 30, and «giảm 30 %», which is a change of at most -30.
    for key, least, more in (
        ("rise", rule.at_least, rule.above),
        ("fall", rule.at_most, rule.below),
    ):
        number = more if least is None else least
        if number and (number > 0) is (key == "rise"):
            size = amount(words, rule, indicator, abs(number))
            condition = words.composed(f"rule.size.{'>' if least is None else '>='}", number=size)
            return words.composed(f"rule.change.{key}", **facts, condition=condition)
    condition = _condition(words, rule, indicator)
    return words.say("rule.change.any", **facts, condition=condition)


def _mean(words: Words, rule: Average, indicator: Indicator) -> str:
    if rule.of:
        return rule.of
    unit = words.catalogue.units[indicator.unit]
    return "geometric" if compounded(rule, unit.kind) else "arithmetic"


def numbers_by_member(rule: Rule) -> dict[str, Decimal]:
    """Return the numbers that a rule gives its members, by their ids; empty where it has one."""
    found = [getattr(rule, name) for name, _ in stated(rule)]
    return next((numbers for numbers in found if isinstance(numbers, dict)), {})


def _areas(words: Words, rule: Areas, indicator: Indicator) -> str:
    text = words.composed(
        "rule.areas"
        if rule.share is None
        else f"rule.areas.{'all' if rule.share == _ALL else 'share'}",
        indicator=indicator.names.get(words.lang),
        condition=_condition(words, rule.each, indicator),
        number=number(rule.share or rule.how_many or Decimal(0), words.lang),
        group=words.catalogue.groups[rule.within].names.get(words.lang),
    )
    return text + of_part(words, rule)


def _threshold(words: Words, rule: Threshold, indicator: Indicator) -> str:
    name = indicator.names.get(words.lang)
    condition = _condition(words, rule, indicator)
    text = words.say("rule.threshold", indicator=name, condition=condition) + of_part(words, rule)
    return text + (words.say("rule.official") if rule.ranks == "official" else "")


def _condition(words: Words, rule: Rule, indicator: Indicator) -> str:
    if isinstance(rule, Threshold | Average) and rule.between is not None:
        return _band(words, rule, indicator)
    if isinstance(rule, Threshold) and rule.reference is not None:
        other = rule.reference
        return words.composed(
            f"rule.other.{stated(rule)[0][1]}",
            number=words.composed(
                "rule.other" if other.area else "rule.other.mean",
                name=other_name(words, other),
            ),
        )
    sign, value = number_of(rule)
    shown = amount(words, rule, indicator, value)
    if sign == "~" and isinstance(rule, Threshold | Average):
        higher = indicator.direction != "lower"
        tolerance = rule.tolerance or Decimal(0)
        edge = value - tolerance if higher else value + tolerance
        key = f"rule.~.{'higher' if higher else 'lower'}"
        return words.composed(key, number=shown, edge=amount(words, rule, indicator, edge))
    if is_all(rule, value, sign, indicator):
        return words.say("rule.all", number=shown)
    unit = words.catalogue.units[indicator.unit]
    rank = unit.kind == "rank" and sign == "<=" and not isinstance(rule, Average | Change)
    return words.composed("rule.rank.<=" if rank else f"rule.{sign}", number=shown)


def _band(words: Words, rule: Threshold | Average, indicator: Indicator) -> str:
    ends = sorted(rule.between or ())
    facts = {"low": number(ends[0], words.lang), "high": amount(words, rule, indicator, ends[1])}
    if rule.strict:
        return words.say("rule.between.strict", **facts)
    near = number_of(facing(rule, indicator.direction))[1]
    side = "lower" if indicator.direction == "lower" else "higher"
    return words.composed(
        f"rule.between.{side}", **facts, near=amount(words, rule, indicator, near)
    )


def _members_on(words: Words, members_on: str) -> str:
    if members_on in ("edition", "as-of"):
        return words.composed(f"rule.members.{members_on}")
    return words.say("rule.members.date", date=dt.date.fromisoformat(members_on))


def _members(words: Words, members: tuple[str, ...] | str) -> str:
    if isinstance(members, str):
        group = words.catalogue.groups.get(members)
        return group.names.get(words.lang) if group else members
    return words.names(members)


def _count(words: Words, rule: Count) -> str:
    parts = []
    if rule.at_least is not None:
        parts.append(words.say("rule.count.all", number=number(rule.at_least, words.lang)))
    if rule.each_at_least is not None:
        parts.append(
            words.say(
                "rule.count.each",
                number=number(rule.each_at_least, words.lang),
                members=words.names(rule.members),
            )
        )
    return "; ".join(parts)
