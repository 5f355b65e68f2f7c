"""The cells of a text below its header as a table of DuckDB's, and the distinct ones of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

import duckdb

from cmcn4.engines.lines import Text
from cmcn4.readers.containers.cells import Lines, Row
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

_LONGEST_LINE = 100_000
"""Bytes; a cell of the reader's may have 131,072 characters."""
_AT_ONCE = 2_000
_MORE = 4
"""Cells that a row may be longer than its header."""


class Columns(NamedTuple):
    """What columns of a table are looked at together, from 0."""

    width: int
    first: int
    """The line of the first row."""
    head: tuple[int, ...]
    area: tuple[int, ...]
    origin: tuple[int, ...]
    value: int

    @classmethod
    def of(cls, table: Table, sample: Sequence[Row]) -> Self | None:
        """Return the columns of a table; None for one that hangs on more than its cells."""
        rows, plan = table.rows, table.rows.plan
        width = len(rows.block.facets)
        first = rows.block.row + 1
        more = plan.others or plan.region or rows.merges or not plan.area or not plan.indicator
        if more or width < 2 or not sample or sample[0][0] != first:  # noqa: PLR2004 - a table
            return None
        area = tuple(index for index in rows.areas if index != ABSENT)
        origin = tuple(index for index in table.origin if index != ABSENT)
        head = tuple(index for index in table.head if index != ABSENT)
        return cls(width, first, head, area, origin, table.at)


class RawTable:
    """A table `raw` with the columns c0, c1 … of text; the first row has the `rowid` 0.

    Rows may be some cells longer or shorter than the header: a cell that is not there is NULL.
    Where there are quotation marks, all are as long.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, text: Text, lines: Lines, columns: Columns
    ) -> None:
        """Read all lines below the header; raise duckdb.Error for what is no such table."""
        self.connection, self.columns = connection, columns
        self.count, self._text, self._lines = text.lines - columns.first + 1, text, lines
        self._names = [f"c{index}" for index in range(columns.width)]
        if lines.quoted:
            how = f"quote = '\"', escape = '\"', force_not_null = {self._names}"
        else:  # so that there is no mark in it, and nothing is missing
            self._names += [f"c{columns.width + more}" for more in range(_MORE)]
            how = "quote = '', escape = '', null_padding = true, nullstr = '\"'"
        connection.execute(
            "CREATE OR REPLACE TABLE raw AS SELECT * FROM read_csv(?, auto_detect = false,"
            " header = false, all_varchar = true, strict_mode = true, compression = 'none',"
            f" skip = {columns.first - 1}, delim = ?, {how}, max_line_size = {_LONGEST_LINE},"
            f" columns = {dict.fromkeys(self._names, 'VARCHAR')})",
            [str(text.path), lines.separator],
        )

    @property
    def whole(self) -> str:
        """The condition that a row is as long as the header."""
        width = self.columns.width
        whole = f"c{width - 1} IS NOT NULL"
        return whole if self._lines.quoted else f"{whole} AND c{width} IS NULL"

    def agrees(self, sample: Sequence[Row]) -> bool:
        """Whether each line is a row, as the reader has read the first ones."""
        found = self.connection.execute("SELECT count(*) FROM raw").fetchone()
        if found != (self.count,) or self._text.spaced or self._is_odd():
            return False
        rows = self.connection.execute(f"SELECT * FROM raw WHERE rowid < {len(sample)}")
        return list(map(_cells, rows.fetchall())) == [cells for _, cells in sample]

    def _is_odd(self) -> bool:
        """Whether any row may be another one to the reader."""
        if self._lines.quoted:
            pattern = f'["\n\r{self._lines.separator}]'
            odd = [f"regexp_matches({name}, '{pattern}')" for name in self._names]
        else:
            odd = [f"{self._names[-1]} IS NOT NULL"]
            if not self._text.ended:  # the last row may have been cut off
                odd.append(f"rowid = {self.count - 1} AND ({self.whole}) IS NOT TRUE")
        found = self.connection.execute(
            f"SELECT 1 FROM raw WHERE {' OR '.join(f'({one})' for one in odd)} LIMIT 1"
        )
        return found.fetchone() is not None

    def distinct(self, name: str, columns: Sequence[int], most: int) -> list[tuple[str, ...]]:
        """Make a table of the distinct texts of some columns with their `place`; return them.

        Rows longer or shorter than the header are not looked at. Raises TooMany for more than
        there may be.
        """
        if not columns:
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT 0 AS place")
            return [()]
        names = ", ".join(f"c{index}" for index in columns)
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT row_number() OVER (ORDER BY min(rowid)) - 1"
            f" AS place, {names} FROM raw WHERE {self.whole} GROUP BY {names}"
        )
        found = self.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        if not found or found[0] > most:
            raise TooMany
        rows = self.connection.execute(f"SELECT {names} FROM {name} ORDER BY place").fetchall()
        return [tuple(texts) for texts in rows]

    def rows(self, source: str, condition: str) -> Iterator[Row]:
        """Yield the rows of a source that meet a condition, with their lines."""
        names = ", ".join(f"r.{name}" for name in self._names)
        cursor = self.connection.cursor()
        found = cursor.execute(
            f"SELECT r.rowid, {names} FROM {source} WHERE {condition} ORDER BY r.rowid"
        )
        while rows := found.fetchmany(_AT_ONCE):
            for place, *cells in rows:
                yield place + self.columns.first, _cells(cells)
        cursor.close()

    def clear(self) -> None:
        """Remove the table, which is no longer needed."""
        self.connection.execute("DROP TABLE raw")


def _cells(row: Sequence[str | None]) -> list[str]:
    """Return the cells of a row that are there."""
    return [cell for cell in row if cell is not None]


class TooMany(Exception):  # noqa: N818 - no error
    """More distinct texts than it is worth to look at one by one."""
