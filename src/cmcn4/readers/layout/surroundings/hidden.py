"""What of a sheet is not shown to the person who opens it."""

from __future__ import annotations

from cmcn4.model.observation import Place, column_letters
from cmcn4.readers.containers.cells import Hidden, RawSheet
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells, FileReading


def note_hidden(file: FileReading, raw: RawSheet, count: int) -> None:
    """Tell hidden rows, columns and sheets that `count` observations may stand in."""
    hidden = raw.hidden
    if hidden and hidden.beyond:
        column = "XFD"
        what = problem("rows-skipped", variant="beyond", cells=hidden.beyond, column=column)
        file.note(what, Place(raw.sheet), hidden.beyond)
    if count and hidden:
        if hidden.sheet:
            file.note(problem("hidden-data", variant="sheet"), Place(raw.sheet))
        if hidden.rows or hidden.columns:
            file.note(_hidden_cells(hidden), Place(raw.sheet, hidden.row, hidden.column))


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
