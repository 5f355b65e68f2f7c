"""Errors of a record apart from its value: which of its cells cannot be understood, and why."""

from __future__ import annotations

from cmcn4.model.catalogue import Area, Catalogue, Indicator
from cmcn4.model.text import Text, clean
from cmcn4.readers.containers.cells import Unusable
from cmcn4.readers.layout.record import Record
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.names import NOWHERE, Near
from cmcn4.readers.values.periods import When, is_school_year
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.quantity import unusable


def _coded(area: Area) -> Text:
    """Return an area's name with its code: units before and after a merger share a name."""
    return Text(vi=f"{area.names.vi} ({area.id})", en=f"{area.names.en} ({area.id})")


def fault(
    catalogue: Catalogue,
    record: Record,
    indicator: Indicator | Near,
    area: str | Near,
    period: When | None,
) -> tuple[str, Problem] | None:
    """Return the first error, with the meaning of the column it stands in."""
    for role, text in record.key_cells():
        if isinstance(text, Unusable):
            return role, unusable(text)
    if isinstance(indicator, Near):
        return "indicator", unknown_indicator(catalogue, indicator)
    if area is NOWHERE:
        return "area", problem("area-unknown", variant="empty")
    if isinstance(area, Near):
        near = tuple(_coded(catalogue.areas[each]) for each in area.ids)
        return "area", Problem("area-unknown", {"found": found(area.text), "nearest": near})
    if period is None:
        return "period", _period(record.period)
    return None


def unknown_indicator(catalogue: Catalogue, name: Near) -> Problem:
    """Return the problem of a name that is nearly one of ours."""
    names = tuple(catalogue.indicators[each].names for each in name.ids)
    facts = {"found": found(name.text), "nearest": name.ids, "names": names}
    return Problem("indicator-unknown", facts)


def _period(text: str) -> Problem:
    if is_missing(text):
        return problem("period-unreadable", variant="empty")
    if is_school_year(text):
        return problem("period-unreadable", variant="school", found=found(clean(text)))
    return problem("period-unreadable", found=found(clean(text)))
