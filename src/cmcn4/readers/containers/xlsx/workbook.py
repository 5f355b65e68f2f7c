"""XLSX and XLSM (ECMA-376): the worksheets of a workbook, whose cells stream."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.archive import LARGEST, LARGEST_STRINGS, Parts
from cmcn4.readers.containers.cells import CellError, Hidden, RawSheet, Row, with_gaps
from cmcn4.readers.containers.form import form_of
from cmcn4.readers.containers.limits import cells_of
from cmcn4.readers.containers.numbers import Numbers
from cmcn4.readers.containers.xlsx.book import (
    Book,
    SheetPart,
    load_book,
    merges_of,
    number_formats,
)
from cmcn4.readers.containers.xlsx.sheet import Meaning, SheetCells
from cmcn4.readers.containers.xlsx.strings import shared_strings

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_ELEMENTS_A_CELL = 3


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the worksheets, hidden ones too."""
    del options  # nothing of it matters to a workbook
    parts = Parts(opened.file)
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
            rows=with_gaps(_rows(parts, sheet, meaning, hidden)),
            hidden=hidden,
            merges=merges_of(parts, sheet.part, _ELEMENTS_A_CELL * meaning.work.left),
            form=form if form and sheet.title == form.data else None,
        )


def _meaning(parts: Parts, book: Book) -> Meaning:
    strings = None
    if book.strings in parts:
        with parts.open(book.strings, largest=LARGEST_STRINGS) as source:
            strings = shared_strings(source, book.strings)
    numbers = Numbers(number_formats(parts, book), since_1904=book.since_1904)
    return Meaning(numbers, strings, book.recalculates, cells_of(parts.packed))


def _rows(parts: Parts, sheet: SheetPart, meaning: Meaning, hidden: Hidden) -> Iterator[Row]:
    """Yield the rows; the size a sheet claims to have is not even looked at."""
    if not sheet.part:  # told as a sheet without a table, and no reason to refuse the others
        yield 1, [CellError(sheet.title)]
        return
    with parts.open(sheet.part, largest=LARGEST) as source:
        yield from SheetCells(meaning, hidden, sheet.part).rows(source)
