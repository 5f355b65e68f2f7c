"""The gap summary as a document of its own: what is not met, worst first, grouped as asked for."""

from __future__ import annotations

from cmcn4.reporters.docx.annex import MOST_ROWS, NONE, Annex
from cmcn4.reporters.docx.open import filled
from cmcn4.reporters.docx.results import gap, horizon, notes, observed
from cmcn4.reporters.docx.xml import Cell, Column, Table, cell, run, unbroken
from cmcn4.reporters.presentation import gaps

_FEWEST = 3
"""Rows that each section keeps, however many sections there are."""


def summary(annex: Annex, by: str) -> None:
    """Write a table for each section of the gaps."""
    report, words = annex.report, annex.words
    annex.section("section.gaps")
    found = gaps.sections(report, words, by)
    annex.body(f"{gaps.heading(report, words)}.")
    if not found:
        return
    annex.body(words.say("gaps.order"))
    # However many areas there are, the whole stays a document that a person reads.
    most = max(_FEWEST, MOST_ROWS // len(found))
    for number, section in enumerate(found):
        if number >= MOST_ROWS // _FEWEST:
            rest = sum(len(each.groups) for each in found[number:])
            annex.line("AfterTable", annex.left(rest))
            return
        if section.title:
            annex.part(section.title)
        shown = [
            _row(annex, group, place, _subject(annex, group, by, titled=bool(section.title)))
            for place, group in enumerate(section.groups[:most], 1)
        ]
        caption = annex.say("table.gaps") + (f" – {section.title}" if section.title else "")
        one_target = by == "target" and bool(section.title)
        table = Table(caption, _columns(annex, "area" if one_target else "target"), shown)
        annex.table(table, annex.left(len(section.groups) - most))


def _subject(annex: Annex, group: gaps.Group, by: str, *, titled: bool) -> Cell:
    """Return what a row is of: what the heading above says is not said again."""
    first, said = group[0], gaps.cells(group, annex.words)
    if by == "target" and titled:
        return [run(said.area, "Strong")]
    documents = ", ".join(dict.fromkeys(annex.document(each.chosen) for each in group))
    asked = f"{horizon(annex, first)} · {documents}"
    area = [run(said.area)] if annex.several and not (by == "area" and titled) else []
    return [run(said.target, "Strong"), run(asked), *area]


def _columns(annex: Annex, subject: str) -> tuple[Column, ...]:
    return filled(
        [
            Column(annex.say("column.number"), 11, centred=True),
            Column(annex.column(subject), 0),
            Column(annex.column("wanted"), 19, centred=True),
            Column(annex.column("observed"), 22, centred=True),
            Column(annex.column("gap"), 25, centred=True),
            Column(annex.column("road"), 17, centred=True),
            Column(annex.column("relative"), 17, centred=True),
            Column(annex.column("pace"), 16, centred=True),
            Column(annex.say("column.notes"), 40),
            Column(annex.column("source"), 36 if subject == "area" else 26),
        ]
    )


def _row(annex: Annex, group: gaps.Group, number: int, subject: Cell) -> list[Cell]:
    words, first = annex.words, group[0]
    said = gaps.cells(group, words)
    return [
        cell(str(number)),
        subject,
        unbroken(words.wanted(first)),
        observed(first, words),
        unbroken(gap(first, words)),
        cell(said.road or NONE),
        cell(said.relative or NONE),
        cell(said.pace or NONE),
        cell(*notes(first, words)),
        annex.cite(first),
    ]
