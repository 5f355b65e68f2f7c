"""One sentence to cite: what was observed, when and by whom, what was asked, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Assessment
from cmcn4.model.rule import (
    All,
    Areas,
    Average,
    Change,
    Count,
    Every,
    PeerRank,
    Some,
    Sum,
    is_state,
    measure,
)
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.figures import is_derived, own_evidence
from cmcn4.reporters.presentation.outline import contesting
from cmcn4.reporters.presentation.reasons import is_plain
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.verdicts import is_level
from cmcn4.reporters.presentation.words import Words


def citation(each: Assessment, words: Words) -> str:
    """Return a sentence that says no more than what is known, fit to be quoted."""
    facts = {
        "day": each.as_of,
        "area": words.country(each.area),
        "horizon": words.by(each.chosen.target),
        "document": words.document(each.chosen.pack),
    }
    if each.interval is None or each.verdict is Verdict.NO_DATA:
        rule = chosen_in_words(words, each.chosen)
        return words.say("cite.no-data", **facts, rule=rule, reason=words.reason(each).rstrip("."))
    return words.say(
        "cite",
        **facts,
        what=_what(each, words),
        value=observed(each, words),
        wanted=words.wanted(each),
        period=words.dated(each),
        source="; ".join(filter(None, _source(each, words))),
        verdict="; ".join(_verdict(each, words)),
    )


def _what(each: Assessment, words: Words) -> str:
    """Return what the value is of: the indicator observed, not the one that was wanted."""
    name = words.measured(each).names.get(words.lang)
    match each.chosen.rule:
        case PeerRank() | Count() | Every() | Areas() | All() | Some():
            return each.chosen.target.title.get(words.lang)
        case Average():
            key = "cite.growth" if each.chosen.rule.of else "cite.mean"
            return words.composed(key, indicator=name)
        case Change():
            return words.say("cite.change", indicator=name, year=str(each.chosen.rule.since))
        case Sum():
            return words.say("cite.sum", indicator=name)
        case _:
            return name


def observed(each: Assessment, words: Words) -> str:
    """Return the value in the unit observed, with the population that it is counted of."""
    value, indicator = words.value(each), words.measured(each)
    rule = each.chosen.rule
    if measure(rule) != "own" or is_state(rule):
        return value
    match words.catalogue.units[indicator.unit].kind:
        case "percent":
            return value.removesuffix("%") + words.unit_name(indicator)
        case "count" | "score":
            return f"{value} {words.unit_name(indicator)}"
        case _:
            return value


def _source(each: Assessment, words: Words) -> Iterator[str]:
    if each.assumed:
        yield words.say("cite.assumed")
    yield words.sources(each) or ("" if each.assumed else words.say("cite.no-source"))
    yield words.status(each)
    yield words.least(each)
    if is_derived(each, words.catalogue):
        yield words.say("cite.derived")
    yield from (row.origin.url for row in own_evidence(each)[:1])


def _verdict(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the verdict, why it is not plain, by what it is contested, and who decided."""
    early = ".early" if each.verdict is Verdict.PASS and not each.due else ""
    name = f"cite.{each.verdict.value}{early}"
    said = words.verdict(each).lower() if is_level(each) else words.composed(name)
    plain = each.verdict is Verdict.PASS or is_plain(each)
    yield said if plain else f"{said} ({words.reason(each).rstrip('.')})"
    if each.contested:
        yield f"{words.say('story.contested')}: {contesting(each, words)}"
    if each.decision is not None:
        yield words.decision(each)
