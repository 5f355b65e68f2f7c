"""With several files: one line a file, with its area, its rows, its errors, what it still lacks."""

from __future__ import annotations

from cmcn4.reporters.presentation.files import COLUMNS
from cmcn4.reporters.presentation.sections import Files
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.terminal.colours import BAD, GOOD
from cmcn4.reporters.terminal.console import Console
from cmcn4.reporters.terminal.lines import WIDEST, Columns, Row, indented
from cmcn4.reporters.terminal.text import Text, columns_of

_NUMBERS = frozenset({1, 2, 3, 4})
_ROOMY = 100
_MARK = 3
_FEW = 8
"""Files that have a line each; of more, those that are refused."""


def files(console: Console, section: Files, words: Words, *, verbose: bool) -> None:
    """Print the lines of the files; long names are cut in their middle.

    Of many files only those that were refused have a line, all of them with `verbose`.
    """
    short = "" if console.width >= _ROOMY else ".short"
    header = tuple(words.composed(f"column.{name}{short}") for name in COLUMNS)
    longest = max(columns_of(line.name) for line in section.lines) + _MARK
    rows = [header, *(line.cells for line in section.lines)]
    columns = Columns.fit(rows, longest, console.width)
    refused = [line for line in section.lines if not line.accepted]
    console.print()
    columns.draw(console, Row(Text(words.say("column.file"), style="bold"), header), _NUMBERS)
    for line in section.lines if verbose or len(section.lines) <= _FEW else refused:
        style = GOOD if line.accepted else BAD
        mark = "✔" if line.accepted else "✘"
        name = line.name if verbose else cut(line.name, columns.first - _MARK)
        columns.draw(console, Row(Text(f" {mark} {name}", style=style), line.cells), _NUMBERS)
    for remark in section.remarks:
        indented(console, remark, min(console.width, WIDEST), indent=1)


def cut(name: str, room: int) -> str:
    """Return a name that takes no more than `room` columns; what names differ in is kept.

    Names of files differ in their ends: a number in front, a province or a year behind.
    """
    if columns_of(name) <= room:
        return name
    from rich.cells import chop_cells  # noqa: PLC0415 - for what is too wide

    front = chop_cells(name, room // 2)[0]
    back = chop_cells(name[::-1], room - 1 - room // 2)[0][::-1]
    return f"{front}…{back}"
