"""Finding one verdict of a report by the names that people give."""

from __future__ import annotations

from functools import cached_property

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.finding import LEVELS
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.target import STRATEGY
from cmcn4.packs.selection import Selection
from cmcn4.packs.tables import vocabulary


class NoSuchVerdictError(UsageError, KeyError):
    """There is no such target in the report, or more than one such verdict."""


class Found:
    """The verdicts of a report, by target and area."""

    def __init__(self, report: Report) -> None:
        """Look nothing up yet."""
        self._report = report

    @cached_property
    def selection(self) -> Selection:
        """The targets judged."""
        targets: dict[str, Chosen] = {}
        for assessment in self._report.assessments:
            targets.setdefault(assessment.chosen.id, assessment.chosen)
        names = vocabulary(self._report.catalogue)
        return Selection(
            targets=tuple(targets.values()), packs=self._report.packs, vocabulary=names
        )

    def one(self, target: str, area: str | None) -> Assessment:
        """Return the verdict on a target, for an area; NoSuchVerdictError where that is not one."""
        try:
            ids = {chosen.id for chosen in self.meant(target)}
            place = self.selection.area(area) if area is not None else None
        except UsageError as error:
            raise NoSuchVerdictError(error.message, hint=error.hint) from None
        if len(ids) > 1:
            names = {"target": target, "names": ", ".join(sorted(ids))}
            raise NoSuchVerdictError(Message("errors.report.several", names))
        found = [one for one in self._report.assessments if one.chosen.id in ids]
        kept = [one for one in found if place in (None, one.area)]
        if len(kept) == 1:
            return kept[0]
        there = ", ".join(dict.fromkeys(one.area for one in found))
        facts = {"target": target, "area": area or found[0].area, "areas": there}
        if kept:
            raise NoSuchVerdictError(Message("errors.report.area", facts))
        raise NoSuchVerdictError(Message("errors.report.elsewhere", facts))

    def of_area(self, area: str) -> tuple[Assessment, ...]:
        """Return the verdicts for an area; UsageError for one that nobody knows."""
        place = self.selection.area(area)
        return tuple(one for one in self._report.assessments if one.area == place)

    def meant(self, target: str) -> tuple[Chosen, ...]:
        """Return the targets of a name, the strategy's own where several documents have it."""
        chosen = self.selection.named(target, also=LEVELS)
        own = tuple(one for one in chosen if one.pack.id in STRATEGY)
        return chosen if "/" in target else own or chosen
