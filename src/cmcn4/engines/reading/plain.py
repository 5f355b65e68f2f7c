"""Which rows of a text are plain: by what the reader makes of their texts, and by their values."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.engines.reading.meanings import Known, Meanings
from cmcn4.engines.reading.texts import Distinct, RawTable
from cmcn4.engines.rows import PlainRows
from cmcn4.readers.layout.records.record import Head
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

_MOST_HEADS = 1 << 16
"""As many as the reader remembers."""
_MOST_AREAS, _MOST_ORIGINS = 200_000, 50_000
# NOTE: comparing numbers of at most 15 digits as doubles is exact: their order is kept, and no two
# of them are the same one (DBL_DIG). https://en.cppreference.com/w/c/types/limits
_END = "DOUBLE"
_FIELDS = {
    "head": {
        "era": "UTINYINT", "status": "UTINYINT", "indicator": "USMALLINT", "period": "USMALLINT",
        "low": _END, "high": _END, "one": _END, "factor": "BIGINT", "most": "BIGINT",
    },
    "area": {"era": "UTINYINT", "area": "UINTEGER"},
    "origin": {"status": "UTINYINT", "origin": "UINTEGER"},
}  # fmt: skip
"""What the tables of meanings say beside the texts."""
VALID = (
    "r.whole < h.most AND r.whole > -h.most AND r.value >= h.low AND r.value <= h.high"
    " AND (r.value <= 0 OR r.value >= h.one) AND (h.factor = 1 OR r.decimals = 0)"
)


class Plain:
    """What the texts of a table mean, as far as rows of them may be plain."""

    def __init__(self, table: Table, raw: RawTable, rows: PlainRows) -> None:
        """Start with nothing known."""
        self._table, self._rows, self._meanings = table, rows, Meanings(table)
        columns, connection = raw.columns, raw.connection
        self._columns, self._connection = columns, connection
        self._heads = Distinct(raw, "heads", columns.head)
        self._areas = Distinct(raw, "areas", columns.area)
        self._origins = Distinct(raw, "origins", columns.origin)
        for name, fields in _FIELDS.items():
            empty = ", ".join(f"NULL::{kind} AS {field}" for field, kind in fields.items())
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT *, {empty} FROM {name}s LIMIT 0"
            )
        names = ", ".join(f"{name} VARCHAR" for name in columns.most)
        connection.execute(f"CREATE OR REPLACE TABLE other (line UINTEGER, {names})")
        self._pattern: list[str] | None = None
        """A row with an area and an origin that may be plain."""
        self._eras: dict[int, Head] = {}
        self._statuses: dict[str, Head] = {}
        self._any = False
        self._ids: dict[int, str] = {}
        """The areas of texts in the first era."""
        self._moved = False
        """Whether any is another one in another era."""

    def add(self, raw: RawTable) -> bool:
        """Look at new texts of some rows; return whether any may be plain."""
        areas = self._areas.add(raw, _MOST_AREAS)
        origins = self._origins.add(raw, _MOST_ORIGINS)
        heads = self._heads.add(raw, _MOST_HEADS)
        self._pattern = self._pattern or self._good()
        if self._pattern is None:
            return False
        eras, statuses = len(self._eras), len(self._statuses)
        self._add_heads(heads)
        self._add_areas(areas, eras)
        self._add_origins(origins, statuses)
        return self._any

    def _good(self) -> list[str] | None:
        """Return a row with a good area and a good origin, if there are any."""
        table, found = self._table, [""] * self._columns.width
        area = next(filter(self._meanings.is_good_area, self._areas.texts), None)
        cells = map(self._origin, self._origins.texts)
        origin = next(filter(self._meanings.is_good_origin, cells), None)
        if area is None or origin is None:
            return None
        _fill(found, self._columns.area, area)
        _fill(found, table.origin, origin)
        return found

    def _origin(self, texts: tuple[str, ...]) -> tuple[str, str, str, str]:
        """Return source, address, day and note, empty where there is no column of them."""
        said = dict(zip(self._columns.origin, texts, strict=True))
        source, url, released, note = (said.get(index, "") for index in self._table.origin)
        return source, url, released, note

    def _add_heads(self, first: int) -> None:
        made = []
        for place, texts in enumerate(self._heads.texts[first:], first):
            cells = [*(self._pattern or ())]
            _fill(cells, self._columns.head, texts)
            known = self._meanings.head(cells)
            if known is not None and known.fits:
                made.append((place, *self._head(known)))
        self._any |= bool(made)
        self._insert("head", made)

    def _head(self, known: Known) -> tuple[object, ...]:
        """Return the row of the table of heads."""
        head, era = known.head, known.era
        status = head.typed.origin.status
        self._eras.setdefault(era, head)
        self._statuses.setdefault(status, head)
        return (
            list(self._eras).index(era), list(self._statuses).index(status),
            self._rows.indicators.place(head.indicator), self._rows.periods.place(head.period),
            *known.bounds,
        )  # fmt: skip

    def _add_areas(self, first: int, known: int) -> None:
        """Add new areas in all eras, and all in new eras."""
        made = []
        for era, head in enumerate(self._eras.values()):
            start = first if era < known else 0
            for place, texts in enumerate(self._areas.texts[start:], start):
                padded = (*texts, "", "")[: max(2, len(texts))]
                area = self._meanings.area(head, padded) or ""
                self._moved |= self._ids.setdefault(place, area) != area
                if area:
                    made.append((place, era, self._rows.areas.place(area)))
        self._insert("area", made)

    def _add_origins(self, first: int, known: int) -> None:
        made = []
        for status, head in enumerate(self._statuses.values()):
            start = first if status < known else 0
            for place, texts in enumerate(self._origins.texts[start:], start):
                origin = self._meanings.origin(head, self._origin(texts))
                if origin is not None:
                    made.append((place, status, self._rows.origins.place(origin)))
        self._insert("origin", made)

    def _insert(self, name: str, rows: Sequence[Sequence[object]]) -> None:
        """Add what texts mean to a table, given with their places."""
        if rows:
            fields = {"place": "UINTEGER", **_FIELDS[name]}
            listed = ", ".join(f"unnest(?::{kind}[]) AS {field}" for field, kind in fields.items())
            self._connection.execute(
                f"INSERT INTO {name} SELECT t.*, m.* EXCLUDE (place) FROM {name}s t"
                f" JOIN (SELECT {listed}) m USING (place)",
                [list(column) for column in zip(*rows, strict=True)],
            )

    def keep(self, raw: RawTable, file: int) -> None:
        """Keep the plain ones of some rows, and put the others into the table `other`."""
        execute = self._connection.execute
        kept = execute(
            f"INSERT INTO plain SELECT h.indicator, a.area, h.period, o.origin, {file},"
            f" r.place + {raw.part.first}, r.whole * h.factor, r.decimals"
            f" FROM {self._joined(f'(FROM {raw.numbers} WHERE good)', '')} WHERE {VALID}"
        ).fetchone()
        if kept != (raw.part.lines,):
            names = ", ".join(raw.names)
            execute(
                f"INSERT INTO other (line, {names})"
                f" SELECT r.place + {raw.part.first}, r.{names.replace(', ', ', r.')}"
                f" FROM {self._joined(raw.numbers, 'LEFT')} WHERE (r.good"
                f" AND a.area IS NOT NULL AND o.origin IS NOT NULL AND {VALID}) IS NOT TRUE"
            )

    def _joined(self, rows: str, kind: str) -> str:
        """Return the raw rows `r`, with their numbers, and what their texts mean."""
        eras = " AND a.era = h.era" if self._moved else " AND a.era = 0"
        statuses = " AND o.status = h.status" * (len(self._statuses) > 1)
        return (
            f"{rows} r {kind} JOIN head h ON {self._heads.alike('h')}"
            f" {kind} JOIN area a ON {self._areas.alike('a')}{eras}"
            f" {kind} JOIN origin o ON {self._origins.alike('o')}{statuses}"
        )


def _fill(cells: list[str], columns: Sequence[int], texts: Sequence[str]) -> None:
    for index, text in zip(columns, texts, strict=True):
        if index != ABSENT:
            cells[index] = text
