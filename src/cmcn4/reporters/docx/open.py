"""What could not be judged, and what is missing altogether, in the annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.docx.annex import MOST_ROWS, Annex
from cmcn4.reporters.docx.results import definite, observed
from cmcn4.reporters.docx.xml import WIDTH, Cell, Column, Table, cell, sentence, unbroken
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import alike, contesting, is_absent

_FEW = 3
"""Areas named beside a target that lacks data; more are counted."""
_AREA = 30
"""Millimetres of the column of areas."""


def unjudged(annex: Annex, shown: Sequence[Assessment]) -> None:
    """Write what has data but no verdict with the reason, then what has no data at all."""
    found = [each for each in shown if not definite(each)]
    if not found:
        return
    annex.section("section.open")
    _told(annex, "review", [each for each in found if each.decided is Verdict.REVIEW])
    missing = [each for each in found if each.decided is Verdict.NO_DATA]
    _told(annex, "unusable", [each for each in missing if not is_absent(each)])
    _absent(annex, [each for each in missing if is_absent(each)])


def _told(annex: Annex, what: str, found: list[Assessment]) -> None:
    if not found:
        return
    annex.part(annex.say(f"part.{what}"))
    area = [Column(annex.column("area"), _AREA)] if annex.several else []
    columns = [
        Column(annex.say("column.number"), 11, centred=True),
        Column(annex.say("column.target"), 74),
        *area,
        Column(annex.column("wanted"), 22, centred=True),
        Column(annex.say("column.found"), 28, centred=True),
        Column(annex.say("column.why"), 0),
        Column(annex.column("source"), 29),
    ]
    groups = alike(found)
    rows = [_row(annex, group, number) for number, group in enumerate(groups[:MOST_ROWS], 1)]
    shown = Table(annex.say(f"table.{what}"), filled(columns), rows)
    annex.table(shown, annex.left(len(groups) - len(rows)))


def filled(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return columns of which the one without a width takes what the others leave."""
    rest = WIDTH - sum(each.width for each in columns)
    return tuple(each if each.width else each._replace(width=rest) for each in columns)


def _row(annex: Annex, group: gaps.Group, number: int) -> list[Cell]:
    words, first = annex.words, group[0]
    why = [f"{sentence(words.reason(first)).rstrip('.')}."]
    opposed = contesting(first, words)
    if opposed:
        why.append(sentence(words.say("docx.contested", how=opposed.replace(" · ", "; "))))
    return [
        cell(str(number)),
        annex.wording(group, horizon=True),
        *([cell(words.area(first.area))] if annex.several else []),
        unbroken(words.wanted(first)),
        observed(first, words),
        cell(*why),
        annex.cite(first),
    ]


def _absent(annex: Annex, found: list[Assessment]) -> None:
    """Write what has no data: what it is, which figure it needs, and where that is missing."""
    if not found:
        return
    annex.part(annex.say("part.absent"))
    groups: dict[object, list[Assessment]] = defaultdict(list)
    for each in found:
        groups[each.chosen.indicator, each.chosen.rule, each.chosen.target.horizon].append(each)
    columns = [
        Column(annex.say("column.number"), 11, centred=True),
        Column(annex.say("column.target"), 100),
        Column(annex.column("wanted"), 26, centred=True),
        Column(annex.say("column.needed"), 0),
        *([Column(annex.column("area"), 36)] if annex.several else []),
    ]
    rows = [_missing(annex, group, number) for number, group in enumerate(groups.values(), 1)]
    annex.table(Table(annex.say("table.absent"), filled(columns), rows))


def _missing(annex: Annex, group: list[Assessment], number: int) -> list[Cell]:
    areas = list(dict.fromkeys(each.area for each in group))
    same = [each for each in group if each.area == areas[0]]
    return [
        cell(str(number)),
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
        return annex.say("areas", count=len(areas))
    return "; ".join(annex.words.area(each) for each in areas)
