"""Figures of a report, which a notebook shows and a file keeps."""

from __future__ import annotations

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation.words import Words


class Chart(str):
    """A figure as the text of an SVG document; in a notebook the figure itself."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def chart(report: Report, each: Assessment, lang: str) -> Chart:
    """Return the figure of an assessment; UsageError where there are too few figures for one."""
    from cmcn4.reporters.svg.figure import FEWEST, can_draw, figure  # noqa: PLC0415 - when asked for

    if not can_draw(each):
        facts = {"target": each.chosen.id, "area": each.area, "count": FEWEST}
        raise UsageError(Message("errors.chart", facts), place=each.chosen.id)
    return Chart(figure(each, Words(lang, report.catalogue)))
