"""Many areas in the annex: counts per area and per target, and each area's worst gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cmcn4.model.report import Assessment
from cmcn4.reporters.docx.annex import MOST_AREAS, Annex
from cmcn4.reporters.docx.open import filled
from cmcn4.reporters.docx.results import gap, number_columns, numbers, observed
from cmcn4.reporters.docx.xml import Band, Cell, Column, Table, cell, tied, unbroken
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.document import by_target
from cmcn4.reporters.presentation.outline import is_absent

_WORST = 3
"""Gaps told of each area."""
_NUMBER = 11
"""Millimetres of the column that counts rows."""


def many(annex: Annex, shown: Sequence[Assessment]) -> None:
    """Write the counts of each area, those of each target, then the worst gaps of each area."""
    by_area: dict[str, list[Assessment]] = defaultdict(list)
    worst: dict[str, list[Assessment]] = defaultdict(list)
    for each in gaps.worst_gaps_first(one for one in shown if one.decided in gaps.UNMET):
        worst[each.area].append(each)
    for each in shown:
        by_area[each.area].append(each)
    order = [*worst, *(area for area in by_area if area not in worst)]
    _counts(annex, {area: by_area[area] for area in order})
    _targets(annex, shown)
    if worst:
        _worst(annex, worst)


def _counts(annex: Annex, by_area: dict[str, list[Assessment]]) -> None:
    annex.part(annex.say("part.areas"))
    named = [
        [cell(annex.words.area(area)), *numbers(found)]
        for area, found in list(by_area.items())[:MOST_AREAS]
    ]
    rows = [[cell(str(number)), *row] for number, row in enumerate(named, 1)]
    said = []
    if any(each.informs for found in by_area.values() for each in found):
        said.append(annex.say("areas.levels"))
    left = len(by_area) - len(rows)
    if left:
        said.append(annex.say("left.areas", count=left))
    columns = _counting(annex, annex.column("area"))
    annex.table(Table(annex.say("table.areas"), columns, rows), " ".join(said))


def _targets(annex: Annex, shown: Sequence[Assessment]) -> None:
    """Write of each target how many areas have which verdict; those without any data are open."""
    annex.part(annex.say("part.targets"))
    rows = []
    told = [group for group in by_target(shown) if not all(map(is_absent, group))]
    for number, group in enumerate(sorted(told, key=_due_first), 1):
        one = [each for each in group if each.chosen.id == group[0].chosen.id]
        same = [each for each in group if each.area == group[0].area]
        wanted = tied(annex.words.wanted(group[0]))
        documents = ", ".join(dict.fromkeys(annex.document(each.chosen) for each in same))
        title = f"{group[0].chosen.target.title.get(annex.words.lang)} · {wanted}"
        where = f"{group[0].chosen.target.horizon} · {documents}"
        rows.append([cell(str(number)), cell(title, where), *numbers(one)])
    columns = _counting(annex, annex.column("target"))
    annex.table(Table(annex.say("table.targets"), columns, rows))


def _due_first(group: list[Assessment]) -> tuple[bool, int]:
    return not group[0].due, group[0].chosen.target.horizon


def _counting(annex: Annex, first: str) -> tuple[Column, ...]:
    number = Column(annex.say("column.number"), _NUMBER, centred=True)
    name, *others = number_columns(annex, first)
    return number, name._replace(width=name.width - _NUMBER), *others


def _worst(annex: Annex, worst: dict[str, list[Assessment]]) -> None:
    annex.part(annex.say("part.worst"))
    annex.body(annex.words.say("gaps.order"))
    columns = filled(
        [
            Column(annex.say("column.number"), _NUMBER, centred=True),
            Column(annex.column("target"), 0),
            Column(annex.column("wanted"), 26, centred=True),
            Column(annex.column("observed"), 30, centred=True),
            Column(annex.column("gap"), 28, centred=True),
            Column(annex.column("relative"), 24, centred=True),
            Column(annex.column("source"), 48),
        ]
    )
    rows: list[Sequence[Cell] | Band] = []
    number = left = 0
    for area, found in worst.items():
        groups = gaps.lines_of(found)
        if len(rows) >= MOST_AREAS * _WORST:
            left += len(groups)
            continue
        rows.append(Band(annex.say("band", area=annex.words.area(area), count=len(groups))))
        for group in groups[:_WORST]:
            number += 1
            rows.append(_row(annex, group, number))
        left += len(groups[_WORST:])
    annex.table(Table(annex.say("table.worst", count=_WORST), columns, rows), annex.left(left))


def _row(annex: Annex, group: gaps.Group, number: int) -> list[Cell]:
    first = group[0]
    said = gaps.cells(group, annex.words)
    documents = ", ".join(dict.fromkeys(annex.document(each.chosen) for each in group))
    return [
        cell(str(number)),
        cell(said.target, f"{said.horizon} · {documents}"),
        unbroken(said.wanted),
        observed(first, annex.words),
        unbroken(gap(first, annex.words)),
        cell(said.relative or "–"),
        annex.cite(first),
    ]
