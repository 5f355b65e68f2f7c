"""One target explained: wording, rule, readings, sources; with data, how its verdict came about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cmcn4.locale.writing import writing
from cmcn4.model.catalogue import Indicator
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.target import Report as Source
from cmcn4.reporters.presentation.across import demand_in_words, in_time
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words, rule_in_words
from cmcn4.reporters.presentation.words import Words

Section = tuple[str, list[str]]


def _assessments(chosen: Chosen, report: Report | None) -> list[Assessment]:
    """Return the assessments of a target; none without a report."""
    found = report.assessments if report else ()
    return [assessment for assessment in found if assessment.chosen.id == chosen.id]


def sections(
    chosen: Chosen, words: Words, report: Report | None, others: Sequence[Chosen] = ()
) -> Iterator[Section]:
    """Yield what is explained of a target; with data the story of each verdict.

    `others` are the targets among which other documents may ask for the same.
    """
    yield from wording(chosen, words)
    if report is not None:
        from cmcn4.reporters.presentation.assumed import figures  # noqa: PLC0415 - only with data
        from cmcn4.reporters.presentation.explaining.story import story  # noqa: PLC0415 - as above

        if report.assumed:
            yield words.say("story.assumed"), figures(report, words)
        for assessment in _assessments(chosen, report):
            yield from story(assessment, words)
    else:
        yield from background(chosen, words)
    same = elsewhere(chosen, others)
    if same:
        found = ((other, _assessments(other, report)) for other in same)
        yield words.say("explain.others"), [_other(*other, words) for other in found]


def elsewhere(chosen: Chosen, others: Sequence[Chosen]) -> list[Chosen]:
    """Return what other documents demand of the same indicator, in time order."""
    same = (other for other in others if other.indicator == chosen.indicator)
    return in_time([other for other in same if other.pack.id != chosen.pack.id])


class Elsewhere:
    """What the documents of a report demand of the same indicator of an area, with verdicts."""

    def __init__(self, report: Report) -> None:
        """Sort the assessments by what they are of: cards are many."""
        self._found: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
        for assessment in report.assessments:
            self._found[assessment.indicator, assessment.area].append(assessment)

    def lines(self, group: Sequence[Assessment], words: Words, *, signs: bool = True) -> list[str]:
        """Return what other documents than those of identical checks demand, in time order.

        `signs`: with those of the verdicts, which not every typeface has.
        """
        return [_other(each.chosen, [each], words, signs=signs) for each in self.others(group)]

    def others(self, group: Sequence[Assessment]) -> list[Assessment]:
        """Return what other documents than those of identical checks demand, in time order."""
        first = group[0]
        by_target = {each.chosen.id: each for each in self._found[first.indicator, first.area]}
        alike = {each.chosen.id for each in group}
        others = [each.chosen for each in by_target.values() if each.chosen.id not in alike]
        return [by_target[chosen.id] for chosen in elsewhere(first.chosen, others)]


def _other(chosen: Chosen, found: Sequence[Assessment], words: Words, *, signs: bool = True) -> str:
    """Return what another document demands, with its verdicts if there are data."""
    said = f"{words.horizon(chosen.target)} · {chosen.pack.cited}: {demand_in_words(words, chosen)}"
    several = len(found) > 1
    verdicts = ", ".join(_verdict(each, words, several=several, signs=signs) for each in found)
    return f"{said} — {verdicts}" if verdicts else said


def _verdict(each: Assessment, words: Words, *, several: bool, signs: bool) -> str:
    area = f"({words.area(each.area)})" if several else ""
    parts = (words.symbol(each) if signs else "", words.verdict(each), words.value(each), area)
    return " ".join(filter(None, parts))


def wording(chosen: Chosen, words: Words) -> Iterator[Section]:
    """Yield what the document says and how it is read."""
    target = chosen.target
    yield words.say("explain.wording"), [f"“{target.quote}”"]
    document = [_document(chosen, words), *filter(None, (target.clause, target.url))]
    if target.replaced_by:
        document.append(words.say("explain.replaced", target=target.replaced_by))
    yield words.say("explain.document"), document
    if target.lead:
        yield words.say("explain.lead"), [target.lead.get(words.lang)]
    rule = [chosen_in_words(words, chosen)]
    reading = target.reading(chosen.reading)
    if reading is not None:
        rule.append(reading.because.get(words.lang))
    elif target.note:
        rule.append(target.note.get(words.lang))
    yield words.say("explain.rule"), rule


def background(chosen: Chosen, words: Words) -> Iterator[Section]:
    """Yield the readings, the indicator, the areas and the sources of a target."""
    target, pack = chosen.target, chosen.pack
    indicator = words.catalogue.indicators[chosen.indicator]
    readings = list(_readings(chosen, words))
    if readings:
        yield words.say("explain.readings"), readings
    name = f"{indicator.names.get(words.lang)} ({indicator.id}), {words.unit_name(indicator)}"
    note = [indicator.note.get(words.lang)] if indicator.note else []
    made = [formula_in_words(indicator, words)] if indicator.derived else []
    yield words.say("explain.indicator"), [name, *made, *note]
    own = ", ".join(words.area(area) for area in chosen.applies_to)
    subnational = words.composed(f"explain.subnational.{target.subnational}")
    line = f"{words.say('explain.subnational')}: {subnational}"
    yield words.say("explain.applies"), [own, line]
    sources = [source for source in pack.sources if source.id in target.reports]
    if sources:
        yield words.say("explain.sources"), [_source(source, words) for source in sources]


def formula_in_words(indicator: Indicator, words: Words) -> str:
    """Return how a derived indicator is worked out."""
    assert indicator.derived is not None  # noqa: S101 - asked of such only
    (formula,) = indicator.derived.stated
    name = "distance" if indicator.derived.absolute else formula.operation
    operands = [
        words.name(operand).join(writing(words.lang).quotes) for operand in formula.operands
    ]
    return words.composed(f"derived.{name}", operands=words.listed(operands))


def _source(source: Source, words: Words) -> str:
    day = words.day(source.date) if source.date else ""
    return " · ".join(
        filter(None, (f"[{source.id}] {source.title}", source.publisher, day, source.url))
    )


def _document(chosen: Chosen, words: Words) -> str:
    document = chosen.pack.document
    number = document.number or words.say("explain.number-unknown")
    parts = (number, document.title.get(words.lang), document.issuer.get(words.lang))
    return f"{' · '.join(parts)}, {words.day(document.issued)}"


def _readings(chosen: Chosen, words: Words) -> Iterator[str]:
    indicators = words.catalogue.indicators
    target = chosen.target
    if chosen.reading != "default":
        rule = rule_in_words(words, target.rule, indicators[target.indicator])
        yield f"{words.reading('default', chosen)}: {rule}"
    for reading in target.readings:
        if reading.id == chosen.reading:
            continue
        indicator = indicators[reading.indicator or target.indicator]
        rule = rule_in_words(words, reading.rule, indicator)
        name = f"{words.reading(reading.id, chosen)} ({reading.id})" if reading.name else reading.id
        yield f"{name}: {rule}. {reading.because.get(words.lang)}"
