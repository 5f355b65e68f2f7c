"""Lines of a text, taken apart by each query that asks for them: that costs less than to keep them.

Only the rows that are not plain at first sight are kept, in a table.
"""

from __future__ import annotations

import csv
from contextlib import suppress
from typing import TYPE_CHECKING

from cmcn4.engines.reading.lines import Part
from cmcn4.engines.reading.texts import Columns, Irregular, Rows, quoted
from cmcn4.readers.containers.cells import Lines

if TYPE_CHECKING:
    import duckdb

_LONGEST_LINE = 100_000
"""Bytes; a cell of the reader's may have 131,072 characters."""
_UNQUOTED = "quote = '', escape = '', nullstr = '\"'"
"""Of a text without such a mark, in which nothing is missing then."""


class Streamed(Rows):
    """Lines as they stand in a file.

    Where there are quotation marks, all rows are as long as the header.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, part: Part, lines: Lines, columns: Columns
    ) -> None:
        """Say which lines."""
        super().__init__(connection, part, columns)
        self._lines = lines
        self.ragged = columns.ragged and not lines.quoted
        """Whether rows may be of different lengths."""
        self.names = columns.most if self.ragged else columns.names
        self.sample = self._sampled()
        self.decimals = self.usual_decimals(row[columns.value] for row in self.sample)
        self.source = f"(SELECT *, row_number() OVER () - 1 AS place FROM {self._read()})"
        if self.ragged:
            width = columns.width
            self.whole = f"c{width - 1} IS NOT NULL AND c{width} IS NULL"
        elif lines.quoted:
            # NOTE: the reader looks twice at separators in a row with less cells than one above it.
            inside = f"\\x{{{ord(lines.separator):x}}}" if columns.narrower else ""
            pattern = f'["\n\r{inside}]'
            self.odd = " OR ".join(f"regexp_matches({name}, '{pattern}')" for name in self.names)

    def _sampled(self) -> list[list[str]]:
        lines = [line.decode() for line in self.part.sample]
        found: list[list[str]] = []
        with suppress(csv.Error):  # a line that is far too long
            found.extend(csv.reader(lines, delimiter=self._lines.separator))
        return [row for row in found if len(row) == self.columns.width]

    def _read(self) -> str:
        names = self.columns.names
        if self._lines.quoted:
            how = f"quote = '\"', escape = '\"', force_not_null = {names}"
        else:
            how = f"{_UNQUOTED}, null_padding = {self.ragged}"
        return (
            f"read_csv({quoted(str(self.part.path))}, auto_detect = false, header = false,"
            " all_varchar = true, strict_mode = true, compression = 'none',"
            f" delim = {quoted(self._lines.separator)}, {how}, max_line_size = {_LONGEST_LINE},"
            f" columns = {dict.fromkeys(self.names, 'VARCHAR')})"
        )

    def without(self, file: int) -> Rows:
        """Return the rows that are not in the table `plain` of a file; each line is to be one.

        Raises Irregular where that is not so.
        """
        execute = self.connection.execute
        execute(f"CREATE OR REPLACE TEMP TABLE rest AS SELECT * FROM {self.but_plain(file)}")
        count = execute(
            "SELECT (SELECT count(*) FROM rest) + (SELECT count(*) FROM plain"
            f" WHERE file = {file} AND row >= {self.part.first})"
        ).fetchone()
        if count != (self.part.lines,) or self._is_odd():
            raise Irregular
        return _Rest(self)

    def _is_odd(self) -> bool:
        """Whether any row that is left may be another one to the reader."""
        odd = [self.odd] if self.odd else []
        if self.ragged:
            odd.append(f"{self.names[-1]} IS NOT NULL")
            if not self.part.ended:  # the last row may have been cut off
                odd.append(f"place = {self.part.lines - 1} AND NOT ({self.whole})")
        if not odd:
            return False
        found = self.connection.execute(
            f"SELECT 1 FROM rest WHERE {' OR '.join(f'({one})' for one in odd)} LIMIT 1"
        )
        return found.fetchone() is not None


class _Rest(Rows):
    """Rows that are left, in a table."""

    source = "(FROM rest)"

    def __init__(self, rows: Streamed) -> None:
        super().__init__(rows.connection, rows.part, rows.columns)
        self.names, self.whole, self.decimals = rows.names, rows.whole, rows.decimals
