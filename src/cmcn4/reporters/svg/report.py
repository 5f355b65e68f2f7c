"""`-o charts:FOLDER`: a figure of each target that has figures enough for one."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.svg.figure import can_draw, figure


def files(report: Report, style: Style) -> Iterator[tuple[str, bytes]]:
    """Yield names and figures; ids are made of letters, digits and hyphens alone."""
    words = Words(style.lang, report.catalogue)
    for each in report.assessments:
        if can_draw(each):
            name = f"{each.chosen.pack.id}.{each.chosen.target.id}.{each.area}.svg"
            yield name, figure(each, words).encode(errors="replace")
