"""The container of workbooks gives the cells that openpyxl gives, one by one."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import CellBool, CellError, date_cell, number_cell
from cmcn4.readers.containers.formats import shown
from cmcn4.readers.containers.xlsx import workbook
from unit.readers.small import options

ROOT = Path(__file__).parents[3]
BOOKS = sorted([*ROOT.glob("tests/cases/input/*.xlsx"), *ROOT.glob("samples/*.xlsx")])
FORMATS = ("General", "0.00", "0.0%", "0%;-0.0", "#,##0", "@", '0.0"%"')
Cells = dict[tuple[str, int | None, int | None], tuple[type, str]]


def ours(content: bytes) -> Cells:
    what = Opened(path="x.xlsx", file=io.BytesIO(content), head=b"")
    return {
        (str(sheet.sheet.name), number, column): (type(cell), str(cell))
        for sheet in workbook.sheets(what, options())
        for number, cells in sheet.rows
        for column, cell in enumerate(cells, 1)
        if cell
    }


def theirs(content: bytes) -> Cells:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.row, cell.column): (type(text), str(text))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if (text := as_cell(cell.value, cell.number_format, cell.data_type))
    }


def as_cell(value: Any, number_format: str, kind: str) -> str:
    if kind == "e":
        return CellError(value)
    if isinstance(value, bool):
        return CellBool(str(value).upper())
    if isinstance(value, (int, float)):
        return number_cell(value, percent=shown(number_format, value).percent)
    if isinstance(value, dt.date):
        return date_cell(value, shows=shown(number_format, 1).smallest)
    return "" if value is None else str(value)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_all_workbooks_at_hand(path: Path) -> None:
    content = path.read_bytes()
    got = ours(content)
    assert got
    assert got == theirs(content)


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="_")
).filter(lambda text: not text.startswith(("=", "#")))
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2999, 12, 31)),  # noqa: DTZ001 - cells have none
    texts,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.tuples(values, st.sampled_from(FORMATS)), max_size=6), max_size=6))
def test_random_sheets(rows: list[list[tuple[Any, str]]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, cells in enumerate(rows, 1):
        for column, (value, number_format) in enumerate(cells, 1):
            cell = sheet.cell(number * 2, column * 3, value)
            if not isinstance(value, dt.datetime):
                cell.number_format = number_format
    file = io.BytesIO()
    book.save(file)
    assert ours(file.getvalue()) == theirs(file.getvalue())
