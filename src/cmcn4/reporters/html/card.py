"""One card a target: what it wants, what was found, and why; identical checks share it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.observation import Observation
from cmcn4.model.report import Alternative, Assessment
from cmcn4.reporters.html import chart as html_chart
from cmcn4.reporters.html import peers as html_peers
from cmcn4.reporters.html.chart import Trajectory
from cmcn4.reporters.html.chart_words import Told, told_of_peers, told_of_years
from cmcn4.reporters.html.peers import Peers
from cmcn4.reporters.presentation import alternatives, gaps
from cmcn4.reporters.presentation.changes import Before
from cmcn4.reporters.presentation.citation import citation
from cmcn4.reporters.presentation.outline import contesting, has_pace
from cmcn4.reporters.presentation.pace import ARROWS, in_full, in_short, sparkline
from cmcn4.reporters.presentation.rules import chosen_in_words, rule_in_words
from cmcn4.reporters.presentation.story import observation
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, SYMBOLS
from cmcn4.reporters.presentation.words import Words

Group = list[Assessment]
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


class Wording(NamedTuple):
    """What documents say, letter for letter."""

    quote: str
    documents: tuple[str, ...]


class Other(NamedTuple):
    """The verdict with one input exchanged."""

    name: str
    value: str
    verdict: str
    symbol: str
    tone: str
    opposes: bool
    why: str


class Member(NamedTuple):
    """One member of a rule with several."""

    name: str
    value: str
    verdict: str
    symbol: str
    tone: str


class Card(NamedTuple):
    """Everything a card shows, in words and drawings."""

    id: str
    tone: str
    symbol: str
    verdict: str
    title: str
    area: str
    horizon: int
    documents: tuple[str, ...]
    contested: bool
    informs: bool
    figures: tuple[Figure, ...]
    reason: str
    notes: tuple[str, ...]
    """The decision, and what would make it another."""
    progress: tuple[str, ...]
    trajectory: Trajectory | None
    peers: Peers | None
    told: Told | None
    members: tuple[Member, ...]
    others: tuple[Other, ...]
    wordings: tuple[Wording, ...]
    rule: str
    remarks: tuple[str, ...]
    evidence: tuple[Link, ...]
    citation: str
    before: str
    """What the verdict was in the baseline; empty without one."""


def tone(each: Assessment, words: Words) -> str:
    """Return the name of the colour of a verdict."""
    symbol = words.symbol(each)
    return {ABOVE: "above", BELOW: "below"}.get(symbol, each.verdict.value)


def link(text: str, url: str) -> Link:
    """Return a link to the web; any other address is only shown."""
    if _WEB.fullmatch(url):
        return Link(text, url)
    return Link(" · ".join(filter(None, (text, url))), None)


def card(group: Group, words: Words, number: int, before: Before) -> Card:
    """Return the card of identical checks."""
    first = group[0]
    target = first.chosen.target
    drawn = html_chart.trajectory(first, words) if html_chart.can_draw(first) else None
    peers = html_peers.peers(first, words) if html_peers.can_draw(first) else None
    said = told_of_years(first, words) if drawn else told_of_peers(first, words) if peers else None
    reading = target.reading(first.chosen.reading)
    because = reading.because if reading else target.note
    return Card(
        id=f"t{number}",
        tone=tone(first, words),
        symbol=words.symbol(first),
        verdict=words.verdict(first),
        title=target.title.get(words.lang),
        area=words.area(first.area),
        horizon=target.horizon,
        documents=documents(group),
        contested=first.contested,
        informs=first.informs,
        figures=tuple(_figures(first, words)),
        reason=words.reason(first),
        notes=tuple(remarks(first, words)),
        progress=tuple(_progress(first, words)),
        trajectory=drawn,
        peers=peers,
        told=said,
        members=tuple(_members(first, words)),
        others=tuple(_others(group, words)),
        wordings=tuple(wordings(group)),
        rule=chosen_in_words(words, first.chosen),
        remarks=(because.get(words.lang),) if because else (),
        evidence=tuple(_evidence(first, words)),
        citation=citation(first, words),
        before=before.words(first),
    )


def documents(group: Group) -> tuple[str, ...]:
    """Return the documents that ask for it, by number or the short name of the pack."""
    packs = (each.chosen.pack for each in group)
    return tuple(dict.fromkeys(each.cited for each in packs))


def wordings(group: Group) -> Iterator[Wording]:
    """Yield the wordings, those that are the same once."""
    for quote in dict.fromkeys(each.chosen.target.quote for each in group):
        same = [each for each in group if each.chosen.target.quote == quote]
        yield Wording(quote, documents(same))


def _figures(each: Assessment, words: Words) -> Iterator[Figure]:
    value = words.value(each) or "–"
    period = words.period(each) if each.interval else ""
    status = each.status not in (None, "final") and each.interval is not None
    marks = [period, words.composed(f"status.{each.status}") if status else ""]
    yield Figure(words.say("html.value"), value, " · ".join(filter(None, marks)))
    due = words.say("html.by", year=each.chosen.target.horizon)
    yield Figure(words.say("html.wanted"), words.wanted(each), due)
    gap = gaps.gap_with_unit(each, words)
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


def _progress(each: Assessment, words: Words) -> Iterator[str]:
    found = each.progress
    if found is None or not has_pace(each):
        return
    # The drawing shows the years.
    yield in_short(each, words).removeprefix(sparkline(found)).strip()
    yield from in_full(each, words)


def arrow(each: Assessment) -> str:
    """Return the arrow of the class of progress, or an empty text."""
    return ARROWS[each.progress.class_] if each.progress else ""


def _members(each: Assessment, words: Words) -> Iterator[Member]:
    for part in each.parts:
        value = words.interval(part.interval) if part.interval else "–"
        verdict = words.composed(f"verdict.{part.verdict.value}")
        sign = SYMBOLS[part.verdict]
        yield Member(words.member(part, each), value, verdict, sign, part.verdict.value)


def _others(group: Group, words: Words) -> Iterator[Other]:
    """Yield the alternatives of all documents, each once, those that oppose first."""
    found: dict[tuple[str, str], tuple[Alternative, Assessment]] = {}
    for each in group:
        for other in each.alternatives:
            found.setdefault((other.kind, other.id), (other, each))
    for other, each in sorted(found.values(), key=lambda pair: not pair[0].opposes):
        yield Other(
            name=alternatives.name(other, each, words),
            value=alternatives.value(other, each, words),
            verdict=words.composed(f"verdict.{other.verdict.value}"),
            symbol=SYMBOLS[other.verdict],
            tone=other.verdict.value,
            opposes=other.opposes,
            why=_why(other, each, words),
        )


def _why(other: Alternative, each: Assessment, words: Words) -> str:
    """Return how a reading judges, and why one may read so."""
    if other.kind != "reading":
        return ""
    target = each.chosen.target
    reading = target.reading(other.id)
    indicator = (reading.indicator if reading else None) or target.indicator
    rule = rule_in_words(
        words, reading.rule if reading else target.rule, words.catalogue.indicators[indicator]
    )
    return f"{rule}. {reading.because.get(words.lang)}" if reading else rule


def _evidence(each: Assessment, words: Words) -> Iterator[Link]:
    """Yield the area's own figures with their cells; those of others stand beside the drawing."""
    for row in each.evidence:
        if row.area == each.area:
            yield evidence(row, words, each.indicator)


def evidence(row: Observation, words: Words, asked: str) -> Link:
    """Return one figure with its source, its cell and its address."""
    plain = row._replace(origin=row.origin._replace(url=""))
    return link(observation(plain, words, asked), row.origin.url)
