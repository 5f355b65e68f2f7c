"""What is told of a report, in which order and for which areas: decided once for every format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation.gaps import MANY, Group, areas_of
from cmcn4.reporters.presentation.outline import alike, is_absent


class Horizon(NamedTuple):
    """What is told of the targets of one year."""

    year: int
    groups: tuple[Group, ...]
    """One line each, worst first; levels that are only compared with come last."""

    @property
    def first(self) -> Assessment:
        """One of them, to tell whether the year has fallen due."""
        return self.groups[0][0]

    def of(self, area: str) -> Horizon:
        """Return what is told of one area; there may be nothing."""
        return self._replace(groups=tuple(each for each in self.groups if each[0].area == area))


class Document(NamedTuple):
    """A report in the order in which it is told."""

    areas: tuple[str, ...]
    """The areas told in full."""
    shown: tuple[Assessment, ...]
    """Theirs."""
    horizons: tuple[Horizon, ...]
    """What there is to tell of them."""
    absent: tuple[Group, ...]
    """What has no data at all, by horizon."""
    others: tuple[Assessment, ...]
    """Those of all other areas, which are told by numbers."""


def document(report: Report) -> Document:
    """Return what is told of a report."""
    areas = told_in_full(report)
    shown = tuple(each for each in report.assessments if each.area in areas)
    absent = alike([each for each in shown if is_absent(each)])
    return Document(
        areas=areas,
        shown=shown,
        horizons=horizons(each for each in shown if not is_absent(each)),
        absent=tuple(sorted(absent, key=lambda group: group[0].chosen.target.horizon)),
        others=tuple(each for each in report.assessments if each.area not in areas),
    )


def told_in_full(report: Report) -> tuple[str, ...]:
    """Return the areas told in full: all if they are few, else those the documents speak of."""
    areas = areas_of(report)
    meant = {area for each in report.packs for area in each.pack.applies_to}
    for found in (areas, [area for area in areas if area in meant]):
        if len(found) < MANY:
            return tuple(found)
    return ()


def horizons(shown: Iterable[Assessment]) -> tuple[Horizon, ...]:
    """Return assessments by horizon, the earliest first, which has fallen due before others."""
    by_year: dict[int, list[Assessment]] = defaultdict(list)
    for each in shown:
        by_year[each.chosen.target.horizon].append(each)
    return tuple(
        Horizon(year, tuple(sorted(alike(mine), key=lambda group: group[0].informs)))
        for year, mine in sorted(by_year.items())
    )


def by_target(shown: Sequence[Assessment]) -> list[Group]:
    """Return the assessments of each target; identical checks of several documents are one."""
    groups: dict[object, list[Assessment]] = defaultdict(list)
    for each in shown:
        chosen = each.chosen
        groups[chosen.indicator, chosen.rule, chosen.target.horizon].append(each)
    return list(groups.values())
