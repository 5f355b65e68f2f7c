"""The gap summary as a document of its own: what is not met, worst first, grouped as asked for."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Assessment
from cmcn4.reporters.docx.annex import MOST_ROWS, NONE, Annex
from cmcn4.reporters.docx.results import gap, horizon, notes, observed
from cmcn4.reporters.docx.xml import Cell, Column, cell, run, sentence, unbroken
from cmcn4.reporters.presentation import changes, gaps
from cmcn4.reporters.presentation.sections import Gaps
from cmcn4.reporters.presentation.words import Words

_FEWEST = 3
"""Rows that each section keeps, however many sections there are."""
_SHORT = 9
"""Letters of a condition that fit into one line of its column."""


def unmet(annex: Annex, section: Gaps) -> None:
    """Write a table for each group of the gaps."""
    annex.section("section.gaps")
    annex.body(f"{section.heading}.")
    if not section.tables:
        return
    annex.body(annex.words.say("gaps.order"))
    if section.compared:
        annex.body(f"{section.compared}.")
    # However many areas there are, the whole stays a document that a person reads.
    most = max(_FEWEST, MOST_ROWS // len(section.tables))
    room = MOST_ROWS // _FEWEST
    for found in section.tables[:room]:
        _table(annex, section, found, most)
    left = annex.left(sum(len(found.groups) for found in section.tables[room:]))
    if left:
        annex.line("AfterTable", left)


def _table(annex: Annex, section: Gaps, found: gaps.GapTable, most: int) -> None:
    if found.title:
        annex.part(found.title)
    # What the heading above says is not said again.
    above = section.by if found.title else ""
    rows = [_row(annex, group, _subject(annex, group, above)) for group in found.groups[:most]]
    caption = annex.say("table.gaps") + (f" – {found.title}" if found.title else "")
    columns = _columns(annex, "area" if above == "target" else "target")
    annex.listing(caption, columns, rows, annex.left(len(found.groups) - most))


def _subject(annex: Annex, group: gaps.Group, above: str) -> Cell:
    """Return what a row is of; `above` says what its heading is of."""
    first, said = group[0], gaps.cells(group, annex.words)
    if above == "target":
        return [run(said.area, "Strong")]
    asked = f"{horizon(annex, first)} · {annex.documents(group)}"
    area = [run(said.area)] if annex.several and above != "area" else []
    return [run(said.target, "Strong"), run(asked), *area]


def _columns(annex: Annex, subject: str) -> tuple[Column, ...]:
    return (
        Column(annex.column(subject), 0),
        Column(annex.column("wanted"), 19, centred=True),
        Column(annex.column("observed"), 22, centred=True),
        Column(annex.column("gap"), 25, centred=True),
        Column(annex.column("road"), 17, centred=True),
        Column(annex.column("relative"), 17, centred=True),
        Column(annex.column("pace"), 16, centred=True),
        Column(annex.say("column.notes"), 40),
        Column(annex.column("source"), 36 if subject == "area" else 26),
    )


def _row(annex: Annex, group: gaps.Group, subject: Cell) -> list[Cell]:
    words, first = annex.words, group[0]
    said = gaps.cells(group, words)
    return [
        subject,
        cell(said.wanted) if len(said.wanted) > _SHORT else unbroken(said.wanted),
        observed(first, words),
        [*unbroken(gap(first, words)), *_before(first, words)],
        cell(said.road or NONE),
        cell(said.relative or NONE),
        cell(said.pace or NONE),
        cell(*_notes(annex, group)),
        annex.cite(first),
    ]


def _notes(annex: Annex, group: gaps.Group) -> Iterator[str]:
    """Yield what makes up the gap, where it says more, then what else there is to know."""
    first, said = group[0], gaps.cells(group, annex.words)
    if said.missing:
        yield f"{sentence(annex.words.say('gaps.missing', what=said.missing))}."
    reason = annex.words.reason(first) if gaps.says_reason(first, said) else ""
    for note in notes(first, annex.words):
        if not (reason and sentence(reason) in note):
            yield note


def _before(each: Assessment, words: Words) -> Cell:
    """Return the gap in the run compared with, and how it changed, below the gap itself."""
    text = changes.gap_in_words(each, words)
    return [run(sentence(text))] if text else []
