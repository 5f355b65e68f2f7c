"""XLSX and XLSM (ECMA-376): the worksheets of a workbook, whose cells stream."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import CellError, Hidden, RawSheet, Row
from cmcn4.readers.containers.form import form_of
from cmcn4.readers.containers.numbers import Numbers
from cmcn4.readers.containers.xlsx.archive import Parts, workbook_parts
from cmcn4.readers.containers.xlsx.book import Book, SheetPart, load_book, number_formats
from cmcn4.readers.containers.xlsx.merges import Merge, has_merges, merges_of
from cmcn4.readers.containers.xlsx.sheet import Meaning, SheetCells, Workload
from cmcn4.readers.containers.xlsx.strings import shared_strings

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_LARGEST_SHEET, _LARGEST_STRINGS = 1 << 29, 1 << 27
_ANY_CELLS, _CELLS_A_BYTE, _MOST_CELLS = 1 << 21, 4, 1 << 24
"""Cells and rows that any file may have, that each of its bytes adds, and at most."""
_ELEMENTS_A_CELL = 3


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    with workbook_parts(opened.file) as parts:
        book = load_book(parts)
        meaning = _meaning(parts, book)
        by_title = {each.title: each for each in book.sheets}
        form = form_of(
            book.names,
            list(by_title),
            lambda title: (cells for _, cells in _rows(parts, by_title[title], meaning, Hidden())),
        )
        for sheet in book.sheets:
            if form and sheet.title in form.others:
                continue
            hidden = Hidden(sheet=sheet.hidden)
            yield RawSheet(
                sheet=Sheet(opened.path, sheet.title),
                rows=_rows(parts, sheet, meaning, hidden),
                hidden=hidden,
                merges=_merges(parts, sheet, meaning.work),
                form=form if form and sheet.title == form.data else None,
            )


def _meaning(parts: Parts, book: Book) -> Meaning:
    strings = None
    if book.strings:
        with parts.open(book.strings, largest=_LARGEST_STRINGS) as source:
            strings = shared_strings(source, book.strings)
    formats = number_formats(parts, book)
    return Meaning(
        numbers=Numbers(formats, since_1904=book.since_1904),
        strings=strings,
        recalculates=book.recalculates,
        work=Workload(min(_ANY_CELLS + _CELLS_A_BYTE * parts.packed, _MOST_CELLS)),
    )


def _rows(parts: Parts, sheet: SheetPart, meaning: Meaning, hidden: Hidden) -> Iterator[Row]:
    """Yield the rows; the size a sheet claims to have is not even looked at."""
    if not sheet.part:  # told as a sheet without a table, and no reason to refuse the others
        yield 1, [CellError(sheet.title)]
        return
    with parts.open(sheet.part, largest=_LARGEST_SHEET) as source:
        yield from SheetCells(meaning, hidden, sheet.part).rows(source)


def _merges(parts: Parts, sheet: SheetPart, work: Workload) -> tuple[Merge, ...]:
    if not sheet.part:
        return ()
    with parts.open(sheet.part, largest=_LARGEST_SHEET) as source:
        if not has_merges(source):
            return ()
    with parts.open(sheet.part, largest=_LARGEST_SHEET) as source:
        return merges_of(source, sheet.part, _ELEMENTS_A_CELL * work.left)
