"""Errors of a record apart from its value: which of its cells cannot be understood, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import YEARS
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.containers.cells import Contradicted, FormulaWithoutValue, Unusable
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.layout.surroundings.whose import coded
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells
from cmcn4.readers.values.names import NOWHERE, Clash, Near, Unlisted, breakdown
from cmcn4.readers.values.origins import read_status
from cmcn4.readers.values.periods import When, cumulated, is_school_year, means
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.quantity import EXCEL_ERROR
from cmcn4.readers.values.unusable import unusable


class Found(NamedTuple):
    """What the names of a record were found to stand for."""

    indicator: Indicator | Near
    area: str | Near | Clash | Unlisted
    period: When | None
    unsure: Problem | None
    """Why the indicator may be another index of the same initials."""


def fault(  # noqa: C901 - one question after the other, in the order they are told in
    catalogue: Catalogue, record: Record, names: Found, headings: Mapping[str, str]
) -> tuple[str, Problem] | None:
    """Return the first error, with the role of the column it stands in."""
    for role, text in record.key_cells():
        told = isinstance(text, FormulaWithoutValue | Contradicted)
        if role == "breakdown" and is_error(text) and not told:
            name = headings.get(role, "")
            return role, problem("breakdown-unreadable", found=found(text), columns=name)
        if isinstance(text, Unusable):
            return getattr(text, "role", role), unusable(text)
    indicator, area, period, unsure = names
    if isinstance(indicator, Near):
        return "indicator", unknown_indicator(catalogue, indicator)
    if unsure is not None:
        return "indicator", unsure
    if area is NOWHERE:
        return "area", problem("area-unknown", variant="empty")
    if isinstance(area, Clash):
        return "area", _clash(area)
    if isinstance(area, Unlisted):
        return "area", problem("area-unknown", variant="cell", found=found(area.text))
    if isinstance(area, Near):
        near = tuple(coded(catalogue.areas[id_]) for id_ in area.ids)
        return "area", Problem("area-unknown", {"found": found(area.text), "nearest": near})
    if period is None:
        return "period", _period(record.period)
    if variant := no_yearly_mean(catalogue, record, indicator, period):
        return "period", _period_of(record.period, variant)
    if read_status(record.status).absent:
        facts = {"found": found(record.value), "status": found(record.status)}
        return "status", problem("number-unreadable", variant="status", **facts)
    return None


def _clash(area: Clash) -> Problem:
    """Return the problem of a row that names two areas, or another one than its table's."""
    texts = tuple(found(text) for text in area.texts)
    if area.sender:
        sent = found(area.sender)
        return problem("area-unknown", variant="sent", found=texts, expected=sent)
    return problem("area-unknown", variant="clash", found=texts)


def no_yearly_mean(
    catalogue: Catalogue, record: Record, indicator: Indicator, period: When
) -> Literal["", "summed", "mean"]:
    """Return why growth is no mean a year of its period: a sum, or a mean of nobody knows when."""
    if catalogue.units[indicator.unit].kind != "growth":
        return ""
    if period.period.kind == YEARS:
        return "summed" if period.over == "sum" else ""
    return "mean" if any(map(means, record.indicator)) else ""


def stands_for(vocabulary: Vocabulary, record: Record, role: str, names: Found) -> Cells:
    """Return what a record in error may have spoken of."""
    indicator, area, period, _ = names
    areas: tuple[str | None, ...] = ()  # of an area that is none of ours
    if area is NOWHERE or (role == "area" and isinstance(area, str)):
        areas = (None,)
    elif isinstance(area, (Near, Clash)):
        areas = area.ids
    elif isinstance(area, str) and area:
        areas = (area,)
    ids = indicator.ids if isinstance(indicator, Near) else (indicator.id,)
    parts: tuple[str | None, ...] = (None,)
    if not any(is_error(text) for text in record.breakdown):
        meant = [vocabulary.catalogue.indicators[name] for name in ids]
        parts = tuple(dict.fromkeys(breakdown(vocabulary, one, record.breakdown) for one in meant))
    return Cells(ids, areas, period.period if period else None, parts)


def is_error(text: str) -> bool:
    """Whether a cell holds an error of a spreadsheet, as such or as text."""
    return isinstance(text, Unusable) or EXCEL_ERROR.fullmatch(text.strip()) is not None


def without_value(catalogue: Catalogue, record: Record, indicator: Indicator | Near) -> bool:
    """Whether there is no value; «chưa có» answers a question of yes or no."""
    if isinstance(record.value, Unusable) or not is_missing(record.value):
        return False
    unit = catalogue.units[indicator.unit] if isinstance(indicator, Indicator) else None
    return unit is None or unit.kind != "yes-no" or not fold(record.value)


def unknown_indicator(catalogue: Catalogue, name: Near) -> Problem:
    """Return the problem of a name that is nearly one of ours."""
    names = tuple(catalogue.indicators[id_].names for id_ in name.ids)
    facts = {"found": found(name.text), "nearest": name.ids, "names": names}
    return Problem("indicator-unknown", facts)


def _period(text: str) -> Problem:
    if is_missing(text):
        return problem("period-unreadable", variant="empty")
    variant = "school" if is_school_year(text) else "cumulated" if cumulated(text) else None
    return _period_of(text, variant)


def _period_of(text: str, variant: str | None) -> Problem:
    facts = {"found": found(clean(text))}
    return Problem("period-unreadable", facts | ({"variant": variant} if variant else {}))
