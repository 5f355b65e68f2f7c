"""Sheets that are no long table: their tables one after the other, each with its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cmcn4.model.observation import Place, Sheet
from cmcn4.readers.containers.cells import RawSheet, Row
from cmcn4.readers.layout.beside import side_by_side
from cmcn4.readers.layout.faults import unknown_indicator
from cmcn4.readers.layout.grid import Grid, find_grids, is_mistaken_date
from cmcn4.readers.layout.headings import Headings
from cmcn4.readers.layout.plans import Fault, Plan, plan
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.layout.surroundings import around
from cmcn4.readers.layout.titles import title_area
from cmcn4.readers.layout.wide import WideTable
from cmcn4.readers.problems import Problem, Unreadable, found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.names import Near

_FOOTER = 40
_MOST_CELLS = 8_000_000
_TYPED_YEAR = re.compile(r"[12Il][09Oo][0-9OoIl]{2}")


def read_wide(
    file: FileReading, raw: RawSheet, first: Sequence[Row]
) -> tuple[Problem, Place] | bool:
    """Read all wide tables of a sheet, of which the first rows have been read.

    Returns True when there are any, False when there is none, else the problem of the first.
    """
    headings = Headings(file.context)
    if not find_grids(first, headings, raw.merges):
        return False  # the rest of it is not even looked at
    rows = _kept(first, raw.rows)
    grids = find_grids(rows, headings, raw.merges)
    problems: list[tuple[Problem, Place]] = []
    read = start = 0
    for index, grid in enumerate(grids):
        end = grids[index + 1].top if index + 1 < len(grids) else len(rows)
        above, below = rows[start : grid.top], rows[grid.bottom + 1 : end]
        body, start = _without_title(below, end, last=end == len(rows))
        for part in side_by_side(grid):
            fault = _table(file, raw, part, (above, body))
            if fault is None:
                read += 1
            elif _is_ours(part):
                column = None if fault.at is None else fault.at + 1
                problems.append((fault.what, Place(raw.sheet, grid.row, column)))
    if problems and read:
        for what, place in problems:
            file.note(what, place)
    if problems and not read:
        return problems[0]
    return bool(read)


def _kept(first: Sequence[Row], following: Iterable[Row]) -> list[Row]:
    """Return all rows of a sheet; raise Unreadable when they are too many to be kept."""
    rows = list(first)
    size = sum(len(cells) for _, cells in rows)
    for row in following:
        size += len(row[1]) + 1
        if size > _MOST_CELLS:
            raise Unreadable(row=row[0], variant="too-many-cells", limit=_MOST_CELLS // 1_000_000)
        rows.append(row)
    return rows


def _is_ours(grid: Grid) -> bool:
    """Whether a table that cannot be read may be one of ours, and not just any table."""
    return any(each.indicator or each.role == "indicator" for each in grid.headings)


def _without_title(body: Sequence[Row], end: int, *, last: bool) -> tuple[Sequence[Row], int]:
    """Cut the title of the next table off the end of this one."""
    cut = len(body)
    while not last and cut and sum(1 for cell in body[cut - 1][1] if cell.strip()) <= 1:
        cut -= 1
    return body[:cut], end - (len(body) - cut)


def _table(
    file: FileReading, raw: RawSheet, grid: Grid, rows: tuple[Sequence[Row], Sequence[Row]]
) -> Fault | None:
    above, body = rows
    said = around(above, body[-_FOOTER:], raw.sheet, file.context)
    made = plan(grid, body, said, file.context)
    if isinstance(made, Fault):
        return made
    recorder = Recorder(file, raw.sheet, made.columns)
    # Publishers name indicators in the columns or the title, or give codes for all things.
    recorder.publisher = not made.indicator or (len(made.indicator) > 1 and len(made.area) > 1)
    title_area(file, recorder, above)
    languages = file.context.languages
    for heading in grid.headings:
        if heading.lang:
            languages[heading.lang] = languages.get(heading.lang, 0) + 1
    before = len(file.observations)
    _near_misses(file, grid, made, raw.sheet)
    _mistaken_years(file, grid, raw.sheet)
    table = WideTable(recorder, grid, made, said)
    table.read(body, raw.merges)
    recorder.finish()
    table.skip_others(body)
    _note_goals(file, grid, Place(raw.sheet, grid.row))
    count = len(file.observations) - before
    if count and "source" not in made.single and not said.source:
        what = problem("source-missing", variant="column", rows=count)
        file.note(what, Place(raw.sheet, grid.row), count)
    return None


def _near_misses(file: FileReading, grid: Grid, made: Plan, sheet: Sheet) -> None:
    """Report headings that are nearly the name of an indicator, and block what they may mean."""
    catalogue = file.context.vocabulary.catalogue
    for index in list(made.values):
        heading = grid.headings[index]
        near = file.context.indicators.find((heading.indicator,)) if heading.indicator else None
        if isinstance(near, Near):
            made.values.remove(index)
            period = heading.period.period if heading.period else None
            place = Place(sheet, grid.row, index + 1)
            file.block(unknown_indicator(catalogue, near), place, near.ids, (None,), period)


def _mistaken_years(file: FileReading, grid: Grid, sheet: Sheet) -> None:
    """Report years above columns that a date format made days of 1905, or with letters in them."""
    for column, cell in enumerate(grid.last, 1):
        if is_mistaken_date(cell) or (_TYPED_YEAR.fullmatch(cell) and not cell.isdecimal()):
            what = problem("period-unreadable", found=found(cell))
            file.note(what, Place(sheet, grid.row, column))


def _note_goals(file: FileReading, grid: Grid, place: Place) -> None:
    """Name the columns of targets: they are no observations."""
    if grid.goals:
        names = tuple(grid.texts[index] for index in grid.goals)
        what = problem("rows-skipped", variant="targets", examples=names)
        file.note(what, place._replace(column=grid.goals[0] + 1), len(names))
