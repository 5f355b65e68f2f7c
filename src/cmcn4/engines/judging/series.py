"""Series of plain rows in columns: which are quiet, and the figures that count of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from cmcn4.engines.judging.columns import Columns, picked
from cmcn4.engines.judging.simple import harmless, publication
from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.remarks.jumps import QUARTER
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import YEARS

_STEP = QUARTER.as_integer_ratio()
"""A step by more than this, as a fraction, may be remarked."""

Key = tuple[int, int]
"""An indicator and an area, by their places."""


class Quiet(NamedTuple):
    """What there may be no simple series of, by places."""

    indicators: list[int]
    areas: list[int]
    series: list[Key]
    errors: list[tuple[int, int, int]]
    """Indicator, area and period of cells in error of series without other rows than plain ones.

    Where only one number decides, such a cell says nothing beside a later figure, but that nothing
    of its own period counts.
    """


class Simple:
    """The series in which nothing is remarkable, as a table with the figures that count of each."""

    def __init__(
        self, columns: Columns, as_of: dt.date, days: Sequence[dt.date], others: Quiet
    ) -> None:
        """Find them: those whose values are all near each other first.

        Of the others, most files have the rows of a series together, in the order of periods: that
        is seen in passing. Only what is left then is sorted.
        """
        self._columns, self._days = columns, days
        self._connection = columns.plain.connection
        self._begun = [columns.begun(day) for day in days]
        self._years = [max((one.year for one in begun), default=0) for begun in self._begun]
        execute = self._connection.execute
        execute(f"CREATE OR REPLACE TABLE series AS {self._query(as_of)}")
        execute(
            "CREATE OR REPLACE TABLE loose AS SELECT indicator, area FROM series"
            " WHERE apart AND calm AND NOT near"
        )
        execute("CREATE OR REPLACE TABLE still (indicator USMALLINT, area UINTEGER)")
        for window in ("", "PARTITION BY indicator, area ORDER BY rank"):
            if execute("SELECT count(*) FROM loose").fetchone() == (0,):
                break
            execute(f"CREATE OR REPLACE TABLE steps AS {self._steps(window)}")
            execute(
                "INSERT INTO still SELECT indicator, area FROM steps WHERE in_order AND NOT moved"
            )
            execute(
                "CREATE OR REPLACE TABLE loose AS SELECT indicator, area FROM steps"
                " WHERE NOT in_order"
            )
        keep(columns.plain, "other", [*others.series, *self._blocked(others.errors)])
        execute(
            "CREATE OR REPLACE TABLE simple AS SELECT * FROM series ANTI JOIN other"
            " USING (indicator, area) WHERE apart AND calm AND (near OR EXISTS (SELECT 1 FROM still"
            " WHERE still.indicator = series.indicator AND still.area = series.area))"
            " AND NOT list_contains(?::USMALLINT[], indicator)"
            " AND NOT list_contains(?::UINTEGER[], area)",
            [others.indicators, others.areas],
        )
        for day in range(len(days)):
            self._of_earlier_years(day)

    def _blocked(self, errors: list[tuple[int, int, int]]) -> list[Key]:
        """Return the series of which a cell in error is as young as what counts, or has a row.

        One of a period that had not begun on a day counts for nothing then.
        """
        if not errors:
            return []
        columns = self._columns
        values = "(SELECT unnest(?) AS indicator, unnest(?) AS area, unnest(?) AS period)"
        earlier = (
            " AND ".join(
                f"(NOT {columns.during(begun)} OR coalesce(rank < rank_{day}, false))"
                for day, begun in enumerate(self._begun)
            )
            or "false"
        )  # without a day nothing is judged in bulk
        self._connection.execute(
            "CREATE OR REPLACE TABLE error AS"
            f" SELECT indicator, area, period, {columns.rank} AS rank FROM {values}",
            [list(column) for column in zip(*errors, strict=True)],
        )
        return self._connection.execute(
            f"SELECT indicator, area FROM error JOIN series USING (indicator, area)"
            f" WHERE NOT ({earlier})"
            " UNION SELECT indicator, area FROM error SEMI JOIN plain"
            " USING (indicator, area, period)"
        ).fetchall()

    def among(self, series: Iterable[Key]) -> list[Key]:
        """Return which of some series are simple."""
        keep(self._columns.plain, "asked", series)
        return self._connection.execute(
            "SELECT indicator, area FROM asked SEMI JOIN simple USING (indicator, area)"
        ).fetchall()

    def counts(self) -> dict[int, int]:
        """Return the numbers of their rows by indicator."""
        found = self._connection.execute(
            "SELECT indicator, sum(size)::BIGINT FROM simple GROUP BY indicator"
        )
        return dict(found.fetchall())

    def others(self) -> str:
        """Return the condition that rows of `plain` are of other series."""
        found = self._connection.execute(
            "CREATE OR REPLACE TABLE hard AS SELECT indicator, area FROM series"
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

    def _query(self, as_of: dt.date) -> str:
        """Return what is asked of each series in one pass."""
        columns, figures, days = self._columns, [""], [""]
        for day, (begun, year) in enumerate(zip(self._begun, self._years, strict=True)):
            of_year = columns.when(period for period in begun if period.year == year)
            figures.append(f"max({columns.figure}){columns.when(begun)} AS figure_{day}")
            rank, number, digits = columns.of_figure(f"figure_{day}")
            days += [f"{rank} AS rank_{day}", f"{number} AS number_{day}"]
            days += [f"{digits} AS digits_{day}"]
            for name, which in (("least", "min"), ("most", "max")):
                figures.append(f"{which}(value){of_year} AS {name}_{day}")
                days.append(f"{name}_{day}")
        sources, one = self._sources(as_of), len(columns.plain.origins) == 1
        source = picked(sources, "origin")
        early = publication(columns.plain.origins, columns.plain.periods)
        if early:
            soon = f"{picked(early[0], 'origin')} < {picked(early[1], 'period')}"
            source = f"CASE WHEN {soon} THEN 0 ELSE {source} END"
        calm = ["min(source) = max(source) AND min(source) > 0"]
        if len(set(sources)) == 1 and not early:
            calm = ["true" if sources[0] else "false"]
        if any(period.kind == YEARS for period in columns.periods):
            spans = columns.during(period for period in columns.periods if period.kind == YEARS)
            calm.append(f"NOT bool_or({spans})")
        large, small = _STEP
        near = f"least = most OR (least > 0 AND most * {small} <= least * {large})"
        return (
            f"SELECT indicator, area, origin, size, size = days AS apart, calm, {near} AS near"
            f"{', '.join(days)} FROM (SELECT indicator, area,"
            f" {'0' if one else 'CASE WHEN min(origin) = max(origin) THEN min(origin) END'}"
            " AS origin,"
            f" count(*) AS size, {columns.days} AS days, {' AND '.join(calm)} AS calm,"
            f" min(value) AS least, max(value) AS most{', '.join(figures)} FROM ("
            f"SELECT indicator, area, origin, number, digits, {source} AS source,"
            f" {columns.value()} AS value, {columns.rank} AS rank, {columns.day} AS day FROM plain)"
            " GROUP BY indicator, area)"
        )

    def _steps(self, window: str) -> str:
        """Return what is asked of loose series; `window` sorts their rows."""
        columns, (large, small) = self._columns, _STEP
        moved = (
            "CASE WHEN least(value, before) > 0"
            f" THEN greatest(value, before) * {small} > least(value, before) * {large}"
            " ELSE value <> before END"
        )
        return (
            # Most rows fit to the one before them: only the others are gathered.
            "SELECT indicator, area, count(*) FILTER (NOT same) = 1 AND NOT bool_or(early)"
            " AS in_order, bool_or(moved) AS moved FROM ("
            f"SELECT *, same AND day <= day_before AS early, same AND {moved} AS moved FROM ("
            "SELECT *, coalesce(indicator = lag(indicator) OVER w"
            " AND area = lag(area) OVER w, false) AS same,"
            " lag(value) OVER w AS before, lag(day) OVER w AS day_before"
            f" FROM (SELECT indicator, area, {columns.value()} AS value,"
            f" {columns.rank} AS rank, {columns.day} AS day"
            " FROM plain SEMI JOIN loose USING (indicator, area))"
            f" WINDOW w AS ({window}))) WHERE NOT same OR early OR moved GROUP BY indicator, area"
        )

    def _sources(self, as_of: dt.date) -> list[int]:
        """Return the number of the source of each origin; 0 where it does not count as it is."""
        origins = self._columns.plain.origins
        sources = {origin.source_id for origin in origins if harmless(origin, as_of)}
        place = {source: number for number, source in enumerate(sorted(sources), 1)}
        return [place[origin.source_id] if harmless(origin, as_of) else 0 for origin in origins]

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
