"""The section on what has changed since a baseline."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters.presentation.changes import shown, title
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, PLAIN
from cmcn4.reporters.terminal.lines import WIDEST, wrapped


def changes(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print the changes, the worse first; all of those, and some of the others."""
    if report.baseline is None:
        return
    console.print()
    console.print(Text(title(report, report.baseline, words), style="bold"))
    told, left = shown(report.baseline, words, every=verbose)
    for is_worse, line in told:
        _line(console, line, worse=is_worse)
    if left:
        console.print(Text(f" {words.say('findings.more', count=left)}"))


def _line(console: Console, line: str, *, worse: bool) -> None:
    style = BAD if worse else PLAIN
    for place, part in enumerate(wrapped(Text(line), console, min(console.width, WIDEST) - 4)):
        part.rstrip()
        head = f" {'▾' if worse else '·'} " if place == 0 else "    "
        console.print(Text(head + part.plain, style=style), soft_wrap=True)
