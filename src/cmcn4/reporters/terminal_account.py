"""With -v: what became of the numbers of each sheet."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters.terminal_lines import WIDEST, indented
from cmcn4.reporters.words import Words


def account(console: Console, report: Report, words: Words) -> None:
    """Print a line for each sheet whose numbers were counted."""
    from cmcn4.reporters.reading_table import account_lines  # noqa: PLC0415 - with -v alone

    lines = list(account_lines(report, words))
    if not lines:
        return
    console.print()
    console.print(Text(words.say("reading.title"), style="bold"))
    for line in lines:
        indented(console, line, min(console.width, WIDEST), indent=1, style="default")
