"""One card a target: what it wants, what was found, and why; identical checks share it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.report import Alternative, Assessment, Chosen, Report
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.explaining.story import observation
from cmcn4.reporters.presentation.figures import own_evidence
from cmcn4.reporters.presentation.gaps import Group
from cmcn4.reporters.presentation.missing import gap_with_unit
from cmcn4.reporters.presentation.outline import contesting, has_pace
from cmcn4.reporters.presentation.pace import in_full, in_short, sparkline
from cmcn4.reporters.presentation.rules.sentences import rule_in_words
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW
from cmcn4.reporters.presentation.words import Words

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


class Figure(NamedTuple):
    """A number with what it is and what is said below it."""

    label: str
    value: str
    note: str = ""


class Link(NamedTuple):
    """A text, and the address it may lead to."""

    text: str
    url: str | None


def tone(each: Assessment, words: Words) -> str:
    """Return the name of the colour of a verdict."""
    symbol = words.symbol(each)
    return {ABOVE: "above", BELOW: "below"}.get(symbol, each.verdict.value)


def link(text: str, url: str) -> Link:
    """Return a link to the web; any other address is only shown."""
    if _WEB.fullmatch(url):
        return Link(text, url)
    return Link(" · ".join(filter(None, (text, url))), None)


def documents(group: Group) -> tuple[str, ...]:
    """Return the documents that ask for it, by number or the short name of the pack."""
    packs = (assessment.chosen.pack for assessment in group)
    return tuple(dict.fromkeys(pack.cited for pack in packs))


def wordings(group: Group) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield each wording, those that are the same once, with the documents that have it."""
    for quote in dict.fromkeys(check.chosen.target.quote for check in group):
        same = (check.chosen for check in group if check.chosen.target.quote == quote)
        yield quote, tuple(dict.fromkeys(map(_standing, same)))


def _standing(chosen: Chosen) -> Link:
    """Return the document and the clause in which a wording stands, with the clause's address."""
    text = ", ".join(filter(None, (chosen.target.clause, chosen.pack.cited)))
    return link(text, chosen.target.url) if chosen.target.url else Link(text, None)


def observed_note(each: Assessment, words: Words) -> str:
    """Return of when a value is, and whether it is final."""
    if not each.interval:
        return ""
    return " · ".join(filter(None, [words.period(each), words.status(each)]))


def figures(each: Assessment, words: Words) -> Iterator[Figure]:
    """Yield the numbers of a card."""
    value = words.value(each) or "–"
    yield Figure(words.say("html.value"), value, observed_note(each, words))
    due = words.say("html.by", horizon=words.by(each.chosen.target))
    yield Figure(words.say("html.wanted"), words.wanted(each), due)
    gap = gap_with_unit(each, words)
    if each.gap:
        share = gaps.share(relative_gap(each), words.lang)
        yield Figure(
            words.say("html.gap"), gap, words.say("html.of-target", share=share) if share else ""
        )
    road = gaps.share(road_left(each), words.lang) if each.gap else ""
    if road:
        base = each.history.base if each.history else None
        since = words.say("html.since", year=words.when(base.period)) if base else ""
        yield Figure(words.say("html.road"), road, since)
    pace = gaps.pace_needed(each, words)
    if pace:
        yield Figure(words.say("html.pace"), pace, words.say("html.a-year"))


def remarks(each: Assessment, words: Words) -> Iterator[str]:
    """Yield the decision, and what would make it another; the reason stands elsewhere."""
    if each.decision is not None:
        yield words.decision(each)
    opposed = contesting(each, words)
    if opposed:
        yield opposed


def progress_in_words(each: Assessment, words: Words) -> list[str]:
    """Return the class of progress, then the numbers behind it."""
    found = each.progress
    if found is None or not has_pace(each):
        return []
    # The drawing shows the years.
    line = in_short(each, words).removeprefix(sparkline(found)).strip()
    return [line, *in_full(each, words)]


def alternatives(group: Group) -> list[tuple[Alternative, Assessment]]:
    """Return the alternatives of all documents, each once, those that oppose first."""
    found: dict[tuple[str, str], tuple[Alternative, Assessment]] = {}
    for check in group:
        for other in check.alternatives:
            found.setdefault((other.kind, other.id), (other, check))
    return sorted(found.values(), key=lambda pair: not pair[0].opposes)


def reading_in_words(other: Alternative, each: Assessment, words: Words) -> str:
    """Return how a reading judges, and why one may read so; empty for other alternatives."""
    if other.kind != "reading":
        return ""
    target = each.chosen.target
    reading = target.reading(other.id)
    indicator = (reading.indicator if reading else None) or target.indicator
    rule = rule_in_words(
        words, reading.rule if reading else target.rule, words.catalogue.indicators[indicator]
    )
    return f"{rule}. {reading.because.get(words.lang)}" if reading else rule


def evidence(row: Observation, words: Words, asked: str) -> Link:
    """Return one figure with its source, its cell and its address."""
    plain = row._replace(origin=row.origin._replace(url=""))
    return link(observation(plain, words, asked), row.origin.url)


def evidence_of(each: Assessment, said: gaps.Cells) -> Link | None:
    """Return the source and the cell of a gap."""
    text = " · ".join(filter(None, (said.source, said.evidence)))
    own = own_evidence(each)
    return link(text, own[0].origin.url if own else "") if text else None


def packs_in_words(report: Report, words: Words) -> Iterator[tuple[str, str]]:
    """Yield each pack's name in tables with its document."""
    for used in report.packs:
        document = used.pack.document
        number = document.number or words.say("explain.number-unknown")
        title, day = document.title.get(words.lang), words.day(document.issued)
        yield used.pack.name, f"{number} · {title}, {day}"
