"""With several files: one line a file, with its area, its rows, its errors, what it still lacks."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from cmcn4.model.observation import Input
from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.terminal_lines import Columns, Row
from cmcn4.reporters.words import Words

_NUMBERS = frozenset({1, 2, 3, 4})


def files(console: Console, report: Report, words: Words) -> None:
    """Print the lines of the files, if there are several."""
    if len(report.inputs) <= 1:
        return
    names = ("area", "rows", "errors", "warnings", "missing")
    header = tuple(words.say(f"column.{name}") for name in names)
    cells = [_cells(each, report, words) for each in report.inputs]
    longest = max(len(each.path) for each in report.inputs) + 3
    columns = Columns.fit([header, *cells], longest, console.width)
    console.print()
    columns.draw(console, Row(Text(words.say("column.file"), style="bold"), header), _NUMBERS)
    for each, row in zip(report.inputs, cells, strict=True):
        style = "bold red" if each.errors else "green"
        mark = "✘" if each.errors else "✔"
        columns.draw(console, Row(Text(f" {mark} {each.path}", style=style), row), _NUMBERS)


def _cells(each: Input, report: Report, words: Words) -> tuple[str, ...]:
    area = words.area(each.area) if each.area else "–"
    lacking = sum(
        one.verdict is Verdict.NO_DATA and not one.informs
        for one in report.assessments
        if one.area == each.area
    )
    missing = str(lacking) if each.area else "–"
    numbers = (each.observations, each.errors, each.warnings)
    return (area, *(str(number) for number in numbers), missing)
