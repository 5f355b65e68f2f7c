"""The workbook to work in: verdicts as tables to filter, gaps, findings, wording, sources."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx.book import Book
from cmcn4.reporters.xlsx.gaps import gap_page, heat_page, matrix_page, open_page
from cmcn4.reporters.xlsx.pages import Page
from cmcn4.reporters.xlsx.summary import summary_page
from cmcn4.reporters.xlsx.tables import assessments_page, changes_page, findings_page
from cmcn4.reporters.xlsx.targets import sources_page, targets_page


def render(report: Report, style: Style) -> bytes:
    """Return the workbook; with `by`, only what is not met and what could not be judged."""
    words = Words(style.lang, report.catalogue)
    title = f"{words.say('head.title')} · {words.say('head.as-of', date=report.as_of)}"
    book = Book(style.lang, title, report.as_of, f" {words.say('xlsx.cut')}")
    for page in _pages(report, words, style.by):
        book.add(page)
    return book.save()


def _pages(report: Report, words: Words, by: str | None) -> Iterator[Page]:
    if by is None:
        yield summary_page(report, words)
        yield assessments_page(report, words)
    yield gap_page(report, words, by or "target")
    yield open_page(report, words)
    if gaps.many_areas(report):
        found = gaps.matrix(report)
        yield matrix_page(found, words)
        yield heat_page(found, words)
    if by is None:
        yield findings_page(report, words)
        if report.baseline is not None:
            yield changes_page(report.baseline, words)
        yield targets_page(report, words)
        yield sources_page(report, words)
