"""XLSB through python-calamine, the extra `cmcn4[legacy]`, in a process apart.

What it gives has no number formats, and an empty cell where an error stands: see `legacy-format`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import (
    CellBool,
    CellUnformatted,
    Hidden,
    RawSheet,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.legacy.apart import told
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.containers.xlsx.archive import check_sizes

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    check_sizes(opened.file)
    opened.file.seek(0)
    lost = suffix_of(opened.path)
    with closing(told(opened, library="python_calamine")) as each:
        for sheet in each:
            yield RawSheet(
                sheet=Sheet(opened.path, sheet.about["sheet"]),
                rows=((number, [_cell(cell) for cell in cells]) for number, cells in sheet.rows),
                hidden=Hidden(sheet=sheet.about["hidden"]),
                merges=sheet.merges,
                formats_lost=lost,
            )
            lost = ""


def _cell(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return CellBool(str(value).upper())
        case dict():
            return date_cell(dt.date.fromisoformat(value["date"]))
        case _:
            return CellUnformatted(number_cell(value))
