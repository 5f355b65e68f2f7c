"""Which of some areas each target is judged for, without asking of every area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cmcn4.evaluation.assess import applies
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen


class Reach:
    """Areas in their order, with those that lie within each."""

    def __init__(self, areas: Iterable[str], catalogue: Catalogue) -> None:
        """Take the areas that may be judged."""
        self._catalogue = catalogue
        self._places = {area: place for place, area in enumerate(areas)}
        self._inside: dict[str, list[str]] = defaultdict(list)
        for area in self._places:
            for outer in catalogue.around(area):
                self._inside[outer].append(area)

    def of(self, chosen: Chosen) -> list[str]:
        """Return the areas that a target is judged for, in their order."""
        return [area for area in self._near(chosen) if applies(chosen, area, self._catalogue)]

    def _near(self, chosen: Chosen) -> Iterable[str]:
        """Return the areas that a target may speak of: all, where it names more than there are."""
        own, places = chosen.own_areas, self._places
        if len(own) >= len(places):
            return places
        found = {area for area in own if area in places}
        if chosen.target.subnational != "none":
            found.update(*(self._inside[outer] for outer in own if outer in self._inside))
        return sorted(found, key=places.__getitem__)
