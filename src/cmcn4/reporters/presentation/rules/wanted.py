"""What is wanted, as sign and number; where members or data give the number, by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.locale.numbers import number, shown, trimmed
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Areas, PeerRank, Threshold
from cmcn4.reporters.presentation.figures import SIGNS, is_all
from cmcn4.reporters.presentation.rules.counted import noun_of
from cmcn4.reporters.presentation.rules.parts import reference_name

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words


def wanted(each: Assessment, words: Words) -> str:
    """Return the condition as sign and number, e.g. `≥ 80%`, `20–25%` or `≥ 7% (ASEAN)`."""
    if each.comparison is None:
        return words.say("yes")
    if each.comparison == "in" and each.against is not None:
        return _amount(each, words)
    sign, found = SIGNS[each.comparison], _amount(each, words)
    rule = each.chosen.rule
    if isinstance(rule, Threshold) and rule.reference is not None:
        name = reference_name(words, rule.reference)
        return f"{sign} {found} ({name})" if found else f"{sign} {name}"
    if each.threshold is None:
        return _moving(each, words)
    if each.comparison == "~":
        return words.say("about", number=found)
    if is_all(rule, each.threshold, each.comparison, words.catalogue.indicators[each.indicator]):
        return words.say("wanted.all", number=found)
    return f"{sign} {found}"


def _amount(each: Assessment, words: Words) -> str:
    found = limit(each, words)
    return found and found + words.measure(each)


def limit(each: Assessment, words: Words) -> str:
    """Return the number, or from which to which it may be; empty where there is no limit."""
    rule = each.chosen.rule
    if each.threshold is not None and isinstance(rule, Threshold) and rule.reference is not None:
        # A mean of others has more decimals than anybody writes.
        beside = each.interval[:2] if each.interval else ()
        return shown(trimmed(each.threshold), beside, words.lang)
    if each.threshold is not None and each.comparison != "in":
        return number(each.threshold, words.lang)
    if each.against is None or not each.against.limited:
        return ""
    beside = each.interval[:2] if each.interval else ()
    low, high = (shown(end, beside, words.lang) for end in each.against[:2])
    return f"{low}–{high}"


def _moving(each: Assessment, words: Words) -> str:
    """Return what is wanted where no figure tells the number yet."""
    sign = SIGNS[each.comparison or ">="]
    match each.chosen.rule:
        case PeerRank(top_percent=share) if share is not None:
            return words.say("wanted.top", number=number(share, words.lang))
        case Areas(share=share) if share is not None:
            noun = noun_of(words, each.chosen.rule, None)
            percent = number(share, words.lang)
            return f"{sign} {words.say('wanted.share', number=percent, noun=noun)}"
        case rule:
            from cmcn4.reporters.presentation.rules.sentences import (  # noqa: PLC0415 - seldom
                numbers_by_member,
            )

            numbers = dict.fromkeys(numbers_by_member(rule).values())
            listed = " / ".join(number(one, words.lang) for one in numbers)
            return f"{sign} {listed}{words.measure(each)}"
