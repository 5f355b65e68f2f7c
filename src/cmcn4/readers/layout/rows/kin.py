"""Rows of a table that are like earlier ones but for one cell: their period, unit or status."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.readers.layout.records.record import Head
from cmcn4.readers.layout.records.sibling import Like, keep, of_status, of_unit, sibling, without
from cmcn4.readers.layout.rows.rows import Rows


class Kin:
    """Remembers what rows say of their values, for those that say one thing otherwise."""

    def __init__(self, rows: Rows, parts: Sequence[int], value: int) -> None:
        """`parts` are the columns of the cells in a key, `value` that of the value."""
        self._rows, self._recorder, self._at = rows, rows.recorder, value
        single = rows.plan.single
        self._places: dict[str, int] = {
            role: parts.index(single[role])
            for role in ("period", "unit", "status")
            if role in single
        }
        """The places of cells in a key that are as they say."""
        steps = rows.plan.frequency in parts  # which say what a period may be
        if steps or rows.plan.region or rows.plan.dates or rows.block.facets[value].period:
            self._places.pop("period", None)
        self.period = self._places.get("period")
        self._heads: dict[tuple[object, ...], Head] = {}
        """Heads by a place in their keys, and the keys without that."""
        self._odd: dict[tuple[str, ...], Like] = {}
        """What rows with an odd cell share, by their keys."""

    def clear(self) -> None:
        """Forget all: rows to come mean something else."""
        self._heads.clear()
        self._odd.clear()

    def keep(self, key: tuple[str, ...], head: Head, *roles: str) -> None:
        """Remember what a row means for others but for a cell that was read as it stands."""
        for role in roles:
            place = self._places.get(role)
            if place is not None and getattr(head.typed.record, role) == key[place]:
                keep(self._heads, without(key, place), head)

    def find(self, key: tuple[str, ...], cells: list[str]) -> Like | None:
        """Return what is said of a value like an earlier one, its period, unit or status not."""
        like = self._odd.get(key) or self._sibling(key, cells)
        if like is not None:
            return like
        kin, text = self._alike(key, cells, "status")
        like = of_status(kin, text) if kin else None
        if like is None:
            kin, text = self._alike(key, cells, "unit")
            like = of_unit(self._recorder, kin, text) if kin else None
        if like and (like.unit or like.status):
            keep(self._odd, key, like)
        return like

    def _alike(self, key: tuple[str, ...], cells: list[str], role: str) -> tuple[Head | None, str]:
        """Return what is said of a value that is like another one but for a cell, and its text.

        None where it may be something else, or the row none of the table.
        """
        rows, place = self._rows, self._places.get(role)
        if place is None or rows.plan.others or len(cells) > rows.width + 1:
            return None, ""
        kin = self._heads.get(without(key, place))
        if kin is None or cells[0] == rows.block.last[0]:
            return None, ""
        named = rows.named(cells)
        hangs = named.grouped or named.plan or named.period or rows.labels.group.period
        alike = not hangs and named.indicator == kin.typed.record.indicator
        return kin if alike else None, key[place]

    def _sibling(self, key: tuple[str, ...], cells: list[str]) -> Like | None:
        """Return what is said of a plain value that is like an earlier one but for its period."""
        kin, text = self._alike(key, cells, "period")
        head = kin and sibling(self._recorder, kin, text)
        plain = head and self._recorder.settling.plain(head, cells[self._at])
        return Like(head) if head and plain else None
