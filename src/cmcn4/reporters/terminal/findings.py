"""The findings with their cells; the same mistake in many rows is one line with a count."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.finding import Finding
from cmcn4.reporters.presentation.outline import same_mistakes
from cmcn4.reporters.presentation.sections import Findings
from cmcn4.reporters.presentation.words import Words, place_in_words
from cmcn4.reporters.terminal.colours import FINDINGS
from cmcn4.reporters.terminal.lines import WIDEST, indented, wrapped

_SHOWN = 12


def findings(console: Console, section: Findings, words: Words, *, verbose: bool) -> None:
    """Print findings by level, the same mistake as one line."""
    groups = same_mistakes(section.findings)
    console.print()
    console.print(Text(section.title, style="bold"))
    limit = len(groups) if verbose else _SHOWN
    for group in groups[:limit]:
        _group(console, group, words, verbose=verbose)
    if len(groups) > limit:
        console.print(Text(f" {words.say('findings.more', count=len(groups) - limit)}"))


def _group(console: Console, group: list[Finding], words: Words, *, verbose: bool) -> None:
    """Print one mistake: where it stands first, how often, what it says and what to do."""
    first = group[0]
    count = sum(finding.count for finding in group)
    files = len({finding.place.sheet.path for finding in group})
    head = Text(f" {words.composed(f'level.{first.level}')} ", style=FINDINGS[first.level])
    head.append(words.kind(first), style="bold")
    head.append(f"  {place_in_words(first.place)}", style="not bold default")
    if count > 1:
        head.append(f"  {words.say('findings.times', count=count)}", style="not bold default")
    if files > 1:
        head.append(f" {words.say('findings.files', files=files)}", style="not bold default")
    for line in wrapped(head, console, min(console.width, WIDEST)):
        line.rstrip()
        console.print(line, soft_wrap=True)
    hint = f" — {words.hint(first)}" if first.level == "error" or verbose else ""
    indented(console, f"{words.message(first)}{hint}", min(console.width, WIDEST), style="default")
    if first.decision is not None:
        indented(console, words.decision(first), min(console.width, WIDEST))
    for other in group[1:] if verbose else ():
        indented(console, f"{place_in_words(other.place)}: {words.message(other)}", console.width)
