"""The workbook to work in: verdicts as tables to filter, gaps, findings, wording, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import outline, sections
from cmcn4.reporters.presentation.document import document, unmet
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.book import Book
from cmcn4.reporters.xlsx.gaps import area_pages, gap_page, open_page
from cmcn4.reporters.xlsx.pages import Page
from cmcn4.reporters.xlsx.summary import summary_page
from cmcn4.reporters.xlsx.tables import assessments_page, changes_page, findings_page, senders_page
from cmcn4.reporters.xlsx.targets import sources_page, targets_page


def render(report: Report, style: Style) -> bytes:
    """Return the workbook; with `by`, only what is not met and what could not be judged."""
    words = Words(style.lang, report.catalogue)
    title = f"{outline.title(report, words)} · {words.say('head.as-of', date=report.as_of)}"
    book = Book(style.lang, title, report.as_of, f" {words.say('xlsx.cut')}")
    pages: dict[str, Page] = {}
    shown = list(document(report, words, style, opened=False))
    for section in shown:
        if style.by is None or isinstance(section, sections.Gaps | sections.Areas | sections.Open):
            for page in _pages(section, report, words, shown):
                # Results and numbers by target are one sheet to filter.
                pages.setdefault(page.name, page)
    for page in pages.values():
        book.add(page)
    return book.save()


def _pages(  # noqa: C901 - a case a section
    section: sections.Section, report: Report, words: Words, shown: Sequence[sections.Section]
) -> Iterator[Page]:
    match section:
        case sections.Summary():
            files = [other for other in shown if isinstance(other, sections.Files)]
            yield summary_page(report, words, section, files)
        case sections.Expected():
            yield senders_page(section, words)
        case sections.Results() | sections.ByTarget():
            yield assessments_page(report, words)
            yield gap_page(report, words, unmet(report, words, "target"))
        case sections.Gaps():
            yield gap_page(report, words, section)
        case sections.Areas():
            yield from area_pages(section.matrix, words)
        case sections.Open():
            yield open_page(words, [*section.groups, *section.absent])
        case sections.Findings():
            yield findings_page(section.findings, words)
        case sections.Changes():
            yield changes_page(section.changes, words)
        case sections.Background():
            yield targets_page(report, words)
            yield sources_page(report, words)
        case sections.Files() | sections.Absent() | sections.Opening() | sections.Synopsis():
            pass  # files stand on the summary, what has no data among what is open; the
            # summary and the sheet of targets are the answer and the synopsis
        case _:
            assert_never(section)
