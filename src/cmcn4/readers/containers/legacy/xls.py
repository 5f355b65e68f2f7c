"""XLS (MS-XLS) through xlrd, the extra `cmcn4[legacy]`, in a process apart."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    Hidden,
    RawSheet,
)
from cmcn4.readers.containers.legacy.apart import told
from cmcn4.readers.containers.numbers import Numbers

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    cells: _Cells | None = None
    with closing(told(opened, library="xlrd")) as each:
        for sheet in each:
            about = sheet.about
            cells = cells or _Cells(about["formats"], from1904=about["from1904"])
            (rows, row), (columns, column) = about["rows"], about["columns"]
            yield RawSheet(
                sheet=Sheet(opened.path, about["sheet"]),
                rows=((number, list(map(cells.cell, row))) for number, row in sheet.rows),
                hidden=Hidden(
                    sheet=about["hidden"],
                    rows=rows,
                    columns=columns,
                    row=row or None,
                    column=column or None,
                ),
                merges=sheet.merges,
            )


class _Cells:
    """Makes cells of what the process gives."""

    def __init__(self, formats: Sequence[str], *, from1904: bool) -> None:
        self._numbers = Numbers(formats, since_1904=from1904)

    def cell(self, value: Any) -> str:
        match value:
            case str():
                return value
            case list():
                number, style = repr(value[0]), str(value[1])
                known = self._numbers.known.get(style, {}).get(number)
                return known or self._numbers.cell(number, style)
            case bool():
                return CellBool(str(value).upper())
            case _:
                return CellError(value["error"])
