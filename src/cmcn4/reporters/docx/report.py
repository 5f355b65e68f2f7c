"""The annex of the yearly report as a Word document that a person goes on editing.

Page and type follow Decree 30/2020/NĐ-CP, Appendix I; it has no national title and no letterhead,
because those are an agency's to write.
"""

from __future__ import annotations

from typing import assert_never

from cmcn4.locale.writing import writing
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters import Style
from cmcn4.reporters.docx.annex import Annex
from cmcn4.reporters.docx.areas import areas, targets
from cmcn4.reporters.docx.data import differences, expected, files, findings, sources
from cmcn4.reporters.docx.gaps import unmet
from cmcn4.reporters.docx.open import unjudged
from cmcn4.reporters.docx.page import written
from cmcn4.reporters.docx.results import counts, horizons, results
from cmcn4.reporters.docx.xml import plain
from cmcn4.reporters.presentation import outline, sections
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.gaps import areas_of
from cmcn4.reporters.presentation.verdicts import by_verdict
from cmcn4.reporters.presentation.words import Words

_NAMED = 3
"""Areas named in the line below the title; more are counted."""


def render(report: Report, style: Style) -> bytes:
    """Return the document; with `style.by` it is of the gaps alone."""
    annex = Annex(report, Words(style.lang, report.catalogue))
    title = _title(annex, only_gaps=style.by is not None)
    for section in document(report, annex.words, style):
        _write(annex, section)
    return written(annex.blocks, lang=style.lang, title=plain(title), day=report.as_of)


def _write(annex: Annex, section: sections.Section) -> None:  # noqa: C901, PLR0912 - a case a section
    match section:
        case sections.Summary():
            _summary(annex, section)
        case sections.Files():
            files(annex, section)
        case sections.Expected():
            expected(annex, section)
        case sections.Results():
            results(annex, section)
        case sections.ByTarget():
            targets(annex, section)
        case sections.Gaps():
            unmet(annex, section)
        case sections.Areas():
            areas(annex, section)
        case sections.Open():
            unjudged(annex, section)
        case sections.Findings():
            findings(annex, section)
        case sections.Changes():
            differences(annex, section)
        case sections.Background():
            sources(annex)
            _method(annex)
        case sections.Absent():
            pass  # stands among what could not be judged
        case _:
            assert_never(section)


def _title(annex: Annex, *, only_gaps: bool) -> str:
    report, words = annex.report, annex.words
    what = annex.say("title.gaps" if only_gaps else "title")
    of = annex.say("title.of", of=outline.asked_of(report, words))
    for line in (annex.say("annex"), what, of):
        annex.line("Title", line.upper())
    areas = areas_of(report)
    named = "; ".join(words.area(area) for area in areas)
    where = named if len(areas) <= _NAMED else annex.say("areas", count=len(areas))
    files = [file.path.rpartition("/")[2] for file in report.inputs]
    read = files[0] if len(files) == 1 else words.say("head.inputs", count=len(files))
    day = writing(words.lang).long_date(report.as_of)
    annex.line("Subtitle", annex.say("subtitle", date=day, areas=where, files=read))
    return f"{annex.say('annex')}: {what} {of}"


def _summary(annex: Annex, section: sections.Summary) -> None:
    """Write in sentences what was asked and what came out, then the counts."""
    annex.section("section.summary")
    report, words = annex.report, annex.words
    targets = len({assessment.chosen.id for assessment in report.assessments})
    areas = len(areas_of(report))
    if report.packs:  # none where they are in error
        documents = words.listed(words.document(used.pack) for used in report.packs)
        annex.body(
            annex.say("summary.asked", targets=targets, documents=documents, areas=areas)
            if areas > 1
            else annex.say("summary.asked.one", targets=targets, documents=documents)
        )
    counted = [assessment for assessment in report.assessments if not assessment.informs]
    for day in horizons(counted):
        mine = [assessment for assessment in counted if assessment.chosen.target.due_date == day]
        annex.body(_horizon(annex, mine))
    levels = sum(assessment.informs for assessment in report.assessments)
    if levels:
        annex.body(annex.say("summary.levels", count=levels))
    contested = report.summary["contested"]
    if contested:
        annex.body(annex.say("summary.contested", count=contested))
    annex.body(annex.say("summary.data", said=section.data))
    if section.nothing_judged:
        annex.body(section.nothing_judged)
    if counted:
        counts(annex, counted)


def _horizon(annex: Annex, mine: list[Assessment]) -> str:
    """Return one sentence on the targets of a horizon; what there is none of is not told."""
    early = "" if mine[0].due else ".early"
    parts = [
        annex.say(f"summary.{verdict.value}{early if verdict.value == 'pass' else ''}", count=count)
        for verdict, count in by_verdict(mine).items()
        if count
    ]
    key = "summary.due" if mine[0].due else "summary.ahead"
    unit = "cases" if annex.several else "targets"
    what = annex.say(f"{unit}.one" if len(mine) == 1 else unit, count=len(mine))
    return annex.say(
        key, then=annex.words.then(mine[0].chosen.target), what=what, told=", ".join(parts)
    )


def _method(annex: Annex) -> None:
    """Write how to read it: what each verdict means, and what was done with the figures."""
    annex.section("section.method")
    names = ["verdicts", "figures", "gap", "contested", "progress", "more"]
    if len(annex.report.packs) > 1:
        names.insert(2, "alike")
    for name in names:
        annex.item(annex.say(f"method.{name}"))
    if annex.report.question.config:
        name = annex.report.question.config.rpartition("/")[2]
        annex.item(annex.say("method.config", path=name))
