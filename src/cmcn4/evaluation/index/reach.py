"""Which of some areas each target is judged for, without asking of every area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cmcn4.evaluation.assess import applies
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Threshold


class Reach:
    """Areas in their order, with those that lie within each."""

    def __init__(self, areas: Iterable[str], catalogue: Catalogue) -> None:
        """Take the areas that may be judged."""
        self._catalogue = catalogue
        self._places = {area: place for place, area in enumerate(areas)}
        self._inside: dict[str, list[str]] = defaultdict(list)
        self._ended: set[str] = set()
        for area in self._places:
            for outer in catalogue.around(area):
                self._inside[outer].append(area)
            known = catalogue.areas.get(area)
            if known and known.valid_to:
                self._ended.add(area)

    def of(self, chosen: Chosen) -> list[str]:
        """Return the areas that a target is judged for, in their order.

        Those it speaks of are its own and those within; asked are the few that it may not mean.
        """
        own, places = chosen.own_areas, self._places
        found = {area for area in own if area in places}
        if chosen.target.subnational != "none":
            found.update(*(self._inside[outer] for outer in own if outer in self._inside))
        rule = chosen.rule
        other = rule.reference.area if isinstance(rule, Threshold) and rule.reference else None
        for area in found & {*self._ended, other}:
            if not applies(chosen, area, self._catalogue):
                found.remove(area)
        if len(found) == len(places):
            return list(places)
        return sorted(found, key=places.__getitem__)
