"""Many areas in the annex: counts per area and per target, and each area's worst gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cmcn4.model.report import Assessment
from cmcn4.reporters.docx.annex import MOST_AREAS, Annex
from cmcn4.reporters.docx.results import gap, number_columns, numbers, observed
from cmcn4.reporters.docx.xml import Band, Cell, Column, Row, cell, tied, unbroken
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.sections import Areas, ByTarget

_WORST = 3
"""Gaps shown of each area."""


def targets(annex: Annex, section: ByTarget) -> None:
    """Write of each target how many areas have which verdict; those without any data are open."""
    annex.section("section.areas")
    annex.part(annex.say("part.targets"))
    rows = []
    for line in section.targets:
        target = line.first.chosen.target
        condition = tied(annex.words.wanted(line.first))
        title = f"{target.title.get(annex.words.lang)} · {condition}"
        where = f"{annex.words.horizon(target)} · {annex.documents(line.checks)}"
        rows.append([cell(title, where), *numbers(line.areas)])
    columns = number_columns(annex, annex.column("target"))
    annex.listing(annex.say("table.targets"), columns, rows)


def areas(annex: Annex, section: Areas) -> None:
    """Write the counts of each area, then the worst gaps of each."""
    annex.section("section.areas")
    annex.part(annex.say("part.areas"))
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in annex.report.assessments:
        by_area[assessment.area].append(assessment)
    shown = section.matrix.areas[:MOST_AREAS]
    rows = [[cell(annex.words.area(area)), *numbers(by_area[area])] for area in shown]
    levels = any(assessment.informs for assessment in annex.report.assessments)
    left = len(section.matrix.areas) - len(shown)
    remarks = [
        annex.say("areas.levels") if levels else "",
        annex.say("left.areas", count=left) if left else "",
    ]
    columns = number_columns(annex, annex.column("area"))
    annex.listing(annex.say("table.areas"), columns, rows, " ".join(filter(None, remarks)))
    if section.worst:
        _worst(annex, section.worst)


def _worst(annex: Annex, worst: dict[str, list[gaps.Group]]) -> None:
    annex.part(annex.say("part.worst"))
    annex.body(annex.words.say("gaps.order"))
    columns = (
        Column(annex.column("target"), 0),
        Column(annex.column("wanted"), 26, centred=True),
        Column(annex.column("observed"), 30, centred=True),
        Column(annex.column("gap"), 28, centred=True),
        Column(annex.column("relative"), 24, centred=True),
        Column(annex.column("source"), 48),
    )
    shown = list(worst.items())[:MOST_AREAS]
    rows = [row for area, lines in shown for row in _of_area(annex, area, lines)]
    every = sum(map(len, worst.values()))
    left = every - sum(len(lines[:_WORST]) for _, lines in shown)
    caption = annex.say("table.worst", count=_WORST)
    annex.listing(caption, columns, rows, annex.left(left))


def _of_area(annex: Annex, area: str, lines: list[gaps.Group]) -> Iterator[Row]:
    yield Band(annex.say("band", area=annex.words.area(area), count=len(lines)))
    for group in lines[:_WORST]:
        yield _row(annex, group)


def _row(annex: Annex, group: gaps.Group) -> list[Cell]:
    first = group[0]
    said = gaps.cells(group, annex.words)
    return [
        cell(said.target, f"{said.horizon} · {annex.documents(group)}"),
        unbroken(said.wanted),
        observed(first, annex.words),
        unbroken(gap(first, annex.words)),
        cell(said.relative or "–"),
        annex.cite(first),
    ]
