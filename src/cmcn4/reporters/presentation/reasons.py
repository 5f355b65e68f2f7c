"""Why a verdict is what it is, in one sentence: which sentence fits, and what it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cmcn4.locale import asked_for, composed, say
from cmcn4.locale.numbers import enough, number
from cmcn4.model.interval import Interval
from cmcn4.model.period import Period
from cmcn4.model.report import Assessment, Part
from cmcn4.model.rule import Areas, Every, Threshold, is_state
from cmcn4.model.verdict import Reason
from cmcn4.reporters.presentation.figures import SIGNS, edges, judged, number_short
from cmcn4.reporters.presentation.rules import condition, condition_value, limit
from cmcn4.reporters.presentation.year_end import whole_year

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words

_MEANS = (("mean", "observed", "so_far"), ("must", "ahead", "needed"), ("must", "open", "needed"))
"""Part sentences on a rate over years, each with the facts that it is made of."""
_VARIED = frozenset({Reason.NO_OBSERVATION, Reason.INCOMPLETE, Reason.YEARS_AHEAD, Reason.LOST})
"""Reasons whose sentence is the variant's."""

_OF_FIGURES = (Reason.MET, Reason.SHORT_OF_THRESHOLD)
"""Reasons that have one sentence where nothing but figures is known."""


def reason(each: Assessment, words: Words) -> str:
    """Return in one sentence why the verdict is what it is."""
    facts: dict[str, Any] = {}
    if _of_figures(each):
        key = composed(f"reason.{each.reason}")
    else:
        facts = {name: _fact(name, each, words) for name in each.facts}
        facts |= dict(_means(facts, words)) | _special(each, words)
        several = each.facts.get("variant") == "conditions"
        key = composed(f"reason.{each.reason}.conditions" if several else _key(each, facts))
    # To write all figures of all assessments would take longer than to judge them.
    for name in asked_for(words.lang, key):
        if name not in facts and (figure := _figure(name, each, words)) is not None:
            facts[name] = figure
    said = [say(words.lang, key, facts), words.least(each), whole_year(each, words)]
    if each.assumed:
        said.append(words.say("reason.assumed"))
    return "; ".join(filter(None, said))


def _of_figures(each: Assessment) -> bool:
    """Whether value and condition alone make the reason, as of most: it has one sentence."""
    if each.facts or each.reason not in _OF_FIGURES or each.comparison == "in":
        return False
    return not is_state(each.chosen.rule)


def is_plain(each: Assessment) -> bool:
    """Whether the reason says no more than that the value falls short, as the figures do."""
    return each.reason is Reason.SHORT_OF_THRESHOLD and not (
        each.facts.get("short") or each.facts.get("least_of")
    )


def _figure(name: str, each: Assessment, words: Words) -> str | None:
    """Return a figure of an assessment by the name that sentences have for it, if it has it."""
    match name:
        case "value":
            return words.value(each) + (f" ({words.period(each)})" if each.period else "")
        case "wanted":
            return words.wanted(each)
        case "gap":
            return "" if each.gap is None else words.distance(each, each.gap)
        case "threshold" if each.threshold is not None:
            return number(each.threshold, words.lang) + words.measure(each)
        case "threshold" if each.against is not None:
            return limit(each, words) + words.measure(each)
        case "low" | "high" if each.interval is not None:
            return number_short(getattr(each.interval, name), words.lang)
        case _:
            return None


def _special(each: Assessment, words: Words) -> dict[str, Any]:
    """Return the facts of one reason that are not written as they are."""
    facts = each.facts
    match each.reason:
        case Reason.OTHER_POPULATION:
            return {"wanted_indicator": facts["wanted"], "wanted": words.wanted(each)}
        case Reason.TOO_OLD | Reason.NO_OBSERVATION:
            return _ended(each, words)
        case Reason.MET if is_state(each.chosen.rule) and each.observed:
            origin = each.observed[0].origin
            return {"source": words.source(origin.source), "released": origin.released}
        case Reason.PEERS_UNDECIDED:
            return {"open": words.names([*facts["open"], *facts["missing"]])}
        case Reason.BLOCKED:
            found = facts["finding"]
            return {"cell": words.place(found.place), "message": words.message(found)}
        case Reason.READINGS_DISAGREE:
            return {
                name: words.readings(facts[name], each.chosen) for name in ("yes", "no", "open")
            }
        case _:
            return {}


