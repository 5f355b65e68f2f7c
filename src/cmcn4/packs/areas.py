"""The areas that packs and targets speak of, as far as the reading of data depends on them."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen

_COUNTRY = "VN"


def default_area(targets: Iterable[Chosen]) -> str:
    """Return whose figures are where nothing says so: the country's, else the only area asked of.

    Empty where several areas are asked of, and the country is not.
    """
    own = {area for chosen in targets for area in chosen.applies_to}
    if _COUNTRY in own:
        return _COUNTRY
    return own.pop() if len(own) == 1 else ""


def relevant(targets: Iterable[Chosen], catalogue: Catalogue) -> frozenset[str]:
    """Return the areas any target can use: those it applies to, units within, and peers."""
    own = {area for chosen in targets for area in chosen.applies_to}
    peers = {
        member.id
        for group in catalogue.groups.values()
        if group.kind == "areas"
        for member in group.members
    }
    units = {
        area
        for area in catalogue.areas
        if any(catalogue.within(area, ancestor) for ancestor in own)
    }
    return frozenset(own | peers | units)
