"""The yearly report, or its annex, as a Word document that a person goes on editing.

Page and type follow Decree 30/2020/NĐ-CP, Appendix I. Where settings say who issues it, it begins
and ends as a report that can be sent; else it is an annex, with dots for the report it goes with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from cmcn4.locale.writing import writing
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters import Style
from cmcn4.reporters.docx.annex import NONE, Annex
from cmcn4.reporters.docx.areas import areas, targets
from cmcn4.reporters.docx.data import (
    differences,
    documents,
    expected,
    files,
    findings,
    sources,
)
from cmcn4.reporters.docx.gaps import unmet
from cmcn4.reporters.docx.head import annex_head, foot, head, is_issued
from cmcn4.reporters.docx.open import unjudged
from cmcn4.reporters.docx.opening import opening, synopsis
from cmcn4.reporters.docx.page import Traits, section_end, written
from cmcn4.reporters.docx.results import counts, horizons, results
from cmcn4.reporters.docx.trends import trends
from cmcn4.reporters.docx.xml import plain, sentence
from cmcn4.reporters.presentation import outline, sections
from cmcn4.reporters.presentation.assumed import assumed_line
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.scopes import areas_of, scopes
from cmcn4.reporters.presentation.verdicts import by_verdict
from cmcn4.reporters.presentation.words import Words

_FRONT = (sections.Summary, sections.Opening, sections.Synopsis)
"""What stands in the report itself; where there is none, on the first page of the annex."""
_DATA = (sections.Files, sections.Expected, sections.Findings, sections.Background)
"""What the annex on the data holds."""
_NAMED = 3
"""Areas or documents named; more are counted."""


def render(report: Report, style: Style) -> bytes:
    """Return the document; with `style.by` it is of the gaps alone."""
    annex = Annex(report, Words(style.lang, report.catalogue))
    found = list(document(report, annex.words, style))
    for section in found:
        if isinstance(section, sections.Results):
            annex.number(pair for _, rows in section.numbered() for pair in rows)
    issuing, title = style.issuing, _title(annex, only_gaps=style.by is not None)
    issued = is_issued(issuing)
    annex.begin(across=False)
    if issued:
        head(annex, issuing, title)
    else:
        annex_head(annex, issuing, 0, title)
    _front(annex, found)
    if issued:
        annex.body(annex.say("annexes"))
        foot(annex, issuing)
    annex.blocks.append(section_end(across=False, first=True))
    annex.across = True
    if issued:
        annex.begin(across=True)
        annex_head(annex, issuing, 0, title)
    _write(annex, (section for section in found if not isinstance(section, _DATA)))
    annex.blocks.append(section_end(across=True, first=issued))
    annex.begin(across=True)
    annex_head(annex, issuing, 1, annex.say("title.data"))
    annex.line("Subtitle", _of(annex))
    _write(annex, (section for section in found if isinstance(section, _DATA)))
    named = plain(issuing.title or title)
    return written(annex.blocks, annex.charts, Traits(style.lang, named, report.as_of))


def _front(annex: Annex, found: Sequence[sections.Section]) -> None:
    """Write what is read first: the answer, and every target on one line."""
    kinds = {type(section): section for section in found}
    for section in found:
        match section:
            case sections.Summary():
                table = kinds.get(sections.Synopsis)
                if not (isinstance(table, sections.Synopsis) and table.lines):
                    _asked(annex)  # else the documents are named below the table
                _summary(annex, section, answered=sections.Opening in kinds)
            case sections.Opening():
                opening(annex, section)
            case sections.Synopsis():
                synopsis(annex, section)


def _write(annex: Annex, found: Iterable[sections.Section]) -> None:
    for section in found:
        _section(annex, section)


def _section(annex: Annex, section: sections.Section) -> None:  # noqa: C901, PLR0912 - a case each
    match section:
        case sections.Files():
            files(annex, section)
        case sections.Expected():
            expected(annex, section)
        case sections.Results():
            results(annex, section)
            trends(annex, section)
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
            documents(annex)
            sources(annex)
            _method(annex)
        case sections.Summary() | sections.Opening():
            pass  # stand on the first page
        case sections.Synopsis():
            _counts(annex)
        case sections.Absent():
            pass  # stands among what could not be judged
        case _:
            assert_never(section)


def _title(annex: Annex, *, only_gaps: bool) -> str:
    what = annex.say("title.gaps" if only_gaps else "title")
    of = annex.say("title.of", of=outline.asked_of(annex.report, annex.words))
    return f"{what} {of}"


def _of(annex: Annex) -> str:
    """Return what was asked about: until when, of whom, by which data."""
    report, words = annex.report, annex.words
    named = "; ".join(scope.name for scope in scopes(report.assessments, words))
    few = areas_of(report)
    if len(few) <= _NAMED:
        named = "; ".join(words.area(area) for area in few)
    files = [file.path.rpartition("/")[2] for file in report.inputs]
    read = files[0] if len(files) == 1 else words.say("head.inputs", count=len(files))
    if report.assumed:
        read = f"{read}; {words.say('head.assumed')}"
    day = writing(words.lang).long_date(report.as_of)
    return annex.say("subtitle", date=day, areas=named, files=read)


def _asked(annex: Annex) -> None:
    """Write what was asked of which documents."""
    report, words = annex.report, annex.words
    if not report.packs:  # they are in error
        return
    targets = len({assessment.chosen.id for assessment in report.assessments})
    documents = words.listed(annex.document(used.pack) for used in report.packs[:_NAMED])
    if len(report.packs) > _NAMED:
        documents = annex.say("documents.many", count=len(report.packs))
    named = [scope.name for scope in scopes(report.assessments, words)]
    areas = words.listed(named) if named else NONE
    key = "summary.asked" if annex.several else "summary.asked.one"
    annex.body(annex.say(key, targets=targets, documents=documents, areas=areas))


def _summary(annex: Annex, section: sections.Summary, *, answered: bool) -> None:
    """Write whether the data are accepted; where no answer follows, the counts, too."""
    if not answered:
        _totals(annex)
    if not answered or not section.accepted:
        annex.body(annex.say("summary.data", said=section.data))
    if annex.report.assumed:
        annex.body(f"{sentence(assumed_line(annex.report, annex.words))}.")
    if section.nothing_judged:
        annex.body(section.nothing_judged)
    if not answered:
        _counts(annex)


def _counts(annex: Annex) -> None:
    """Write the counts of verdicts as a table."""
    if any(not assessment.informs for assessment in annex.report.assessments):
        annex.section("section.counts")
        counts(annex, annex.report.assessments)


def _totals(annex: Annex) -> None:
    """Write the counts of verdicts in sentences."""
    counted = [assessment for assessment in annex.report.assessments if not assessment.informs]
    found = scopes(counted, annex.words)
    for name, _, of_scope in found:
        for day in horizons(of_scope):
            mine = [each for each in of_scope if each.chosen.target.due_date == day]
            annex.body(_horizon(annex, mine, name if len(found) > 1 else ""))
    levels = len(annex.report.assessments) - len(counted)
    if levels:
        annex.body(annex.say("summary.levels", count=levels))
    contested = annex.report.summary["contested"]
    if contested:
        annex.body(annex.say("summary.contested", count=contested))


def _horizon(annex: Annex, mine: list[Assessment], of_whom: str) -> str:
    """Return one sentence on the targets of a horizon; what there is none of is not told."""
    early = "" if mine[0].due else ".early"
    parts = [
        annex.say(f"summary.{verdict.value}{early if verdict.value == 'pass' else ''}", count=count)
        for verdict, count in by_verdict(mine).items()
        if count
    ]
    key = "summary.due" if mine[0].due else "summary.ahead"
    several = len({assessment.area for assessment in mine}) > 1
    unit = "cases" if several else "targets"
    what = annex.say(f"{unit}.one" if len(mine) == 1 else unit, count=len(mine))
    said = annex.say(
        key, then=annex.words.then(mine[0].chosen.target), what=what, told=", ".join(parts)
    )
    return f"{of_whom}: {said[:1].lower()}{said[1:]}" if of_whom else said


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
