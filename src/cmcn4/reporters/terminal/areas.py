"""Many areas: counts per target, and the areas farthest from it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Assessment
from cmcn4.reporters.presentation.document import by_target
from cmcn4.reporters.presentation.outline import horizon
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW, SYMBOLS, VERDICTS
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import FAINT
from cmcn4.reporters.terminal.lines import Columns, Row

_RIGHT = frozenset(range(len(VERDICTS)))
_WORST = 3


def counts(console: Console, shown: list[Assessment], words: Words) -> None:
    """Print one line a target with the number of areas of each verdict."""
    groups = by_target(shown)
    header = tuple(SYMBOLS.values())
    rows = [_row(group, words) for group in groups]
    longest = max(len(row.first.plain) for row in rows) + 2
    columns = Columns.fit([header, *(row.cells for row in rows)], longest, console.width)
    for year in sorted({group[0].chosen.target.horizon for group in groups}):
        mine = [
            (group, row)
            for group, row in zip(groups, rows, strict=True)
            if group[0].chosen.target.horizon == year
        ]
        console.print()
        title = Text(horizon(mine[0][0][0], words), style="bold")
        columns.draw(console, Row(title, header), _RIGHT)
        for _, row in mine:
            columns.draw(console, row, _RIGHT)
    console.print()
    number = len({each.area for each in shown})
    console.print(Text(words.say("areas.more", count=number), style=FAINT))


def _row(group: list[Assessment], words: Words) -> Row:
    packs = dict.fromkeys(each.chosen.pack.name for each in group)
    text = Text(f" {group[0].chosen.target.title.get(words.lang)}")
    text.append(f"  {' '.join(packs)}", style=FAINT)
    # Each area once: what two packs ask alike they answer alike.
    once = list({each.area: each for each in reversed(group)}.values())
    return Row(text, _counted(once, words), tuple(filter(None, (_worst(once, words),))))


def _counted(group: list[Assessment], words: Words) -> tuple[str, ...]:
    """Return the number of areas of each verdict; above and below a level keep their own signs."""
    cells = []
    for verdict in VERDICTS:
        mine = [each for each in group if each.decided is verdict]
        signs = {words.symbol(each) for each in mine} & {ABOVE, BELOW}
        sign = f"{signs.pop()} " if len(signs) == 1 else ""
        cells.append(f"{sign}{len(mine)}" if mine else "–")
    return tuple(cells)


def _worst(group: list[Assessment], words: Words) -> str:
    """Return the areas farthest from the target, those of equal gap by name."""
    far = [each for each in group if each.gap]
    far.sort(key=lambda each: (-(each.gap or 0), words.area(each.area)))
    names = ", ".join(f"{words.area(each.area)} ({words.value(each)})" for each in far[:_WORST])
    return words.say("many.worst", areas=names) if names else ""
