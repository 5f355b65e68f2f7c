"""The records of a Parquet file as a table of texts: those that its values are as cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cmcn4.engines.library import duckdb
from cmcn4.engines.reading.lines import Part
from cmcn4.engines.reading.texts import Columns, Rows, Usual, cells_of, quoted
from cmcn4.engines.rows import TYPED_NUMBER
from cmcn4.readers.containers.cells import CellDate, CellNumber, Row
from cmcn4.readers.containers.typed import cell

_CENTS = 10**15
"""A double tells whole numbers below this from all others, and from their hundredth parts."""
_WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)
_FRACTIONS = ("DOUBLE", "FLOAT")
_TIMES = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_AT_ONCE = 2_000
_SEEN = 1_000
"""Records by whose numbers it is seen what is usual."""
_OWN = frozenset({"line", "file_row_number"})
"""Columns that stand beside those of the file."""


class Typed:
    """The columns of a file by their types, as far as their cells are known as texts."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        """Look at the types."""
        self.connection, self.path = connection, path
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)])
        types = [(str(name), str(kind)) for name, kind, *_ in described.fetchall()]
        self._names = {name.casefold() for name, _ in types}
        full = self._full()
        self.texts = [
            _name(name) if name in full and kind == "VARCHAR" else _text(name, kind)
            for name, kind in types
        ]
        self.doubles = {
            index: f"CAST({_name(name)} AS DOUBLE)"
            for index, (name, kind) in enumerate(types)
            if kind in _FRACTIONS
        }
        self.kinds = {index: _kind(kind) for index, (_, kind) in enumerate(types)}
        self.unsure = {index for index, (_, kind) in enumerate(types) if kind in _FRACTIONS}
        """Columns that may hold what is no number."""

    def _full(self) -> set[str]:
        """Return the names of columns that are known to have a value in each record.

        NOTE: these are left as they are, so that what is said often is looked at once.
        """
        found = self.connection.execute(
            "SELECT path_in_schema FROM parquet_metadata(?) GROUP BY path_in_schema"
            " HAVING sum(coalesce(stats_null_count, 1)) = 0",
            [str(self.path)],
        )
        return {str(name) for (name,) in found.fetchall()}

    def columns(self, columns: Columns) -> Columns | None:
        """Return the columns of a table with what their cells are; None where that is unknown."""
        used = (*columns.head, *columns.area, *columns.origin, columns.value)
        number = self.kinds[columns.value] in (str, CellNumber)
        if columns.width != len(self.texts) or not number or self._names & _OWN:
            return None
        if any(self.texts[index] is None for index in used):
            return None
        if self.unsure.intersection((*columns.area, *columns.origin)):
            return None
        known = {index: kind for index, kind in self.kinds.items() if kind is not str}
        return columns._replace(kinds=known)

    def rows(self, columns: Columns) -> Iterator[Rows]:
        """Yield the records, which each query reads again: that costs less than to keep them."""
        counted = self.connection.execute(
            "SELECT count(*) FROM read_parquet(?)", [str(self.path)]
        ).fetchone()
        count = counted[0] if counted else 0
        if count:
            yield _Records(self, Part(self.path, columns.first, count, ended=True), columns)

    def left(self) -> Iterator[Row]:
        """Yield the rows of the table `other` as the reader has them."""
        cursor = self.connection.cursor()
        found = cursor.execute(
            "SELECT line, p.* EXCLUDE (file_row_number) FROM"
            " read_parquet(?, file_row_number = true) p JOIN (SELECT line, line - 2 AS number"
            " FROM other) ON file_row_number = number ORDER BY line",
            [str(self.path)],
        )
        while rows := found.fetchmany(_AT_ONCE):
            for number, *values in rows:
                yield number, list(map(cell, values))
        cursor.close()


class _Records(Rows):
    """Records by their cells."""

    def __init__(self, typed: Typed, part: Part, columns: Columns) -> None:
        """Say how they are read."""
        super().__init__(typed.connection, part, columns)
        self.names = columns.names
        self._known = [index for index, text in enumerate(typed.texts) if text]
        if columns.kinds.get(columns.value) is CellNumber:
            self.shape = TYPED_NUMBER
        texts = ", ".join(
            f"{text or repr('')} AS {name}"
            for text, name in zip(typed.texts, self.names, strict=True)
        )
        self._double = typed.doubles.get(columns.value)
        self.source = (
            f"(SELECT {texts}, {self._double or 'NULL'} AS double, file_row_number AS place"
            f" FROM read_parquet({quoted(str(part.path))}, file_row_number = true))"
        )
        if self._double is None:
            first = self.connection.execute(
                f"SELECT {self.text} FROM {self.source} WHERE place < {_SEEN}"
            )
            self.decimals = self.usual_decimals(text for (text,) in first.fetchall())

    def usual(self) -> Usual:
        """Return how most values are seen to be good: a double with two decimals at most.

        No other number of so few digits is the same double, so that it is written as this one.
        """
        if self._double is None:
            return super().usual()
        return Usual(
            number="TRY_CAST(round(double * 100) AS BIGINT)",
            holds=f"number / 100 = double AND double <> 0 AND abs(number) < {_CENTS}",
            whole="CASE WHEN number % 10 <> 0 THEN number WHEN number % 100 <> 0"
            " THEN number // 10 ELSE number // 100 END",
            decimals="CASE WHEN number % 10 <> 0 THEN 2 WHEN number % 100 <> 0 THEN 1 ELSE 0 END",
            value="double",
        )

    def is_same(self, row: Sequence[str | None], cells: Sequence[str]) -> bool:
        """Whether a row is as the reader has read it."""
        found = cells_of(row)
        return all(found[index] == cells[index] for index in self._known)

    def without(self, file: int) -> Rows:
        """Return all: what they say is known of each of them."""
        del file
        return self


def _kind(kind: str) -> type[str]:
    """Return what the cells of a column are."""
    if kind in _WHOLE or kind in _FRACTIONS or kind.startswith("DECIMAL"):
        return CellNumber
    return CellDate if kind in _TIMES else str


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(name: str, kind: str) -> str | None:
    """Return the text of a column's cells as SQL; None where it is not the same as the reader's."""
    quoted = _name(name)
    if kind in _TIMES:
        text = f"CAST(CAST({quoted} AS DATE) AS VARCHAR)"
    elif kind in _WHOLE or kind == "VARCHAR":
        text = f"CAST({quoted} AS VARCHAR)"
    elif kind in _FRACTIONS or kind.startswith("DECIMAL"):
        exact = f"CAST({quoted} AS DOUBLE)" if kind in _FRACTIONS else quoted
        text = f"rtrim(rtrim(CAST({exact} AS VARCHAR), '0'), '.')"
        text = f"CASE WHEN contains(CAST({exact} AS VARCHAR), '.') THEN {text} ELSE"
        text += f" CAST({exact} AS VARCHAR) END"
    else:
        return None
    return f"coalesce({text}, '')"
