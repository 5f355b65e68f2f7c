"""XLSX and XLSM through openpyxl's read-only mode (ECMA-376); sheets stream, row by row."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

import defusedxml.common  # type: ignore[import-untyped]  # openpyxl parses with it when it is there: entities are refused
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from cmcn4.model.observation import Sheet
from cmcn4.readers.cells import (
    CellBool,
    CellError,
    FormulaWithoutValue,
    RawSheet,
    Row,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers import Opened
from cmcn4.readers.form_ids import form_of
from cmcn4.readers.numberformats import date_shows, is_percent
from cmcn4.readers.problems import Unreadable
from cmcn4.readers.workbook_zip import SheetScan, check_archive, scan_sheet

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

    from cmcn4.readers import ReadOptions

_LAST_ROW, _LAST_COLUMN = 1_048_576, 1024
_BATCH = 256


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    check_archive(opened.file)
    book = _load(opened, values=True)
    with closing(book):
        form = form_of(book, lambda title: ([*map(_cell, row)] for row in _cells(book[title])))
        for sheet in book.worksheets:
            if form and sheet.title in form.others:
                continue
            if isinstance(sheet, ReadOnlyWorksheet):
                scan = _scanned(sheet)
                scan.hidden.sheet = sheet.sheet_state != "visible"
                rows = _rows(opened, book, sheet, scan)
                name = Sheet(opened.path, sheet.title)
                merges = tuple(scan.merges)
                raw = RawSheet(sheet=name, rows=rows, hidden=scan.hidden, merges=merges)
                raw.form = form if form and sheet.title == form.data else None
                yield raw


class _CellsOnly(ExcelReader):
    """Leaves out what holds no cells: a broken property or chart must not cost us the data."""

    def read_properties(self) -> None:
        """Leave out author and dates."""

    def read_custom(self) -> None:
        """Leave out properties of the user's own."""

    def read_theme(self) -> None:
        """Leave out colours."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Leave out sheets that are charts."""


def _load(opened: Opened, *, values: bool) -> Workbook:
    opened.file.seek(0)
    try:
        with _quiet():
            reader = _CellsOnly(opened.file, read_only=True, data_only=values, keep_links=False)
            reader.read()
            return reader.wb
    except Exception as error:  # openpyxl raises anything on a damaged workbook
        raise _damaged(error) from error


def _damaged(error: Exception) -> Unreadable:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, defusedxml.common.DefusedXmlException):
            return Unreadable(variant="entities")
        cause = cause.__cause__ or cause.__context__
    return Unreadable(variant="damaged", problem=type(error).__name__)


def _scanned(sheet: ReadOnlyWorksheet) -> SheetScan:
    try:
        with sheet._get_source() as source:  # type: ignore[attr-defined]  # noqa: SLF001
            return scan_sheet(source)
    except Exception as error:  # as above
        raise _damaged(error) from error


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of cells; the size a sheet claims to have is not believed."""
    sheet.reset_dimensions()
    rows = islice(sheet.rows, _LAST_ROW)
    while True:
        try:
            with _quiet():
                batch = list(islice(rows, _BATCH))
        except Exception as error:  # as above
            raise _damaged(error) from error
        if not batch:
            return
        for cells in batch:
            yield cells if len(cells) <= _LAST_COLUMN else cells[:_LAST_COLUMN]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep openpyxl's remarks on styles and validations to itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _rows(
    opened: Opened, book: Workbook, sheet: ReadOnlyWorksheet, scan: SheetScan
) -> Iterator[Row]:
    if not scan.formulas:
        for number, cells in enumerate(_cells(sheet), 1):
            yield number, [_cell(cell) for cell in cells]
        return
    # NOTE: a result is stored beside its formula or it is not, and openpyxl shows the one or the
    # other: two passes, side by side. XlsxWriter stores 0 for all and asks for recalculation.
    calculation = book.calculation
    unsure = bool(calculation is not None and calculation.fullCalcOnLoad)
    formulas = _load(opened, values=False)
    with closing(formulas):
        beside = _cells(formulas[sheet.title])
        for number, (cells, written) in enumerate(zip(_cells(sheet), beside, strict=False), 1):
            yield (
                number,
                [
                    _formula(cell, other, unsure=unsure)
                    for cell, other in zip(cells, written, strict=False)
                ],
            )


def _formula(cell: Any, written: Any, *, unsure: bool) -> str:
    value = cell.value
    if written.data_type == "f" and (value is None or (unsure and value == 0)):
        return FormulaWithoutValue(str(getattr(written.value, "text", written.value)))
    return _cell(cell)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return CellError(value) if cell.data_type == "e" else value
    if isinstance(value, bool):
        return CellBool(str(value).upper())
    if isinstance(value, (int, float)):
        percent = is_percent(_format(cell), negative=value < 0, zero=value == 0)
        return number_cell(value, percent=percent)
    if isinstance(value, dt.date):
        return date_cell(value, shows=date_shows(_format(cell)))
    return str(value)


def _format(cell: Any) -> str:
    """Return the number format; without it, it is not known what the number says."""
    try:
        return str(cell.number_format)
    except Exception as error:  # as above: a style that is not there
        raise _damaged(error) from error
