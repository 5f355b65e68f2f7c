"""The audit database: what was read, judged and found, and views that judge it again in SQL.

docs/audit.md describes it; the file format is https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
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


def render(report: Report, style: Style) -> bytes:
    """Return the database as one file; OutputError for a number beyond its limits."""
    # Transactions are begun and ended here, not by the sqlite3 module.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        for statement in _PRAGMAS:
            database.execute(statement)
        database.execute("BEGIN")
        for name in TABLES:
            database.execute(create(name))
        _fill(database, report, style.lang)
        for statement in (*INDEXES, *VIEWS):
            database.execute(statement)
        database.execute("COMMIT")
        return database.serialize()


def _fill(database: sqlite3.Connection, report: Report, lang: str) -> None:
    for name, rows in tables(report, lang):
        _add(database, name, rows)
    ids: dict[Observation, int] = {}
    database.executemany(insert("observations"), cells(report, ids))
    _add(database, "evidence", evidence(report, ids))


def _add(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    names = columns(table)
    values = ([_cell(row[name]) for name in names] for row in rows)
    database.executemany(insert(table), values)


def _cell(value: Any) -> Any:
    """Return a value as SQLite keeps it."""
    match value:
        case bool():
            return int(value)
        case Decimal():
            return written(value)
        case str():
            return encodable(value)
        case _:
            return value
