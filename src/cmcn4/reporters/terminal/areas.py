"""Many areas: counts per target, and the areas farthest from it."""

from __future__ import annotations

from cmcn4.reporters.presentation.outline import horizon
from cmcn4.reporters.presentation.sections import ByTarget, Counted
from cmcn4.reporters.presentation.verdicts import SYMBOLS, VERDICTS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import FAINT
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import Columns, Row
from cmcn4.reporters.terminal.text import Text

_WORST = 3
"""Areas named as farthest from a target."""
_RIGHT = frozenset(range(len(VERDICTS)))


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
    return Row(text, _counted(line), notes)


def _counted(line: Counted) -> tuple[str, ...]:
    """Return the number of areas of each verdict; above and below a level keep their own signs."""
    cells = []
    for verdict, number in zip(VERDICTS, line.numbers(), strict=True):
        signs = [sign for of, sign in line.results if of is verdict and sign]
        sign = signs[0] if len(signs) == 1 else ""
        cells.append(f"{sign} {number}".strip() if number else "–")
    return tuple(cells)
