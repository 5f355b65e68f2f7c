"""The first page: what came out in sentences, then every target on one line with its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.report import Assessment
from cmcn4.reporters.docx.annex import NONE, Annex
from cmcn4.reporters.docx.results import number_cells, number_columns
from cmcn4.reporters.docx.xml import (
    Cell,
    Column,
    Table,
    Xml,
    cell,
    page_of,
    paragraph,
    run,
    sentence,
    tied,
)
from cmcn4.reporters.presentation.outline import has_pace
from cmcn4.reporters.presentation.sections import Counted, Line, Opening, Synopsis


def opening(annex: Annex, section: Opening) -> None:
    """Write the sentences, each a paragraph; where there are several scopes, each with its name."""
    for told in section.paragraphs:
        first, *rest = told.sentences
        named = Xml(run(f"{told.scope}. ", "Strong") + run(first)) if told.scope else run(first)
        annex.blocks.append(paragraph("BodyText", named))
        for text in rest:
            annex.body(text)


def synopsis(annex: Annex, section: Synopsis) -> None:
    """Write a line for each target, or where only areas are counted, their numbers."""
    if section.lines:
        rows = [_row(annex, line) for line in section.lines]
        notes = [*_marks(annex, section.lines), section.absent]
        areas = {line.first.area for line in section.lines}
        key = "synopsis.of" if len(areas) == 1 else "synopsis"
        caption = annex.say(key, area=annex.words.area(section.lines[0].first.area))
        shown = Table(caption, annex.filled(_columns(annex)), rows, small=True)
        annex.table(shown, " ".join(filter(None, notes)))
    elif section.counted:
        annex.counted = section.counted
        by_target(annex, section.counted)


def by_target(annex: Annex, found: Iterable[Counted]) -> None:
    """Write of each target how many areas have which verdict; those without any data are open."""
    rows = []
    for line in found:
        target = line.first.chosen.target
        condition = tied(annex.words.wanted(line.first))
        title = f"{target.title.get(annex.words.lang)} · {condition}"
        where = f"{annex.words.horizon(target)} · {annex.documents(line.checks)}"
        rows.append([cell(title, where), *number_cells(annex, line.numbers(), line.contested)])
    columns = number_columns(annex, annex.column("target"), annex.say("column.areas"))
    annex.listing(annex.say("table.targets"), columns, rows)


def _columns(annex: Annex) -> list[Column]:
    return [
        Column(annex.column("target"), 0),
        Column(annex.column("wanted"), 26, centred=True),
        Column(annex.column("observed"), 29, centred=True),
        Column(annex.say("column.before"), 33, centred=True),
        Column(annex.column("verdict"), 24, centred=True),
        Column(annex.say("column.details"), 14, centred=True),
    ]


def _row(annex: Annex, line: Line) -> list[Cell]:
    title = f"{line.title}, {line.horizon}{f', {line.area}' if line.area else ''}"
    lead = line.lead if line.lead != NONE else ""
    change = tied(line.change) if line.change != NONE else ""
    return [
        cell(title, lead),
        cell(*map(tied, _wanted(annex, line))),
        cell(f"{tied(line.value)}{f' ({line.period})' if line.period else ''}"),
        cell(tied(line.before), change),
        [*_verdict(annex, line.first), *cell(_pace(annex, line.first))],
        list(_details(annex, line)),
    ]


def _wanted(annex: Annex, line: Line) -> Iterator[str]:
    """Yield what is wanted, with the number of each document that wants it."""
    marks = {used.pack.cited: f"({n})" for n, used in enumerate(annex.report.packs, 1)}
    for demand in line.demands:
        named = "".join(marks[name] for name in demand.documents) if len(marks) > 1 else ""
        yield f"{demand.wanted}\u00a0{named}" if named else demand.wanted


def _marks(annex: Annex, lines: Sequence[Line]) -> Iterator[str]:
    """Yield what the marks of the table stand for."""
    packs = [used.pack for used in annex.report.packs]
    if packs:
        names = [pack.document.name or pack.document.title for pack in packs]
        told = [f"({number}) {name.get(annex.words.lang)}" for number, name in enumerate(names, 1)]
        only = annex.document(packs[0])
        yield annex.say("synopsis.documents", names="; ".join(told) if len(packs) > 1 else only)
    if any(line.first.contested and not line.first.decision for line in lines):
        yield annex.say("synopsis.contested")


def _verdict(annex: Annex, each: Assessment) -> Iterator[Xml]:
    yield run(annex.verdict(each) + ("*" if each.contested and not each.decision else ""), "Strong")
    if each.decision:
        yield run(annex.say("decided"))


def _pace(annex: Annex, each: Assessment) -> str:
    if each.progress is None or not has_pace(each):
        return ""
    return sentence(annex.words.composed(f"class.{each.progress.class_}"))


def _details(annex: Annex, line: Line) -> Iterator[Xml]:
    """Yield the number of each row that has the details, and its page, which Word finds."""
    for demand in line.demands:
        said = run(f"{annex.say('details', number=demand.number)}\u00a0")
        yield Xml(said + page_of(f"m{demand.number}"))
