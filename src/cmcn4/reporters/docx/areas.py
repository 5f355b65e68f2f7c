"""Many areas in the annex: counts per target and per area, and one matrix of areas by targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cmcn4.model.report import Assessment
from cmcn4.reporters.docx.annex import MOST_AREAS, NONE, Annex
from cmcn4.reporters.docx.results import number_columns, numbers
from cmcn4.reporters.docx.xml import Cell, Column, Table, cell, run, tied
from cmcn4.reporters.presentation.gaps import Group, Matrix
from cmcn4.reporters.presentation.outline import is_absent
from cmcn4.reporters.presentation.sections import Areas, ByTarget

_AREA = 34
"""Millimetres of the column of areas."""
_MOST_COLUMNS = 10
"""Targets side by side; more go on in another table."""


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
    columns = number_columns(annex, annex.column("target"), annex.say("column.areas"))
    annex.listing(annex.say("table.targets"), columns, rows)


def areas(annex: Annex, section: Areas) -> None:
    """Write the counts of each area, then all of them by all targets."""
    annex.section("section.areas")
    annex.part(annex.say("part.areas"))
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in annex.report.assessments:
        by_area[assessment.area].append(assessment)
    every = [area for area in section.matrix.areas if area not in annex.in_full]
    shown = every[:MOST_AREAS]
    rows = [[cell(annex.words.area(area)), *numbers(by_area[area])] for area in shown]
    levels = any(assessment.informs for area in shown for assessment in by_area[area])
    left = len(every) - len(shown)
    remarks = [
        annex.say("areas.levels") if levels else "",
        annex.say("left.areas", count=left) if left else "",
    ]
    columns = number_columns(annex, annex.column("area"), annex.say("column.count"))
    annex.listing(annex.say("table.areas"), columns, rows, " ".join(filter(None, remarks)))
    _matrix(annex, section.matrix, shown, left)


def _matrix(annex: Annex, found: Matrix, shown: Sequence[str], left: int) -> None:
    """Write areas down and targets across, as many tables as their columns need."""
    columns = [
        place
        for place in range(len(found.targets))
        if any(_is_known(found.cells.get((area, place))) for area in shown)
    ]
    if not columns:
        return
    annex.part(annex.say("part.matrix"))
    for start in range(0, len(columns), _MOST_COLUMNS):
        some = columns[start : start + _MOST_COLUMNS]
        head = Column(annex.column("area"), 0 if len(some) < _MOST_COLUMNS else _AREA)
        width = (249 - _AREA) // max(len(some), _MOST_COLUMNS // 2)
        titles = [
            Column(_title(annex, found.targets[place]), width, centred=True) for place in some
        ]
        rows = [
            [
                cell(annex.words.area(area)),
                *(_cell(annex, found.cells.get((area, place))) for place in some),
            ]
            for area in shown
        ]
        caption = annex.say("table.matrix" if not start else "table.matrix.more")
        note = annex.say("left.areas", count=left) if left else ""
        annex.table(Table(caption, annex.filled([head, *titles]), rows, small=True), note)


def _is_known(each: Assessment | None) -> bool:
    return each is not None and not is_absent(each)


def _title(annex: Annex, group: Group) -> str:
    target = group[0].chosen.target
    wanted = tied(annex.words.wanted(group[0]))
    return f"{target.title.get(annex.words.lang)}, {annex.words.horizon(target)}: {wanted}"


def _cell(annex: Annex, each: Assessment | None) -> Cell:
    """Return the value and the verdict in words; a dash where the target is not of the area."""
    if each is None:
        return cell(NONE)
    value = [] if each.interval is None else [run(tied(annex.words.value(each)))]
    return [*value, run(annex.verdict(each))]
