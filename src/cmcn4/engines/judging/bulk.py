"""What simple series came to, as a table.

The judge is asked once for each target where the values lie for which it holds, and the rows are
parted there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cmcn4.engines.judging.assessments import Figure, InBulk, Target, in_bulk
from cmcn4.engines.judging.columns import Columns
from cmcn4.evaluation import judge
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.rule import Comparison
from cmcn4.model.verdict import Answer, Verdict

_MOST = {"BIGINT": 2**63 - 1, "HUGEINT": 10**37}
"""Beyond all values that a column may have."""
_ROW = "area, rank, number, digits, origin, holds, contested"
_PAIR = {"target": "UINTEGER", "area": "UINTEGER"}
_ANSWERS = {True: Answer.YES, False: Answer.NO}

Came = tuple[Answer, bool]
"""The answer, and whether it is contested."""


class Bulk(NamedTuple):
    """A target that is judged in bulk."""

    target: Target
    bound: int
    """The outermost value for which it holds, in units of the smallest decimal."""
    upward: bool
    """Whether it holds for all above it, rather than below."""
    day: int
    """The place of the day at which figures count."""
    year: int
    """The first of which a figure is not too old."""
    verdicts: Mapping[Answer, Verdict]


class Asked(NamedTuple):
    """A target judged in bulk, and for which areas."""

    bulk: Bulk
    areas: Sequence[str]


_Pair = tuple[int, str]
"""A target by its place among all, and an area."""


def bound(limit: Decimal, sign: Comparison, digits: int) -> int:
    """Return the outermost whole number, of so many decimals, for which the judge says yes."""
    exponent = int(limit.as_tuple().exponent)
    common = max(digits, -exponent)
    number, scale = int(limit.scaleb(common)), int(10 ** (common - digits))
    first = number // scale
    beside = first + (1 if sign in (">", ">=") else -1)
    return first if judge.holds(first * scale, sign, number) else beside


class Judged:
    """The table `judged`: a row for each assessment in bulk that has a figure."""

    def __init__(self, columns: Columns, asked: Mapping[int, Asked], but: Sequence[_Pair]) -> None:
        """Part the rows of the simple series, without some targets and areas."""
        self._columns, self._plain = columns, columns.plain
        self._execute = columns.plain.connection.execute
        self._asked = asked
        self._places = {name: place for place, name in enumerate(self._plain.areas)}
        self._execute(
            "CREATE OR REPLACE TABLE judged (target UINTEGER, area UINTEGER, rank INTEGER,"
            " number BIGINT, digits UTINYINT, origin UINTEGER, value HUGEINT, upward BOOLEAN,"
            " holds BOOLEAN, contested BOOLEAN, old BOOLEAN)"
        )
        self._ask()
        for day in sorted({one.bulk.day for one in asked.values()}):
            self._execute(f"INSERT INTO judged {self._query(day)}")
        if but:
            self._fill("away", _PAIR, self._known(but))
            self._execute(
                "DELETE FROM judged USING away"
                " WHERE judged.target = away.target AND judged.area = away.area"
            )

    def _ask(self) -> None:
        """Make the tables of targets and of areas that they are judged for."""
        names = {name: place for place, name in enumerate(self._plain.indicators)}
        kind, reaches = self._columns.kind, dict[tuple[str, ...], int]()
        most, rows = _MOST[kind], []
        for number, (bulk, areas) in self._asked.items():
            indicator = names.get(bulk.target.chosen.indicator)
            if indicator is not None:
                reach = reaches.setdefault(tuple(areas), len(reaches))
                end = max(-most, min(most, bulk.bound))
                rows.append((number, indicator, reach, bulk.day, end, bulk.upward, bulk.year))
        within = self._known((reach, area) for areas, reach in reaches.items() for area in areas)
        self._fill(
            "asked",
            {"target": "UINTEGER", "indicator": "USMALLINT", "reach": "UINTEGER", "day": "INTEGER",
             "bound": kind, "upward": "BOOLEAN", "year": "INTEGER"},
            rows,
        )  # fmt: skip
        self._fill("reached", {"reach": "UINTEGER", "area": "UINTEGER"}, within)

    def _fill(self, name: str, fields: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        listed = ", ".join(f"{field} {kind}" for field, kind in fields.items())
        self._execute(f"CREATE OR REPLACE TABLE {name} ({listed})")
        if rows:
            listed = ", ".join(f"unnest(?::{kind}[])" for kind in fields.values())
            columns = [list(column) for column in zip(*rows, strict=True)]
            self._execute(f"INSERT INTO {name} SELECT {listed}", columns)

    def _query(self, day: int) -> str:
        """Return what is asked of the figures that count on a day."""
        value = self._columns.value(f"number_{day}", f"digits_{day}")
        rival = f"CASE WHEN upward = holds THEN least_{day} ELSE most_{day} END"
        return (
            f"SELECT target, area, rank_{day}, number_{day}, digits_{day}, origin, value, upward,"
            f" holds, CASE WHEN upward THEN {rival} >= bound ELSE {rival} <= bound END <> holds,"
            f" {self._columns.year(f'rank_{day}')} < year FROM ("
            "SELECT *, CASE WHEN upward THEN value >= bound ELSE value <= bound END AS holds"
            f" FROM (SELECT *, {value} AS value FROM simple JOIN asked USING (indicator)"
            f" JOIN reached USING (reach, area) WHERE day = {day} AND rank_{day} IS NOT NULL))"
        )

    def _known(self, pairs: Iterable[_Pair]) -> list[tuple[int, int]]:
        """Return the pairs of areas that there are rows of."""
        places = self._places
        return [(number, places[area]) for number, area in pairs if area in places]

    def came(self) -> dict[int, dict[Came, Collection[str]]]:
        """Return what each target came to, with the areas."""
        found: dict[int, dict[Came, Collection[str]]] = {}
        rows = self._execute(
            "SELECT target, holds, contested, list(area) FROM judged WHERE NOT old GROUP BY ALL"
        ).fetchall()
        for number, holds, contested, areas in rows:
            named = list(map(self._plain.areas.__getitem__, areas))
            found.setdefault(number, {})[_ANSWERS[holds], contested] = named
        return found

    def old(self) -> dict[int, list[str]]:
        """Return the areas of each target of which the figure is too old."""
        found: dict[int, list[str]] = {}
        for number, area in self._execute("SELECT target, area FROM judged WHERE old").fetchall():
            found.setdefault(number, []).append(self._plain.areas[area])
        return found

    def some(self, pairs: Iterable[_Pair]) -> dict[_Pair, InBulk]:
        """Return the assessments of some targets and areas."""
        self._fill("wanted", _PAIR, self._known(pairs))
        rows = self._execute(
            f"SELECT target, {_ROW} FROM judged SEMI JOIN wanted USING (target, area)"
        ).fetchall()
        made = ((number, self._made(number, row)) for number, *row in rows)
        return {(number, one.area): one for number, one in made}

    def farthest(self, but: Collection[str], most: int) -> dict[int, list[InBulk]]:
        """Return what is farthest from each target, and all that is as far as that."""
        without = [self._places[area] for area in but if area in self._places]
        rows = self._execute(
            f"SELECT target, {_ROW} FROM judged WHERE NOT (holds OR old)"
            " AND NOT list_contains(?::UINTEGER[], area) QUALIFY rank() OVER (PARTITION BY target"
            " ORDER BY CASE WHEN upward THEN value ELSE -value END) <= ?",
            [without, most],
        ).fetchall()
        found: dict[int, list[InBulk]] = {}
        for number, *row in rows:
            one = self._made(number, row)
            if one.gap:
                found.setdefault(number, []).append(one)
        return found

    def of(self, number: int) -> Iterator[InBulk]:
        """Yield all assessments of a target."""
        rows = self._execute(f"SELECT {_ROW} FROM judged WHERE target = {number} AND NOT old")
        return (self._made(number, row) for row in rows.fetchall())

    def nothing(self, number: int, area: str) -> InBulk:
        """Return the assessment of an area that has no figure."""
        bulk = self._asked[number].bulk
        return in_bulk(bulk.target, area, (Answer.NONE, bulk.verdicts[Answer.NONE], False), None)

    def _made(self, target: int, row: Sequence[Any]) -> InBulk:
        area, rank, number, digits, origin, holds, contested = row
        bulk, plain = self._asked[target].bulk, self._plain
        answer = _ANSWERS[bool(holds)]
        status = None if origin is None else plain.origins[origin].status
        figure = Figure(number, digits, self._columns.periods[rank], status)
        came = answer, bulk.verdicts[answer], bool(contested)
        return in_bulk(bulk.target, plain.areas[area], came, figure)
