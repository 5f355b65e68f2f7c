"""The audit database: what was read, judged and found, and views that judge it again in SQL.

docs/audit.md describes it; the file format is https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from cmcn4.model.observation import Observation
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.audit.observations import cells, encodable
from cmcn4.reporters.audit.rows import Row, evidence, tables, written
from cmcn4.reporters.audit.schema import INDEXES, TABLES, columns, create, insert
from cmcn4.reporters.audit.views import VIEWS

# Fixed, so that the same report gives the same bytes wherever SQLite's default is another.
_PRAGMAS = ("PRAGMA page_size = 4096", "PRAGMA encoding = 'UTF-8'", "PRAGMA user_version = 1")
# Nobody else reads the file before it is whole, and a half one is thrown away.
_UNSHARED = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF")
_COUNTERS = ((24, 4), (92, 8))
"""Bytes of the header that count what SQLite wrote, and tell which version of it did: not told."""
_PIECE = 1 << 20
"""Bytes that are read at a time."""


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the database as one file; OutputError for a number beyond its limits.

    It is made on disk: in memory it would be there twice.
    """
    with tempfile.TemporaryDirectory(prefix="cmcn4-") as folder:
        path = Path(folder) / "audit.sqlite"
        # Transactions are begun and ended here, not by the sqlite3 module.
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            try:
                _make(database, report, style.lang)
            except sqlite3.OperationalError as error:  # such as a full disk
                raise OSError(str(error)) from error
        with path.open("r+b") as made:
            for place, length in _COUNTERS:
                made.seek(place)
                made.write(bytes(length))
            made.seek(0)
            yield from iter(partial(made.read, _PIECE), b"")


def _make(database: sqlite3.Connection, report: Report, lang: str) -> None:
    for statement in (*_PRAGMAS, *_UNSHARED):
        database.execute(statement)
    database.execute("BEGIN")
    for name in TABLES:
        database.execute(create(name))
    _fill(database, report, lang)
    for statement in (*INDEXES, *VIEWS):
        database.execute(statement)
    database.execute("COMMIT")


def _fill(database: sqlite3.Connection, report: Report, lang: str) -> None:
    for name, rows in tables(report, lang):
        _add(database, name, rows)
    ids: dict[Observation, int] = {}
    database.executemany(insert("observations"), cells(report, ids))
    _add(database, "evidence", evidence(report, ids))


def _add(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    names = columns(table)
    values = (_cells(map(row.__getitem__, names)) for row in rows)
    database.executemany(insert(table), values)


def _cells(values: Iterable[Any]) -> list[Any]:
    # The commonest first, and not by a call: a report may have millions of them.
    return [
        value if value is None or (value.__class__ is str and value.isascii()) else _cell(value)
        for value in values
    ]


def _cell(value: Any) -> Any:
    """Return a value as SQLite keeps it."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Decimal):
        return written(value)
    return int(value) if isinstance(value, bool) else value
