"""One indicator across its documents: what each demands, and by which words they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Chosen
from cmcn4.model.target import Pack
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.target_rows import row
from cmcn4.reporters.presentation.words import Words

COLUMNS = (
    "indicator", "name", "unit", "horizon", "document", "issued", "target", "kind", "comparison",
    "threshold", "rule", "quote", "differs", "replaced_by",
)  # fmt: skip
# A number is one word with its percent sign, whatever stands behind it: «30%GDP».
_WORD = re.compile(r"\d{1,18}(?:[.,]\d{1,18}){0,6}%|(?:[^\s,;.()«»“”%]|(?<=\d)[.,](?=\d))+")


class Demand(NamedTuple):
    """What one document demands of an indicator."""

    chosen: Chosen
    differs: str
    """The words of its quote that not all documents of that horizon have; empty if it is alone."""

    def document(self, words: Words) -> list[str]:
        """Return the document, its day, and what has taken the target's place."""
        later = self.chosen.target.replaced_by
        replaced = [words.say("explain.replaced", target=later)] if later else []
        return [*number_and_day(words, self.chosen.pack), *replaced]


class Across(NamedTuple):
    """An indicator with the demands of all documents, by horizon, the oldest document first."""

    indicator: Indicator
    others: tuple[Indicator, ...]
    """The same over another population, where a document asks for that."""
    demands: tuple[Demand, ...]

    def heading(self, words: Words) -> str:
        """Return its name, id and unit."""
        unit = words.catalogue.units[self.indicator.unit].names.get(words.lang)
        name = self.indicator.names.get(words.lang)
        return f"{name} · {self.indicator.id}" + (f" · {unit}" if unit else "")

    def population(self, words: Words) -> str:
        """Return which indicators are of another population, or an empty text."""
        names = [f"{other.names.get(words.lang)} ({other.id})" for other in self.others]
        return words.say("across.population", names=names) if names else ""


def number_and_day(words: Words, pack: Pack) -> list[str]:
    """Return what a document is called, and the day it was signed."""
    return [pack.cited, words.day(pack.document.issued)]


def particulars(chosen: Chosen, words: Words) -> str:
    """Return what few targets say: a day, a clause, areas of their own, who answers for them."""
    target = chosen.target
    day = "" if target.ends_year else words.by(target)
    areas = ", ".join(map(words.area, target.applies_to))
    return " · ".join(filter(None, (day, target.clause, areas, words.lead(target), target.url)))


def demand_in_words(words: Words, chosen: Chosen) -> str:
    """Return the rule in words, without the name of its indicator, which stands above it."""
    name = words.catalogue.indicators[chosen.indicator].names.get(words.lang)
    return chosen_in_words(words, chosen).removeprefix(f"{name}: ")


def in_time(targets: Sequence[Chosen]) -> list[Chosen]:
    """Return targets by their horizon, those of the oldest document first."""
    return sorted(targets, key=lambda chosen: (chosen.target.due_date, chosen.pack.document.issued))


def across(targets: Sequence[Chosen], words: Words) -> Iterator[Across]:
    """Yield each indicator that is asked for, in the order of the catalogue."""
    asked: dict[str, list[Chosen]] = defaultdict(list)
    for chosen in targets:
        asked[chosen.indicator].append(chosen)
    indicators = [each for each in words.catalogue.indicators.values() if each.id in asked]
    for indicator in indicators:
        own = in_time(asked[indicator.id])
        demands = [
            demand
            for _, together in groupby(own, key=lambda chosen: chosen.target.due_date)
            for demand in _compared(list(together))
        ]
        others = [
            other
            for other in indicators
            if other.id in indicator.other_population or indicator.id in other.other_population
        ]
        yield Across(indicator, tuple(others), tuple(demands))


def records(targets: Sequence[Chosen], words: Words) -> Iterator[dict[str, Any]]:
    """Yield one record a demand, with what is known of its document."""
    for group in across(targets, words):
        for demand in group.demands:
            chosen = demand.chosen
            known = row(chosen, words) | {
                "name": group.indicator.names.get(words.lang),
                "rule": demand_in_words(words, chosen),
                "quote": chosen.target.quote,
                "differs": demand.differs or None,
                "replaced_by": chosen.target.replaced_by,
            }
            yield {column: known[column] for column in COLUMNS}


def _compared(together: list[Chosen]) -> list[Demand]:
    """Return the demands of one horizon, each with the words that are its own."""
    quotes = [chosen.target.quote for chosen in together]
    common = set.intersection(
        *({word[0].casefold() for word in _WORD.finditer(quote)} for quote in quotes)
    )
    return [Demand(chosen, _own(chosen.target.quote, common)) for chosen in together]


def _own(quote: str, common: set[str]) -> str:
    """Return what of a quote is not common to all, as it stands there, `…` for the rest."""
    runs = [
        list(run)
        for shared, run in groupby(
            _WORD.finditer(quote), key=lambda word: word[0].casefold() in common
        )
        if not shared
    ]
    return " … ".join(quote[run[0].start() : run[-1].end()] for run in runs)
