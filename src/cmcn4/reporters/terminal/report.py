"""The table in the terminal: horizon by horizon, worst first, the two summary lines last."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.outline import heading
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.files import files
from cmcn4.reporters.terminal.findings import findings
from cmcn4.reporters.terminal.summary import absent, nothing_judged, summary
from cmcn4.reporters.terminal.targets import horizons


def render(report: Report, style: Style) -> bytes:
    """Return the table as UTF-8, with colours only if the style says so."""
    console = console_to(style)
    draw(console, report, Words(style.lang, report.catalogue), style)
    return text_of(console)


def draw(console: Console, report: Report, words: Words, style: Style) -> None:
    """Print the report, part by part."""
    verbose = style.verbosity > 0
    if style.verbosity >= 0:
        console.print(Text(heading(report, words), style="bold"))
        files(console, report, words, verbose=verbose)
        if style.by is None:
            horizons(console, report, words, verbose=verbose)
            absent(console, report, words, verbose=verbose)
        else:
            from cmcn4.reporters.terminal import gaps as terminal_gaps  # noqa: PLC0415 - for one command

            terminal_gaps.summary(console, report, words, by=style.by, verbose=verbose)
        findings(console, report, words, verbose=verbose)
        if verbose:
            from cmcn4.reporters.terminal.account import account  # noqa: PLC0415 - with -v alone
            from cmcn4.reporters.terminal.decisions import ready  # noqa: PLC0415 - as above

            ready(console, report, words)
            account(console, report, words)
        if report.baseline is not None:
            from cmcn4.reporters.terminal.changes import changes  # noqa: PLC0415 - rarely needed

            changes(console, report, words, verbose=verbose)
    if report.summary["exit_code"] == 3:  # noqa: PLR2004 - cannot be trusted, or nothing judged
        nothing_judged(console, report, words)
    summary(console, report, words, quiet=style.verbosity < 0)
