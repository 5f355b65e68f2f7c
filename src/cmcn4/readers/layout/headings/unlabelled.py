"""SDMX-CSV with `labels=both`: `REF_AREA: Reference area` over `VN: Viet Nam` is code and label.

See the SDMX-CSV field guide, section on labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.columns import meaning

_BOTH = Pattern(r"([A-Z][A-Z0-9_]*): \S")
_CELL = Pattern(r"([A-Za-z0-9_+.-]+): ")
_FEWEST = 2


def without_labels(first: list[Row], rest: Iterator[Row]) -> tuple[list[Row], Iterator[Row]]:
    """Return the rows with codes alone where the header joins each code with its label."""
    for index, (_, cells) in enumerate(first[:2]):
        joined = {i: match[1] for i, cell in enumerate(cells) if (match := _BOTH.match(cell))}
        known = [name for name in joined.values() if (found := meaning(name)) and found.publisher]
        if len(known) >= _FEWEST:
            columns = tuple(joined)
            return list(_plain(first[index:], columns)), _plain(rest, columns)
    return first, rest


def _plain(rows: Iterable[Row], columns: Sequence[int]) -> Iterator[Row]:
    for _, cells in rows:
        for index in columns:
            if index < len(cells):
                match = _CELL.match(cells[index])
                if match:
                    cells[index] = match[1]
        yield _, cells