def _means(facts: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is said of a rate over years; over one year there is no mean."""
    for name, years, rate in _MEANS:
        if years in facts and facts.get(rate):
            one = ".one" if facts[years].isdecimal() else ""
            said = words.composed(f"reason.{name}{one}", years=facts[years], rate=facts[rate])
            yield name, said


def _ended(each: Assessment, words: Words) -> dict[str, Any]:
    """Return when a series ended, and by what it was followed."""
    succession = words.catalogue.indicators[each.indicator].succeeded_by
    if succession is None or succession.from_date > each.as_of.isoformat():
        return {}
    successor = words.catalogue.indicators[succession.indicator].names
    return {"ended": dt.date.fromisoformat(succession.from_date), "successor": successor}


def _fact(name: str, each: Assessment, words: Words) -> Any:
    fact, unit = each.facts[name], words.measure(each)
    match fact:
        case Period():
            return fact
        case Interval() if name == "so_far":
            return words.interval(fact, edges(each)) + unit
        case Interval():
            return words.interval(fact)
        case tuple() if each.facts.get("variant") == "conditions":
            return "; ".join(_condition(part, words) for part in each.parts if part.member in fact)
        case tuple():
            return words.names(fact)
        case Decimal() if name == "needed":
            text = enough(fact, words.lang, upward=each.comparison not in ("<=", "<"))
            return f"{SIGNS[each.comparison or '>']} {text}{unit}"
        case _:
            return fact


def _condition(part: Part, words: Words) -> str:
    """Return a condition with what was observed, if there is anything."""
    name = condition(part, words)
    return name if part.interval is None else f"{name} ({condition_value(part, words)})"


def _key(each: Assessment, told: Mapping[str, object]) -> str:
    """Return the key of the sentence that fits the reason and its variant."""
    key = f"reason.{each.reason.value}"
    rule, facts = each.chosen.rule, each.facts
    match each.reason:
        case Reason.MET if is_state(rule) and each.observed:
            return f"{key}.evidence"
        case Reason.SHORT_OF_THRESHOLD:
            return key + _of_short(each)
        case Reason.TOUCHES_THRESHOLD if facts.get("short"):
            return f"{key}.member"
        case Reason.BOUND_ACROSS_THRESHOLD if facts.get("variant") == "tier":
            return f"{key}.tier"
        case Reason.PEERS_UNDECIDED:
            return key + _of_peers(each)
        case Reason.READINGS_DISAGREE if not (facts["yes"] and facts["no"]):
            return f"{key}.open"
        case Reason.TOO_OLD | Reason.NO_OBSERVATION if "ended" in told and not facts.get("variant"):
            return f"{key}.ended"
        case varied if varied in _VARIED and facts.get("variant"):
            return f"{key}.{facts['variant']}{_without_need(facts)}"
        case _:
            return key


def _without_need(facts: Mapping[str, Any]) -> str:
    """Return what follows the key where it cannot be said what other years need."""
    if "needed" not in facts or facts["needed"] is not None:
        return ""
    return ".open" if facts["variant"] == "sum" else ".hopeless"


def _of_short(each: Assessment) -> str:
    """Return what ends the key of the sentence on a value that falls short."""
    rule = each.chosen.rule
    if is_state(rule):
        return ".milestone"
    if each.comparison == "in":
        return ".band"
    if not each.facts.get("short"):
        return ""
    return ".member" if isinstance(rule, Every) else ".regions"


def _of_peers(each: Assessment) -> str:
    """Return what ends the key of the sentence on members that leave an answer open."""
    match each.chosen.rule:
        case Areas():
            return ".areas"
        case Threshold():
            return ".mean"
        case _:
            return ".alone" if len(judged(each)) == 1 else ""
