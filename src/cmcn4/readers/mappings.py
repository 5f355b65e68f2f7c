"""Tables that are already in Python: each value becomes a cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet, Submission
from cmcn4.readers.containers.cells import RawSheet, Row
from cmcn4.readers.containers.typed import cell
from cmcn4.readers.files import language
from cmcn4.readers.layout.sheet import read_sheet
from cmcn4.readers.parts import report
from cmcn4.readers.reading import Context, FileReading

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions
    from cmcn4.readers.tables import Table


def read_table(table: Table, options: ReadOptions, name: str) -> Submission:
    """Read a table as if its rows were those of one sheet, the names being its first row."""
    submission, context = Submission(), Context(options)
    file = FileReading(context, name)
    listed = list(table.rows)
    raw = RawSheet(sheet=Sheet(name), rows=_cells(table.names, listed))
    report(file, [read_sheet(file, raw)])
    # NOTE: rows have no bytes; their digest is that of how they print, the same in every run.
    digest = hashlib.sha256(repr([list(map(str, row)) for row in listed]).encode())
    file.finish(submission, digest.hexdigest())
    submission.language = language(context)
    return submission


def _cells(names: list[str], rows: list[Sequence[object]]) -> Iterator[Row]:
    if names:
        yield 1, list(names)
    for number, row in enumerate(rows, 2):
        yield number, list(map(cell, row))
