"""Which rows of a text are plain: by what the reader makes of their texts, and by their values."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.engines.reading.distinct import Distinct
from cmcn4.engines.reading.meanings import Known, Meanings
from cmcn4.engines.reading.texts import Columns, Rows, TooMany
from cmcn4.engines.rows import PlainRows
from cmcn4.readers.layout.records.record import Head
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

_MOST_HEADS = 1 << 16
"""As many as the reader remembers."""
_FEW_HEADS = 1 << 12
"""As many may be asked for, even if hardly two rows share one."""
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

    def __init__(self, table: Table, columns: Columns, rows: PlainRows) -> None:
        """Start with nothing known."""
        self._table, self._rows, self._meanings = table, rows, Meanings(table)
        self._columns, self._connection = columns, rows.connection
        self._heads = Distinct(columns, columns.head, _MOST_HEADS)
        self._areas = Distinct(columns, columns.area, _MOST_AREAS)
        self._origins = Distinct(columns, columns.origin, _MOST_ORIGINS)
        self._all = {"head": self._heads, "area": self._areas, "origin": self._origins}
        self._done = dict.fromkeys(("head", "area", "origin", "era", "status"), 0)
        """Of how many texts it is known what they mean, in or with how many eras and statuses."""
        for name, texts in self._all.items():
            fields = {**texts.fields(), **_FIELDS[name]}
            listed = ", ".join(f"{field} {kind}" for field, kind in fields.items())
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({listed})")
        names = ", ".join(f"{name} VARCHAR" for name in columns.most)
        self._connection.execute(f"CREATE OR REPLACE TABLE other (line UINTEGER, {names})")
        self._pattern: list[str] | None = None
        """A row with an area and an origin that may be plain."""
        self._eras: dict[int, Head] = {}
        self._statuses: dict[str, Head] = {}
        self.any = False
        """Whether any row may be plain."""
        self._ids: dict[int, str] = {}
        """The areas of texts in the first era."""
        self._moved = False
        """Whether any is another one in another era."""
        self._later: list[tuple[object, ...]] = []
        """Areas in later eras, which are not asked for until then."""

    def take(self, rows: Rows, file: int) -> None:
        """Keep the plain ones of some rows, and put the others into the table `other`.

        Raises TooMany where asking the reader would cost as much as reading, or where a cell of a
        column without a role says something of its row.
        """
        self._refuse_telling(rows)
        for texts in (self._areas, self._origins, self._heads):
            texts.learn(rows)
        if len(self._heads.texts) > max(_FEW_HEADS, rows.part.lines // 2):
            raise TooMany
        self._find_out()
        self._refuse_disagreeing(rows)
        if self.any and self.keep(rows, file) == rows.part.lines:
            return
        rest = rows.without(file)
        if rest is not rows:
            for texts in (self._areas, self._origins, self._heads):
                texts.learn_all(rest)
            self._find_out()
            self._refuse_disagreeing(rest)
            if self.any:
                self.keep(rest, file)
        self._put_aside(rest, file)

    def _refuse_telling(self, rows: Rows) -> None:
        beside = self._table.rows.beside
        for index in self._columns.free:
            found = self._connection.execute(
                f"SELECT DISTINCT c{index} FROM {rows.source}"
            ).fetchmany(_MOST_ORIGINS + 1)
            if len(found) > _MOST_ORIGINS or any(beside.tells(text, index) for (text,) in found):
                raise TooMany

    def _refuse_disagreeing(self, rows: Rows) -> None:
        """Leave rows to the reader of which a cell names another indicator, or a place in them."""
        agreeing = self._table.rows.beside.agreeing
        for index in agreeing.columns:
            names = ", ".join(f"c{each}" for each in agreeing.places(index))
            found = self._connection.execute(f"SELECT DISTINCT {names} FROM {rows.source}")
            while some := found.fetchmany(_MOST_ORIGINS):
                if any(agreeing.may_disagree(index, texts) for texts in some):
                    raise TooMany

    def _find_out(self) -> None:
        """Look at new texts."""
        self._pattern = self._pattern or self._good()
        if self._pattern is not None:
            self._add_heads()
            self._add_areas()
            self._add_origins()

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

    def _add_heads(self) -> None:
        made = []
        for texts in self._heads.texts[self._done["head"] :]:
            cells = [*(self._pattern or ())]
            _fill(cells, self._columns.head, texts)
            known = self._meanings.head(cells)
            if known is not None and known.fits:
                made.append((*texts, *self._head(known)))
        self.any |= bool(made)
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

    def _add_areas(self) -> None:
        """Add new areas in all eras, and all in new eras."""
        made, later = list[tuple[object, ...]](), list[tuple[object, ...]]()
        for era, head in enumerate(self._eras.values()):
            start = self._done["area"] if era < self._done["era"] else 0
            for place, texts in enumerate(self._areas.texts[start:], start):
                padded = (*texts, "", "")[: max(2, len(texts))]
                if place in self._ids and self._meanings.lasts(padded):
                    area = self._ids[place]
                else:
                    area = self._meanings.area(head, padded) or ""
                self._moved |= self._ids.setdefault(place, area) != area
                if area:
                    known = (*texts, era, self._rows.areas.place(area))
                    (later if era else made).append(known)
        self._later += later
        if self._moved:
            made += self._later
            self._later.clear()
        self._insert("area", made)
        self._done["era"] = len(self._eras)

    def _add_origins(self) -> None:
        made = []
        for status, head in enumerate(self._statuses.values()):
            start = self._done["origin"] if status < self._done["status"] else 0
            for texts in self._origins.texts[start:]:
                origin = self._meanings.origin(head, self._origin(texts))
                if origin is not None:
                    made.append((*texts, status, self._rows.origins.place(origin)))
        self._insert("origin", made)
        self._done["status"] = len(self._statuses)

    def _insert(self, name: str, rows: Sequence[Sequence[object]]) -> None:
        """Add texts with what they mean to a table."""
        self._done[name] = len(self._all[name].texts)
        if rows:
            kinds = [*self._all[name].fields().values(), *_FIELDS[name].values()]
            self._connection.execute(
                f"INSERT INTO {name} SELECT {', '.join(f'unnest(?::{kind}[])' for kind in kinds)}",
                [list(column) for column in zip(*rows, strict=True)],
            )

    def keep(self, rows: Rows, file: int) -> int:
        """Keep the plain ones of some rows, as far as their texts are known; return how many."""
        known = not rows.sample
        heads = self._heads.alike("r", "h", known=known)
        areas = self._areas.alike("r", "a", known=known)
        origins = self._origins.alike("r", "o", known=known)
        eras = " AND a.era = h.era" if self._moved else " AND a.era = 0"
        statuses = " AND o.status = h.status" * (len(self._statuses) > 1)
        same = [f"NOT ({rows.odd})"] if rows.odd else []
        same += [alike.same for alike in (heads, areas, origins) if alike.same]
        # NOTE: all ends come from the table of heads: a condition on the row alone would be asked
        # before the joins, and work its number out anew.
        kept = self._connection.execute(
            f"INSERT INTO plain SELECT h.indicator, a.area, h.period, o.origin, {file},"
            f" r.place + {rows.part.first}, r.whole * h.factor, r.decimals"
            f" FROM (FROM {rows.numbers} WHERE {' AND '.join((*same, 'good'))}) r"
            f" JOIN head h ON {heads.equal} JOIN area a ON {areas.equal}{eras}"
            f" JOIN origin o ON {origins.equal}{statuses} WHERE {VALID}"
        ).fetchone()
        return int(kept[0]) if kept else 0

    def _put_aside(self, rows: Rows, file: int) -> None:
        """Put all that are not plain into the table `other`."""
        names, first = ", ".join(rows.names), rows.part.first
        self._connection.execute(
            f"INSERT INTO other (line, {names}) SELECT place + {first}, {names}"
            f" FROM {rows.but_plain(file)}"
        )


def _fill(cells: list[str], columns: Sequence[int], texts: Sequence[str]) -> None:
    for index, text in zip(columns, texts, strict=True):
        if index != ABSENT:
            cells[index] = text
