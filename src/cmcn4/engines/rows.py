"""Plain rows: observations in which nothing is odd, as numbers in a table of DuckDB's.

A plain row is one that the reader turns into one observation of the total, with a point as its
value, and of which it has nothing to tell. What it names stands in lists, once each.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from cmcn4.evaluation.exact import EXACT
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation, Origin, Sheet
from cmcn4.model.period import Period

if TYPE_CHECKING:
    import duckdb  # Spark has lists of its own, and need not have it

LARGEST, MOST_DECIMALS = 15, 9
"""A plain number is less than 10 to the one, in parts of 10 to the other: products fit."""
TYPED_NUMBER = f"-?[0-9]{{1,{LARGEST}}}([.][0-9]{{1,{MOST_DECIMALS}}})?"
"""Cells of typed columns that are such numbers."""
_MEMORY = "320MB"
"""Of ten million rows nothing is written to disk yet: packing it there costs a tenth of all."""
_AT_ONCE = 10_000
T = TypeVar("T")


class Listed(list[T], Generic[T]):
    """A list in which each item stands once, and its place is found at once."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self._places: dict[T, int] = {}

    def place(self, item: T) -> int:
        """Return the place of an item, which is added where it is not there yet."""
        place = self._places.setdefault(item, len(self))
        if place == len(self):
            self.append(item)
        return place


class PlainRows:
    """A table `plain` of rows, and what the numbers in its columns stand for.

    `number` / 10^`digits` is the exact value; `digits` are the decimals as written, so that 55.20
    stays 55.20. What is more than memory may hold goes into temporary files.
    """

    def __init__(self) -> None:
        """Make the empty table."""
        from cmcn4.engines.library import duckdb  # noqa: PLC0415 - as above

        self.folder = Path(tempfile.mkdtemp(prefix="cmcn4-"))
        self.connection = duckdb.connect()
        self._finalizer = weakref.finalize(self, _close, self.connection, self.folder)
        self.connection.execute(f"SET memory_limit = '{_MEMORY}'")
        self.connection.execute("SET temp_directory = ?", [str(self.folder / "more")])
        self.connection.execute("SET enable_progress_bar = false")
        # Texts are looked up in what is known of them: the rows stay in their order.
        self.connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        self.connection.execute(
            "CREATE TABLE plain (indicator USMALLINT, area UINTEGER, period USMALLINT,"
            " origin UINTEGER, file USMALLINT, row UINTEGER, number BIGINT, digits UTINYINT)"
        )
        self.indicators: Listed[str] = Listed()
        self.areas: Listed[str] = Listed()
        self.periods: Listed[Period] = Listed()
        self.origins: Listed[Origin] = Listed()
        self.files: Listed[tuple[Sheet, int]] = Listed()
        """Sheets, each with the column of the values, from 1."""
        self.late: set[tuple[Sheet, int]] = set()
        """Sheets and rows of other observations that come behind all others of their file: those
        whose decimal mark the rest of the table has told."""

    def __len__(self) -> int:
        """Return the number of rows."""
        found = self.connection.execute("SELECT count(*) FROM plain").fetchone()
        return int(found[0]) if found else 0

    def observations(
        self, condition: str = "true", parameters: Sequence[object] = ()
    ) -> Iterator[Observation]:
        """Yield the observations of the rows that meet a condition, by file and row."""
        found = self.connection.cursor().execute(
            "SELECT indicator, area, period, origin, file, row, number, digits FROM plain"
            f" WHERE {condition} ORDER BY file, row",
            list(parameters),
        )
        while rows := found.fetchmany(_AT_ONCE):
            yield from map(self._observation, rows)

    def _observation(self, row: tuple[int, int, int, int, int, int, int, int]) -> Observation:
        indicator, area, period, origin, file, line, number, digits = row
        sheet, column = self.files[file]
        value = exact(number, digits)
        return Observation(
            self.indicators[indicator], self.areas[area], self.periods[period], "",
            Interval(value, value), self.origins[origin], sheet, line, column,
        )  # fmt: skip

    def close(self) -> None:
        """Remove the files."""
        self._finalizer()


def exact(number: int, digits: int) -> Decimal:
    """Return number / 10^digits with as many decimals."""
    return Decimal(number).scaleb(-digits, EXACT)


def _close(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)
