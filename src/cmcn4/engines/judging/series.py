"""Series of plain rows in columns: which are quiet, and the figures that count of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cmcn4.engines.judging.simple import harmless
from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.dataset import lateness
from cmcn4.model.period import YEARS, Period

_LARGE = 2**63
_STEP = 6, 5
"""A step by more than a fifth may be remarked; steps of a quarter are (`remarks/jumps.py`)."""

Key = tuple[int, int]
"""An indicator and an area, by their places."""


class Latest(NamedTuple):
    """The value that counts on a day, and the ends of all those of its year."""

    period: Period
    number: int
    digits: int
    """The value is `number` / 10 ** `digits`."""
    least: int
    most: int
    """Both in units of the smallest decimal."""
    origin: int | None
    """None where the series has several."""


class Series(NamedTuple):
    """A series in which nothing is remarkable by itself."""

    key: Key
    rows: int
    latest: tuple[Latest | None, ...]
    """For each of the days asked; None where nothing had begun by then."""


class Columns:
    """The rows as SQL sees them: with exact values on one scale and periods in their order."""

    def __init__(self, plain: PlainRows) -> None:
        """Find the scale."""
        self.plain = plain
        found = plain.connection.execute(
            "SELECT coalesce(max(digits), 0), coalesce(min(digits), 0),"
            " coalesce(max(abs(number::HUGEINT)), 0) FROM plain"
        ).fetchone()
        self.digits, least, largest = found or (0, 0, 0)
        """The value is a column of whole numbers of this many decimals."""
        wide = int(largest) * 10**self.digits * max(_STEP) >= _LARGE
        self._type = "HUGEINT" if wide else "BIGINT"
        self._even = least == self.digits
        order = sorted(range(len(plain.periods)), key=lambda one: lateness(plain.periods[one]))
        self.periods = [plain.periods[one] for one in order]
        """In the order in which they count."""
        self._ranks = sorted(range(len(order)), key=order.__getitem__)
        self._days = sorted({period.last for period in self.periods})

    @property
    def value(self) -> str:
        """The value as whole number of the smallest decimals."""
        number = f"number::{self._type}"
        if self._even:
            return number
        scales = [
            f"{10 ** (self.digits - digits)}::{self._type}" for digits in range(self.digits + 1)
        ]
        return f"{number} * {_picked(scales, 'digits')}"

    @property
    def rank(self) -> str:
        """The place of the period among all in their order."""
        return _picked(self._ranks, "period")

    @property
    def day(self) -> str:
        """The place of the period's last day among all."""
        place = {day: number for number, day in enumerate(self._days)}
        return _picked([place[period.last] for period in self.plain.periods], "period")

    def during(self, periods: Iterable[Period]) -> str:
        """Return a condition on `rank` that holds for these periods."""
        wanted = set(periods)
        found = [rank for rank, period in enumerate(self.periods) if period in wanted]
        ranges = [f"rank BETWEEN {first} AND {last}" for first, last in _runs(found)]
        return f"({' OR '.join(ranges)})" if ranges else "false"

    def begun(self, day: dt.date) -> list[Period]:
        """Return the periods that had begun on a day and may count then."""
        return [one for one in self.periods if one.first <= day and one.kind != YEARS]


