"""The period of a value whose row and column may both name one; status; a source with its day."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.observation import Status
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.values.origins import least_sure, read_status
from cmcn4.readers.values.periods import When, date, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed


class Dates:
    """The periods above the columns of values of a table."""

    def __init__(self, block: Block, values: Sequence[int]) -> None:
        """Look whether all of them name one."""
        found = [block.facets[index].period for index in values]
        self._periods = [each.period for each in found if each]
        self._all = len(self._periods) == len(found)

    def chosen(self, row: str, column: When) -> When | None:
        """Return the narrower of a row's period and its column's; None where they contradict."""
        if not self._all or is_missing(row) or fold(row) in listed("every-year"):
            return column
        own = when(row)
        if own is None:
            return None
        inner, outer = own.period, column.period
        if outer.first <= inner.first and inner.last <= outer.last:
            return When(inner, own.status or column.status)
        if inner.first <= outer.first and outer.last <= inner.last:
            return column
        # The row says up to when its figures go, the columns are the years before it.
        ends = self._periods if outer.last < inner.first else ()
        if any(each.first <= inner.first and inner.last <= each.last for each in ends):
            return column
        return None


def surest(text: str, other: Status | None) -> str:
    """Return a status cell, or what its column says where that is less certain."""
    own = read_status(text)
    if other and own.known and not own.absent:
        return least_sure(own.status, other)
    return text


def source_and_day(source: str) -> tuple[str, str]:
    """Return a source and the day of publication behind it: «BTTTT; ngày 20/12/2024»."""
    for mark in (";", ","):
        name, _, day = source.rpartition(mark)
        day = day.strip().removeprefix("ngày ")
        if name and any(c.isdigit() for c in day) and date(day):
            return name.strip(), day
    return source, ""
