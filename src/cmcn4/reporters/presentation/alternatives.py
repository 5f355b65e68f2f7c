"""What a verdict would be with one input exchanged: what that input is called, and its value."""

from __future__ import annotations

from cmcn4.locale import write
from cmcn4.locale.numbers import shown, trimmed
from cmcn4.model.period import parse
from cmcn4.model.report import Alternative, Assessment
from cmcn4.reporters.presentation.figures import edges
from cmcn4.reporters.presentation.words import Words


def in_words(other: Alternative, each: Assessment, words: Words) -> str:
    """Return what an alternative is called, with its value."""
    named, found = name(other, each, words), value(other, each, words)
    return words.say("alternative.value", name=named, value=found) if found else named


def name(other: Alternative, each: Assessment, words: Words) -> str:
    """Return what an alternative is called: a source, a period, a release or a reading."""
    return words.composed(f"alternative.{other.kind}", id=_input(other, each, words))


def value(other: Alternative, each: Assessment, words: Words) -> str:
    """Return the value of an alternative, never rounded across its threshold."""
    if other.value is None:
        return ""
    return shown(trimmed(other.value), edges(each, other.threshold), words.lang)


def _input(other: Alternative, each: Assessment, words: Words) -> str:
    if other.kind == "source":
        behind = other.id.split("; ")
        if len(behind) > 1 and words.catalogue.indicators.keys() >= set(behind):
            return words.say("alternative.operands", names=words.names(behind))
        return words.source(other.id)
    if other.kind == "reading":
        return words.reading(other.id, each.chosen)
    found = parse(other.id)
    return write(words.lang, found) if found else other.id
