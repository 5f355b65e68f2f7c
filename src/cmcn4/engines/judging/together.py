"""All assessments of a run: those in bulk beside those that the judge has made one by one.

They are counted, and told by target, without an assessment of each area; all are made at once when
somebody goes through them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import overload

from cmcn4.engines.judging.bulk import Bulk, Came, Judged
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Counts, Lot, OfTarget, Tally
from cmcn4.model.report.counts import Part
from cmcn4.model.verdict import Answer


class Told(NamedTuple):
    """What one target came to."""

    areas: Sequence[str]
    """All for which it is asked."""
    bulk: Bulk | None
    """None where all are judged one by one."""
    came: Mapping[Came, Collection[str]]
    """The areas in bulk."""
    own: Sequence[str]
    """The others."""


class Together(Sequence[Assessment]):
    """Assessments in the order of targets and areas."""

    def __init__(self, judged: Judged, told: Sequence[Told], others: Iterable[Assessment]) -> None:
        """Keep what each target came to, by its place among all; `others` by target and area."""
        self._judged, self._told = judged, told
        rest, known = iter(others), dict[tuple[str, ...], dict[str, int]]()
        self._places: list[dict[str, int]] = []
        """Of each target, the areas with their places: most have the same ones."""
        for areas in (tuple(one.areas) for one in told):
            if areas not in known:
                known[areas] = {area: place for place, area in enumerate(areas)}
            self._places.append(known[areas])
        self._own = [{area: next(rest) for area in one.own} for one in told]

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(told.areas) for told in self._told)

    @overload
    def __getitem__(self, place: int) -> Assessment: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Assessment]: ...
    def __getitem__(self, place: int | slice) -> Assessment | Sequence[Assessment]:
        """Return some of them."""
        return self._all[place]

    def __iter__(self) -> Iterator[Assessment]:
        """Yield them."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Assessment, ...]:
        return tuple(
            one for number, told in enumerate(self._told) for one in self._of(number, told)
        )

    def _of(self, number: int, told: Told) -> Iterable[Assessment]:
        areas, bulk, own = told.areas, told.bulk, self._own[number]
        if bulk is None:
            return map(own.__getitem__, areas)
        made = {one.area: one for one in self._judged.of(number)}
        nothing = self._judged.nothing
        return (own.get(area) or made.get(area) or nothing(number, area) for area in areas)

    def counts(self, countries: AbstractSet[str]) -> Counts:
        """Return their numbers; see `Counting`."""
        tallies: list[Tally] = []
        areas: dict[str, None] = {}
        parts: dict[Part, dict[str, None]] = {}
        lots_of = self._lots(frozenset())
        for told, place, lots in zip(self._told, self._places, lots_of, strict=True):
            areas.update(dict.fromkeys(told.areas))
            found: dict[Part, tuple[Tally, set[str]]] = {}
            for part, one, mine in _parted(lots, countries):
                if part not in found:
                    found[part] = Tally(one.chosen, part, one.due), set()
                found[part][0].add(one, len(mine))
                found[part][1].update(mine)
            inside = {
                part: [*filter(mine.__contains__, told.areas)] for part, (_, mine) in found.items()
            }
            for part in sorted(inside, key=lambda part: place[inside[part][0]]):
                tallies.append(found[part][0])
                parts.setdefault(part, {}).update(dict.fromkeys(inside[part]))
        return Counts(tallies, list(areas), {part: list(mine) for part, mine in parts.items()})

    def by_target(self, but: AbstractSet[str], far: int) -> Iterator[OfTarget]:
        """Yield what each target came to; see `Gathered`."""
        farthest = self._judged.farthest(but, far)
        for number, lots in enumerate(self._lots(but)):
            if lots:
                own = (one for area, one in self._own[number].items() if area not in but)
                unmet = [one for one in own if one.answer is not Answer.YES and one.gap]
                place = self._places[number]
                shown = sorted([*unmet, *farthest.get(number, ())], key=lambda one: place[one.area])
                yield OfTarget(lots, shown)

    def _lots(self, but: AbstractSet[str]) -> Iterator[list[Lot]]:
        """Yield the lots of each target in the order of the first of each, some areas left out."""
        both = zip(self._told, self._places, strict=True)
        gathered = [[*_gathered(told, place, but)] for told, place in both]
        known = self._judged.some(
            [
                (number, first)
                for number, lots in enumerate(gathered)
                for (answer, _), first, _ in lots
                if answer is not Answer.NONE
            ]
        )
        for number, lots in enumerate(gathered):
            own = self._own[number].items()
            found = [Lot(one, (area,)) for area, one in own if area not in but]
            for _, first, areas in lots:
                one = known.get((number, first)) or self._judged.nothing(number, first)
                found.append(Lot(one, areas))
            place = self._places[number]
            yield sorted(found, key=lambda lot: place[lot.one.area])


def _gathered(
    told: Told, place: Mapping[str, int], but: AbstractSet[str]
) -> Iterator[tuple[Came, str, Collection[str]]]:
    """Yield what the areas in bulk came to, the first of them, and all.

    Those that need not meet the target stand apart.
    """
    for came, areas in told.came.items():
        mine = set(areas) - but
        meant = mine & told.bulk.target.meant if told.bulk and told.bulk.target.level else mine
        for some in (meant, mine - meant):
            if some:
                yield came, min(some, key=place.__getitem__), some


def _parted(
    lots: Iterable[Lot], countries: AbstractSet[str]
) -> Iterator[tuple[Part, Assessment, AbstractSet[str]]]:
    """Yield the lots by the parts of their areas."""
    for one, areas in lots:
        mine = set(areas)
        own, country = mine & one.chosen.own_areas, mine & countries
        split = (
            (False, False, mine - own - country), (False, True, own - country),
            (True, False, country - own), (True, True, own & country),
        )  # fmt: skip
        for is_country, is_own, some in split:
            if some:
                yield Part(is_country, is_own, one.informs), one, some
