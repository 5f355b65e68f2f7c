"""Targets explained in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen, Report
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.explaining.explanation import sections
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.lines import WIDEST, labelled
from cmcn4.reporters.terminal.text import Text


def render(
    targets: Sequence[Chosen],
    catalogue: Catalogue,
    style: Style,
    report: Report | None,
    others: Sequence[Chosen] = (),
) -> bytes:
    """Return the explanation of each target, with its verdicts if there are data."""
    words = Words(style.lang, catalogue)
    console = console_to(style)
    width = min(console.width, WIDEST)
    for place, chosen in enumerate(targets):
        if place:
            console.print()
        heading = Text(words.title(chosen.target), style="bold")
        heading.append(f"  {chosen.id}", "not bold dim")
        for part in heading.wrapped(width):
            part.rstrip()
            console.print(part, soft_wrap=True)
        for label, lines in sections(chosen, words, report, others):
            labelled(console, label, lines, width)
    return text_of(console)
