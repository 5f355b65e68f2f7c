"""The lines of the targets: one a target, more only for what needs a reason."""

from __future__ import annotations

from itertools import product

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.outline import below, cells, horizon
from cmcn4.reporters.presentation.sections import Results
from cmcn4.reporters.presentation.verdicts import SYMBOLS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import LEVEL, STYLES
from cmcn4.reporters.terminal.lines import Columns, Row

_GAP_COLUMN = frozenset({2})


def results(console: Console, section: Results, words: Words, *, verbose: bool) -> None:
    """Print each horizon with its targets, worst first."""
    titles = [words.composed(f"column.{name}") for name in ("value", "wanted", "gap")]
    header = (*titles, "")
    groups = [group for year in section.horizons for group in year.groups]
    if not groups:
        return
    several = len(section.areas) > 1
    longest = max(
        max(len(_heading(first, words, several=several)), len(_title(first, words)) + 3)
        for first, *_ in groups
    )
    columns = Columns.fit(
        [header, *(cells(group, words) for group in groups)], longest, console.width
    )
    for year, area in product(section.horizons, section.areas):
        shown = year.of(area)
        if shown:
            title = _heading(shown[0][0], words, several=several)
            console.print()
            columns.draw(console, Row(Text(title, style="bold"), header), _GAP_COLUMN)
        for group in shown:
            columns.draw(console, _row(group, words, verbose=verbose), _GAP_COLUMN)


def _heading(each: Assessment, words: Words, *, several: bool) -> str:
    """Return the heading of a horizon, with the area where there are several."""
    title = horizon(each, words)
    return f"{title} · {words.area(each.area)}" if several else title


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
