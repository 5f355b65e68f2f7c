"""Series whose figures stand in another one, too: what is remarked of these needs both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcn4.engines.judging.columns import Columns
from cmcn4.engines.judging.series import Key, keep
from cmcn4.evaluation.remarks.repeated import ALIKE, SHARE
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.observation import Observation


def twins(
    columns: Columns, others: Iterable[Observation], catalogue: Catalogue
) -> Iterator[tuple[str, str]]:
    """Yield indicator and area of series that may have figures of another population or area.

    `others` are the rows that are not plain. Whole numbers are never taken for those of others.
    """
    plain, rows = columns.plain, [row for row in others if not row.breakdown and row.value.is_point]
    units = _shares([*plain.indicators, *(row.indicator for row in rows)], catalogue)
    parents = _parents([*plain.areas, *(row.area for row in rows)], catalogue)
    several = len(set(units.values())) > 1
    if not (several or parents):
        return
    _gather(columns, rows)
    found: set[Key] = set()
    if several:
        found |= _of_other_populations(columns, units)
    if parents:
        found |= _of_parents(columns, parents)
    for indicator, area in found:
        yield plain.indicators[indicator], plain.areas[area]


def _shares(names: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    """Return the units of the indicators that are shares."""
    units = {
        name: catalogue.units[catalogue.indicators[name].unit] for name in dict.fromkeys(names)
    }
    return {name: unit.id for name, unit in units.items() if unit.kind == "percent"}


def _parents(names: Iterable[str], catalogue: Catalogue) -> dict[str, str]:
    """Return the areas of which provinces are a part, by these, where there are rows of both."""
    present = set(names)
    areas = (catalogue.areas[name] for name in present)
    return {
        area.id: area.parent
        for area in areas
        if area.kind == "province" and area.parent is not None and area.parent in present
    }


def _gather(columns: Columns, others: list[Observation]) -> None:
    """Make a view of all figures with decimals, those of rows that are not plain among them."""
    plain, places = columns.plain, {period: place for place, period in enumerate(columns.periods)}
    rows = []
    for row in others:
        scaled = row.value.low.scaleb(columns.digits)
        # A figure with more decimals, or of another period, is nobody's among the plain ones.
        if scaled == scaled.to_integral_value() and row.period in places:
            rows.append(
                (
                    plain.indicators.place(row.indicator),
                    plain.areas.place(row.area),
                    places[row.period],
                    int(scaled),
                )
            )
    connection = plain.connection
    connection.execute(
        "CREATE OR REPLACE TABLE odd (indicator USMALLINT, area UINTEGER, rank INTEGER,"
        " value HUGEINT)"
    )
    if rows:
        connection.execute(
            "INSERT INTO odd SELECT unnest(?), unnest(?), unnest(?), unnest(?::HUGEINT[])",
            [list(column) for column in zip(*rows, strict=True)],
        )
    connection.execute(
        "CREATE OR REPLACE VIEW figures AS SELECT * FROM ("
        f"SELECT indicator, area, {columns.rank} AS rank, {columns.value()} AS value FROM plain"
        f" UNION ALL SELECT * FROM odd) WHERE value % {10**columns.digits} <> 0"
    )


def _of_other_populations(columns: Columns, units: dict[str, str]) -> set[Key]:
    """Return shares that are, cell by cell, those of another unit in the same area.

    All that has a figure of such a pair belongs to it: whose it was first is told by all of them.
    """
    plain = columns.plain
    plain.connection.execute("CREATE OR REPLACE TABLE share (indicator USMALLINT, unit VARCHAR)")
    plain.connection.executemany(
        "INSERT INTO share VALUES (?, ?)",
        [(plain.indicators.place(name), unit) for name, unit in units.items()],
    )
    plain.connection.execute(
        "CREATE OR REPLACE TABLE alike AS SELECT area, rank, value,"
        " list(DISTINCT indicator) AS indicators FROM figures JOIN share USING (indicator)"
        " GROUP BY area, rank, value HAVING count(DISTINCT unit) > 1"
    )
    pairs = plain.connection.execute(
        "SELECT one, other, area, count(*) AS alike FROM ("
        "SELECT area, one, unnest(indicators) AS other FROM ("
        "SELECT area, indicators, unnest(indicators) AS one FROM alike)) "
        "JOIN share s ON s.indicator = one JOIN share o ON o.indicator = other"
        f" WHERE s.unit <> o.unit GROUP BY one, other, area HAVING count(*) >= {ALIKE}"
    ).fetchall()
    if not pairs:
        return set()
    keep(plain, "paired", {(one, area) for one, _, area, _ in pairs})
    lengths = {
        (indicator, area): count
        for indicator, area, count in plain.connection.execute(
            "SELECT indicator, area, count(DISTINCT period) FROM plain"
            " SEMI JOIN paired USING (indicator, area) GROUP BY indicator, area"
        ).fetchall()
    }
    every = len(columns.periods)
    suspects = {
        key
        for one, other, area, alike in pairs
        # So many periods, at least, do both tell of.
        if alike * SHARE >= lengths.get((one, area), 0) + lengths.get((other, area), 0) - every
        for key in ((one, area), (other, area))
    }
    if not suspects:
        return set()
    keep(plain, "suspect", suspects)
    groups = plain.connection.execute(
        "SELECT DISTINCT area, unnest(indicators) FROM alike WHERE EXISTS (SELECT 1 FROM suspect"
        " WHERE suspect.area = alike.area AND list_contains(alike.indicators, suspect.indicator))"
    ).fetchall()
    return suspects | {(indicator, area) for area, indicator in groups}


def _of_parents(columns: Columns, parents: dict[str, str]) -> set[Key]:
    """Return series of provinces with a figure of their country's, and of these countries."""
    plain = columns.plain
    plain.connection.execute("CREATE OR REPLACE TABLE part (area UINTEGER, parent UINTEGER)")
    plain.connection.executemany(
        "INSERT INTO part VALUES (?, ?)",
        [(plain.areas.place(area), plain.areas.place(parent)) for area, parent in parents.items()],
    )
    rows = plain.connection.execute(
        "SELECT DISTINCT f.indicator, f.area, part.parent FROM figures f"
        " JOIN part ON part.area = f.area JOIN figures c ON c.area = part.parent"
        " AND c.indicator = f.indicator AND c.rank = f.rank AND c.value = f.value"
    ).fetchall()
    return {(row[0], area) for row in rows for area in row[1:]}
