"""What of a sheet is not shown to the person who opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.observation import Place, column_letters
from cmcn4.readers.containers import limits
from cmcn4.readers.containers.cells import (
    CellNumber,
    Covered,
    Hidden,
    Merge,
    RawSheet,
    Row,
    Unusable,
)
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells, FileReading
from cmcn4.readers.values.claims import NO_RESULTS, claim
from cmcn4.readers.values.doubts import doubt
from cmcn4.readers.values.unusable import unusable

_SAYING = frozenset(
    ("indicator", "area", "period", "unit", "breakdown", "status", "value", "multiplier")
)
"""Roles of columns that say what a figure is; a check beside it may be worked out anew."""

_OF_FIGURES = ("white", "pale")
"""What is told of figures alone: names and headings are written so where they are repeated."""

_OF_ROWS = ("turned", "strokes")
"""What is told of any text in the header, and in rows with figures."""


def as_shown(rows: Iterable[Row], merges: Sequence[Merge], hidden: Hidden) -> Iterator[Row]:
    """Yield the rows without what stands below merged cells, as Excel shows their first cell alone.

    What is the same as there does no harm. A number that is not becomes Covered, so that none of
    an older period takes its place; a text is counted in `hidden`.
    """
    coming = sorted(merges, reverse=True)
    over: list[tuple[Merge, str]] = []
    """The merged cells that a row goes through, and what they show."""
    ended = limits.LAST_ROW + 1
    """The first row below one of them."""
    for number, cells in rows:
        if number >= ended:
            over = [(merge, shows) for merge, shows in over if merge[2] >= number]
            ended = min((merge[2] + 1 for merge, _ in over), default=limits.LAST_ROW + 1)
        while coming and coming[-1][0] <= number:
            merge = coming.pop()
            if merge[2] >= number:
                first = cells[merge[1] - 1 : merge[1]] if merge[0] == number else ()
                over.append((merge, "".join(first)))
                ended = min(ended, merge[2] + 1)
        for merge, shows in over:
            if len(cells) >= merge[1]:
                _uncover(number, cells, (merge, shows), hidden)
        yield number, cells


def _uncover(number: int, cells: list[str], over: tuple[Merge, str], hidden: Hidden) -> None:
    (top, left, _, right), shows = over
    for at in range(left - 1 + (number == top), min(right, len(cells))):
        cell = cells[at]
        if not cell or cell == shows or isinstance(cell, Unusable) or not cell.strip():
            continue
        if type(cell) is not str or is_figure(cell):
            cells[at] = covered = Covered(cell)
            hidden.numbers.append((number, at + 1, covered))
        else:
            cells[at] = ""
            hidden.covered += 1
            hidden.first_covered = hidden.first_covered or (number, at + 1, cell)


def note_hidden(file: FileReading, raw: RawSheet, count: int) -> None:
    """Tell hidden rows, columns and sheets that `count` observations may stand in."""
    hidden = raw.hidden
    if count and hidden:
        _tell_covered(file, raw, hidden.numbers)
        if hidden.sheet:
            file.note(problem("hidden-data", variant="sheet"), Place(raw.sheet))
        if hidden.rows or hidden.columns:
            file.note(_hidden_cells(hidden), Place(raw.sheet, hidden.row, hidden.column))
        if hidden.first_covered:
            row, column, text = hidden.first_covered
            what = problem("hidden-data", variant="covered", found=found(text),
                           cells=hidden.covered)  # fmt: skip
            file.note(what, Place(raw.sheet, row, column), hidden.covered)
        if hidden.doubtful:
            _tell_doubtful(file, raw, hidden)


def _tell_doubtful(file: FileReading, raw: RawSheet, hidden: Hidden) -> None:
    """Tell figures, and what they are of, that may be shown as something else."""
    places = {each.place: each for each in file.observations if each.place.sheet == raw.sheet}
    tables = [table for table in file.tables if table.sheet == raw.sheet]
    headers = (range(table.header[0], table.header[1] + 1) for table in tables)
    rows = {place.row for place in places}.union(*headers)
    columns = {each.column for one in tables for each in one.columns if each.role in _SAYING}
    for (row, column), (why, cell) in hidden.doubtful.items():
        place = Place(raw.sheet, row, column)
        says = row in rows and column in columns and not isinstance(cell, CellNumber)
        if why in ("forecast", "elsewhere"):
            planned = why == "forecast" or _is_of_plans(hidden.origins.get((row, column), ""))
            if not planned or place not in places or places[place].origin.status == "forecast":
                continue
        says = says and why not in _OF_FIGURES
        if place in places or says or (why in _OF_ROWS and row in rows):
            file.note(problem("hidden-data", variant=why, found=found(cell)), place)


def _is_of_plans(sheets: str) -> bool:
    """Whether the name of one of the sheets, a line each, says that it holds no results."""
    lines = sheets.splitlines()
    return any(doubt(line) or claim(line) in (*NO_RESULTS, "forecast") for line in lines)


def _tell_covered(
    file: FileReading, raw: RawSheet, numbers: Sequence[tuple[int, int, Covered]]
) -> None:
    """Tell numbers below merged cells in columns of values, in rows that were not read for it."""
    if not numbers:
        return
    tables = [table for table in file.tables if table.sheet == raw.sheet]
    columns = {each.column for one in tables for each in one.columns if each.role == "value"}
    told = {(each.place.row, each.place.column) for each in file.findings}
    for row, column, number in numbers:
        if column in columns and (row, column) not in told:
            file.note(unusable(number), Place(raw.sheet, row, column))


def refuse_cut_off(file: FileReading, raw: RawSheet) -> int:
    """Tell a text cut off within its last row, take back a figure there; return how many."""
    cut = raw.hidden.cut_off if raw.hidden else None
    if cut is None:
        return 0
    place = Place(raw.sheet, cut.row, cut.cells)
    lost = [observation for observation in file.observations if observation.place == place]
    what = problem("row-ragged", variant="cut-off", cells=cut.cells, columns=cut.others,
                   found=found(cut.last))  # fmt: skip
    for observation in lost:
        file.observations.remove(observation)
        cells = Cells(
            (observation.indicator,),
            (observation.area,),
            observation.period,
            (observation.breakdown,),
        )
        file.block(what, place, cells)
    if not lost:
        file.note(what, Place(raw.sheet, cut.row))
    return len(lost)


def _hidden_cells(hidden: Hidden) -> Problem:
    """Return how many rows and columns are hidden, and the first as Excel writes them: `3:3`."""
    letters = column_letters(hidden.column) if hidden.column else ""
    first = [f"{each}:{each}" for each in (hidden.row, letters) if each]
    return problem(
        "hidden-data",
        variant="cells",
        rows=hidden.rows,
        columns=hidden.columns,
        first=tuple(first) or "–",
    )
