"""The gap summary as a document of its own: what is not met, worst first, grouped as asked for."""

from __future__ import annotations

from cmcn4.reporters import gaps
from cmcn4.reporters.docx_annex import MOST_ROWS, NONE, Annex
from cmcn4.reporters.docx_open import filled
from cmcn4.reporters.docx_results import gap, notes, observed, verdict
from cmcn4.reporters.docx_xml import Cell, Column, Table, cell, run, unbroken

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
    several = annex.several and by != "area"
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
            _row(annex, group, place, several=several)
            for place, group in enumerate(section.groups[:most], 1)
        ]
        caption = annex.say("table.gaps") + (f" – {section.title}" if section.title else "")
        table = Table(caption, _columns(annex, several=several), shown)
        annex.table(table, annex.left(len(section.groups) - most))


def _columns(annex: Annex, *, several: bool) -> tuple[Column, ...]:
    return filled(
        [
            Column(annex.say("column.number"), 10, centred=True),
            Column(annex.column("target"), 0),
            *([Column(annex.column("area"), 26)] if several else []),
            Column(annex.column("wanted"), 20, centred=True),
            Column(annex.column("observed"), 24, centred=True),
            Column(annex.column("verdict"), 23, centred=True),
            Column(annex.column("gap"), 21, centred=True),
            Column(annex.column("road"), 18, centred=True),
            Column(annex.column("relative"), 18, centred=True),
            Column(annex.column("pace"), 18, centred=True),
            Column(annex.say("column.notes"), 38 if several else 42),
            Column(annex.column("source"), 26),
        ]
    )


def _row(annex: Annex, group: gaps.Group, number: int, *, several: bool) -> list[Cell]:
    words, first = annex.words, group[0]
    said = gaps.cells(group, words)
    documents = ", ".join(dict.fromkeys(annex.document(each.chosen) for each in group))
    return [
        cell(str(number)),
        [run(said.target, "Strong"), run(f"{said.horizon} · {documents}")],
        *([cell(said.area)] if several else []),
        unbroken(said.wanted),
        observed(first, words),
        verdict(annex, first),
        unbroken(gap(first, words)),
        cell(said.road or NONE),
        cell(said.relative or NONE),
        cell(said.pace or NONE),
        cell(*notes(first, words)),
        annex.cite(first),
    ]
