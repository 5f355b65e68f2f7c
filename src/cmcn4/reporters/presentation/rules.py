"""Rules in plain words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cmcn4.locale.numbers import number
from cmcn4.model.catalogue import Indicator
from cmcn4.model.report import Chosen
from cmcn4.model.rule import (
    Average,
    Change,
    Count,
    Every,
    Milestone,
    PeerRank,
    Rule,
    Sum,
    Threshold,
    comparison,
    compounded,
)
from cmcn4.reporters.presentation.counted import amount
from cmcn4.reporters.presentation.figures import is_all
from cmcn4.reporters.presentation.words import Words


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
            return words.say(
                "rule.peer-rank",
                indicator=name,
                number=number(rule.at_most, words.lang),
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
        case Every(group=str(group)):
            return words.say(
                "rule.every.peers",
                indicator=name,
                number=number(rule.at_most or Decimal(0), words.lang),
                group=words.catalogue.groups[group].names.get(words.lang),
                members=_members(words, rule.members),
            )
        case Every():
            key = "rule.every" if rule.over == "sector" else f"rule.every.{rule.over}"
            condition = _condition(words, rule, indicator)
            members = _members(words, rule.members)
            return words.composed(key, indicator=name, condition=condition, members=members)
        case Count():
            return words.say("rule.count", indicator=name, condition=_count(words, rule))
        case Milestone():
            return words.say("rule.milestone", indicator=name)


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


def _threshold(words: Words, rule: Threshold, indicator: Indicator) -> str:
    name = indicator.names.get(words.lang)
    condition = _condition(words, rule, indicator)
    text = words.say("rule.threshold", indicator=name, condition=condition)
    if rule.breakdown:
        text += words.say("rule.breakdown", breakdown=words.name(rule.breakdown))
    return text + (words.say("rule.official") if rule.ranks == "official" else "")


def _condition(words: Words, rule: Rule, indicator: Indicator) -> str:
    stated = comparison(rule)
    assert stated is not None  # noqa: S101 - milestones have no condition
    sign, value = stated
    shown = amount(words, rule, indicator, value)
    if sign == "~" and isinstance(rule, Threshold):
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
