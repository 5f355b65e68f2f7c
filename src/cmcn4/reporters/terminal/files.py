"""With several files: one line a file, with its area, its rows, its errors, what it still lacks."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.lines import WIDEST, Columns, Row, indented

_NUMBERS = frozenset({1, 2, 3, 4})
_ROOMY = 100
_MARK = 3


def files(console: Console, report: Report, words: Words, *, verbose: bool = False) -> None:
    """Print the lines of the files, if there are several; long names are cut in their middle."""
    if len(report.inputs) <= 1:
        return
    from cmcn4.reporters.presentation.files import COLUMNS, file_lines, files_told  # noqa: PLC0415 - as said

    lines = file_lines(report, words)
    short = "" if console.width >= _ROOMY else ".short"
    header = tuple(words.composed(f"column.{name}{short}") for name in COLUMNS)
    longest = max(cell_len(each.name) for each in lines) + _MARK
    columns = Columns.fit([header, *(each.cells for each in lines)], longest, console.width)
    console.print()
    columns.draw(console, Row(Text(words.say("column.file"), style="bold"), header), _NUMBERS)
    for each in lines:
        style = GOOD if each.accepted else BAD
        mark = "✔" if each.accepted else "✘"
        name = each.name if verbose else cut(each.name, columns.first - _MARK)
        columns.draw(console, Row(Text(f" {mark} {name}", style=style), each.cells), _NUMBERS)
    for told in files_told(report, words):
        indented(console, told, min(console.width, WIDEST), indent=1)


def cut(name: str, room: int) -> str:
    """Return a name that takes no more than `room` columns; what names differ in is kept.

    Names of files differ in their ends: a number in front, a province or a year behind.
    """
    if cell_len(name) <= room:
        return name
    front = chop_cells(name, room // 2)[0]
    back = chop_cells(name[::-1], room - 1 - room // 2)[0][::-1]
    return f"{front}…{back}"
