"""Which rows of a text are plain: by what the reader makes of their texts, and by their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cmcn4.engines.meanings import Known, Meanings
from cmcn4.engines.rows import LARGEST, MOST_DECIMALS, PlainRows
from cmcn4.engines.texts import RawTable
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.records.record import Head
from cmcn4.readers.layout.rows.statements import ABSENT
from cmcn4.readers.layout.rows.table import Table

_MOST_HEADS = 1 << 16
"""As many as the reader remembers."""
_MOST_AREAS, _MOST_ORIGINS = 200_000, 50_000
_SHAPE = "-?[0-9]{1,15}([.]([0-9]{1,2}|[0-9]{4,9}))?"
"""Texts that `Quantity.plain` reads: such a number says the same under either decimal mark, or
can only have a point."""
_WIDEST = Decimal(10) ** 18
_END = f"DECIMAL(38, {MOST_DECIMALS})"
_TYPES = {"low": f"{_END}", "high": f"{_END}", "one": f"{_END}"}
_PLAIN = (
    f"r.whole_row AND h.place IS NOT NULL AND a.place IS NOT NULL AND o.place IS NOT NULL"
    f" AND regexp_full_match(r.text, '{_SHAPE}') AND abs(r.whole) < h.most"
    " AND (h.factor = 1 OR r.decimals = 0) AND NOT (r.whole = 0 AND starts_with(r.text, '-'))"
    " AND (h.low IS NULL OR r.value >= h.low) AND (h.high IS NULL OR r.value <= h.high)"
    " AND (h.one IS NULL OR r.value <= 0 OR r.value >= h.one)"
)


class Found(NamedTuple):
    """How raw rows are joined to the tables `head`, `area` and `origin` of what texts mean."""

    heads: str
    areas: str
    origins: str
    value: int
    """The column of the values."""
    whole: str
    """The condition that a row is as long as the header."""

    def join(self, kind: str) -> str:
        """Return the raw rows `r`, with their numbers, and what their texts mean."""
        text = f"c{self.value}"
        return (
            f"(SELECT *, rowid, TRY_CAST(replace({text}, '.', '') AS BIGINT) AS whole,"
            f" CASE WHEN contains({text}, '.') THEN length({text}) - strpos({text}, '.') ELSE 0 END"
            f" AS decimals, TRY_CAST({text} AS {_END}) AS value, {text} AS text,"
            f" {self.whole} AS whole_row FROM raw) r"
            f" {kind} JOIN head h ON {self.heads} {kind} JOIN area a ON {self.areas}"
            f" {kind} JOIN origin o ON {self.origins}"
        )


def find(table: Table, raw: RawTable, rows: PlainRows) -> Found | None:
    """Find out what all distinct texts mean; None where no row is plain."""
    columns, meanings = raw.columns, Meanings(table)
    areas = raw.distinct("areas", columns.area, _MOST_AREAS)
    origins = raw.distinct("origins", columns.origin, _MOST_ORIGINS)
    cells = [_origin(table, columns.origin, texts) for texts in origins]
    area = next(filter(meanings.is_good_area, areas), None)
    origin = next(filter(meanings.is_good_origin, cells), None)
    if area is None or origin is None:
        return None
    pattern = [""] * columns.width
    _fill(pattern, columns.area, area)
    _fill(pattern, table.origin, origin)
    heads = raw.distinct("heads", columns.head, _MOST_HEADS)
    known = _heads(meanings, pattern, (columns.head, heads))
    if not known:
        return None
    eras, statuses = _heads_table(raw, rows, known)
    _table(raw, ("area", "areas"), ("era", "area"), [
        (at, era, rows.areas.place(found))
        for era, head in eras.items() for at, texts in enumerate(areas)
        if (found := meanings.area(head, (*texts, "", "")[: max(2, len(texts))]))
    ])  # fmt: skip
    _table(raw, ("origin", "origins"), ("status", "origin"), [
        (at, status, rows.origins.place(said))
        for status, head in enumerate(statuses) for at, four in enumerate(cells)
        if (said := meanings.origin(head, four))
    ])  # fmt: skip
    return Found(
        _alike("h", columns.head, heads),
        _alike("a", columns.area, areas, "a.era = h.era"),
        _alike("o", columns.origin, origins, "o.status = h.status"),
        columns.value,
        raw.whole,
    )


def _heads(
    meanings: Meanings, pattern: list[str], heads: tuple[Sequence[int], list[tuple[str, ...]]]
) -> dict[int, Known]:
    """Return what heads mean that may have plain values, by their places."""
    columns, texts_of = heads
    known = {}
    for at, texts in enumerate(texts_of):
        cells = pattern.copy()
        _fill(cells, columns, texts)
        found = meanings.head(cells)
        if found is not None and found.shift >= 0 and _fits(found):
            known[at] = found
    return known


def _fits(known: Known) -> bool:
    """Whether the ends of what is valid can be compared exactly."""
    ends = [end for end in (known.low, known.high, known.one) if end is not None]
    exponents = [end.as_tuple().exponent for end in ends]
    exact = all(isinstance(one, int) and one >= -MOST_DECIMALS for one in exponents)
    return exact and known.shift < LARGEST and all(abs(end) < _WIDEST for end in ends)


def _fill(cells: list[str], columns: Sequence[int], texts: Sequence[str]) -> None:
    for index, text in zip(columns, texts, strict=True):
        if index != ABSENT:
            cells[index] = text


def _origin(
    table: Table, columns: Sequence[int], texts: tuple[str, ...]
) -> tuple[str, str, str, str]:
    """Return source, address, day and note, empty where there is no column of them."""
    said = dict(zip(columns, texts, strict=True))
    source, url, released, note = (said.get(index, "") for index in table.origin)
    return source, url, released, note


def _heads_table(
    raw: RawTable, rows: PlainRows, known: dict[int, Known]
) -> tuple[dict[int, Head], list[Head]]:
    """Make the table of heads; return one of each era, and one of each status by its number."""
    eras: dict[int, Head] = {}
    statuses: dict[str, Head] = {}
    made = []
    for at, (head, era, *ends, shift) in known.items():
        eras.setdefault(era, head)
        statuses.setdefault(head.typed.origin.status, head)
        status = list(statuses).index(head.typed.origin.status)
        indicator, period = rows.indicators.place(head.indicator), rows.periods.place(head.period)
        texts = [None if end is None else f"{end:f}" for end in ends]
        made.append(
            (at, era, status, indicator, period, *texts, 10**shift, 10 ** (LARGEST - shift))
        )
    fields = ("era", "status", "indicator", "period", "low", "high", "one", "factor", "most")
    _table(raw, ("head", "heads"), fields, made)
    return eras, list(statuses.values())


def _table(
    raw: RawTable, names: tuple[str, str], fields: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Make a table of the texts of another one, with what they were found to mean."""
    name, texts = names
    columns = [*zip(*rows, strict=True)] or [()] * (len(fields) + 1)
    listed = ", ".join(
        f"unnest(?::{_TYPES.get(field, 'BIGINT')}[]) AS {field}" for field in ("place", *fields)
    )
    raw.connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {texts}"
        f" JOIN (SELECT {listed}) USING (place)",
        [list(column) for column in columns],
    )


def _alike(
    name: str, columns: Sequence[int], rows: list[tuple[str, ...]], also: str = "true"
) -> str:
    """Return the condition that rows have the texts of a table; the same everywhere is no text."""
    differ = [
        f"r.c{index} = {name}.c{index}"
        for index, *texts in zip(columns, *rows, strict=True)
        if len(set(texts)) > 1
    ]
    return " AND ".join((*differ, also))


def insert(raw: RawTable, found: Found, file: int) -> None:
    """Keep the plain rows of a text."""
    raw.connection.execute(
        f"INSERT INTO plain SELECT h.indicator, a.area, h.period, o.origin, {file},"
        f" r.rowid + {raw.columns.first}, r.whole * h.factor, r.decimals"
        f" FROM {found.join('')} WHERE {_PLAIN}"
    )


def left(raw: RawTable, found: Found) -> Iterator[Row]:
    """Yield the rows of a text that are not plain."""
    return raw.rows(found.join("LEFT"), f"({_PLAIN}) IS NOT TRUE")
