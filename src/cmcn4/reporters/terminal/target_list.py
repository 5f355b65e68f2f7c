"""The targets in a terminal: titles, ids and rules; with -v the wording."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text as Cell

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.across import (
    Across,
    across,
    demand_in_words,
    number_and_day,
    particulars,
)
from cmcn4.reporters.presentation.rules.sentences import chosen_in_words
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.console import Console, console_to, text_of
from cmcn4.reporters.terminal.text import Text


def render(targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return a table of the targets, and their number; by indicator, a table for each."""
    words = Words(style.lang, catalogue)
    console = console_to(style)
    if style.by:
        for group in across(targets, words):
            _across(console, group, words, verbose=style.verbosity > 0)
    else:
        console.draw(_listed(targets, words, verbose=style.verbosity > 0))
        console.print()
    packs = ", ".join(dict.fromkeys(chosen.pack.id for chosen in targets))
    console.print(Text(words.say("targets.count", count=len(targets), packs=packs)))
    return text_of(console)


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))


def _listed(targets: Sequence[Chosen], words: Words, *, verbose: bool) -> Table:
    table = _table()
    table.add_column(Cell(words.say("column.target"), style="bold"), overflow="fold")
    table.add_column(Cell(words.say("column.rule"), style="bold"))
    several = len({chosen.pack.id for chosen in targets}) > 1
    pack = None
    for chosen in targets:
        if several and chosen.pack is not pack:
            pack = chosen.pack
            heading = (", ".join(number_and_day(words, pack)), pack.document.title.get(words.lang))
            table.add_row(*(Cell(f"\n{part}", style="bold") for part in heading))
        name = Cell(chosen.target.title.get(words.lang))
        name.append(f"\n{chosen.id}", style="dim")
        rule = Cell(chosen_in_words(words, chosen))
        if verbose:
            rule.append(f"\n“{chosen.target.quote}”", style="dim")
        told = particulars(chosen, words)
        if told:
            rule.append(f"\n{told}", style="dim")
        table.add_row(name, rule)
    return table


def _across(console: Console, group: Across, words: Words, *, verbose: bool) -> None:
    """Print an indicator and what each document demands of it."""
    console.print(Text(group.heading(words), style="bold"))
    if group.others:
        console.print(Text(f" {group.population(words)}", style="dim"))
    table = _table()
    table.show_header = False
    for demand in group.demands:
        target = demand.chosen.target
        rule = Cell(demand_in_words(words, demand.chosen))
        quote = target.quote if verbose else demand.differs
        if quote:
            rule.append(f"\n“{quote}”", style="dim")
        name, *more = demand.document(words)
        document = Cell(name).append("".join(f"\n{line}" for line in more), style="dim")
        table.add_row(f" {words.horizon(target)}", document, rule)
    console.draw(table)
    console.print()
