"""XLSX and XLSM (ECMA-376): openpyxl reads what is around the sheets, whose cells stream."""

from __future__ import annotations

import io
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Any

import defusedxml.common  # type: ignore[import-untyped]  # openpyxl parses with it when it is there: entities are refused
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.form import form_of
from cmcn4.readers.containers.xlsx.archive import SheetScan, check_archive, scan_sheet
from cmcn4.readers.containers.xlsx.sheet import SheetCells, Styles
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

    from cmcn4.readers import ReadOptions


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    check_archive(opened.file)
    book = _load(opened)
    with closing(book):
        styles = _styles(book)
        form = form_of(book, lambda title: _texts(book[title], styles))
        for sheet in book.worksheets:
            if form and sheet.title in form.others:
                continue
            if isinstance(sheet, ReadOnlyWorksheet):
                scan = _scanned(sheet)
                scan.hidden.sheet = sheet.sheet_state != "visible"
                rows = _rows(sheet, styles, scan.hidden)
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


def _load(opened: Opened) -> Workbook:
    opened.file.seek(0)
    try:
        with _quiet():
            reader = _CellsOnly(opened.file, read_only=True, data_only=True, keep_links=False)
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


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep openpyxl's remarks on styles and validations to itself.

    NOTE: it prints those on styles that are not there, into what may be a JSON report.
    """
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _texts(sheet: Any, styles: Styles) -> Iterator[list[str]]:
    return ([*cells] for _, cells in _rows(sheet, styles, Hidden()))


def _rows(sheet: ReadOnlyWorksheet, styles: Styles, hidden: Hidden) -> Iterator[Row]:
    """Yield the rows; the size a sheet claims to have is not even looked at."""
    try:
        with sheet._get_source() as source:  # type: ignore[attr-defined]  # noqa: SLF001
            yield from SheetCells(styles, hidden).rows(source)
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise _damaged(error) from error


def _styles(book: Workbook) -> Styles:
    """Return what the workbook says of its cells outside the sheets."""
    calculation, known = book.calculation, book._number_formats  # type: ignore[attr-defined]  # noqa: SLF001
    formats = []
    for style in book._cell_styles:  # type: ignore[attr-defined]  # noqa: SLF001
        number = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        shown = known[number] if number >= 0 else BUILTIN_FORMATS.get(style.numFmtId, "General")
        formats.append(shown)
    return Styles(
        strings=_strings(book),
        formats=formats,
        dates=frozenset(book._date_formats),  # type: ignore[attr-defined]  # noqa: SLF001
        durations=frozenset(book._timedelta_formats),  # type: ignore[attr-defined]  # noqa: SLF001
        epoch=book.epoch,
        unsure=bool(calculation is not None and calculation.fullCalcOnLoad),
    )


def _strings(book: Workbook) -> Sequence[str]:
    """Return the texts that all sheets share."""
    for sheet in book.worksheets:
        shared: Sequence[str] = getattr(sheet, "_shared_strings", ())
        return shared
    return ()
