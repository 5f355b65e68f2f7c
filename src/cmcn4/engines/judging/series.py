"""Series of plain rows in columns: which are quiet, and the figures that count of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.engines.judging.simple import harmless
from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.dataset import lateness
from cmcn4.evaluation.remarks.jumps import QUARTER
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import YEARS, Period

_LARGE = 2**63
_STEP = QUARTER.as_integer_ratio()
"""A step by more than this, as a fraction, may be remarked."""

Key = tuple[int, int]
"""An indicator and an area, by their places."""


class Quiet(NamedTuple):
    """What there may be no simple series of, by places."""

    indicators: list[int]
    areas: list[int]
    series: list[Key]


class Columns:
    """The rows as SQL sees them: with exact values on one scale and periods in their order."""

    def __init__(self, plain: PlainRows) -> None:
        """Find the scale."""
        self.plain = plain
        found = plain.connection.execute(
            "SELECT coalesce(max(digits), 0), coalesce(min(digits), 0),"
            " coalesce(greatest(max(number), -min(number)), 0) FROM plain"
        ).fetchone()
        self.digits, least, largest = found or (0, 0, 0)
        """The value is a column of whole numbers of this many decimals."""
        wide = int(largest) * 10**self.digits * max(_STEP) >= _LARGE
        self.kind = "HUGEINT" if wide else "BIGINT"
        """The type of values."""
        self._even = least == self.digits
        order = sorted(range(len(plain.periods)), key=lambda one: lateness(plain.periods[one]))
        self.periods = [plain.periods[one] for one in order]
        """In the order in which they count."""
        self._ranks = sorted(range(len(order)), key=order.__getitem__)
        self._days = sorted({period.last for period in self.periods})

    def value(self, number: str = "number", digits: str = "digits") -> str:
        """Return the value as whole number of the smallest decimals."""
        number = f"{number}::{self.kind}"
        if self._even:
            return number
        powers = range(self.digits, -1, -1)
        scales = [f"{10**power}::{self.kind}" for power in powers]
        return f"{number} * {_picked(scales, digits)}"

    def year(self, rank: str = "rank") -> str:
        """Return the year of a period by its place."""
        return _picked([period.year for period in self.periods], rank)

    @property
    def rank(self) -> str:
        """The place of the period among all in their order."""
        return _picked(self._ranks, "period")

    @property
    def day(self) -> str:
        """The place of the period's last day among all."""
        place = {day: number for number, day in enumerate(self._days)}
        return _picked([place[period.last] for period in self.plain.periods], "period")

    def during(self, periods: Iterable[Period], rank: str = "rank") -> str:
        """Return a condition that holds for these periods, given the column of ranks."""
        wanted = set(periods)
        found = [place for place, period in enumerate(self.periods) if period in wanted]
        ranges = [f"{rank} BETWEEN {first} AND {last}" for first, last in _runs(found)]
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


