"""The nation and all other areas: a province's target is no second one of the nation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.words import Words


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


def _parted(
    found: Iterable[Assessment], comes_first: Callable[[Assessment], bool]
) -> list[list[Assessment]]:
    parts: dict[bool, list[Assessment]] = {True: [], False: []}
    for assessment in found:
        parts[comes_first(assessment)].append(assessment)
    return list(filter(None, parts.values()))


def _scope(found: Sequence[Assessment], words: Words) -> Scope:
    areas = tuple(dict.fromkeys(assessment.area for assessment in found))
    several = words.say("targets.areas", count=len(areas))
    return Scope(words.area(areas[0]) if len(areas) == 1 else several, areas, list(found))
