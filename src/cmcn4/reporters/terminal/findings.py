"""The findings with their cells; the same mistake in many rows is one line with a count."""

from __future__ import annotations

from collections import Counter

from cmcn4.model.finding import Finding
from cmcn4.reporters.presentation.outline import same_mistakes
from cmcn4.reporters.presentation.sections import Findings
from cmcn4.reporters.presentation.words import Words, place_in_words
from cmcn4.reporters.terminal.colours import FINDINGS
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, indented
from cmcn4.reporters.terminal.text import Text, one_line

_SHOWN = 20
"""Mistakes that are told; the others are counted by their code."""


def findings(console: Console, section: Findings, words: Words, *, verbose: bool) -> None:
    """Print findings by level, the same mistake as one; of several files each takes one line."""
    groups = same_mistakes(section.findings)
    several = len({finding.place.sheet.path for finding in section.findings}) > 1
    console.print()
    console.print(Text(section.title, style="bold"))
    for group in groups if verbose else groups[:_SHOWN]:
        if several and not verbose:
            _line(console, group, words)
        else:
            _group(console, group, words, verbose=verbose)
    left = Counter[str]()
    for finding in (finding for group in groups[_SHOWN:] for finding in group):
        left[finding.code] += 1 + finding.others
    if left and not verbose:
        codes = ", ".join(f"{code} × {number}" for code, number in left.most_common())
        said = words.say("findings.more", count=left.total(), codes=codes)
        indented(console, said, min(console.width, WIDEST), indent=1, style="default")


def _line(console: Console, group: list[Finding], words: Words) -> None:
    """Print one mistake on one line, which is cut where the terminal ends."""
    line = _head(group, words)
    line.append(f": {one_line(words.message(group[0]))}", style="not bold default")
    line.shorten(console.width)
    console.print(line, soft_wrap=True)


def _group(console: Console, group: list[Finding], words: Words, *, verbose: bool) -> None:
    """Print one mistake: where it stands first, how often, what it says and what to do."""
    first = group[0]
    head = _head(group, words)
    for line in head.wrapped(min(console.width, WIDEST)):
        line.rstrip()
        console.print(line, soft_wrap=True)
    hint = f" — {words.hint(first)}" if first.level == "error" or verbose else ""
    indented(console, f"{words.message(first)}{hint}", min(console.width, WIDEST), style="default")
    if first.decision is not None:
        indented(console, words.decision(first), min(console.width, WIDEST))
    for other in group[1:] if verbose else ():
        indented(console, f"{place_in_words(other.place)}: {words.message(other)}", console.width)


def _head(group: list[Finding], words: Words) -> Text:
    """Return the level of a mistake, what kind it is of, where it stands first and how often."""
    first, count = group[0], sum(finding.count for finding in group)
    files = len({finding.place.sheet.path for finding in group})
    head = Text(f" {words.composed(f'level.{first.level}')} ", style=FINDINGS[first.level])
    head.append(words.kind(first), style="bold")
    head.append(f"  {place_in_words(first.place)}", style="not bold default")
    if count > 1:
        head.append(f"  {words.say('findings.times', count=count)}", style="not bold default")
    if files > 1:
        head.append(f" {words.say('findings.files', files=files)}", style="not bold default")
    return head
