"""One sentence to cite: what was observed, when and by whom, what was asked, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Assessment
from cmcn4.model.rule import Average, Count, Every, PeerRank
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters.presentation.figures import is_derived
from cmcn4.reporters.presentation.outline import contesting
from cmcn4.reporters.presentation.rules import chosen_in_words
from cmcn4.reporters.presentation.words import Words


def citation(each: Assessment, words: Words) -> str:
    """Return a sentence that says no more than what is known, fit to be quoted."""
    facts = {
        "day": each.as_of,
        "area": words.country(each.area),
        "horizon": each.chosen.target.horizon,
        "document": words.document(each.chosen.pack),
    }
    if each.interval is None or each.verdict is Verdict.NO_DATA:
        rule = chosen_in_words(words, each.chosen)
        return words.say("cite.no-data", **facts, rule=rule, reason=words.reason(each).rstrip("."))
    return words.say(
        "cite",
        **facts,
        what=_what(each, words),
        value=words.value(each),
        wanted=words.wanted(each),
        period=words.period(each),
        source="; ".join(_source(each, words)),
        verdict="; ".join(_verdict(each, words)),
    )


def _what(each: Assessment, words: Words) -> str:
    """Return what the value is of: the indicator observed, not the one that was wanted."""
    name = words.measured(each).names.get(words.lang)
    match each.chosen.rule:
        case PeerRank() | Count() | Every():
            return each.chosen.target.title.get(words.lang)
        case Average():
            return words.say("cite.mean", indicator=name)
        case _:
            return name


def _source(each: Assessment, words: Words) -> Iterator[str]:
    own = [row for row in each.evidence if row.area == each.area]
    yield words.sources(each) or words.say("cite.no-source")
    if each.status not in (None, "final"):
        yield words.composed(f"status.{each.status}")
    if is_derived(each, words.catalogue):
        yield words.say("cite.derived")
    yield from (row.origin.url for row in own[:1] if row.origin.url)


def _verdict(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the verdict, why it is not plain, by what it is contested, and who decided."""
    level = each.informs and not each.chosen.target.informs
    early = ".early" if each.verdict is Verdict.PASS and not each.due else ""
    plain = each.verdict is Verdict.PASS or (
        each.reason is Reason.SHORT_OF_THRESHOLD and not each.facts.get("short")
    )
    name = f"cite.{each.verdict.value}{early}"
    said = words.verdict(each).lower() if level else words.composed(name)
    yield said if plain else f"{said} ({words.reason(each).rstrip('.')})"
    if each.contested:
        yield f"{words.say('story.contested')}: {contesting(each, words)}"
    if each.decision is not None:
        yield words.decision(each)
