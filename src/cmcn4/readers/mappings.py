"""Rows that are already in Python: mappings of column names to values, as of a dataframe."""

from __future__ import annotations

import datetime as dt
import hashlib
import operator
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, SupportsIndex

from cmcn4.model.observation import Sheet, Submission
from cmcn4.readers.containers.cells import CellBool, RawSheet, Row, date_cell, number_cell
from cmcn4.readers.files import language
from cmcn4.readers.layout.sheet import read_sheet
from cmcn4.readers.parts import report
from cmcn4.readers.reading import Context, FileReading

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_NOTHING = frozenset({"None", "nan", "NaT", "<NA>"})


def read_mappings(
    rows: Iterable[Mapping[str, object]], options: ReadOptions, name: str
) -> Submission:
    """Read mappings as if they were the rows of one sheet, the names being its first row."""
    submission, context = Submission(), Context(options)
    file = FileReading(context, name)
    listed = list(rows)
    names = list(dict.fromkeys(str(key) for row in listed for key in row))
    raw = RawSheet(sheet=Sheet(name), rows=_cells(listed, names))
    report(file, [read_sheet(file, raw)])
    # NOTE: rows have no bytes; their digest is that of how they print, the same in every run.
    digest = hashlib.sha256(
        repr([[str(row.get(key, "")) for key in names] for row in listed]).encode()
    )
    file.finish(submission, digest.hexdigest())
    submission.language = language(context)
    return submission


def _cells(rows: list[Mapping[str, object]], names: list[str]) -> Iterator[Row]:
    if names:
        yield 1, list(names)
    for number, row in enumerate(rows, 2):
        yield number, [cell(row.get(name)) for name in names]


def cell(value: object) -> str:
    """Return a Python value as a raw cell; None, NaN, NaT and NA are empty."""
    match value:
        case str():
            text = value
        case bool():
            text = CellBool(str(value).upper())
        case Decimal() | float() | int():
            text = number_cell(value)
        case dt.date() if str(value) not in _NOTHING:
            text = date_cell(value)
        case SupportsIndex():
            text = number_cell(operator.index(value))
        case _:
            text = "" if str(value) in _NOTHING else str(value)
    return text


def frame_rows(frame: Any) -> Iterable[Mapping[str, Any]]:
    """Return a dataframe's rows: Polars names the method to_dicts, pandas to_dict."""
    if hasattr(frame, "to_dicts"):
        rows: Iterable[Mapping[str, Any]] = frame.to_dicts()
        return rows
    records: Iterable[Mapping[str, Any]] = frame.to_dict("records")
    return records
