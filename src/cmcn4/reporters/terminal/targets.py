"""The lines of the targets: one a target, more only for what needs a reason."""

from __future__ import annotations

from itertools import product

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation.document import horizons as outlined
from cmcn4.reporters.presentation.gaps import MANY
from cmcn4.reporters.presentation.outline import below, cells, horizon, is_absent
from cmcn4.reporters.presentation.verdicts import SYMBOLS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.areas import counts
from cmcn4.reporters.terminal.colours import LEVEL, STYLES
from cmcn4.reporters.terminal.lines import Columns, Row

_GAP_COLUMN = frozenset({2})


def horizons(console: Console, report: Report, words: Words, *, verbose: bool) -> None:
    """Print each horizon with its targets, worst first."""
    shown = [each for each in report.assessments if not is_absent(each)]
    if not shown:
        return
    areas = list(dict.fromkeys(each.area for each in report.assessments))
    if len(areas) >= MANY and not verbose:
        counts(console, shown, words)
        return
    titles = [words.composed(f"column.{name}") for name in ("value", "wanted", "gap")]
    header = (*titles, "")
    told = outlined(shown)
    filled = [cells(group, words) for each in told for group in each.groups]
    headings = [_heading(each, areas, words) for each in shown]
    longest = max(*map(len, headings), *(len(_title(each, words)) + 3 for each in shown))
    columns = Columns.fit([header, *filled], longest, console.width)
    for each, area in product(told, areas):
        groups = each.of(area).groups
        if groups:
            title = _heading(groups[0][0], areas, words)
            console.print()
            columns.draw(console, Row(Text(title, style="bold"), header), _GAP_COLUMN)
        for group in groups:
            columns.draw(console, _row(group, words, verbose=verbose), _GAP_COLUMN)


def _heading(each: Assessment, areas: list[str], words: Words) -> str:
    """Return the heading of a horizon, with the area where there are several."""
    title = horizon(each, words)
    return f"{title} · {words.area(each.area)}" if len(areas) > 1 else title


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
