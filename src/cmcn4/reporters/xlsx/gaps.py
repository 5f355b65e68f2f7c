"""The gap summary as sheets: gaps, what could not be judged, areas by targets, how far each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cmcn4.model.gap import relative_gap, road_left
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Answer
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.outline import below
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.cells import Cell, Rough, Share, Value
from cmcn4.reporters.xlsx.pages import Column, Page, Row

_WIDTHS = {
    "verdict": 20, "section": 30, "target": 38, "horizon": 11, "area": 15, "wanted": 13,
    "observed": 16, "gap": 12, "unit": 18, "relative": 12, "road": 13, "pace": 12, "progress": 24,
    "contested": 11, "source": 22, "evidence": 28, "document": 12, "why": 60,
}  # fmt: skip
_GAPS = ("verdict", "section", "target", "horizon", "area", "wanted", "observed", "gap", "unit",
         "relative", "road", "pace", "progress", "contested", "source", "evidence",
         "document")  # fmt: skip
_OPEN = ("verdict", "target", "horizon", "area", "wanted", "observed", "why", "source", "evidence",
         "document")  # fmt: skip
_CENTRED = frozenset({"contested"})
_TALL = 190.0


def columns(names: tuple[str, ...], words: Words) -> tuple[Column, ...]:
    """Return the columns of those names."""
    return tuple(
        Column(
            words.composed(f"xlsx.column.{name}"),
            _WIDTHS[name],
            "whole" if name == "horizon" else "centre" if name in _CENTRED else "wrap",
        )
        for name in names
    )


def gap_page(report: Report, words: Words, by: str) -> Page:
    """Return what is not met, the worst first, in the sections that were asked for."""
    found = gaps.sections(report, words, by)
    # By area or target, columns of their own say what a section is of.
    titled = by == "pack" and any(each.title for each in found)
    names = tuple(name for name in _GAPS if name != "section" or titled)

    def rows() -> Iterator[Row]:
        for section in found:
            for group in section.groups:
                cells = _gap(group, words) | {"section": section.title}
                yield [cells[name] for name in names]

    return Page(
        name=words.say("xlsx.sheet.gaps"),
        columns=columns(names, words),
        rows=rows,
        count=sum(len(each.groups) for each in found),
        lead=_lead(report, words),
        table="Gaps",
        coloured="row",
        frozen="D" if titled else "C2",
    )


def _lead(report: Report, words: Words) -> tuple[Cell, ...]:
    """Return how many gaps there are, of when, and by what they are ordered."""
    when = words.say("head.as-of", date=report.as_of)
    lines = [Cell(f"{gaps.heading(report, words)} · {when}", "title")]
    return (*lines, Cell(words.say("gaps.order"), "said"), Cell("", "said"))


def _gap(group: gaps.Group, words: Words) -> dict[str, Value]:
    """Return the cells of one gap, by column: numbers as numbers."""
    first, said = group[0], gaps.cells(group, words)
    relative, road = relative_gap(first), road_left(first)
    pace = first.progress.pace.pace_needed_from_now if first.progress else None
    return {
        "verdict": said.verdict,
        "target": said.target,
        "horizon": first.chosen.target.horizon,
        "area": said.area,
        "wanted": said.wanted,
        "observed": said.observed,
        "gap": first.gap,
        "unit": unit_of(first, words),
        "relative": None if relative is None else Share(relative),
        "road": None if road is None else Share(road),
        "pace": None if pace is None else Rough(pace),
        "progress": said.progress,
        "contested": said.contested,
        "source": said.source,
        "evidence": said.evidence,
        "document": said.document,
    }


def unit_of(each: Assessment, words: Words) -> str:
    """Return the name of the unit in which a value is told."""
    unit = words.catalogue.units[words.measured(each).unit]
    return unit.names.get(words.lang) or unit.id


def open_page(report: Report, words: Words) -> Page:
    """Return what could not be judged, and why."""
    found = gaps.open_lines(report)

    def rows() -> Iterator[Row]:
        for group in found:
            cells = _gap(group, words) | {"why": _why(group[0], words)}
            yield [cells[name] for name in _OPEN]

    return Page(
        name=words.say("xlsx.sheet.open"),
        columns=columns(_OPEN, words),
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


def matrix_page(found: gaps.Matrix, words: Words) -> Page:
    """Return areas by targets, the sign of the verdict in each cell."""

    def rows() -> Iterator[Row]:
        for area in found.areas:
            cells = (found.cells.get((area, place)) for place in range(len(found.targets)))
            yield [words.area(area), *(words.symbol(one) if one else None for one in cells)]

    return _matrix(found, words, rows_of=rows, name="matrix")


def heat_page(found: gaps.Matrix, words: Words) -> Page:
    """Return areas by targets, the gap as a share of the target in each cell; 0 where it is met."""

    def rows() -> Iterator[Row]:
        for area in found.areas:
            cells = (found.cells.get((area, place)) for place in range(len(found.targets)))
            yield [words.area(area), *(_share(one) for one in cells)]

    return _matrix(found, words, rows_of=rows, name="heat")


def _share(each: Assessment | None) -> Share | None:
    if each is None or each.answer not in (Answer.YES, Answer.NO):
        return None
    share = relative_gap(each)
    return None if share is None else Share(share)


def _matrix(
    found: gaps.Matrix, words: Words, *, rows_of: Callable[[], Iterator[Row]], name: str
) -> Page:
    titles = []
    for group in found.targets:
        said = gaps.cells(group, words)
        titles.append(f"{said.target} · {said.horizon} · {said.wanted}\n{said.document}")
    return Page(
        name=words.composed(f"xlsx.sheet.{name}"),
        columns=(
            Column(words.say("xlsx.column.area"), 26),
            *(Column(title, 7, "centre") for title in titles),
        ),
        rows=rows_of,
        count=len(found.areas),
        tall=_TALL,
        coloured="signs" if name == "matrix" else "shares",
        frozen="B",
    )