class Simple:
    """The series in which nothing is remarkable, as a table with the figures that count of each."""

    def __init__(
        self, columns: Columns, as_of: dt.date, days: Sequence[dt.date], others: Quiet
    ) -> None:
        """Find them.

        Most files have the rows of a series together, in the order of periods: that is seen in
        passing. Only the others are sorted.
        """
        self._columns, self._days = columns, days
        self._connection = columns.plain.connection
        self._begun = [columns.begun(day) for day in days]
        self._years = [max((one.year for one in begun), default=0) for begun in self._begun]
        execute = self._connection.execute
        execute(f"CREATE OR REPLACE TABLE series AS {self._query(as_of, 'plain', '')}")
        execute("CREATE OR REPLACE TABLE every AS SELECT indicator, area FROM series")
        execute(
            "CREATE OR REPLACE TABLE loose AS SELECT indicator, area FROM series"
            " WHERE NOT in_order AND calm"
        )
        execute("DELETE FROM series WHERE NOT in_order")
        if execute("SELECT count(*) FROM loose").fetchone() != (0,):
            rows = "plain SEMI JOIN loose USING (indicator, area)"
            within = "PARTITION BY indicator, area ORDER BY rank"
            execute(f"INSERT INTO series {self._query(as_of, rows, within)}")
        keep(columns.plain, "other", others.series)
        execute(
            "CREATE OR REPLACE TABLE simple AS SELECT * FROM series ANTI JOIN other"
            " USING (indicator, area) WHERE in_order AND calm AND NOT moved"
            " AND NOT list_contains(?::USMALLINT[], indicator)"
            " AND NOT list_contains(?::UINTEGER[], area)",
            [others.indicators, others.areas],
        )
        for day in range(len(days)):
            self._of_earlier_years(day)

    def counts(self) -> dict[int, int]:
        """Return the numbers of their rows by indicator."""
        found = self._connection.execute(
            "SELECT indicator, sum(size)::BIGINT FROM simple GROUP BY indicator"
        )
        return dict(found.fetchall())

    def others(self) -> str:
        """Return the condition that rows of `plain` are of other series."""
        found = self._connection.execute(
            "CREATE OR REPLACE TABLE hard AS SELECT * FROM every"
            " ANTI JOIN simple USING (indicator, area)"
        ).fetchone()
        if found == (0,):
            return "false"
        return (
            "EXISTS (SELECT 1 FROM hard h WHERE h.indicator = plain.indicator"
            " AND h.area = plain.area)"
        )

    def areas(self) -> list[int]:
        """Return their areas."""
        found = self._connection.execute("SELECT DISTINCT area FROM simple")
        return [area for (area,) in found.fetchall()]

    def _query(self, as_of: dt.date, rows: str, window: str) -> str:
        """Return what is asked of each series in one pass; `window` sorts its rows."""
        columns, days = self._columns, [""]
        for day, (begun, year) in enumerate(zip(self._begun, self._years, strict=True)):
            counts = columns.during(begun)
            of_year = columns.during(period for period in begun if period.year == year)
            days += [
                f"max(rank) FILTER ({counts}) AS rank_{day}",
                f"arg_max(number, rank) FILTER ({counts}) AS number_{day}",
                f"arg_max(digits, rank) FILTER ({counts}) AS digits_{day}",
                f"min(value) FILTER ({of_year}) AS least_{day}",
                f"max(value) FILTER ({of_year}) AS most_{day}",
            ]
        large, small = _STEP
        moved = (
            "CASE WHEN least(value, before) > 0"
            f" THEN greatest(value, before) * {small} > least(value, before) * {large}"
            " ELSE value <> before END"
        )
        spans = columns.during(period for period in columns.periods if period.kind == YEARS)
        return (
            "SELECT indicator, area,"
            " CASE WHEN min(origin) = max(origin) THEN min(origin) END AS origin,"
            " count(*) AS size,"
            " count(*) FILTER (NOT same) = 1 AND NOT bool_or(same AND day <= day_before)"
            " AS in_order,"
            f" min(source) = max(source) AND min(source) > 0 AND NOT bool_or({spans}) AS calm,"
            f" bool_or(same AND {moved}) AS moved{', '.join(days)} FROM ("
            "SELECT *, coalesce(indicator = lag(indicator) OVER w"
            " AND area = lag(area) OVER w, false) AS same,"
            " lag(value) OVER w AS before, lag(day) OVER w AS day_before"
            " FROM (SELECT indicator, area, origin, number, digits,"
            f" {self._source(as_of)} AS source, {columns.value()} AS value,"
            f" {columns.rank} AS rank, {columns.day} AS day FROM {rows})"
            f" WINDOW w AS ({window})) GROUP BY indicator, area"
        )

    def _source(self, as_of: dt.date) -> str:
        """Return the number of the source of a row; 0 where it does not count as it is."""
        origins = self._columns.plain.origins
        sources = {origin.source_id for origin in origins if harmless(origin, as_of)}
        place = {source: number for number, source in enumerate(sorted(sources), 1)}
        return _picked(
            [place[origin.source_id] if harmless(origin, as_of) else 0 for origin in origins],
            "origin",
        )

    def _of_earlier_years(self, day: int) -> None:
        """Find the ends of the last year of series that end before others."""
        columns = self._columns
        of_last = (one for one in self._begun[day] if one.year == self._years[day])
        rank = f"rank_{day}"
        late = f"{rank} IS NOT NULL AND NOT {columns.during(of_last, rank)}"
        if self._connection.execute(
            f"SELECT count(*) FROM simple WHERE {late}"
        ).fetchone() == (0,):  # fmt: skip
            return
        self._connection.execute(
            f"UPDATE simple SET least_{day} = least, most_{day} = most FROM ("
            "SELECT indicator, area, arg_max(least, year) AS least, arg_max(most, year) AS most"
            f" FROM (SELECT indicator, area, {columns.year()} AS year, min(value) AS least,"
            f" max(value) AS most FROM (SELECT indicator, area, {columns.rank} AS rank,"
            f" {columns.value()} AS value FROM plain"
            f" SEMI JOIN (SELECT * FROM simple WHERE {late}) USING (indicator, area))"
            f" WHERE {columns.during(self._begun[day])}"
            " GROUP BY indicator, area, year) GROUP BY indicator, area) e"
            " WHERE simple.indicator = e.indicator AND simple.area = e.area"
        )


def keep(plain: PlainRows, name: str, keys: Iterable[Key]) -> None:
    """Make a table of series."""
    connection = plain.connection
    connection.execute(f"CREATE OR REPLACE TABLE {name} (indicator USMALLINT, area UINTEGER)")
    found = list(keys)
    if found:
        indicators, areas = [key[0] for key in found], [key[1] for key in found]
        connection.execute(f"INSERT INTO {name} SELECT unnest(?), unnest(?)", [indicators, areas])
