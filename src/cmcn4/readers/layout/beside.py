"""Tables side by side under one header: each is read on its own."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.readers.layout.grid import Grid
from cmcn4.readers.layout.headings import Heading

_KEYS = frozenset({"indicator", "area", "period"})


def side_by_side(grid: Grid) -> list[Grid]:
    """Return the tables of a header: a new one starts where a key comes again after values."""
    starts, seen, values = [0], set[tuple[str, bool]](), False
    for index, heading in enumerate(grid.headings):
        key = heading.role, heading.code
        if heading.axis and not heading.role:
            values = True
        elif heading.role in _KEYS:
            if values and key in seen and _has_values(grid, index):
                starts.append(index)
                seen, values = set(), False
            seen.add(key)
    ends = [*starts[1:], len(grid.headings)]
    return [_only(grid, *span) for span in zip(starts, ends, strict=True)] if ends[1:] else [grid]


def _has_values(grid: Grid, start: int) -> bool:
    return any(each >= start for each in grid.axis)


def _only(grid: Grid, start: int, end: int) -> Grid:
    """Return a grid that knows nothing of the columns of the others."""
    inside = range(start, end)
    return replace(
        grid,
        headings=[each if i in inside else Heading() for i, each in enumerate(grid.headings)],
        texts=[each if i in inside else "" for i, each in enumerate(grid.texts)],
    )
