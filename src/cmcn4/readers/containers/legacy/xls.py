"""XLS (MS-XLS) through xlrd, the extra `cmcn4[legacy]`, in a process apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import (
    CellBool,
    CellError,
    Hidden,
    RawSheet,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.legacy.apart import told
from cmcn4.readers.containers.numberformats import date_shows, is_percent

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_MOST_KEPT = 65_536


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
        self._formats = formats
        self._epoch = CALENDAR_MAC_1904 if from1904 else CALENDAR_WINDOWS_1900
        self._known: dict[tuple[float, int], str] = {}

    def cell(self, value: Any) -> str:
        match value:
            case str():
                return value
            case list():
                return self._number(value[0], value[1])
            case bool():
                return CellBool(str(value).upper())
            case _:
                return CellError(value["error"])

    def _number(self, value: float, style: int) -> str:
        """Return a number as a cell; every distinct one is made once."""
        known = self._known.get((value, style))
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[value, style] = self._shown(value, self._formats[style])
        return known

    def _shown(self, value: float, shows: str) -> str:
        """Return a number as its format shows it."""
        if not is_date_format(shows):
            percent = is_percent(shows, negative=value < 0, zero=value == 0)
            return number_cell(value, percent=percent)
        try:
            day: Any = from_excel(value, self._epoch, timedelta=is_timedelta_format(shows))
        except (OverflowError, ValueError):
            return CellError("#VALUE!")  # what Excel shows as ####
        return date_cell(day, shows=date_shows(shows)) if isinstance(day, dt.date) else str(day)
