"""What every view for people says alike: values, conditions, gaps, reasons, places, labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from cmcn4.locale import ENGLISH, area_name, bounds, write
from cmcn4.locale.numbers import shown, trimmed
from cmcn4.locale.telling import told
from cmcn4.locale.writing import writing
from cmcn4.model.catalogue import Indicator, Source
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Place
from cmcn4.model.period import parse
from cmcn4.model.report import Assessment, Part
from cmcn4.model.rule import Threshold, is_state, measure
from cmcn4.model.text import Text, fold, visible
from cmcn4.model.verdict import Answer, Reason, Verdict
from cmcn4.reporters.presentation.figures import (
    edges,
    is_least,
    number_short,
    own_evidence,
)
from cmcn4.reporters.presentation.reasons import reason
from cmcn4.reporters.presentation.rules import condition, condition_value, counted, name_of, wanted
from cmcn4.reporters.presentation.target_words import OfTarget, TargetWords
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, SYMBOLS, is_level

NATION = "VN"
_SOURCES = ("source", "other_source")
"""Facts of findings that are names of sources."""


@dataclass(frozen=True, slots=True)
class Words(TargetWords):
    """The wording of one report in one language; what very many assessments repeat is kept."""

    _sources: dict[str, Text] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The names of known sources by all that they are called; filled when first asked for."""
    _named: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Sources as they are told, by what the data call them."""
    _areas: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Names of areas by their ids."""
    _periods: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Periods as they are written, by their codes."""
    _targets: dict[int, OfTarget] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What is said of each target, by its identity, which is quick."""

    def area(self, area: str) -> str:
        """Return the name of an area that is judged; the nation among its provinces."""
        return (area == NATION and writing(self.lang).nation) or self.country(area)

    def country(self, area: str) -> str:
        """Return an area's own name, as it stands beside those of other countries."""
        name = self._areas.get(area)
        if name is None:
            found = self.catalogue.areas.get(area)
            name = self._areas[area] = area_name(self.lang, found) if found else area
        return name

    def verdict(self, each: Assessment) -> str:
        """Return the verdict in words: a level to compare with is above or below."""
        definite = each.answer in (Answer.YES, Answer.NO)
        if definite and is_level(each):
            return self.say("verdict.above" if each.answer is Answer.YES else "verdict.below")
        early = ".early" if each.verdict is Verdict.PASS and not each.due else ""
        return self.composed(f"verdict.{each.verdict.value}{early}")

    def symbol(self, each: Assessment) -> str:
        """Return the sign of a verdict; a level to compare with is above or below, never missed."""
        if is_level(each):
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
            case "growth":
                return self.say("rate")
            case "amount" | "rate" | "points" | "ratio":
                return f" {self.unit_name(indicator)}"
            case _:
                return ""

    def unit_name(self, indicator: Indicator) -> str:
        """Return what the indicator's unit is called."""
        unit = self.catalogue.units[indicator.unit]
        return unit.names.get(self.lang) or unit.id

    def measured(self, each: Assessment) -> Indicator:
        """Return the indicator whose unit the value has."""
        if each.reason is Reason.OTHER_POPULATION:
            return self.catalogue.indicators[each.evidence[0].indicator]
        return self.catalogue.indicators[each.indicator]

    def measure(self, each: Assessment) -> str:
        """Return what follows the value that was judged, such as the unit."""
        if each.reason is Reason.OTHER_POPULATION:
            return counted(self, each.chosen.rule, self.measured(each))
        return self._of_target(each).measure

    def value(self, each: Assessment) -> str:
        """Return the value as a person would write it, or an empty text."""
        value = each.interval
        if value is None:
            return ""
        if is_state(each.chosen.rule):
            return self.say("yes" if value.low else "no")
        text = self.interval(value, edges(each))
        size = each.facts.get("size")
        if size and measure(each.chosen.rule) != "own":
            return self.say("of", rank=text, size=size)
        return text + self.measure(each)

    def interval(self, value: Interval, edges: Collection[Decimal] = ()) -> str:
        """Return `14.02`, `> 87`, `< 80`, `≈ 90` or `4–6`, never rounded across an edge."""
        low = shown(value.low, edges, self.lang)
        if value.is_point:
            return low
        return bounds(value, low, shown(value.high, edges, self.lang), self.lang)

    def period(self, each: Assessment) -> str:
        """Return the period as written in the language, marked where a figure is assumed."""
        dated = self.dated(each)
        if not each.assumed:
            return dated
        return ", ".join(filter(None, (dated, self.say("status.assumed"))))

    def dated(self, each: Assessment) -> str:
        """Return the period alone."""
        code = each.period or ""
        said = self._periods.get(code)
        if said is None:
            found = parse(code) if code else None
            said = self._periods[code] = write(self.lang, found) if found else code
        return said

    def status(self, each: Assessment) -> str:
        """Return what a figure is that is not final, such as an estimate; else an empty text."""
        told = (None, "final", "assumed")  # the last stands beside the period
        return "" if each.status in told else self.composed(f"status.{each.status}")

    def wanted(self, each: Assessment) -> str:
        """Return the condition as sign and number, e.g. `≥ 80%`."""
        known = self._of_target(each)
        if known.moving or each.against is not None or each.reason is Reason.OTHER_POPULATION:
            return wanted(each, self)
        key = each.comparison, str(each.threshold)
        found = known.wanted.get(key)
        if found is None:
            found = known.wanted[key] = wanted(each, self)
        return found

    def gap(self, each: Assessment) -> str:
        """Return the gap, `–` when there is none to tell."""
        if each.gap is None or each.answer is Answer.YES:
            return "–"
        return f"{'≥ ' if is_least(each) else ''}{number_short(each.gap, self.lang)}"

    def distance(self, each: Assessment, size: Decimal) -> str:
        """Return a gap or margin in a sentence: of a bounded value it is the least that it is."""
        text = number_short(abs(size), self.lang)
        return self.say("at-least", number=text) if is_least(each) else text

    def member(self, part: Part, each: Assessment) -> str:
        """Return the name of a member of a rule: where readings must agree it is one of them."""
        if each.chosen.target.decide:
            return self.reading(part.member, each.chosen)
        return self.name(part.member) if part.rule is None else condition(part, self)

    def part(self, part: Part) -> str:
        """Return the value of a member, a dash where there is none."""
        return condition_value(part, self)

    def source(self, name: str) -> str:
        """Return a source's name in the language, if it is known: by its id or as it is written."""
        told = self._named.get(name)
        if told is None:
            told = self._named[name] = self._source(name)
        return told

    def _source(self, name: str) -> str:
        if not self._sources:
            self._sources.update(_called(self.catalogue.sources.values()))
        known = self._sources.get(fold(name))
        if known is None:
            return name
        full = known.get(self.lang)
        # Initials that stand in the full name, too, are known to those who read the language.
        kept = name in full or writing(self.lang).is_own(name)
        return name if kept and name not in self.catalogue.sources else full

    def sources(self, each: Assessment) -> str:
        """Return the sources of the area's own figures, each once; empty where there is none."""
        names = filter(None, (row.origin.source for row in own_evidence(each)))
        named = dict.fromkeys(map(self.source, names))
        return "; ".join(named) if each.interval is not None else ""

    def quantity(self, value: Decimal, each: Assessment) -> str:
        """Return a computed value beside the threshold, with its unit."""
        return shown(trimmed(value), edges(each), self.lang) + self.measure(each)

    def names(self, members: Iterable[object]) -> str:
        """Return names of members: breakdowns, indicators, areas, or years as they are."""
        return ", ".join(map(self.name, members))

    def name(self, item: object) -> str:
        """Return the name of one member."""
        return name_of(item, self.lang, self.catalogue)

    def reason(self, each: Assessment) -> str:
        """Return in one sentence why the verdict is what it is."""
        return reason(each, self)

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

    def kind(self, finding: Finding) -> str:
        """Return what kind of finding it is, with the code to look it up by."""
        if self.lang == ENGLISH:
            return finding.code  # codes are English words
        return f"{self.composed(f'code.{finding.code}')} ({finding.code})"

    def place(self, place: Place) -> str:
        """Return where something stands."""
        return place_in_words(place)

    def where(self, finding: Finding) -> str:
        """Return where a finding stands, and how often if it does more than once."""
        times = f" {self.say('findings.times', count=finding.count)}" if finding.count > 1 else ""
        return place_in_words(finding.place) + times

    def message(self, finding: Finding) -> str:
        """Return what a finding says; sources by their names in the language."""
        facts = finding.facts
        named = {name: self.source(facts[name]) for name in _SOURCES if facts.get(name)}
        return told(self.lang, "finding", replace(finding, facts={**facts, **named}))

    def hint(self, finding: Finding) -> str:
        """Return what to do about a finding."""
        return told(self.lang, "hint", finding)

    def _of_target(self, each: Assessment) -> OfTarget:
        chosen = each.chosen
        found = self._targets.get(id(chosen))
        if found is None:
            rule, indicator = chosen.rule, self.catalogue.indicators[chosen.indicator]
            moving = isinstance(rule, Threshold) and rule.reference is not None
            found = OfTarget(chosen, counted(self, rule, indicator), moving, {})
            self._targets[id(chosen)] = found
        return found


def _called(sources: Iterable[Source]) -> Iterator[tuple[str, Text]]:
    for source in sources:
        for name in (source.id, *source.names.each.values(), *source.aliases):
            yield fold(name), source.names


def place_in_words(place: Place) -> str:
    """Return `vietnam.xlsx GCI!D7`, or `data.csv D7`, at most a file's base name."""
    file = visible(place.sheet.file)
    if place.sheet.name is None:
        return f"{file} {place.cell}" if place.cell else f"{file}{_row(place)}"
    cell = f"!{place.cell}" if place.cell else _row(place)
    return f"{file} {visible(place.sheet.name)}{cell}"


def _row(place: Place) -> str:
    return f":{place.row}" if place.row else ""


def level_sign(each: Assessment, words: Words) -> str:
    """Return the sign of what is above or below a level that it is only compared with."""
    sign = words.symbol(each) if each.informs else ""
    return sign if sign in (ABOVE, BELOW) else ""
