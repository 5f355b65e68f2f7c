"""The figures over the years in the annex: two charts beside each other."""

from __future__ import annotations

from cmcn4.reporters.docx.annex import Annex
from cmcn4.reporters.docx.chart import Series, drawn, placed, series
from cmcn4.reporters.docx.xml import ACROSS, Xml, paragraph, run, side_by_side
from cmcn4.reporters.presentation.sections import Results

_MOST = 24
"""Charts of one document."""


def trends(annex: Annex, section: Results) -> None:
    """Write the series of the areas shown in full that have enough figures for a line."""
    found = series(section.shown, annex.words, several=len(section.areas) > 1)[:_MOST]
    if not found:
        return
    annex.section("section.charts")
    for start in range(0, len(found), 2):
        blocks = [_figure(annex, one) for one in found[start : start + 2]]
        if len(blocks) == 1:
            blocks.append([paragraph("TableEnd", run(""))])
        annex.blocks.append(side_by_side((ACROSS // 2, ACROSS // 2), blocks))
        annex.line("TableEnd", "")
    annex.line("AfterTable", annex.say("charts"))


def _figure(annex: Annex, one: Series) -> list[Xml]:
    number = len(annex.charts)
    annex.charts.append(drawn(one))
    return [paragraph("Figure", placed(one, number)), annex.figure_caption(one.title)]
