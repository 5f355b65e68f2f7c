"""One target explained: its wording, its rule in plain words, its readings, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from rich.padding import Padding
from rich.text import Text

from cmcn4.errors import UsageError
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.rule_words import chosen_in_words, rule_in_words
from cmcn4.reporters.terminal import console_to, text_of
from cmcn4.reporters.words import Words


def named(name: str, targets: Sequence[Chosen]) -> list[Chosen]:
    """Return the targets a name or glob means; UsageError with the nearest when there is none."""
    found = [
        each for each in targets if fnmatchcase(each.id, name) or fnmatchcase(each.target.id, name)
    ]
    if not found:
        near = get_close_matches(name, [each.id for each in targets], n=3, cutoff=0.4)
        msg = f"no such target: {name!r}"
        listing = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageError(msg, hint=f"{listing}`cmcn4 targets` lists them")
    return found


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return the explanation of each target as text."""
    console = console_to(style)
    words = Words(style.lang, catalogue)
    for place, each in enumerate(targets):
        if place:
            console.print()
        title = f"{each.target.title.get(style.lang)} · {each.target.horizon}"
        console.print(Text(title, style="bold").append(f"  {each.id}", style="not bold dim"))
        for label, lines in _sections(each, words):
            console.print(Text(f" {label}", style="dim"))
            for line in lines:
                console.print(Padding(Text(line), (0, 0, 0, 3)))
    return text_of(console)


def _sections(chosen: Chosen, words: Words) -> Iterator[tuple[str, list[str]]]:
    target, pack = chosen.target, chosen.pack
    indicator = words.catalogue.indicators[chosen.indicator]
    yield words.say("explain.wording"), [f"«{target.quote}»"]
    yield words.say("explain.document"), [_document(chosen, words)]
    yield words.say("explain.rule"), [chosen_in_words(words, chosen)]
    readings = list(_readings(chosen, words))
    if readings:
        yield words.say("explain.readings"), readings
    unit = words.catalogue.units[indicator.unit].names.get(words.lang) or indicator.unit
    yield words.say("explain.indicator"), [
        f"{indicator.names.get(words.lang)} ({indicator.id}), {unit}"
    ]
    if indicator.note:
        yield words.say("explain.definition"), [indicator.note.get(words.lang)]
    own = ", ".join(words.area(each) for each in pack.applies_to)
    subnational = words.say(f"explain.subnational.{target.subnational}")
    yield words.say("explain.applies"), [
        own,
        f"{words.say('explain.subnational')}: {subnational}",
    ]
    if target.note:
        yield words.say("explain.note"), [target.note.get(words.lang)]
    reports = [each for each in pack.sources if each.id in target.reports]
    if reports:
        yield words.say("explain.sources"), [
            " · ".join(filter(None, (f"[{each.id}] {each.title}", each.publisher, each.date)))
            for each in reports
        ]


def _document(chosen: Chosen, words: Words) -> str:
    document = chosen.pack.document
    number = document.number or words.say("explain.number-unknown")
    parts = (number, document.title.get(words.lang), document.issuer.get(words.lang))
    return f"{' · '.join(parts)}, {document.issued}"


def _readings(chosen: Chosen, words: Words) -> Iterator[str]:
    indicators = words.catalogue.indicators
    target = chosen.target
    if chosen.reading != "default":
        rule = rule_in_words(words, target.rule, indicators[target.indicator])
        yield f"default: {rule}"
    for each in target.readings:
        if each.id == chosen.reading:
            continue
        indicator = indicators[each.indicator or target.indicator]
        rule = rule_in_words(words, each.rule, indicator)
        yield f"{each.id}: {rule}. {each.because.get(words.lang)}"
