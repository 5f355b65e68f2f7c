"""The lines of the targets: one a target, more only for what needs a reason."""

from __future__ import annotations

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.outline import below, cells, horizon
from cmcn4.reporters.presentation.sections import Results
from cmcn4.reporters.presentation.verdicts import SYMBOLS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import LEVEL, STYLES
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import Columns, Row
from cmcn4.reporters.terminal.text import Text

_GAP_COLUMN = frozenset({2})


def results(console: Console, section: Results, words: Words, *, verbose: bool) -> None:
    """Print each horizon with its targets, worst first."""
    several = len(section.areas) > 1
    tables = [
        [
            _heading(lines[0][0], words, several=several),
            *(_row(group, words, verbose=verbose) for group in lines),
        ]
        for year in section.horizons
        for lines in year.by_area(section.areas)
    ]
    rows = [row for table in tables for row in table]
    if not rows:
        return
    longest = max(len(row.first.plain) for row in rows)
    columns = Columns.fit([row.cells for row in rows], longest, console.width)
    for table in tables:
        console.print()
        for row in table:
            columns.draw(console, row, _GAP_COLUMN)


def _heading(each: Assessment, words: Words, *, several: bool) -> Row:
    """Return the titles of a horizon, with the area where there are several."""
    title = f"{horizon(each, words)} · {words.area(each.area)}" if several else horizon(each, words)
    titles = [words.composed(f"column.{name}") for name in ("value", "wanted", "gap")]
    return Row(Text(title, style="bold"), (*titles, ""))


def _title(each: Assessment, words: Words) -> str:
    return each.chosen.target.title.get(words.lang) + (" ≠" if each.contested else "")


def _row(group: list[Assessment], words: Words, *, verbose: bool) -> Row:
    first = group[0]
    title = Text(f" {words.symbol(first)} {_title(first, words)}", style_of(first, words))
    return Row(title, cells(group, words), tuple(below(first, words, verbose=verbose)))


def style_of(each: Assessment, words: Words) -> str:
    """Return the colour of a verdict; a level to compare with has one of its own."""
    plain = words.symbol(each) == SYMBOLS[each.verdict]
    return STYLES[each.verdict] if plain else LEVEL
