"""What every view for people says alike: values, conditions, gaps, reasons, places, labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cmcn4.locale import Key, area_name, bounds, composed, say, write
from cmcn4.locale.numbers import number, shown, trimmed
from cmcn4.locale.telling import told
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Place
from cmcn4.model.period import Period, parse
from cmcn4.model.report import Alternative, Assessment
from cmcn4.model.rule import Every, PeerRank, is_state
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Reason, Verdict
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, SYMBOLS

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈"}


@dataclass(frozen=True, slots=True)
class Words:
    """The wording of one report in one language."""

    lang: str
    catalogue: Catalogue

    def say(self, key: Key, **facts: Any) -> str:
        """Return a text with its facts."""
        return say(self.lang, key, facts or None)

    def composed(self, key: str, **facts: Any) -> str:
        """Return a text whose key is put together of parts."""
        return say(self.lang, composed(key), facts or None)

    def area(self, area: str) -> str:
        """Return an area's name."""
        found = self.catalogue.areas.get(area)
        return area_name(self.lang, found) if found else area

    def verdict(self, each: Assessment) -> str:
        """Return the verdict in words: a level to compare with is above or below."""
        definite = each.answer in (Answer.YES, Answer.NO)
        if each.informs and definite and not each.chosen.target.informs:
            return self.say("verdict.above" if each.answer is Answer.YES else "verdict.below")
        early = ".early" if each.verdict is Verdict.PASS and not each.due else ""
        return self.composed(f"verdict.{each.verdict.value}{early}")

    def symbol(self, each: Assessment) -> str:
        """Return the sign of a verdict; a level to compare with is above or below, never missed."""
        if each.informs and not each.chosen.target.informs:
            if each.answer is Answer.YES:
                return ABOVE
            if each.answer is Answer.NO:
                return BELOW
        return SYMBOLS[each.verdict]

    def unit(self, indicator: Indicator) -> str:
        """Return what follows a number of the indicator, e.g. `%` or ` stations`."""
        unit = self.catalogue.units[indicator.unit]
        match unit.kind:
            case "percent":
                return "%"
            case "rate":
                return self.say("rate")
            case "amount":
                return f" {unit.names.get(self.lang)}"
            case _:
                return ""

    def amount(self, value: Decimal, indicator: Indicator) -> str:
        """Return a number with its unit, all its digits."""
        return number(value, self.lang) + self.unit(indicator)

    def measured(self, each: Assessment) -> Indicator:
        """Return the indicator whose unit the value has."""
        if each.reason is Reason.OTHER_POPULATION:
            return self.catalogue.indicators[each.evidence[0].indicator]
        return self.catalogue.indicators[each.indicator]

    def value(self, each: Assessment) -> str:
        """Return the value as a person would write it, or an empty text."""
        value = each.interval
        if value is None:
            return ""
        indicator = self.measured(each)
        if is_state(each.chosen.rule):
            return self.say("yes" if value.low else "no")
        text = self.interval(value, each.threshold)
        if isinstance(each.chosen.rule, PeerRank):
            size = each.facts.get("size")
            return self.say("of", rank=text, size=size) if size else text
        return text + self.unit(indicator)

    def interval(self, value: Interval, threshold: Decimal | None = None) -> str:
        """Return `14.02`, `> 87`, `< 80`, `≈ 90` or `4–6`, never rounded across the threshold."""
        low, high = (shown(end, threshold, self.lang) for end in (value.low, value.high))
        return low if value.is_point else bounds(value, low, high, self.lang)

    def period(self, each: Assessment) -> str:
        """Return the period as written in the language."""
        found = parse(each.period) if each.period else None
        return write(self.lang, found) if found else each.period or ""

    def when(self, period: Period) -> str:
        """Return a period as written in the language."""
        return write(self.lang, period)

    def wanted(self, each: Assessment) -> str:
        """Return the condition as sign and number, e.g. `≥ 80%`."""
        if each.comparison is None or each.threshold is None:
            return self.say("yes")
        indicator = self.catalogue.indicators[each.indicator]
        rank = isinstance(each.chosen.rule, PeerRank)
        unit = "" if rank else self.unit(indicator)
        return f"{SIGNS[each.comparison]} {number(each.threshold, self.lang)}{unit}"

    def gap(self, each: Assessment) -> str:
        """Return the gap, `–` when there is none to tell."""
        met = each.answer is Answer.YES
        return "–" if each.gap is None or met else number_short(each.gap, self.lang)

    def alternative(self, other: Alternative) -> str:
        """Return what an alternative is called: a source's name, a period, a date, a reading."""
        if other.kind == "source":
            return self.source(other.id)
        found = parse(other.id)
        return write(self.lang, found) if found else other.id

    def source(self, name: str) -> str:
        """Return a source's name, or the text it is known by."""
        source = self.catalogue.sources.get(name)
        return source.names.get(self.lang) if source else name

    def quantity(self, value: Decimal, each: Assessment) -> str:
        """Return a computed value beside the threshold, with its unit."""
        indicator = self.catalogue.indicators[each.indicator]
        return shown(trimmed(value), each.threshold, self.lang) + self.unit(indicator)

    def names(self, ids: Iterable[object]) -> str:
        """Return names of members: breakdowns, indicators, areas, or years as they are."""
        return ", ".join(self.name(each) for each in ids)

    def name(self, item: object) -> str:
        """Return the name of one member."""
        if isinstance(item, Text):
            return item.get(self.lang)
        text = str(item)
        if text in self.catalogue.indicators:
            return self.catalogue.indicators[text].names.get(self.lang)
        for group in self.catalogue.groups.values():
            for member in group.members if group.kind == "breakdown" else ():
                if member.id == text and member.names:
                    return member.names.get(self.lang)
        return text

    def reason(self, each: Assessment) -> str:
        """Return in one sentence why the verdict is what it is."""
        facts = self._facts(each)
        return say(self.lang, composed(_reason_key(each)), facts)

    def _facts(self, each: Assessment) -> dict[str, Any]:
        indicator = self.measured(each)
        facts: dict[str, Any] = {
            "value": self.value(each) + (f" ({self.period(each)})" if each.period else ""),
            "wanted": self.wanted(each),
            "gap": number_short(each.gap, self.lang) if each.gap is not None else "",
        }
        if each.threshold is not None:
            facts["threshold"] = self.amount(each.threshold, indicator)
        if each.interval is not None:
            facts["low"] = number_short(each.interval.low, self.lang)
            facts["high"] = number_short(each.interval.high, self.lang)
        for name, fact in each.facts.items():
            facts[name] = self._fact(name, fact, indicator, each.threshold)
        if each.reason is Reason.OTHER_POPULATION:
            facts["wanted_indicator"] = each.facts["wanted"]
            facts["wanted"] = self.wanted(each)
        if each.reason is Reason.MET and each.evidence:
            facts["source"] = each.evidence[0].origin.source
            facts["released"] = each.evidence[0].origin.released
        if each.reason is Reason.PEERS_UNDECIDED:
            facts["open"] = self.names([*each.facts["open"], *each.facts["missing"]])
        if each.reason is Reason.BLOCKED:
            finding = each.facts["finding"]
            facts["cell"] = place_in_words(finding.place)
            facts["message"] = self.message(finding)
        return facts

    def _fact(self, name: str, fact: Any, indicator: Indicator, threshold: Decimal | None) -> Any:
        match fact:
            case Period():
                return fact
            case Interval():
                if name != "so_far":
                    return self.interval(fact)
                return self.interval(fact, threshold) + self.unit(indicator)
            case tuple():
                return self.names(fact)
            case Decimal() if name == "needed":
                sign = {">": "> ", ">=": "≥ "}.get(self._sign(indicator), "")
                return f"{sign}{number_short(fact, self.lang)}{self.unit(indicator)}"
            case _:
                return fact

    def _sign(self, indicator: Indicator) -> str:
        return ">" if indicator.direction != "lower" else "<"

    def decision(self, each: Assessment | Finding) -> str:
        """Return what a person has decided and why, or an empty text."""
        decision = each.decision
        if decision is None:
            return ""
        name = f"verdict.{each.decided.value}" if isinstance(each, Assessment) else "accepted"
        said = self.say("decided", what=self.composed(name), because=decision.because)
        if decision.document:
            said += f" · {decision.document}"
        if decision.until:
            said += f" · {self.say('decided.until', date=decision.until)}"
        return said

    def message(self, finding: Finding) -> str:
        """Return what a finding says."""
        return told(self.lang, "finding", finding)

    def hint(self, finding: Finding) -> str:
        """Return what to do about a finding."""
        return told(self.lang, "hint", finding)


