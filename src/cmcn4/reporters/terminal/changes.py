"""The section on what has changed since a baseline."""

from __future__ import annotations

from cmcn4.reporters.presentation.changes import in_words, shortened
from cmcn4.reporters.presentation.sections import Changes
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, PLAIN
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST
from cmcn4.reporters.terminal.text import Text


def changes(console: Console, section: Changes, words: Words, *, verbose: bool) -> None:
    """Print the changes, the worse first; all of those, and some of the others."""
    console.print()
    console.print(Text(section.title, style="bold"))
    found, left = (section.changes, 0) if verbose else shortened(section.changes)
    for change in found:
        _line(console, in_words(change, words), worse=change.worse)
    if left:
        console.print(Text(f" {words.say('changes.more', count=left)}"))


def _line(console: Console, line: str, *, worse: bool) -> None:
    style = BAD if worse else PLAIN
    for place, part in enumerate(Text(line).wrapped(min(console.width, WIDEST) - 4)):
        part.rstrip()
        head = f" {'▾' if worse else '·'} " if place == 0 else "    "
        console.print(Text(head + part.plain, style=style), soft_wrap=True)
