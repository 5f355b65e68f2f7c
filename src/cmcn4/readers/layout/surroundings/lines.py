"""Lines around a table: what stands as «name: text», and other texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import filled
from cmcn4.words import table


def lines_of(rows: Iterable[Row], where: Sheet) -> Iterator[tuple[str, str, Place]]:
    """Yield what is said as «name: text», in one cell or two, and other texts with no name."""
    kinds = table("lines")
    for number, cells in rows:
        filled = [(i, line) for i, cell in enumerate(cells) for line in _of_cell(cell)]
        if not filled:
            continue
        index, first = filled[0]
        name, _, text = first.partition(":")
        kind = kinds.get(fold(name), "")
        if kind and (text.strip() or len(filled) > 1):
            at = index if text.strip() else filled[1][0]
            yield kind, text.strip() or filled[1][1], Place(where, number, at + 1)
            filled = filled[1:] if text.strip() else filled[2:]
        for column, cell in {text: (i, text) for i, text in reversed(filled)}.values():
            name, colon, text = cell.strip("()").partition(":")
            kind = kinds.get(fold(name), "") if colon else ""
            place = Place(where, number, column + 1)
            yield (kind, text.strip(), place) if kind else ("", cell, place)


def _of_cell(cell: str) -> list[str]:
    """Return what a cell says: all of it, and each of its lines; those alone if one has a name."""
    if not cell or cell.isspace():
        return []
    if "\n" not in cell:
        return [line] if (line := clean(cell)) else []
    lines = [line for part in cell.split("\n") if (line := clean(part))]
    if len(lines) > 1 and any(fold(line.partition(":")[0]) in table("lines") for line in lines):
        return lines
    return list(dict.fromkeys((clean(cell), *lines)))


def over(rows: Sequence[Row], span: tuple[int, int]) -> Iterator[Row]:
    """Yield what stands above one of several tables side by side, or above all of them."""
    start, end = span
    for number, cells in rows:
        alone = len(filled(cells)) == 1
        yield number, [c if alone or start <= i < end else "" for i, c in enumerate(cells)]
