"""How a verdict came about: observations, arithmetic, alternatives, a sentence to cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, PassedOver
from cmcn4.reporters.presentation import alternatives
from cmcn4.reporters.presentation.arithmetic import lines
from cmcn4.reporters.presentation.assumed import turning
from cmcn4.reporters.presentation.citing.citation import citation
from cmcn4.reporters.presentation.pace import in_full, in_short
from cmcn4.reporters.presentation.verdicts import SYMBOLS
from cmcn4.reporters.presentation.words import Words, place_in_words

_MOST = 12
"""Observations passed over that are shown of each reason."""


def story(each: Assessment, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Yield titled parts, in the order in which a reader asks."""
    head = f"{SYMBOLS[each.verdict]} {words.verdict(each)}"
    if each.contested:
        head += f" · ≠ {words.say('story.contested')}"
    yield (
        words.say("story.verdict", area=words.area(each.area)),
        [
            *(head, words.reason(each)),
            *filter(None, [words.decision(each)]),
        ],
    )
    if each.evidence:
        own = [
            observation(row, words, each.indicator)
            for row in each.evidence
            if row.area == each.area
        ]
        peers = [
            f"{words.country(row.area)} {words.interval(row.value)} ({row.place.cell})"
            for row in each.evidence
            if row.area != each.area
        ]
        yield words.say("story.used"), [*own, ", ".join(peers)] if peers else own
    steps = list(lines(each, words))
    if steps:
        yield words.say("story.arithmetic"), steps
    turns = list(turning(each, words))
    if turns:
        yield words.say("story.turns"), turns
    passed = list(passed_over(each.passed_over, words))
    if passed:
        yield words.say("story.passed-over"), passed
    others = list(_alternatives(each, words))
    if others:
        yield words.say("story.alternatives"), others
    pace = in_short(each, words)
    if pace:
        yield words.say("story.progress"), [pace, *in_full(each, words)]
    yield words.say("story.cite"), [citation(each, words)]


def observation(row: Observation, words: Words, asked: str) -> str:
    """Return one observation with its source and its cell; of another indicator with its name."""
    indicator = words.catalogue.indicators[row.indicator]
    value = f"{words.interval(row.value)}{words.unit(indicator)}"
    parts = [f"{words.country(row.area)} {words.when(row.period)}: {value}"]
    if row.breakdown:
        parts[0] = f"{parts[0]} ({words.name(row.breakdown)})"
    if row.indicator != asked:
        parts.insert(0, indicator.names.get(words.lang))
    parts.append(words.source(row.origin.source))
    if row.origin.released:
        parts.append(words.say("story.released", date=row.origin.released))
    if row.origin.status != "final":
        parts.append(words.composed(f"status.{row.origin.status}"))
    parts.append(place_in_words(row.place))
    parts.append(row.origin.url)
    return " · ".join(filter(None, parts))


def passed_over(found: tuple[PassedOver, ...], words: Words) -> Iterator[str]:
    """Yield the rows passed over, grouped by the reason."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for passed in found:
        groups[passed.why].append(passed.row)
    for why, rows in groups.items():
        shown = [" ".join(filter(None, _parts(row, words))) for row in rows[:_MOST]]
        more = f" … +{len(rows) - _MOST}" if len(rows) > _MOST else ""
        yield f"{words.composed(f'passed-over.{why}')}: {', '.join(shown)}{more}"


def _parts(row: Observation, words: Words) -> Iterator[str]:
    yield words.when(row.period)
    if row.breakdown:
        yield words.name(row.breakdown)
    yield words.interval(row.value)
    if row.origin.source:
        yield f"({words.source(row.origin.source)})"


def _alternatives(each: Assessment, words: Words) -> Iterator[str]:
    for other in each.alternatives:
        mark = " ≠" if other.opposes else ""
        verdict = words.composed(f"verdict.{other.verdict.value}")
        yield f"{alternatives.in_words(other, each, words)}: {verdict}{mark}"
