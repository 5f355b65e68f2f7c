"""Long tables: one observation a row. The loop that a million rows go through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TypeVar

from cmcn4.model.observation import Observation
from cmcn4.readers.containers.cells import CellNumber, Row
from cmcn4.readers.layout.goals import Goals
from cmcn4.readers.layout.header import Header
from cmcn4.readers.layout.record import Head, Record, cacheable
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.values.labels import DITTO
from cmcn4.readers.values.names import Unlisted
from cmcn4.readers.values.origins import with_note

Kept = TypeVar("Kept")

_MOST_CACHED = 65_536

_ABSENT = -1
"""Index of the empty cell that is added to every row, for columns the table has not."""
_ORIGIN = ("source", "url", "released", "note")


class LongTable:
    """Reads the rows below a header, all of them records of one value each."""

    def __init__(self, recorder: Recorder, header: Header, goals: Goals) -> None:
        """Note where each meaning stands."""
        self.recorder, self.header, self._goals = recorder, header, goals
        self.indicator = header.all("indicator")
        self.area = (*header.all("area"), _ABSENT, _ABSENT)[: max(2, len(header.all("area")))]
        self.breakdown = header.all("breakdown")
        self.period = self._one("period")
        self.value = self._one("value")
        self.unit = self._one("unit")
        self.status = self._one("status")
        self.multiplier = self._one("multiplier")
        first, second, third, fourth = (self._one(role) for role in _ORIGIN)
        self.origin = first, second, third, fourth
        self._heads: dict[tuple[str, ...], Head] = {}
        self._unlisted: dict[tuple[str, ...], str] = {}
        parts = [*self.indicator, self.period, self.unit, self.status, self.multiplier]
        parts += [*self.breakdown, *goals.columns]
        self._head_of = itemgetter(*parts)
        self._keys = {*parts, *self.area, *self.origin[:3]} - {_ABSENT}
        self._above: list[str] = []
        self._area_of, self._origin_of = itemgetter(*self.area), itemgetter(*self.origin)

    def _one(self, role: str) -> int:
        index = self.header.index(role)
        return _ABSENT if index is None else index

    def read(self, rows: Iterable[Row]) -> None:
        """Read all rows; texts seen before take the short way, by look-ups alone."""
        heads, head_of = self._heads, self._head_of
        area_of, origin_of, at = self._area_of, self._origin_of, self.value
        observe = self.recorder.file.observations.append
        sheet, column = self.recorder.sheet, at + 1
        skipped = usual = 0
        above: list[str] = []
        named = False
        for row, cells in rows:
            cells.append("")
            self._above, above = above, cells
            if not named and any(index < len(cells) and cells[index] for index in self.area):
                named = True
                self.recorder.name_areas()
            try:
                head = heads[head_of(cells)]
                indicator, period, breakdown, areas, origins, values, numbers, _ = head
                area = areas[area_of(cells)]
                if area is None:
                    skipped += 1
                    continue
                origin = origins[origin_of(cells)]
                text = cells[at]
                kind = type(text)
                value = values[text] if kind is str else numbers[_plain_number(text, kind)]
            except (KeyError, IndexError):
                self._unusual(row, cells)
                continue
            usual += 1
            observe(
                Observation(indicator, area, period, breakdown, value, origin, sheet, row, column)
            )
        self.recorder.file.areas.rows += skipped
        self.recorder.records += usual + skipped

    def _unusual(self, row: int, cells: list[str]) -> None:
        """Read a row with something new: mostly a name that is not ours, or another number."""
        if not DITTO.isdisjoint(cells):
            self._repeat(cells)
        try:
            key = self._head_of(cells)
            text = cells[self.value]
        except IndexError:
            self._record(row, cells)
            return
        name = self._unlisted.get(key)
        if name and text:
            self.recorder.unlisted.again(name)
            self.recorder.records += 1
            return
        head = self._heads.get(key)
        if head is None or not self._number(row, cells, head):
            self._record(row, cells)

    def _repeat(self, cells: list[str]) -> None:
        """Write out the keys that say «the same as above»."""
        for index in self._keys:
            if index < len(cells) - 1 and cells[index] in DITTO and index < len(self._above):
                cells[index] = self._above[index]

    def _number(self, row: int, cells: list[str], head: Head) -> bool:
        """Observe a plain number not seen before in a row that is otherwise like others."""
        text = cells[self.value]
        area = head.areas.get(self._area_of(cells))
        origin = with_note(head.origins, self._origin_of(cells)) if area else None
        if not (area and origin):
            return False
        value = self.recorder.plain(head, text)
        if value is None:
            return False
        indicator, period, breakdown = head.indicator, head.period, head.breakdown
        sheet, column = self.recorder.sheet, self.value + 1
        self.recorder.file.observations.append(
            Observation(indicator, area, period, breakdown, value, origin, sheet, row, column)
        )
        self.recorder.records += 1
        return True

    def _record(self, row: int, cells: list[str]) -> None:
        """Read a row to the last of its cells."""
        if len(cells) <= len(self.header.cells):
            cells += [""] * (len(self.header.cells) + 1 - len(cells))
        if not any(cells) or self.header.repeated(cells) or not any(map(str.strip, cells)):
            return
        if self._goals.skip(row, cells):
            return
        origin = self._origin_of(cells)
        record = Record(
            row=row,
            column=self.value + 1,
            value=cells[self.value],
            indicator=_take(cells, self.indicator),
            period=cells[self.period],
            area=_take(cells, self.area),
            unit=cells[self.unit],
            multiplier=cells[self.multiplier],
            breakdown=_take(cells, self.breakdown),
            status=cells[self.status],
            origin=origin,
        )
        key = self._head_of(cells)
        head = self._heads.get(key)
        if head:
            area, known = head.areas.get(record.area), with_note(head.origins, origin)
            if area and known:
                self.recorder.again(head, record, area, known)
                return
        head = self.recorder.add(record)
        if head:
            _keep(self._heads, key, head)
            return
        if self.recorder.form:
            return  # every unknown name is an error with its cell
        name = self.recorder.file.context.indicators.find(record.indicator)
        if isinstance(name, Unlisted) and name.text and cacheable(record.indicator):
            _keep(self._unlisted, key, name.text)


def _keep(table: dict[tuple[str, ...], Kept], key: tuple[str, ...], value: Kept) -> None:
    if len(table) >= _MOST_CACHED:
        table.clear()
    table[key] = value


def _take(cells: Sequence[str], indices: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(cells[index] for index in indices)


def _plain_number(text: str, kind: type) -> str:
    """Return a plain number; all other typed cells take the long way."""
    if kind is not CellNumber:
        raise KeyError(text)
    return text
