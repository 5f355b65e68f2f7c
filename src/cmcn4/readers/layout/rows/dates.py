"""The period of a value: of its row, of its column, and of what else names one."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import narrower
from cmcn4.readers.layout.headings.pieces import in_year
from cmcn4.readers.values.origins import read_status
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed


class Dates:
    """The periods above the columns of values of a table."""

    def __init__(self, block: Block, values: Sequence[int]) -> None:
        """Look whether all of them name one."""
        found = [block.facets[index].period for index in values]
        self._periods = [named.period for named in found if named]
        self._all = len(self._periods) == len(found)

    def chosen(self, row: str, column: When) -> When | None:
        """Return the narrower of a row's period and its column's; None where they contradict."""
        if not self._all or is_missing(row) or fold(row) in listed("every-year"):
            return column
        own = when(row)
        if own is None:
            return None
        inner, outer = own.period, column.period
        if found := narrower(own, column):
            return found
        # The row says up to when its figures go, the columns are the years before it.
        ends = self._periods if outer.last < inner.first else ()
        if any(end.first <= inner.first and inner.last <= end.last for end in ends):
            return column
        return None


def together(own: str, label: str) -> str:
    """Return the period of a row, or the narrower one that its label names.

    Where they contradict, what is returned is none, and told as both.
    """
    if not label or is_missing(own):
        return own or label
    first, second = when(own), when(label)
    if first is None or second is None:
        return own
    both = narrower(first, second)
    return f"{own} ≠ {label}" if both is None else both.text


def dated_beside(own: str, text: str) -> str:
    """Return the period of a row with what another column of periods says of it.

    What that is not, nor a status, does not fit together with it.
    """
    status = read_status(text)
    if is_missing(text) or (status.known and not status.absent):
        return own
    if when(text) is not None:
        return together(own, text)
    year = when(own)
    part = in_year(text, year.period.code) if year else None
    return part.period.code if part else f"{own} ≠ {text}"
