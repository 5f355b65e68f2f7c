"""With -v: what the run was asked, and where each of it is said."""

from __future__ import annotations

from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text


def asked(console: Console, report: Report, words: Words) -> None:
    """Print a line for each; nothing for a run of a script, which knows what it asks."""
    if not report.question.in_effect:
        return
    console.print(Text(words.say("asked.title"), style="bold"))
    for key, value, place in report.question.in_effect:
        facts = {"name": key, "value": value, "place": place or words.say("asked.usual")}
        line = words.say("asked.line", **facts)
        indented(console, line, min(console.width, WIDEST), indent=1, style="default")