def number_short(value: Decimal, lang: str) -> str:
    """Return a number with at most two decimals, but never a difference shown as 0."""
    return shown(trimmed(value), Decimal(0), lang)


def place_in_words(place: Place) -> str:
    """Return `vietnam.xlsx GCI!D7`, or `data.csv D7`, at most a file's base name."""
    file = place.sheet.file
    if place.sheet.name is None:
        return f"{file} {place.cell}" if place.cell else f"{file}{_row(place)}"
    cell = f"!{place.cell}" if place.cell else _row(place)
    return f"{file} {place.sheet.name}{cell}"


def _row(place: Place) -> str:
    return f":{place.row}" if place.row else ""


def _reason_key(each: Assessment) -> str:
    """Return the key of the sentence that fits the reason and its variant."""
    key = f"reason.{each.reason.value}"
    rule, facts = each.chosen.rule, each.facts
    match each.reason:
        case Reason.MET if is_state(rule):
            return f"{key}.evidence"
        case Reason.SHORT_OF_THRESHOLD if is_state(rule):
            return f"{key}.milestone"
        case Reason.SHORT_OF_THRESHOLD if facts.get("short"):
            return f"{key}.{'member' if isinstance(rule, Every) else 'regions'}"
        case Reason.TOUCHES_THRESHOLD if facts.get("short"):
            return f"{key}.member"
        case Reason.BOUND_ACROSS_THRESHOLD if facts.get("variant") == "tier":
            return f"{key}.tier"
        case Reason.PEERS_UNDECIDED if len(each.evidence) == 1:
            return f"{key}.alone"
        case Reason.READINGS_DISAGREE if not (facts["yes"] and facts["no"]):
            return f"{key}.open"
        case Reason.YEARS_AHEAD if facts["needed"] is None:
            return f"{key}.hopeless"
        case Reason.NO_OBSERVATION | Reason.INCOMPLETE if facts.get("variant"):
            hopeless = facts["variant"] == "years" and facts["needed"] is None
            return f"{key}.{facts['variant']}{'.hopeless' if hopeless else ''}"
        case _:
            return key
