"""One target explained: wording, rule, readings, sources; with data, how its verdict came about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cmcn4.locale import write
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.target import Report as Source
from cmcn4.reporters.presentation.rules import chosen_in_words, rule_in_words
from cmcn4.reporters.presentation.words import Words

Section = tuple[str, list[str]]


def assessments(chosen: Chosen, report: Report | None) -> list[Assessment]:
    """Return the assessments of a target; none without a report."""
    return [each for each in report.assessments if each.chosen.id == chosen.id] if report else []


def sections(chosen: Chosen, words: Words, report: Report | None) -> Iterator[Section]:
    """Yield what is explained of a target; with data the story of each verdict."""
    yield from wording(chosen, words)
    if report is not None:
        from cmcn4.reporters.presentation.story import story  # noqa: PLC0415 - only with data

        for each in assessments(chosen, report):
            yield from story(each, words)
    else:
        yield from background(chosen, words)


def wording(chosen: Chosen, words: Words) -> Iterator[Section]:
    """Yield what the document says and how it is read."""
    target = chosen.target
    yield words.say("explain.wording"), [f"“{target.quote}”"]
    yield words.say("explain.document"), [_document(chosen, words)]
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
    unit = words.catalogue.units[indicator.unit].names.get(words.lang) or indicator.unit
    name = f"{indicator.names.get(words.lang)} ({indicator.id}), {unit}"
    note = [indicator.note.get(words.lang)] if indicator.note else []
    yield words.say("explain.indicator"), [name, *note]
    own = ", ".join(words.area(each) for each in pack.applies_to)
    subnational = words.composed(f"explain.subnational.{target.subnational}")
    line = f"{words.say('explain.subnational')}: {subnational}"
    yield words.say("explain.applies"), [own, line]
    reports = [each for each in pack.sources if each.id in target.reports]
    if reports:
        lines = [
            " · ".join(
                filter(None, (f"[{each.id}] {each.title}", each.publisher, _day(each, words)))
            )
            for each in reports
        ]
        yield words.say("explain.sources"), lines


def _day(source: Source, words: Words) -> str:
    return write(words.lang, dt.date.fromisoformat(source.date)) if source.date else ""


def _document(chosen: Chosen, words: Words) -> str:
    document = chosen.pack.document
    number = document.number or words.say("explain.number-unknown")
    parts = (number, document.title.get(words.lang), document.issuer.get(words.lang))
    issued = write(words.lang, dt.date.fromisoformat(document.issued))
    return f"{' · '.join(parts)}, {issued}"


def _readings(chosen: Chosen, words: Words) -> Iterator[str]:
    indicators = words.catalogue.indicators
    target = chosen.target
    if chosen.reading != "default":
        rule = rule_in_words(words, target.rule, indicators[target.indicator])
        yield f"{words.reading('default', chosen)}: {rule}"
    for each in target.readings:
        if each.id == chosen.reading:
            continue
        indicator = indicators[each.indicator or target.indicator]
        rule = rule_in_words(words, each.rule, indicator)
        name = f"{words.reading(each.id, chosen)} ({each.id})" if each.name else each.id
        yield f"{name}: {rule}. {each.because.get(words.lang)}"


def title(chosen: Chosen, words: Words) -> str:
    """Return the title of a target with its horizon."""
    return f"{chosen.target.title.get(words.lang)} · {chosen.target.horizon}"