def _picked(items: Sequence[object], column: str) -> str:
    """Return what picks of a list by its place."""
    return f"[{', '.join(map(str, items))}][{column} + 1]"


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole numbers without a gap."""
    first = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            yield numbers[first], number
            first = place + 1


def quiet_series(columns: Columns, as_of: dt.date, limits: Sequence[dt.date]) -> Iterator[Series]:
    """Yield the series in which no two rows are of one cell and nothing is a jump or in doubt.

    Most files have the rows of a series together, in the order of periods: that is seen in
    passing. Only the others are sorted.
    """
    connection = columns.plain.connection
    query = _Query(columns, as_of, limits)
    loose: list[Key] = []
    for row in _fetched(connection, query.text("plain", "")):
        if query.in_order(row):
            if query.quiet(row):
                yield query.series(row)
        elif query.one_source(row):
            loose.append(row[:2])
    if loose:
        keep(columns.plain, "loose", loose)
        rows = "plain SEMI JOIN loose USING (indicator, area)"
        within = "PARTITION BY indicator, area ORDER BY rank"
        for row in _fetched(connection, query.text(rows, within)):
            if query.in_order(row) and query.quiet(row):
                yield query.series(row)


def keep(plain: PlainRows, name: str, keys: Iterable[Key]) -> None:
    """Make a table of series."""
    connection = plain.connection
    connection.execute(f"CREATE OR REPLACE TABLE {name} (indicator USMALLINT, area UINTEGER)")
    found = list(keys)
    if found:
        indicators, areas = [key[0] for key in found], [key[1] for key in found]
        connection.execute(f"INSERT INTO {name} SELECT unnest(?), unnest(?)", [indicators, areas])


def _fetched(connection: Any, query: str) -> Iterator[tuple[Any, ...]]:
    found = connection.cursor().execute(query)
    while rows := found.fetchmany(10_000):
        yield from rows


class _Query:
    """What is asked of the rows of each series, in one pass."""

    _OWN = 9
    """Columns of the series itself; those of each day follow."""

    def __init__(self, columns: Columns, as_of: dt.date, limits: Sequence[dt.date]) -> None:
        self._columns, self._limits = columns, limits
        origins = columns.plain.origins
        sources = {origin.source_id for origin in origins if harmless(origin, as_of)}
        place = {source: number for number, source in enumerate(sorted(sources), 1)}
        self._sources = [
            place[origin.source_id] if harmless(origin, as_of) else 0 for origin in origins
        ]
        self._begun = [columns.begun(limit) for limit in limits]
        self._years = [max((one.year for one in begun), default=0) for begun in self._begun]
        self._later: dict[int, dict[Key, tuple[int, int]]] = {}

    def text(self, rows: str, window: str) -> str:
        """Return the query; `window` sorts the rows of each series."""
        columns, days = self._columns, [""]
        for begun, year in zip(self._begun, self._years, strict=True):
            counts = columns.during(begun)
            of_year = columns.during(period for period in begun if period.year == year)
            days += [
                f"max(rank) FILTER ({counts})",
                f"arg_max(number, rank) FILTER ({counts})",
                f"arg_max(digits, rank) FILTER ({counts})",
                f"min(value) FILTER ({of_year})",
                f"max(value) FILTER ({of_year})",
            ]
        large, small = _STEP
        moved = (
            "CASE WHEN least(value, before) > 0"
            f" THEN greatest(value, before) * {small} > least(value, before) * {large}"
            " ELSE value <> before END"
        )
        return (
            "SELECT indicator, area, count(*), count(*) FILTER (NOT same),"
            f" bool_or(same AND day <= day_before), bool_or(same AND {moved}),"
            " min(source), max(source), CASE WHEN min(origin) = max(origin) THEN min(origin) END"
            f"{', '.join(days)} FROM ("
            "SELECT *, coalesce(indicator = lag(indicator) OVER w"
            " AND area = lag(area) OVER w, false) AS same,"
            " lag(value) OVER w AS before, lag(day) OVER w AS day_before"
            " FROM (SELECT indicator, area, origin, number, digits,"
            f" {_picked(self._sources, 'origin')} AS source, {columns.value} AS value,"
            f" {columns.rank} AS rank, {columns.day} AS day FROM {rows})"
            f" WINDOW w AS ({window})) GROUP BY indicator, area"
        )

    def in_order(self, row: tuple[Any, ...]) -> bool:
        """Whether the rows of a series stood together, each later than the one before it."""
        return bool(row[3] == 1 and not row[4])

    def one_source(self, row: tuple[Any, ...]) -> bool:
        """Whether all figures of a series are of one source, and count as they are."""
        return bool(row[6] == row[7] != 0)

    def quiet(self, row: tuple[Any, ...]) -> bool:
        """Whether nothing is remarkable, where the rows stand in their order."""
        return not row[5] and self.one_source(row)

    def series(self, row: tuple[Any, ...]) -> Series:
        """Return what counts of a series on each of the days."""
        key: Key = row[0], row[1]
        latest = []
        for day in range(len(self._limits)):
            rank, number, digits, least, most = row[self._OWN + 5 * day :][:5]
            if rank is None:
                latest.append(None)
                continue
            period = self._columns.periods[rank]
            if period.year != self._years[day]:
                least, most = self._of_earlier_years(day)[key]
            latest.append(Latest(period, number, digits, least, most, row[8]))
        return Series(key, row[2], tuple(latest))

    def _of_earlier_years(self, day: int) -> dict[Key, tuple[int, int]]:
        """Return the ends of the last year of series that end before the others."""
        found = self._later.get(day)
        if found is None:
            columns = self._columns
            years = _picked([period.year for period in columns.periods], "rank")
            rows = _fetched(
                columns.plain.connection,
                f"SELECT indicator, area, arg_max((least, most), year) FROM ("
                f"SELECT indicator, area, {years} AS year, min(value) AS least, max(value) AS most"
                f" FROM (SELECT indicator, area, {columns.rank} AS rank, {columns.value} AS value"
                f" FROM plain) WHERE {columns.during(self._begun[day])}"
                f" GROUP BY indicator, area, year) GROUP BY indicator, area"
                f" HAVING max(year) < {self._years[day]}",
            )
            found = {
                row[:2]: tuple(row[2].values() if isinstance(row[2], dict) else row[2])
                for row in rows
            }
            self._later[day] = found
        return found
