"""How a table was read: what `cmcn4 read` shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cmcn4.model.account import ColumnRead, Role, Said, TableRead, Why
from cmcn4.model.observation import Sheet
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import Facets
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.reading import FileReading


class Traced(NamedTuple):
    """One table that was read."""

    sheet: Sheet
    block: Block
    plan: Plan
    said: list[Said]
    observations: int


def trace(file: FileReading, read: Traced, body: Sequence[Row]) -> None:
    """Keep how a table was read."""
    block = read.block
    columns = tuple(
        ColumnRead(i + 1, block.texts[i], role, why, _means(block.facets[i]))
        for i in range(len(block.facets))
        for role, why in _role(read.plan, block, i)
    )
    rows = (body[0][0], body[-1][0]) if body else (block.row + 1, block.row + 1)
    header = (block.first, block.row)
    file.tables.append(
        TableRead(read.sheet, header, rows, columns, tuple(read.said), read.observations)
    )


def _role(made: Plan, block: Block, index: int) -> list[tuple[Role, Why]]:
    """Return the role of a column and why it has it; nothing for an empty column."""
    many: tuple[tuple[Role, Sequence[int]], ...] = (
        ("value", made.values), ("indicator", made.indicator), ("area", made.area),
        ("breakdown", made.breakdown), ("period", made.within), ("attribute", made.region),
        ("plan", made.plans), ("change", made.changes), ("unread", list(made.unread)),
    )  # fmt: skip
    why = made.why.get(index, "name")
    for role, columns in many:
        if index in columns:
            above = role == "value" and not block.facets[index].role and why == "name"
            return [(role, "above" if above else why)]
    for name, at in made.single.items():
        if at == index:
            return [(name, why)]  # type: ignore[list-item]  # the roles of single columns
    counts = fold(block.texts[index]) in ("stt", "tt", "so tt", "so thu tu", "no")
    other: Role = "counter" if counts else "ignored"
    return [(other, "name")] if block.texts[index] else []


def _means(facets: Facets) -> str:
    """Return what a heading says of the values below it."""
    said = [facets.indicator_id, facets.area_id, facets.part, facets.unit, facets.status or ""]
    if facets.period:
        status = facets.period.status
        said.insert(0, facets.period.period.code + (f" ({status})" if status else ""))
    return " · ".join(filter(None, said))
