"""The nation and all other areas: a province's target is no second one of the nation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Counts, Report, Tally
from cmcn4.reporters.presentation.words import Words

One = TypeVar("One", Assessment, Tally)
MANY = 4
"""From this number of areas on, a matrix says more than a list, and gaps by target stand apart."""


def areas_of(report: Report) -> list[str]:
    """Return the areas of the report in its order."""
    return report.counts.areas


def many_areas(report: Report) -> bool:
    """Whether there are so many areas that a matrix says more than a list."""
    return len(areas_of(report)) >= MANY


class Scope(NamedTuple):
    """Results whose numbers may be added up."""

    name: str
    areas: tuple[str, ...]
    results: list[Assessment]


def scopes(found: Iterable[Assessment], words: Words) -> list[Scope]:
    """Return the results of countries, then those of all other areas.

    Where there is no country, those whom a document is of, then the units within them.
    """
    everything, known = list(found), words.catalogue.areas
    countries = {name for name, area in known.items() if area.kind == "country"}
    parts = _parted(everything, lambda each: each.area in countries)
    if len(parts) == 1 and everything[0].area not in countries:
        parts = _parted(everything, lambda each: each.area in each.chosen.applies_to)
    return [_scope(part, words) for part in parts]


class Numbers(NamedTuple):
    """The numbers of a nation, or of other areas."""

    name: str
    tallies: list[Tally]


def numbers(counts: Counts, words: Words) -> list[Numbers]:
    """Return the same parts by their numbers alone; what only informs is left out."""
    counting = [tally for tally in counts.tallies if not tally.part.informs]
    apart = _parted(counting, lambda tally: tally.part.country)
    if apart and not apart[0][0].part.country:
        apart = _parted(counting, lambda tally: tally.part.own)
    return [Numbers(_name(_areas(part, counts), words), part) for part in apart]


def _areas(tallies: Iterable[Tally], counts: Counts) -> tuple[str, ...]:
    parts = dict.fromkeys(tally.part for tally in tallies)
    return tuple(dict.fromkeys(area for part in parts for area in counts.parts[part]))


def _parted(found: Iterable[One], comes_first: Callable[[One], bool]) -> list[list[One]]:
    parts: dict[bool, list[One]] = {True: [], False: []}
    for one in found:
        parts[comes_first(one)].append(one)
    return list(filter(None, parts.values()))


def _scope(found: Sequence[Assessment], words: Words) -> Scope:
    areas = tuple(dict.fromkeys(assessment.area for assessment in found))
    return Scope(_name(areas, words), areas, list(found))


def _name(areas: Sequence[str], words: Words) -> str:
    """Return the name of one area; of several their number."""
    return words.area(areas[0]) if len(areas) == 1 else words.say("targets.areas", count=len(areas))
