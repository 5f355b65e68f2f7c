"""Many areas: counts per target, and the areas farthest from it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.outline import horizon
from cmcn4.reporters.presentation.sections import ByTarget, Counted
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, SYMBOLS, VERDICTS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import FAINT
from cmcn4.reporters.terminal.lines import Columns, Row

_RIGHT = frozenset(range(len(VERDICTS)))
_WORST = 3


def counts(console: Console, section: ByTarget, words: Words) -> None:
    """Print one line a target with the number of areas of each verdict."""
    header = tuple(SYMBOLS.values())
    rows = [_row(line, words) for line in section.targets]
    longest = max(len(row.first.plain) for row in rows) + 2
    columns = Columns.fit([header, *(row.cells for row in rows)], longest, console.width)
    title = ""
    for line, row in zip(section.targets, rows, strict=True):
        if horizon(line.first, words) != title:
            title = horizon(line.first, words)
            console.print()
            columns.draw(console, Row(Text(title, style="bold"), header), _RIGHT)
        columns.draw(console, row, _RIGHT)
    console.print()
    console.print(Text(words.say("areas.more", count=section.number), style=FAINT))


def _row(line: Counted, words: Words) -> Row:
    packs = " ".join(check.chosen.pack.name for check in line.checks)
    text = Text(f" {line.first.chosen.target.title.get(words.lang)}")
    text.append(f"  {packs}", style=FAINT)
    far = line.farthest(words, _WORST)
    notes = (words.say("many.worst", areas=far),) if far else ()
    return Row(text, _counted(line.areas, words), notes)


def _counted(group: list[Assessment], words: Words) -> tuple[str, ...]:
    """Return the number of areas of each verdict; above and below a level keep their own signs."""
    cells = []
    for verdict in VERDICTS:
        mine = [assessment for assessment in group if assessment.decided is verdict]
        signs = {words.symbol(assessment) for assessment in mine} & {ABOVE, BELOW}
        sign = f"{signs.pop()} " if len(signs) == 1 else ""
        cells.append(f"{sign}{len(mine)}" if mine else "–")
    return tuple(cells)
