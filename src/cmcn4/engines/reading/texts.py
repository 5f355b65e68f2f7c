"""Rows below a header as DuckDB has them: their cells as texts, and what values are numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Self

from cmcn4.engines.reading.lines import Part
from cmcn4.engines.rows import LARGEST, MOST_DECIMALS
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

if TYPE_CHECKING:
    import duckdb

_DIGITS = 17
"""Of a number of which 64 bits hold 10^decimals times as much."""
_FEW = 6
"""Decimals beside which such a number may be of some size."""
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
    free: tuple[int, ...] = ()
    """Those without a role, of which a cell may say something by itself."""
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
        free = tuple(index for index in rows.beside.quiet if index not in origin)
        return cls(width, first, head, area, origin, table.at, free)


class Usual(NamedTuple):
    """Expressions for numbers that are as most are."""

    number: str
    holds: str
    """Whether the `number` is such a one; then its digits, decimals, and about what it is."""
    whole: str
    decimals: str
    value: str


class Rows:
    """Rows with their `place`, from 0, and the columns c0, c1 … of text.

    Rows may be some cells longer or shorter than the header: a cell that is not there is NULL.
    """

    shape = f"-?[0-9]{{1,{LARGEST}}}([.]([0-9]{{1,2}}|[0-9]{{4,{MOST_DECIMALS}}}))?"
    """Texts that `Quantity.plain` reads: such a number says the same under either decimal mark, or
    can only have a point."""
    source = ""
    """A query for them, in brackets."""
    names: list[str]
    """Their columns."""
    sample: Sequence[Sequence[str]] = ()
    """A few of them, from everywhere, as long as the header; none where DuckDB finds all that is
    distinct at once."""
    whole = "true"
    """The condition that a row is as long as the header."""
    odd = ""
    """The condition that a row may be another one to the reader; empty where none may."""
    decimals = 0
    """How many most of the numbers have."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, part: Part, columns: Columns) -> None:
        """Say which rows."""
        self.connection, self.part, self.columns = connection, part, columns

    @property
    def text(self) -> str:
        """The text of the value."""
        return f"c{self.columns.value}"

    @property
    def numbers(self) -> str:
        """The rows, and whether their value is a `good` number.

        Such a one is `whole` / 10^`decimals`, about `value`.
        """
        text, usual = self.text, self.usual()
        return (
            "(SELECT *, CASE WHEN usual THEN true ELSE"
            # NOTE: of «-0» the sign is kept: it is left to the reader.
            f" regexp_full_match({text}, '{self.shape}') AND NOT starts_with({text}, '-0')"
            f" END AND {self.whole} AS good, CASE WHEN usual THEN {usual.whole}"
            f" ELSE TRY_CAST(replace({text}, '.', '') AS BIGINT) END AS whole,"
            f" CASE WHEN usual THEN {usual.decimals} ELSE CASE WHEN contains({text}, '.')"
            f" THEN strlen({text}) - strpos({text}, '.') ELSE 0 END END AS decimals,"
            f" CASE WHEN usual THEN {usual.value} ELSE TRY_CAST({text} AS DOUBLE) END AS value"
            f" FROM (SELECT *, coalesce({usual.holds}, false) AS usual"
            f" FROM (SELECT *, {usual.number} AS number FROM {self.source})))"
        )

    def usual(self) -> Usual:
        """Return how most values are seen to be good: without a pattern.

        They have as many decimals as most, and are what such a number is written as.
        """
        text, most = self.text, self.decimals
        return Usual(
            number=f"TRY_CAST({text} AS DECIMAL({_DIGITS - most}, {most}))",
            holds=f"number::VARCHAR = {text}",
            whole=f"(number * {10**most}::DECIMAL({most + 1}, 0))::BIGINT",
            decimals=str(most),
            value="number::DOUBLE",
        )

    def usual_decimals(self, texts: Iterable[str]) -> int:
        """Return how many decimals most of some numbers have, if they are few."""
        good = filter(re.compile(self.shape).fullmatch, texts)
        counted = Counter(len(text.partition(".")[2]) for text in good)
        most = max(counted, key=counted.__getitem__, default=0)
        return most if most <= _FEW else 0

    def begin_with(self, sample: Sequence[Row]) -> bool:
        """Whether the first rows are as the reader has read them."""
        names = ", ".join(self.names)
        found = self.connection.execute(
            f"SELECT {names} FROM {self.source} WHERE place < {len(sample)} LIMIT {len(sample)}"
        ).fetchall()
        return all(map(self.is_same, found, (cells for _, cells in sample)))

    def is_same(self, row: Sequence[str | None], cells: Sequence[str]) -> bool:
        """Whether a row is as the reader has read it."""
        return cells_of(row) == cells

    def without(self, file: int) -> Rows:
        """Return at least those that are not in the table `plain` of a file.

        Raises Irregular where rows are not what they are taken for.
        """
        raise NotImplementedError

    def but_plain(self, file: int) -> str:
        """Return the query for those that are not in the table `plain` of a file."""
        first = self.part.first
        return (
            f"{self.source} ANTI JOIN (SELECT row::BIGINT - {first} AS place FROM plain"
            f" WHERE file = {file} AND row >= {first}) USING (place)"
        )


def cells_of(row: Sequence[str | None]) -> list[str]:
    """Return the cells of a row that are there."""
    return [cell for cell in row if cell is not None]


class TooMany(Exception):  # noqa: N818 - no error
    """More distinct texts than it is worth to look at one by one."""


class Irregular(Exception):  # noqa: N818 - no error
    """Rows that are not what they are taken for."""


def quoted(text: str) -> str:
    """Return a text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"
