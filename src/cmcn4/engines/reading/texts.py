"""The cells of a text below its header as a table of DuckDB's, and the distinct ones of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from cmcn4.engines.reading.lines import Part
from cmcn4.engines.rows import LARGEST, MOST_DECIMALS
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.containers.cells import Lines, Row
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

if TYPE_CHECKING:
    import duckdb

_LONGEST_LINE = 100_000
"""Bytes; a cell of the reader's may have 131,072 characters."""
_UNQUOTED = "quote = '', escape = '', nullstr = '\"'"
"""Of a text without such a mark, in which nothing is missing then."""
_DIGITS = 17
"""Of a number of which 64 bits hold 10^decimals times as much."""
_FEW = 6
"""Decimals beside which such a number may be of some size."""
_SEEN = 1_000
"""Rows by whose numbers it is seen what is usual."""
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
    kinds: Mapping[int, type[str]] = {}
    """What the cells of typed columns are."""
    narrower: bool = False
    """Whether a row above the header is wider."""
    ragged: bool = False
    """Whether rows are known to be of different lengths."""

    @property
    def names(self) -> list[str]:
        """What the columns are called in SQL."""
        return [f"c{index}" for index in range(self.width)]

    @property
    def most(self) -> list[str]:
        """The same, and those for cells beyond the header."""
        return self.names + [f"c{self.width + more}" for more in range(_MORE)]

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


class Usual(NamedTuple):
    """Expressions for numbers that are as most are."""

    number: str
    holds: str
    """Whether the `number` is such a one; then its digits, decimals, and about what it is."""
    whole: str
    decimals: str
    value: str


