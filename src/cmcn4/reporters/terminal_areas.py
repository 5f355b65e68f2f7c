"""Many areas: counts per target, and the areas farthest from it."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.terminal_lines import Columns, Row
from cmcn4.reporters.words import SYMBOLS, Words

_SHOWN = (Verdict.FAIL, Verdict.REVIEW, Verdict.PENDING, Verdict.PASS, Verdict.NO_DATA)
_RIGHT = frozenset(range(len(_SHOWN)))
_WORST = 3


def counts(console: Console, shown: list[Assessment], words: Words) -> None:
    """Print one line a target with the number of areas of each verdict."""
    by_target: dict[str, list[Assessment]] = defaultdict(list)
    for each in shown:
        by_target[each.chosen.id].append(each)
    header = tuple(SYMBOLS[verdict] for verdict in _SHOWN)
    cells = {name: _counted(group) for name, group in by_target.items()}
    longest = max(len(each.chosen.target.title.get(words.lang)) for each in shown) + 12
    columns = Columns.fit([header, *cells.values()], longest, console.width)
    for year in sorted({each.chosen.target.horizon for each in shown}):
        mine = [group for group in by_target.values() if group[0].chosen.target.horizon == year]
        key = "head.horizon.due" if mine[0][0].due else "head.horizon.ahead"
        console.print()
        title = Text(words.say(key, year=year), style="bold")
        columns.draw(console, Row(title, header), _RIGHT)
        for group in mine:
            first = group[0].chosen
            name = f" {first.target.title.get(words.lang)} ({first.pack.short or first.pack.id})"
            notes = tuple(filter(None, (_worst(group, words),)))
            columns.draw(console, Row(Text(name), cells[first.id], notes), _RIGHT)
    console.print()
    number = len({each.area for each in shown})
    console.print(Text(words.say("areas.more", count=number), style="dim"))


def _counted(group: list[Assessment]) -> tuple[str, ...]:
    numbers = (sum(each.decided is verdict for each in group) for verdict in _SHOWN)
    return tuple(str(number or "–") for number in numbers)


def _worst(group: list[Assessment], words: Words) -> str:
    """Return the areas farthest from the target, those of equal gap by name."""
    far = [each for each in group if each.gap]
    far.sort(key=lambda each: (-(each.gap or 0), words.area(each.area)))
    names = ", ".join(f"{words.area(each.area)} ({words.value(each)})" for each in far[:_WORST])
    return words.say("many.worst", areas=names) if names else ""
