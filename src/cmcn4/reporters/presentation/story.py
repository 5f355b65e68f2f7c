"""How a verdict came about: observations, arithmetic, alternatives, a sentence to cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, PassedOver
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.arithmetic import lines
from cmcn4.reporters.presentation.pace import in_full, in_short
from cmcn4.reporters.presentation.verdicts import SYMBOLS
from cmcn4.reporters.presentation.words import Words, number_short, place_in_words

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
        own = [observation(row, words) for row in each.evidence if row.area == each.area]
        peers = [
            f"{words.area(row.area)} {words.interval(row.value)} ({row.place.cell})"
            for row in each.evidence
            if row.area != each.area
        ]
        yield words.say("story.used"), [*own, ", ".join(peers)] if peers else own
    steps = list(lines(each, words))
    if steps:
        yield words.say("story.arithmetic"), steps
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


def observation(row: Observation, words: Words) -> str:
    """Return one observation with its source and its cell."""
    indicator = words.catalogue.indicators[row.indicator]
    value = f"{words.interval(row.value)}{words.unit(indicator)}"
    parts = [f"{words.area(row.area)} {words.when(row.period)}: {value}"]
    if row.breakdown:
        parts[0] = f"{parts[0]} ({words.name(row.breakdown)})"
    parts.append(row.origin.source)
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
    for each in found:
        groups[each.why].append(each.row)
    for why, rows in groups.items():
        shown = [
            f"{words.when(row.period)} {words.interval(row.value)}"
            + (f" ({row.origin.source})" if row.origin.source else "")
            for row in rows[:_MOST]
        ]
        more = f" … +{len(rows) - _MOST}" if len(rows) > _MOST else ""
        yield f"{words.composed(f'passed-over.{why}')}: {', '.join(shown)}{more}"


def _alternatives(each: Assessment, words: Words) -> Iterator[str]:
    for other in each.alternatives:
        name = words.composed(f"alternative.{other.kind}", id=words.alternative(other))
        if other.value is not None:
            value = number_short(other.value, words.lang)
            name = words.say("alternative.value", name=name, value=value)
        mark = " ≠" if other.opposes else ""
        yield f"{name}: {words.composed(f'verdict.{other.verdict.value}')}{mark}"


def citation(each: Assessment, words: Words) -> str:
    """Return one sentence with the source, fit to be quoted."""
    target, document = each.chosen.target, each.chosen.pack.document
    facts = {
        "title": target.title.get(words.lang),
        "area": words.area(each.area),
        "wanted": words.wanted(each),
        "horizon": target.horizon,
        "document": document.number or document.title.get(words.lang),
        "verdict": words.verdict(each).lower(),
    }
    if each.interval is None or each.verdict is Verdict.NO_DATA:
        return words.say("cite.no-data", **facts, reason=words.reason(each).rstrip("."))
    source = each.source or words.say("cite.no-source")
    url = next((row.origin.url for row in each.evidence if row.origin.url), "")
    facts |= {
        "value": words.value(each),
        "period": words.period(each),
        "source": f"{source}, {url}" if url else source,
    }
    return words.say("cite", **facts)
