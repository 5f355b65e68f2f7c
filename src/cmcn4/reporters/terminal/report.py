"""The report in the terminal: section by section, the two summary lines last."""

from __future__ import annotations

from typing import assert_never

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation import sections
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.document import summary as outline_of
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console, console_to, text_of
from cmcn4.reporters.terminal.findings import findings
from cmcn4.reporters.terminal.summary import absent, legend, nothing_judged, summary
from cmcn4.reporters.terminal.targets import results
from cmcn4.reporters.terminal.text import Text


def render(report: Report, style: Style) -> bytes:
    """Return the table as UTF-8, with colours only if the style says so."""
    console = console_to(style)
    draw(console, report, Words(style.lang, report.catalogue), style)
    return text_of(console)


def draw(console: Console, report: Report, words: Words, style: Style) -> None:
    """Print the report, section by section."""
    first = outline_of(report, words)
    if style.verbosity >= 0:
        console.print(Text(first.heading, style="bold"))
        if style.verbosity > 0:
            from cmcn4.reporters.terminal.asked import asked  # noqa: PLC0415 - with -v alone

            asked(console, report, words)
        for section in document(report, words, style, brief=True, opened=False):
            _section(console, section, words, verbose=style.verbosity > 0)
        if style.verbosity > 0:
            from cmcn4.reporters.terminal.account import account  # noqa: PLC0415 - with -v alone
            from cmcn4.reporters.terminal.decisions import ready  # noqa: PLC0415 - as above

            ready(console, report, words)
            account(console, report, words)
    if report.summary["exit_code"] == 3:  # noqa: PLR2004 - cannot be trusted, or nothing judged
        nothing_judged(console, report, words)
    if style.verbosity >= 0:
        console.print()
    # The last lines are those that a person sees first.
    summary(console, first, words)
    if style.verbosity >= 0:
        legend(console, report, words)


def _section(  # noqa: C901 - a case a section
    console: Console, section: sections.Section, words: Words, *, verbose: bool
) -> None:
    match section:
        case sections.Files():
            from cmcn4.reporters.terminal.files import files  # noqa: PLC0415 - of several

            files(console, section, words, verbose=verbose)
        case sections.Expected():
            from cmcn4.reporters.terminal.senders import senders  # noqa: PLC0415 - when asked for

            senders(console, section, verbose=verbose)
        case sections.Results():
            results(console, section, words, verbose=verbose)
        case sections.ByTarget():
            from cmcn4.reporters.terminal.areas import counts  # noqa: PLC0415 - of many

            counts(console, section, words)
        case sections.Absent():
            absent(console, section, words)
        case sections.Gaps() | sections.Areas() | sections.Open():
            from cmcn4.reporters.terminal import gaps  # noqa: PLC0415 - for one command

            gaps.draw(console, section, words, verbose=verbose)
        case sections.Findings():
            findings(console, section, words, verbose=verbose)
        case sections.Changes():
            from cmcn4.reporters.terminal.changes import changes  # noqa: PLC0415 - if compared

            changes(console, section, words, verbose=verbose)
        case sections.Summary() | sections.Background():
            pass  # the one stands last, the other is for documents
        case sections.Opening() | sections.Synopsis():
            pass  # the table is a synopsis itself, and its last lines are the answer
        case _:
            assert_never(section)
