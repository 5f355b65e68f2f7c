"""The table in the terminal: horizon by horizon, worst first, the two summary lines last."""

from __future__ import annotations

import io
import re
from typing import Any

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.outline import heading
from cmcn4.reporters.terminal_files import files
from cmcn4.reporters.terminal_findings import findings
from cmcn4.reporters.terminal_lines import one_line
from cmcn4.reporters.terminal_summary import absent, nothing_judged, summary
from cmcn4.reporters.terminal_targets import horizons
from cmcn4.reporters.words import Words

# Escape sequences, carriage returns and the like, of either control range.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# What a runner of GitHub would take for a command in the log of a job: `::` where a line begins,
# and the older `##[` wherever it stands.
_COMMAND = re.compile(r"^( *)(?=::)|(?<=#)(?=#\[)", re.MULTILINE)
PIPED_WIDTH = 160
"""Columns when the text goes to a file or a pipe: nothing there asks for 80."""


def render(report: Report, style: Style) -> bytes:
    """Return the table as UTF-8, with colours only if the style says so."""
    console = console_to(style)
    draw(console, report, Words(style.lang, report.catalogue), style)
    return text_of(console)


class _Console(Console):
    """A console on which data cannot write control characters."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print texts, each as one line, with each control character of theirs replaced."""
        for each in objects:
            if isinstance(each, Text):
                each.plain = _CONTROL.sub("\ufffd", one_line(each.plain))
        super().print(*objects, **options)


def console_to(style: Style) -> Console:
    """Return a console that keeps what is printed, laid out for the style."""
    return _Console(
        file=io.StringIO(),
        width=style.width or PIPED_WIDTH,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def text_of(console: Console) -> bytes:
    """Return what was printed, without trailing blanks and without control characters of data."""
    stream = console.file
    assert isinstance(stream, io.StringIO)  # noqa: S101 - made by console_to
    lines = [line.rstrip() for line in stream.getvalue().split("\n")]
    # A mark without width parts it, so that it is text.
    return _COMMAND.sub("\\1\u200b", "\n".join(lines)).encode(errors="replace")


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
            from cmcn4.reporters import terminal_gaps  # noqa: PLC0415 - for one command

            terminal_gaps.summary(console, report, words, by=style.by, verbose=verbose)
        findings(console, report, words, verbose=verbose)
        if verbose:
            from cmcn4.reporters.terminal_account import account  # noqa: PLC0415 - with -v alone

            account(console, report, words)
        if report.baseline is not None:
            from cmcn4.reporters.terminal_changes import changes  # noqa: PLC0415 - rarely needed

            changes(console, report, words, verbose=verbose)
    if report.summary["exit_code"] == 3:  # noqa: PLR2004 - cannot be trusted, or nothing judged
        nothing_judged(console, report, words)
    summary(console, report, words, quiet=style.verbosity < 0)
