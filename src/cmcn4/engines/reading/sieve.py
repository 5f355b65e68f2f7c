"""The sieve of reading: DuckDB takes a text apart, and the reader is left what is not plain.

Nothing is decided here that the reader decides: what texts mean is asked of its own resolvers,
and every row that they would have anything to tell of goes to it with its line. It may only err
towards too many of those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from decimal import Decimal

from cmcn4.engines.library import duckdb
from cmcn4.engines.reading.lines import Part, Text
from cmcn4.engines.reading.meanings import refuse_hanging
from cmcn4.engines.reading.plain import Plain
from cmcn4.engines.reading.records import Typed
from cmcn4.engines.reading.streamed import Streamed
from cmcn4.engines.reading.texts import Columns, Irregular, Rows, TooMany, cells_of
from cmcn4.engines.rows import PlainRows, exact
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import Lines, Records, Row
from cmcn4.readers.layout.rows.group import Group
from cmcn4.readers.layout.rows.table import Table
from cmcn4.readers.sieve import NotSifted

_LEAST_BYTES = 1 << 20
_AT_ONCE = 2_000


class Engine:
    """Reads the plain rows of large texts into one table."""

    def __init__(self, *, least: int = _LEAST_BYTES) -> None:
        """`least` bytes make a text that is worth it."""
        self.rows = PlainRows()
        self._least = least
        self._file: int | None = None

    def sift(self, table: Table, lines: Lines | Records, sample: Sequence[Row]) -> Sifted | None:
        """Read the plain rows below a header; None where it is not to be used."""
        self._file = None
        columns = Columns.of(table, sample)
        if columns is None or _size(lines) < self._least:
            return None
        try:
            typed = Typed(self.rows.connection, lines.path) if isinstance(lines, Records) else None
            columns = typed.columns(columns) if typed else columns
            if columns is None:
                return None
            file = self._file = self.rows.files.place((table.recorder.sheet, table.at + 1))
            found = Plain(table, columns, self.rows)
            if typed:
                for records in typed.rows(columns):
                    self._take(found, records, sample)
            else:
                self._take_text(found, lines, columns, sample)
            if found.any:
                return Sifted(self.rows, columns, (table, file, typed))
        except (Irregular, TooMany, duckdb.Error):  # whatever DuckDB cannot do the reader can
            pass
        self.drop()
        return None

    def _take_text(
        self, found: Plain, lines: Lines | Records, columns: Columns, sample: Sequence[Row]
    ) -> None:
        """Take a text in parts; raise Irregular where it is another table to DuckDB, or may be."""
        assert isinstance(lines, Lines)  # noqa: S101 - for mypy
        text = Text(lines.file)
        if not text.plain or text.spaced:
            raise Irregular
        columns = columns._replace(
            narrower=text.widest(columns.first, lines.separator) > columns.width
        )
        with closing(text.parts(columns.first, self.rows.folder)) as parts:
            for part in parts:
                columns = self._take_part(found, (part, lines, columns), sample)
                sample = ()
                if not found.any:
                    return

    def _take_part(
        self, found: Plain, of: tuple[Part, Lines, Columns], sample: Sequence[Row]
    ) -> Columns:
        """Take a part of a text, as rows of different lengths if they cannot be of the same one.

        Returns the columns, which know of that then.
        """
        part, lines, columns = of
        try:
            self._take(found, Streamed(self.rows.connection, part, lines, columns), sample)
        except (Irregular, duckdb.Error):
            if lines.quoted or columns.ragged:
                raise
            columns = columns._replace(ragged=True)
            self.rows.connection.execute(
                "DELETE FROM plain WHERE file = ? AND row >= ?", [self._file, part.first]
            )
            self._take(found, Streamed(self.rows.connection, part, lines, columns), sample)
        return columns

    def _take(self, found: Plain, rows: Rows, sample: Sequence[Row]) -> None:
        if sample and not rows.begin_with(sample):
            raise Irregular
        found.take(rows, self._file or 0)

    def drop(self) -> None:
        """Forget the rows of the file that is being read."""
        if self._file is not None:
            self.rows.connection.execute("DELETE FROM plain WHERE file = ?", [self._file])
            self._file = None


def _size(lines: Lines | Records) -> int:
    if isinstance(lines, Records):
        return lines.path.stat().st_size
    before = lines.file.tell()
    size = lines.file.seek(0, 2)
    lines.file.seek(before)
    return size


class Sifted:
    """The plain rows of one file, and those that are left."""

    def __init__(
        self, rows: PlainRows, columns: Columns, of: tuple[Table, int, Typed | None]
    ) -> None:
        """Count the plain rows."""
        self._plain, self._columns = rows, columns
        self._table, self._file, self._typed = of
        counted = rows.connection.execute(
            "SELECT area, count(*), min(row), max(digits) FROM plain"
            f" WHERE file = {self._file} GROUP BY area"
        ).fetchall()
        self.rows = sum(number for _, number, *_ in counted)
        self._first: int = min((first for *_, first, _ in counted), default=0)
        pointed = any(digits for *_, digits in counted)
        self._pointed = pointed and columns.value not in columns.kinds
        self.areas: Collection[str] = {rows.areas[place] for place, *_ in counted}

    def others(self) -> Iterator[Row]:
        """Yield the rows that are left to the reader; raise NotSifted where that cannot be."""
        recorder = self._table.recorder
        recorder.again_read(self.rows)
        if self._pointed and recorder.options.decimal == "auto":
            recorder.settling.mark(self._table.at + 1, ".")
        for number, cells in self._left():
            if self.rows and number > self._first:
                self._after_plain()
            if len(cells) != self._columns.width:
                refuse_hanging(self._table, cells)
            yield number, cells
            self._refuse_levels()

    def _left(self) -> Iterator[Row]:
        """Yield the rows that are not plain; raise NotSifted where DuckDB cannot."""
        try:
            yield from self._typed.left() if self._typed else self._others()
        except duckdb.Error as error:
            raise NotSifted from error

    def _others(self) -> Iterator[Row]:
        cursor = self._plain.connection.cursor()
        found = cursor.execute("SELECT * FROM other ORDER BY line")
        while rows := found.fetchmany(_AT_ONCE):
            for number, *cells in rows:
                yield number, cells_of(cells)
        cursor.close()

    def _after_plain(self) -> None:
        """Bring the reader to where the first plain row would have brought it."""
        if not self._table.recorder.named:
            self._table.recorder.name_areas()
        self._table.rows.begun()

    def _refuse_levels(self) -> None:
        """Raise NotSifted where a row without a value says something of the rows below it.

        An indicator's name that it repeats is nothing: each of them has its own.
        """
        rows = self._table.rows
        if rows.units or replace(rows.labels.group, indicator="") != Group():
            raise NotSifted

    def sizes(
        self, series: Collection[tuple[str, str, str]]
    ) -> Iterator[tuple[tuple[str, str, str], Decimal]]:
        """Yield the smallest value over one of each of some series that has any."""
        keys = [(indicator, area) for indicator, area, part in series if not part]
        known = [
            (self._plain.indicators.place(indicator), self._plain.areas.place(area))
            for indicator, area in keys
        ]
        found = self._plain.connection.execute(
            "SELECT indicator, area, digits, min(number) FROM plain JOIN (SELECT"
            " unnest(?::USMALLINT[]) AS indicator, unnest(?::UINTEGER[]) AS area) USING"
            f" (indicator, area) WHERE file = {self._file} AND number > 10::BIGINT ** digits"
            " GROUP BY ALL",
            [[indicator for indicator, _ in known], [area for _, area in known]],
        ).fetchall()
        for indicator, area, digits, number in found:
            key = self._plain.indicators[indicator], self._plain.areas[area], ""
            yield key, exact(number, digits)

    def late(self, observations: Sequence[Observation]) -> None:
        """Take note of observations that come behind all others of the file."""
        self._plain.late.update((row.sheet, row.row) for row in observations)
