"""All that was read, plain or not: one after the other, or the rows that somebody asks for."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.dataset import Dataset
from cmcn4.model.observation import Input, Observation
from cmcn4.model.place import Sheet

_BESIDE = 16
"""So many areas are read at once where one is asked for after the other, then ever more."""
_LAST = 1 << 62
_MOST = 100_000
"""So many rows are kept at most."""


class Observed(Sequence[Observation]):
    """Plain rows and all others in the order in which they were read."""

    def __init__(
        self, plain: PlainRows, others: list[Observation], inputs: Iterable[Input]
    ) -> None:
        """Keep where the rows are."""
        self._plain, self._others = plain, others
        self._size = len(others) + len(plain)
        paths = dict.fromkeys(file.path for file in inputs)
        self._places = {path: place for place, path in enumerate(paths)}
        self._in_columns = {sheet.path for sheet, _ in plain.files}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._size

    def __iter__(self) -> Iterator[Observation]:
        """Yield them."""
        return self.merged(self._plain.observations())

    def merged(self, plain: Iterable[Observation]) -> Iterator[Observation]:
        """Yield some of the plain rows, and all others, in the order in which they were read."""
        return heapq.merge(self._others, plain, key=self._order)

    @overload
    def __getitem__(self, place: int) -> Observation: ...
    @overload
    def __getitem__(self, place: slice) -> list[Observation]: ...
    def __getitem__(self, place: int | slice) -> Observation | list[Observation]:
        """Return the rows at a place: it takes as long as to go there."""
        if isinstance(place, slice):
            return list(self)[place]
        number = range(self._size)[place]
        return next(islice(iter(self), number, None))

    def standing(self, named: Collection[tuple[Sheet, int | None]]) -> Iterator[Observation]:
        """Yield those of some rows of sheets."""
        yield from (row for row in self._others if (row.sheet, row.row) in named)
        for place, (sheet, _) in enumerate(self._plain.files):
            rows = [row for there, row in named if there == sheet and row is not None]
            if rows:
                condition = "file = ? AND row IN (SELECT unnest(?))"
                yield from self._plain.observations(condition, [place, rows])

    def key(self, sheet: Sheet, row: int) -> tuple[int, int]:
        """Return what sorts rows of files in columns; others stand in their order already."""
        if sheet.path not in self._in_columns:
            row = 0
        elif (sheet, row) in self._plain.late:
            row = _LAST
        return self._places.get(sheet.path, -1), row

    def _order(self, row: Observation) -> tuple[int, int]:
        return self.key(row.sheet, row.row)


class View(Dataset):
    """Indexed data together with plain rows that stay in their columns until they are asked for."""

    __slots__ = (
        "_areas", "_asked", "_indicators", "_kept", "_most", "_order", "_plain", "_size",
    )  # fmt: skip

    def __init__(self, data: Dataset, plain: PlainRows) -> None:
        """Look at both."""
        for name in Dataset.__slots__:
            setattr(self, name, getattr(data, name))
        self._plain = plain
        self._indicators = {name: place for place, name in enumerate(plain.indicators)}
        self._areas = {name: place for place, name in enumerate(plain.areas)}
        self.ask(())
        series = len(plain.indicators) * len(plain.areas)
        self._most = max(_BESIDE, _MOST // 2 * series // (len(plain) + 1))
        """So many areas have half the rows that are kept."""
        self._kept: dict[tuple[str, str], list[Observation]] = {}
        self._size = 0
        self._asked: dict[str, tuple[int, int]] = {}
        """Of each indicator how many areas were read at once, and the place of the last."""

    def ask(self, areas: Iterable[str]) -> None:
        """Take note of the order in which areas are asked for."""
        known = (area for area in areas if area in self._areas)
        self._order = list(dict.fromkeys((*known, *self._areas)))
        self._areas = {area: place for place, area in enumerate(self._order)}

    def rows(self, indicator: str, area: str) -> list[Observation]:
        """Return all observations of an indicator for an area, of any breakdown."""
        found = super().rows(indicator, area)
        if found:
            return found
        if (indicator, area) not in self._kept:
            self._read(indicator, area)
        return self._kept[indicator, area]

    def _read(self, indicator: str, area: str) -> None:
        """Read a series, and those of the areas behind where they are asked for one by one."""
        if self._size > _MOST:
            self._kept.clear()
            self._size = 0
        self._kept[indicator, area] = []
        number, place = self._indicators.get(indicator), self._areas.get(area)
        if number is None or place is None:
            return
        size, before = self._asked.get(indicator, (1, place))
        next_to = 0 < place - before <= _BESIDE
        size = min(max(size * 2, _BESIDE), self._most) if next_to else 1
        self._asked[indicator] = size, place + size - 1
        names = self._order[place : place + size]
        for name in names:
            self._kept[indicator, name] = []
        found = self._plain.observations(
            "indicator = ? AND area IN (SELECT unnest(?))",
            [number, [self._plain.areas.place(name) for name in names]],
        )
        for row in found:
            self._kept[indicator, row.area].append(row)
            self._size += 1
