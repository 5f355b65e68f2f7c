"""The period of a value: of its row, of its column, and of what else names one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import YEAR
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.facets import narrower
from cmcn4.readers.layout.headings.pieces import in_year
from cmcn4.readers.values.origins import read_status
from cmcn4.readers.values.periods import When, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.words import listed

_UP_TO = Pattern(r"\b(?:so lieu|tinh|data) (?:den|to|as of)\b")
_LATE = 10
_SHORTEST_PART = 7  # 2025-Q1, 2025-06; 2021/2025 has another year


class Dates:
    """The periods above the columns of values of a table."""

    def __init__(self, block: Block, values: Sequence[int], *, until: bool = False) -> None:
        """Look whether all of them name one; `until`: rows say up to when their figures go."""
        self._until = until
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
        if self._until and inner.last == outer.last:
            return column
        if found := narrower(own, column):
            return found
        # The row says up to when its figures go, the columns are the years before it.
        ends = self._periods if outer.last < inner.first else ()
        if any(end.first <= inner.first and inner.last <= end.last for end in ends):
            return column
        return None


def unfinished(periods: Sequence[str], titles: Sequence[str]) -> dict[str, str]:
    """Return the year of the one period that titles name, with its code, if it ends before that.

    A day is the one up to which the figures go only where a title says so: others are of letters.
    """
    named = when(periods[0]) if len(periods) == 1 else None
    if named is None or named.period.kind == YEAR:
        return {}
    last = named.period.last
    ends = last == last.replace(month=12, day=31)
    day = named.period.first == last and not any(_UP_TO.search(fold(title)) for title in titles)
    code = named.period.code
    late = last.month >= _LATE  # up to when the figures of the year were known
    return {} if ends or day or late or len(code) < _SHORTEST_PART else {str(last.year): code}


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


def in_steps(own: str, finer: Iterable[str]) -> str:
    """Return the period of a row; one of a year is none of figures that there are several of."""
    text, said = next(iter(finer), ""), when(own)
    return f"{own} ≠ {text}" if text and said and said.period.kind >= YEAR else own


def dated_beside(own: str, text: str, *, ends: bool = False) -> str:
    """Return the period of a row with what another column of periods says of it.

    What that is not, nor a status, does not fit together with it. With `ends` the column says up
    to when the figures go: to the end of the period is all of it.
    """
    status = read_status(text)
    if is_missing(text) or (status.known and not status.absent):
        return own
    year, other = when(own), when(text)
    if other is not None:
        whole = ends and year is not None and year.period.last == other.period.last
        return own if whole else together(own, text)
    part = in_year(text, year.period.code) if year else None
    return part.period.code if part else f"{own} ≠ {text}"
