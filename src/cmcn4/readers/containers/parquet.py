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
from cmcn4.readers.containers.limits import LAST_COLUMN, Budget, cells_of, too_far, too_much
from cmcn4.readers.containers.typed import cell
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    import duckdb

    from cmcn4.model.limits import Limits
    from cmcn4.readers import ReadOptions

_NUMBER = "file_row_number"
"""DuckDB's own column of the numbers of rows, from 0."""
_AT_ONCE, _MOST_AT_ONCE, _LETTERS_AT_ONCE = 256, 65_536, 16 << 20
"""Rows asked for at first and at most, and characters meant to come at once."""
_MEMORY = "512MB"
_CELLS_A_BYTE = 64
"""More cells than any file packs that says something in them."""
_LETTERS, _LETTERS_A_BYTE = 64 << 20, 256
"""More characters than any such file packs; never more than of a packed text."""


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the file as one sheet."""
    if find_spec("duckdb") is None:
        raise Unreadable(variant="scale", suffix=".parquet")
    import duckdb  # noqa: PLC0415 - an extra

    with tempfile.TemporaryDirectory(prefix="cmcn4-") as folder:
        path = Path(folder) / "data.parquet"  # another name may be a pattern to DuckDB
        with path.open("wb") as copy:
            copyfileobj(opened.file, copy)
        with duckdb.connect() as connection:
            rows = _told(_rows(connection, path, options.limits), duckdb.Error)
            yield RawSheet(sheet=Sheet(opened.path), rows=rows, lines=Records(path))


def _told(rows: Iterator[Row], broken: type[Exception]) -> Iterator[Row]:
    """Yield rows; raise Unreadable where the file breaks its own rules."""
    try:
        yield from rows
    except (broken, RuntimeError, ValueError, OverflowError) as error:
        # The latter where a text is no UTF-8, or a date none of Python's.
        # What it says of it names a copy that nobody has, and offers functions of its own.
        raise Unreadable(variant="parquet") from error


def _rows(connection: duckdb.DuckDBPyConnection, path: Path, limits: Limits) -> Iterator[Row]:
    """Yield the names, then the rows; nothing but the one file is opened for them."""
    cells_left = cells_of(_CELLS_A_BYTE * path.stat().st_size, limits)
    usual = _LETTERS + _LETTERS_A_BYTE * path.stat().st_size
    texts_left = Budget(min(usual, 2 * limits.unpacked << 20), "unpacked")
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute("SET allowed_paths = [?]", [str(path)])
    connection.execute("SET enable_external_access = false")
    found = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
    names = [str(name) for name, *_ in found.description or ()]
    if len(names) > LAST_COLUMN:
        raise too_far(1)
    _refuse_claimed(connection, path, len(names), cells_left)
    yield 1, names
    number, size = 1, _AT_ONCE
    while rows := connection.execute(*_part(path, names, number - 1, size)).fetchall():
        letters = 0
        for number, row in enumerate(rows, number + 1):  # noqa: B020 - it goes on from there
            cells = list(map(cell, row))
            cells_left.spend(len(cells) + 1)
            letters += sum(map(len, cells))
            yield number, cells
        texts_left.spend(letters)
        size = max(_AT_ONCE, min(_MOST_AT_ONCE, _LETTERS_AT_ONCE * len(rows) // (letters + 1)))


def _refuse_claimed(
    connection: duckdb.DuckDBPyConnection, path: Path, columns: int, cells: Budget
) -> None:
    """Raise Unreadable for more cells than a file may have, by what it says of itself."""
    query = "SELECT num_rows FROM parquet_file_metadata(?)"
    for (rows,) in connection.execute(query, [str(path)]).fetchall():
        if rows * (columns + 1) > cells.left:
            raise too_much(cells.setting)


def _part(path: Path, names: list[str], start: int, size: int) -> tuple[str, list[str]]:
    """Return the query for some rows: a result is held whole."""
    if _NUMBER in (name.casefold() for name in names):
        return f"SELECT * FROM read_parquet(?) LIMIT {size} OFFSET {start}", [str(path)]  # noqa: S608 - numbers
    rows = f"{_NUMBER} >= {start} AND {_NUMBER} < {start + size}"
    numbered = f"read_parquet(?, {_NUMBER} = true)"
    query = f"SELECT * EXCLUDE ({_NUMBER}) FROM {numbered} WHERE {rows}"  # noqa: S608 - as above
    return query, [str(path)]
