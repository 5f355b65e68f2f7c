"""The targets in a terminal: titles, ids and rules; with -v the wording."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.rules import chosen_in_words
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import console_to, text_of


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return a table of the targets, and their number."""
    words = Words(style.lang, catalogue)
    console = console_to(style)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(Text(words.say("column.target"), style="bold"), overflow="fold")
    table.add_column(Text(words.say("column.rule"), style="bold"))
    for each in targets:
        name = Text(each.target.title.get(words.lang))
        name.append(f"\n{each.id}", style="dim")
        rule = Text(chosen_in_words(words, each))
        if style.verbosity > 0:
            rule.append(f"\n“{each.target.quote}”", style="dim")
        table.add_row(name, rule)
    console.print(table)
    packs = ", ".join(dict.fromkeys(each.pack.id for each in targets))
    console.print()
    console.print(Text(words.say("targets.count", count=len(targets), packs=packs)))
    return text_of(console)
