"""The data behind the annex: what is wrong with them, where they come from, what has changed."""

from __future__ import annotations

from collections import Counter

from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.reporters.docx.annex import MOST_ROWS, NONE, Annex
from cmcn4.reporters.docx.xml import Cell, Column, Table, breakable, cell, run, sentence
from cmcn4.reporters.presentation.changes import in_words
from cmcn4.reporters.presentation.files import COLUMNS
from cmcn4.reporters.presentation.outline import LEVELS, same_mistakes
from cmcn4.reporters.presentation.sections import Changes, Expected, Files, Findings
from cmcn4.reporters.presentation.senders import lines

_COUNTS = tuple(name for name in COLUMNS if name != "area")
_MOST_CHANGES = 100
_MESSAGES = 4
"""Messages told of one mistake in several cells."""


def findings(annex: Annex, section: Findings) -> None:
    """Write errors and warnings, the same mistake of a file once with its cells."""
    shown = [finding for finding in section.findings if finding.level != "note"]
    if not shown:
        return
    annex.section("section.findings")
    numbers = Counter[str]()
    for finding in section.findings:
        numbers[finding.level] += 1 + finding.others
    counted = {f"{level}s": numbers[level] for level in LEVELS}
    annex.body(annex.say("findings", **counted))
    groups = same_mistakes(shown)
    columns = (
        Column(annex.say("column.level"), 24, centred=True),
        Column(annex.say("column.message"), 0),
        Column(annex.say("column.times"), 18, centred=True),
        Column(annex.say("column.cells"), 70),
    )
    rows = [_finding(annex, group) for group in groups[:MOST_ROWS]]
    left = annex.left(len(groups) - len(rows))
    annex.listing(annex.say("table.findings"), columns, rows, left)


def _finding(annex: Annex, group: list[Finding]) -> list[Cell]:
    words, first = annex.words, group[0]
    messages = list(dict.fromkeys(words.message(finding) for finding in group))
    more = "…" if len(messages) > _MESSAGES else ""
    said = [run(text) for text in (*messages[:_MESSAGES], more, words.hint(first)) if text]
    if first.decision is not None:
        said.append(run(sentence(words.decision(first))))
    return [
        cell(sentence(words.composed(f"level.{first.level}"))),
        said,
        cell(str(sum(finding.count for finding in group))),
        cell(annex.places(finding.place for finding in group)),
    ]


def differences(annex: Annex, section: Changes) -> None:
    """Write what has changed since the baseline, the worse first."""
    annex.section("section.changes")
    annex.body(f"{section.title}.")
    for change in section.changes[:_MOST_CHANGES]:
        line = in_words(change, annex.words)
        annex.item(annex.say("change.worse", line=line) if change.worse else line)
    left = annex.left(len(section.changes) - _MOST_CHANGES)
    if left:
        annex.line("AfterTable", left)


def files(annex: Annex, section: Files) -> None:
    """Write the state of each file, those with errors first, and who has sent none."""
    words = annex.words
    columns = (
        Column(sentence(words.say("column.file")), 0),
        Column(sentence(words.say("column.area")), 48),
        *(Column(sentence(words.composed(f"column.{name}")), 26, centred=True) for name in _COUNTS),
    )
    lines = section.lines
    rows = [[cell(breakable(line.name)), *map(cell, line.cells)] for line in lines[:MOST_ROWS]]
    annex.listing(annex.say("table.files"), columns, rows, annex.left(len(lines) - len(rows)))
    for remark in section.remarks:
        annex.body(f"{sentence(remark)}.")


def expected(annex: Annex, section: Expected) -> None:
    """Write who was to send figures, and what became of each."""
    widths = (60, 34, 50, 0)
    columns = tuple(
        Column(sentence(annex.words.composed(f"senders.column.{name}")), width)
        for name, width in zip(lines.COLUMNS, widths, strict=True)
    )
    shown = section.lines[:MOST_ROWS]
    rows = [list(map(cell, (line.name, line.state, line.files, line.detail))) for line in shown]
    left = annex.left(len(section.lines) - len(shown))
    annex.listing(annex.words.say("senders.title"), columns, rows, left)
    annex.body(f"{section.counts}.")


def documents(annex: Annex) -> None:
    """Write the documents whose targets are judged, each by its whole name."""
    packs = [used.pack for used in annex.report.packs]
    if not packs:
        return
    annex.section("section.documents")
    for pack in packs:
        annex.item(annex.say("document", name=annex.document(pack), title=pack.document.title))


def sources(annex: Annex) -> None:
    """Write the files that were read, and what the numbers in square brackets stand for."""
    annex.section("section.sources")
    inputs = annex.report.inputs
    if len(inputs) == 1:
        (read,) = inputs
        name = annex.places([Place(Sheet(read.path))])
        annex.body(annex.say("files", files=name, rows=read.observations))
    if not annex.notes:
        return
    columns = [
        Column(annex.say("column.mark"), 13, centred=True),
        Column(annex.say("column.figure"), 52),
        Column(annex.column("source"), 40),
        Column(annex.say("column.released"), 24, centred=True),
        Column(annex.say("column.url"), 0),
        Column(annex.say("column.cells"), 44),
    ]
    rows = [
        [
            cell(f"[{number}]"),
            cell(note.figure),
            cell(note.source),
            cell(note.released or NONE),
            cell(note.url or NONE),
            cell(annex.places(note.places)),
        ]
        for note, number in annex.notes.items()
    ]
    annex.table(Table(annex.say("table.sources"), annex.filled(columns), rows))
