"""Parquet through DuckDB: one sheet, whose header are the names of its columns.

See https://parquet.apache.org/docs/file-format/. Numbers are exact, as in a workbook.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import RawSheet, Records, Row
from cmcn4.readers.containers.limits import LAST_COLUMN, damaged, too_far
from cmcn4.readers.containers.typed import cell
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    import duckdb

    from cmcn4.readers import ReadOptions

_AT_ONCE = 2_000
_LARGEST = 1 << 30
_MEMORY = "1GB"


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:  # noqa: ARG001 - as of all
    """Yield the file as one sheet."""
    if find_spec("duckdb") is None:
        raise Unreadable(variant="scale", suffix=".parquet")
    import duckdb  # noqa: PLC0415 - an extra

    with tempfile.TemporaryDirectory(prefix="cmcn4-") as folder:
        path = Path(folder) / "data.parquet"  # another name may be a pattern to DuckDB
        with path.open("wb") as copy:
            copyfileobj(opened.file, copy)
        with duckdb.connect() as connection:
            rows = _told(_rows(connection, path), duckdb.Error)
            yield RawSheet(sheet=Sheet(opened.path), rows=rows, lines=Records(path))


def _told(rows: Iterator[Row], broken: type[Exception]) -> Iterator[Row]:
    """Yield rows; raise Unreadable where the file breaks its own rules."""
    try:
        yield from rows
    except broken as error:
        raise damaged(str(error).partition("\n")[0]) from error


def _rows(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[Row]:
    """Yield the names, then the rows; nothing but the one file is opened for them."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute("SET allowed_paths = [?]", [str(path)])
    connection.execute("SET enable_external_access = false")
    found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
    names = [str(name) for name, *_ in found.description or ()]
    if len(names) > LAST_COLUMN:
        raise too_far(1)
    yield 1, names
    number, size = 1, 0
    while values := found.fetchmany(_AT_ONCE):
        for row in values:
            number += 1
            cells = list(map(cell, row))
            size += sum(map(len, cells)) + len(cells)
            if size > _LARGEST:
                raise Unreadable(variant="too-large", limit=_LARGEST >> 20)
            yield number, cells
