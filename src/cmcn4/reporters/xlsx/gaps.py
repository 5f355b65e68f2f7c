"""The gap summary as sheets: gaps, what could not be judged, areas by targets, how far each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.report import Assessment, Report
from cmcn4.model.rule import measure
from cmcn4.model.target import Target
from cmcn4.model.verdict import Answer
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import below
from cmcn4.reporters.presentation.sections import Gaps
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.cells import Cell, Rough, Share, Value
from cmcn4.reporters.xlsx.pages import Column, Page, Row, columns

_GAPS = {
    "verdict": 20, "section": 30, "target": 38, "horizon": 11, "area": 15, "wanted": 13,
    "observed": 16, "gap": 12, "unit": 18, "missing": 44, "before": 12, "change": 10,
    "relative": 12, "road": 13, "pace": 12, "progress": 24, "contested": 11, "source": 22,
    "evidence": 28, "document": 12,
}  # fmt: skip
_OPEN = {"verdict": 20, "target": 38, "horizon": 11, "area": 15, "wanted": 13, "observed": 16,
         "why": 60, "source": 22, "evidence": 28, "document": 12}  # fmt: skip
_STYLES = {"horizon": "whole", "contested": "centre"}
_TALL = 190.0
_Cell: TypeAlias = Callable[[Assessment | None], Value]


def gap_page(report: Report, words: Words, found: Gaps) -> Page:
    """Return what is not met, the worst first, in the tables that were asked for."""
    # By area or target, columns of their own say what a table is of.
    titled = found.by in ("pack", "lead") and any(table.title for table in found.tables)
    left_out = set() if titled else {"section"}
    left_out |= set() if found.compared else {"before", "change"}
    widths = {name: width for name, width in _GAPS.items() if name not in left_out}

    def rows() -> Iterator[Row]:
        for table in found.tables:
            for group in table.groups:
                cells = _gap(group, words) | {"section": table.title}
                yield [cells[name] for name in widths]

    when = words.say("head.as-of", date=report.as_of)
    title = Cell(f"{found.heading} · {when}", "title")
    told = [Cell(text, "said") for text in (words.say("gaps.order"), found.compared) if text]
    return Page(
        name=words.say("xlsx.sheet.gaps"),
        columns=columns(words, widths, _STYLES),
        rows=rows,
        count=sum(len(table.groups) for table in found.tables),
        lead=(title, *told, Cell("", "said")),
        table="Gaps",
        coloured="row",
        frozen="D" if titled else "C2",
    )


def _gap(group: gaps.Group, words: Words) -> dict[str, Value]:
    """Return the cells of one gap, by column: numbers as numbers."""
    first, said = group[0], gaps.cells(group, words)
    relative, road = relative_gap(first), road_left(first)
    earlier = first.earlier
    return {
        "verdict": said.verdict,
        "target": said.target,
        "horizon": horizon(first.chosen.target, words),
        "area": said.area,
        "wanted": said.wanted,
        "observed": said.observed,
        "gap": first.gap,
        "unit": unit_of(first, words),
        "missing": said.missing,
        "before": earlier.gap if earlier and earlier.gap else said.before,
        "change": first.moved,
        "relative": None if relative is None else Share(relative),
        "road": None if road is None else Share(road),
        "pace": None if first.needed is None else Rough(first.needed),
        "progress": said.progress,
        "contested": said.contested,
        "source": said.source,
        "evidence": said.evidence,
        "document": said.answering,
    }


def horizon(target: Target, words: Words) -> int | str:
    """Return the year of a target as a number, or its day as people write it."""
    return target.year if target.ends_year else words.horizon(target)


def unit_of(each: Assessment, words: Words) -> str:
    """Return the name of the unit in which a value is told."""
    judged = measure(each.chosen.rule)
    if judged == "conditions":
        return words.say("conditions")
    if judged not in ("own", "rank"):
        return words.measure(each).strip()
    return words.unit_name(words.measured(each))


def open_page(words: Words, found: Sequence[gaps.Group]) -> Page:
    """Return what could not be judged, and why."""

    def rows() -> Iterator[Row]:
        for group in found:
            cells = _gap(group, words) | {"why": _why(group[0], words)}
            yield [cells[name] for name in _OPEN]

    return Page(
        name=words.say("xlsx.sheet.open"),
        columns=columns(words, _OPEN, _STYLES),
        rows=rows,
        count=len(found),
        table="Open",
        coloured="row",
        frozen="C",
    )


def _why(each: Assessment, words: Words) -> str:
    """Return the reason; what would make it another verdict stands below it."""
    rest = [line for line in below(each, words, verbose=False) if words.reason(each) not in line]
    return "\n".join([words.reason(each), *rest])


def area_pages(found: gaps.Matrix, words: Words) -> Iterator[Page]:
    """Yield areas by targets: the signs of the verdicts, the gaps as shares of the targets."""
    titles = []
    for group in found.targets:
        said = gaps.cells(group, words)
        titles.append(f"{said.target} · {said.horizon} · {said.wanted}\n{said.document}")
    columns = [Column(title, 7, "centre") for title in titles]

    def page(name: str, coloured: Literal["signs", "shares"], cell: _Cell) -> Page:
        return Page(
            name=words.composed(f"xlsx.sheet.{name}"),
            columns=(Column(words.say("xlsx.column.area"), 26), *columns),
            rows=lambda: ([words.area(area), *map(cell, found.row(area))] for area in found.areas),
            count=len(found.areas),
            tall=_TALL,
            coloured=coloured,
            frozen="B",
        )

    yield page("matrix", "signs", lambda each: words.symbol(each) if each else None)
    yield page("heat", "shares", _share)


def _share(each: Assessment | None) -> Share | None:
    """Return the gap as a share of the target; 0 where it is met."""
    if each is None or each.answer not in (Answer.YES, Answer.NO):
        return None
    share = relative_gap(each)
    return None if share is None else Share(share)
