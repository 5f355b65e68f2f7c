"""What could not be judged, and what is missing altogether, in the annex."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.docx.annex import MOST_ROWS, Annex
from cmcn4.reporters.docx.results import observed
from cmcn4.reporters.docx.xml import Cell, Column, cell, sentence, unbroken
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.opening.synopsis import by_target
from cmcn4.reporters.presentation.outline import contesting
from cmcn4.reporters.presentation.sections import Open

_FEW = 3
"""Areas named beside a target that lacks data; more are counted."""
_AREA = 30
"""Millimetres of the column of areas."""


def unjudged(annex: Annex, section: Open) -> None:
    """Write what has data but no verdict with the reason, then what has no data at all."""
    if not section.groups and not section.absent:
        return
    annex.section("section.open")
    for part, verdict in (("review", Verdict.REVIEW), ("unusable", Verdict.NO_DATA)):
        found = [group for group in section.groups if group[0].decided is verdict]
        if found:
            _table(annex, part, found)
    if section.absent:
        _absent(annex, [check for group in section.absent for check in group])


def _table(annex: Annex, part: str, groups: list[gaps.Group]) -> None:
    annex.part(annex.say(f"part.{part}"))
    area = [Column(annex.column("area"), _AREA)] if annex.several else []
    columns = [
        Column(annex.say("column.target"), 74),
        *area,
        Column(annex.column("wanted"), 22, centred=True),
        Column(annex.say("column.found"), 28, centred=True),
        Column(annex.say("column.why"), 0),
        Column(annex.column("source"), 29),
    ]
    rows = [(group, _row(annex, group)) for group in groups[:MOST_ROWS]]
    left = annex.left(len(groups) - len(rows))
    annex.itemised(annex.say(f"table.{part}"), columns, rows, left)


def _row(annex: Annex, group: gaps.Group) -> list[Cell]:
    words, first = annex.words, group[0]
    why = [f"{sentence(words.reason(first)).rstrip('.')}."]
    opposed = contesting(first, words)
    if opposed:
        why.append(sentence(words.say("docx.contested", how=opposed.replace(" · ", "; "))))
    return [
        annex.wording(group, horizon=True),
        *([cell(words.area(first.area))] if annex.several else []),
        unbroken(words.wanted(first)),
        observed(first, words),
        cell(*why),
        annex.cite(first),
    ]


def _absent(annex: Annex, found: gaps.Group) -> None:
    """Write what has no data: what it is, which figure it needs, and where that is missing."""
    annex.part(annex.say("part.absent"))
    columns = [
        Column(annex.say("column.target"), 100),
        Column(annex.column("wanted"), 26, centred=True),
        Column(annex.say("column.needed"), 0),
        *([Column(annex.column("area"), 36)] if annex.several else []),
    ]
    rows = [_missing(annex, group) for group in by_target(found)]
    annex.listing(annex.say("table.absent"), columns, rows)


def _missing(annex: Annex, group: gaps.Group) -> list[Cell]:
    areas = list(dict.fromkeys(check.area for check in group))
    same = [check for check in group if check.area == areas[0]]
    return [
        annex.wording(same, horizon=True),
        unbroken(annex.words.wanted(same[0])),
        cell(*_needed(annex, same[0])),
        *([cell(_areas(annex, areas))] if annex.several else []),
    ]


def _needed(annex: Annex, each: Assessment) -> Iterator[str]:
    """Yield which indicator in which unit, and what is said of it where that is not all."""
    words = annex.words
    indicator = words.catalogue.indicators[each.indicator]
    unit = words.catalogue.units[indicator.unit].names.get(words.lang)
    name = indicator.names.get(words.lang)
    yield annex.say("needed", indicator=name, unit=unit) if unit else name
    if each.facts.get("variant"):
        yield f"{sentence(words.reason(each)).rstrip('.')}."


def _areas(annex: Annex, areas: list[str]) -> str:
    if len(areas) > _FEW:
        return annex.words.say("targets.areas", count=len(areas))
    return "; ".join(annex.words.area(area) for area in areas)
