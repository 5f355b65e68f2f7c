"""The first sheet: what was asked, what came out, counts with a chart, the files that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation import outline
from cmcn4.reporters.presentation.scopes import scopes
from cmcn4.reporters.presentation.sections import Files, Summary
from cmcn4.reporters.presentation.verdicts import VERDICTS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.cells import Cell
from cmcn4.reporters.xlsx.gaps import horizon
from cmcn4.reporters.xlsx.pages import Bars, Column, Page, Row

_WIDTHS = (34.0, 18.0, 17.0, 17.0, 17.0, 17.0, 17.0, 12.0)
_PER_CM = 96 / 2.54
_ROW = 20
"""Pixels of a row, for the room below the counts that the chart takes."""


def summary_page(report: Report, words: Words, section: Summary, files: Sequence[Files]) -> Page:
    """Return the summary."""
    facts, counts = list(_facts(report, words, section)), list(_counts(report, words))
    first = len(facts) + 2
    last = first + len(counts) - 2
    bars = Bars(
        title=words.say("xlsx.chart"),
        at=f"A{last + 2}",
        first_row=first,
        last_row=last,
        labels=1,
        series=[(place, each.strong) for place, each in enumerate(VERDICTS.values(), 3)],
    )
    drawn = last >= first
    room = round(bars.height * _PER_CM / _ROW) + 1 if drawn else 0
    rows = [*facts, *counts, [], *([[]] * room), *_files(report, words)]
    rows += [[Cell(remark, "said")] for found in files for remark in found.remarks]
    return Page(
        name=words.say("xlsx.sheet.summary"),
        columns=tuple(Column("", width) for width in _WIDTHS),
        rows=lambda: rows,
        count=len(rows),
        header=False,
        bars=bars if drawn else None,
    )


def _facts(report: Report, words: Words, section: Summary) -> Iterator[Row]:
    """Yield what was asked, and the two lines that are read first."""
    yield [Cell(outline.title(report, words), "title")]
    yield []
    yield [Cell(words.say("xlsx.as-of"), "label"), report.as_of]
    packs = [used.pack for used in report.packs]
    areas = dict.fromkeys(assessment.area for assessment in report.assessments)
    paths = [file.path for file in report.inputs]
    said = {
        "xlsx.documents": ", ".join(pack.document.number or pack.id for pack in packs),
        "xlsx.column.area": words.area(next(iter(areas))) if len(areas) == 1 else "",
        "xlsx.areas": str(len(areas)) if len(areas) > 1 else "",
        "xlsx.column.file": paths[0] if len(paths) == 1 else "",
        "xlsx.settings": report.question.config or "",
    }
    for key, text in said.items():
        if text:
            yield [Cell(words.composed(key), "label"), Cell(text, "said")]
    yield [Cell(words.say("data.label"), "label"), Cell(section.data, "said")]
    yield [Cell(words.say("targets.label"), "label"), Cell(section.targets, "said")]
    yield []


def _counts(report: Report, words: Words) -> Iterator[Row]:
    """Yield the counts per document and horizon, titles first; what only informs is not counted.

    Those of the nation and of its units stand apart.
    """
    counting = [assessment for assessment in report.assessments if not assessment.informs]
    parts = scopes(counting, words)
    found: dict[tuple[str, int | str], Counter[Verdict]] = {}
    for scope in parts:
        whose = f" · {scope.name}" if len(parts) > 1 else ""
        for assessment in scope.results:
            name = f"{assessment.chosen.pack.name}{whose}"
            counter = found.setdefault((name, horizon(assessment.chosen.target, words)), Counter())
            counter[assessment.decided] += 1
    titles = [f"{shown.symbol} {words.say(shown.counted)}" for shown in VERDICTS.values()]
    head = [words.say("xlsx.column.document"), words.say("xlsx.column.horizon"), *titles]
    yield [Cell(title, "head") for title in (*head, words.say("xlsx.total"))]
    for (name, due), counter in found.items():
        yield [
            Cell(f"{name} · {due}", "label"),
            Cell(due, "whole"),
            *(Cell(counter[verdict], "whole") for verdict in VERDICTS),
            Cell(counter.total(), "whole"),
        ]


def _files(report: Report, words: Words) -> Iterator[Row]:
    """Yield the files that were read, titles first."""
    titles = ("file", "area", "rows", "skipped", "errors", "warnings")
    yield [Cell(words.composed(f"xlsx.column.{title}"), "head") for title in titles]
    for file in report.inputs:
        yield [
            Cell(file.path, "wrap"),
            Cell(words.area(file.area), "wrap") if file.area else None,
            *(
                Cell(number, "whole")
                for number in (file.observations, file.skipped, file.errors, file.warnings)
            ),
        ]