class RawTable:
    """A table `raw` with the columns c0, c1 … of text; the first row has the `rowid` 0.

    Rows may be some cells longer or shorter than the header: a cell that is not there is NULL.
    Where there are quotation marks, all are as long.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, part: Part, lines: Lines, columns: Columns
    ) -> None:
        """Read some lines below the header; raise duckdb.Error for what is no such table."""
        self.connection, self.columns, self.part = connection, columns, part
        self._lines = lines
        self.names = columns.names
        self.ragged = False
        """Whether rows are of different lengths; not asked where there are quotation marks."""
        if lines.quoted:
            self._read(f"quote = '\"', escape = '\"', force_not_null = {self.names}")
        elif columns.ragged or not self._is_regular():
            self.ragged, self.names = True, columns.most
            self._read(f"{_UNQUOTED}, null_padding = true")

    def _is_regular(self) -> bool:
        """Read the lines as rows that are all of the same length, if they are."""
        from cmcn4.engines.library import duckdb  # noqa: PLC0415 - Spark takes words from here

        try:
            self._read(_UNQUOTED)
        except duckdb.Error:
            return False
        return self._count() == self.part.lines

    def _count(self) -> int:
        found = self.connection.execute("SELECT count(*) FROM raw").fetchone()
        return int(found[0]) if found else 0

    def _read(self, how: str) -> None:
        # NOTE: packing the columns of a table that lasts costs as much as taking lines apart.
        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv(?, auto_detect = false,"
            " header = false, all_varchar = true, strict_mode = true, compression = 'none',"
            f" delim = ?, {how}, max_line_size = {_LONGEST_LINE},"
            f" columns = {dict.fromkeys(self.names, 'VARCHAR')})",
            [str(self.part.path), self._lines.separator],
        )

    shape = f"-?[0-9]{{1,{LARGEST}}}([.]([0-9]{{1,2}}|[0-9]{{4,{MOST_DECIMALS}}}))?"
    """Texts that `Quantity.plain` reads: such a number says the same under either decimal mark, or
    can only have a point."""

    source = "(SELECT *, rowid AS place FROM raw)"
    """The rows, with their `place` from 0."""

    @property
    def numbers(self) -> str:
        """The rows with their `place`, and whether their value is a `good` number.

        Such a one is `whole` / 10^`decimals`, about `value`.
        """
        text, usual = f"c{self.columns.value}", self.usual()
        return (
            "(SELECT *, CASE WHEN usual THEN true ELSE"
            # NOTE: of «-0» the sign is kept: it is left to the reader.
            f" regexp_full_match({text}, '{self.shape}') AND NOT starts_with({text}, '-0')"
            f" END AND {self.whole} AS good, CASE WHEN usual THEN {usual.whole}"
            f" ELSE TRY_CAST(replace({text}, '.', '') AS BIGINT) END AS whole,"
            f" CASE WHEN usual THEN {usual.decimals} ELSE {_decimals(text)} END AS decimals,"
            f" {usual.value} AS value FROM (SELECT *, coalesce({usual.holds}, false) AS usual"
            f" FROM (SELECT *, {usual.number} AS number FROM {self.source})))"
        )

    def usual(self) -> Usual:
        """Return how most values are seen to be good: without a pattern.

        Most have as many decimals as the first ones, and are what such a number is written as.
        """
        text, most = f"c{self.columns.value}", self._decimals()
        return Usual(
            number=f"TRY_CAST({text} AS DECIMAL({_DIGITS - most}, {most}))",
            holds=f"number::VARCHAR = {text}",
            whole=f"(number * {10**most}::DECIMAL({most + 1}, 0))::BIGINT",
            decimals=str(most),
            value=f"TRY_CAST({text} AS DOUBLE)",
        )

    def _decimals(self) -> int:
        """Return how many decimals most of the first numbers have."""
        text = f"c{self.columns.value}"
        found = self.connection.execute(
            f"SELECT mode({_decimals(text)}) FROM {self.source} WHERE place < {_SEEN}"
            f" AND regexp_full_match({text}, '{self.shape}')"
        ).fetchone()
        most = int(found[0] or 0) if found else 0
        return most if most <= _FEW else 0

    @property
    def whole(self) -> str:
        """The condition that a row is as long as the header."""
        width = self.columns.width
        return f"c{width - 1} IS NOT NULL AND c{width} IS NULL" if self.ragged else "true"

    def agrees(self, sample: Sequence[Row]) -> bool:
        """Whether each line is a row, and the first ones are as the reader has read them."""
        if self._count() != self.part.lines or self._is_odd():
            return False
        rows = self.connection.execute(f"SELECT * FROM raw WHERE rowid < {len(sample)}").fetchall()
        return all(cells_of(row) == cells for row, (_, cells) in zip(rows, sample, strict=False))

    def _is_odd(self) -> bool:
        """Whether any row may be another one to the reader."""
        if self._lines.quoted:
            # NOTE: the reader looks twice at separators in a row with less cells than one above it.
            inside = f"\\x{{{ord(self._lines.separator):x}}}" if self.columns.narrower else ""
            pattern = f'["\n\r{inside}]'
            odd = [f"regexp_matches({name}, '{pattern}')" for name in self.names]
        elif not self.ragged:
            return False
        else:
            odd = [f"{self.names[-1]} IS NOT NULL"]
            if not self.part.ended:  # the last row may have been cut off
                odd.append(f"rowid = {self.part.lines - 1} AND NOT ({self.whole})")
        found = self.connection.execute(
            f"SELECT 1 FROM raw WHERE {' OR '.join(f'({one})' for one in odd)} LIMIT 1"
        )
        return found.fetchone() is not None


def _decimals(text: str) -> str:
    return f"CASE WHEN contains({text}, '.') THEN strlen({text}) - strpos({text}, '.') ELSE 0 END"


class Distinct:
    """The distinct texts of some columns, in the table of a name with their `place`."""

    def __init__(self, raw: RawTable, name: str, columns: Sequence[int]) -> None:
        """Make the empty table."""
        self._connection, self._name, self._columns = raw.connection, name, columns
        self._kinds = [raw.columns.kinds.get(index, str) for index in columns]
        self.texts: list[tuple[str, ...]] = []
        fields = ", ".join((*(f"c{index} VARCHAR" for index in columns), "place UINTEGER"))
        raw.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({fields})")

    def add(self, raw: RawTable, most: int) -> int:
        """Add those of rows as long as the header; return how many there were before.

        Raises TooMany for more than there may be.
        """
        before = len(self.texts)
        if not self._columns:
            if not before:
                self.texts.append(())
                self._connection.execute(f"INSERT INTO {self._name} VALUES (0)")
            return before
        names = ", ".join(f"c{index}" for index in self._columns)
        found = self._connection.execute(
            f"SELECT {names} FROM (SELECT {names}, min(place) AS first FROM {raw.source}"
            f" WHERE {raw.whole} GROUP BY {names}) ANTI JOIN {self._name} USING ({names})"
            " ORDER BY first"
        ).fetchmany(most + 1)
        if before + len(found) > most:
            raise TooMany
        if found:
            columns = [list(texts) for texts in zip(*found, strict=True)]
            listed = ", ".join(
                (*("unnest(?::VARCHAR[])" for _ in columns), "unnest(?::UINTEGER[])")
            )
            places = list(range(before, before + len(found)))
            self._connection.execute(
                f"INSERT INTO {self._name} SELECT {listed}", [*columns, places]
            )
        self.texts += [
            tuple(kind(text) if text else "" for kind, text in zip(self._kinds, texts, strict=True))
            for texts in found
        ]
        return before

    def alike(self, name: str) -> str:
        """Return the condition that raw rows `r` have the texts of rows of a table.

        Texts that are the same everywhere need not be compared.
        """
        columns = zip(self._columns, *self.texts, strict=True)
        differ = [f"r.c{at} = {name}.c{at}" for at, *texts in columns if len(set(texts)) > 1]
        return " AND ".join(differ) or "true"


def cells_of(row: Sequence[str | None]) -> list[str]:
    """Return the cells of a row that are there."""
    return [cell for cell in row if cell is not None]


class TooMany(Exception):  # noqa: N818 - no error
    """More distinct texts than it is worth to look at one by one."""
