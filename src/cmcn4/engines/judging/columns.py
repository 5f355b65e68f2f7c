"""Rows in columns as SQL sees them: with exact values on one scale and periods in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from cmcn4.engines.rows import PlainRows
from cmcn4.evaluation.dataset import lateness
from cmcn4.evaluation.remarks.jumps import QUARTER
from cmcn4.model.period import YEARS, Period

_LARGE = 2**63
_MOST_DAYS = 512
"""So many are told apart by a bit each."""
_BITS = 128
"""Of the longest number."""


class Columns:
    """The scale, the periods and the expressions for them."""

    def __init__(self, plain: PlainRows) -> None:
        """Find the scale."""
        self.plain = plain
        found = plain.connection.execute(
            "SELECT coalesce(max(digits), 0), coalesce(min(digits), 0),"
            " coalesce(greatest(max(number), -min(number)), 0) FROM plain"
        ).fetchone()
        self.digits, least, largest = found or (0, 0, 0)
        """The value is a column of whole numbers of this many decimals."""
        self.kind = _kind(int(largest) * 10**self.digits * max(QUARTER.as_integer_ratio()))
        """The type of values."""
        self._even, self._largest = least == self.digits, int(largest)
        order = sorted(range(len(plain.periods)), key=lambda one: lateness(plain.periods[one]))
        self.periods = [plain.periods[one] for one in order]
        """In the order in which they count."""
        self._ranks = sorted(range(len(order)), key=order.__getitem__)
        self._days = sorted({period.last for period in self.periods})

    def value(self, number: str = "number", digits: str = "digits") -> str:
        """Return the value as whole number of the smallest decimals."""
        number = f"{number}::{self.kind}"
        if self._even:
            return number
        powers = range(self.digits, -1, -1)
        scales = [f"{10**power}::{self.kind}" for power in powers]
        return f"{number} * {picked(scales, digits)}"

    def year(self, rank: str = "rank") -> str:
        """Return the year of a period by its place."""
        return picked([period.year for period in self.periods], rank)

    @property
    def rank(self) -> str:
        """The place of the period among all in their order."""
        return picked(self._ranks, "period")

    @property
    def day(self) -> str:
        """The place of the period's last day among all."""
        place = {day: number for number, day in enumerate(self._days)}
        return picked([place[period.last] for period in self.plain.periods], "period")

    @property
    def figure(self) -> str:
        """Rank, number and digits as one number, the greatest of which has the highest rank."""
        _, step, scale, kind = self._packing()
        digits = "0" if self._even else "digits"
        return f"rank::{kind} * {scale} + (number::{kind} + {self._largest}) * {step} + {digits}"

    def of_figure(self, figure: str) -> tuple[str, str, str]:
        """Return rank, number and digits of such a number."""
        least, step, scale, _ = self._packing()
        digits = str(least) if self._even else f"({figure} % {step})::UTINYINT"
        number = f"({figure} % {scale} // {step} - {self._largest})::BIGINT"
        return f"({figure} // {scale})::INTEGER", number, digits

    def _packing(self) -> tuple[int, int, int, str]:
        """Return the digits of all, and by how much ranks and numbers are apart; and the type."""
        step = 1 if self._even else 10
        scale = (2 * self._largest + 1) * step
        return self.digits, step, scale, _kind(scale * (len(self.periods) + 1))

    @property
    def days(self) -> str:
        """The number of different days, of all rows in a group."""
        count = len(self._days)
        if count > _MOST_DAYS:
            return "count(DISTINCT day)"
        if count < _BITS:
            kind = "UBIGINT" if count <= _BITS // 2 else "HUGEINT"
            return f"bit_count(bit_or(1::{kind} << day))"
        words = (f"day // {_BITS // 2} = {word}" for word in range(-(-count * 2 // _BITS)))
        bits = f"bit_or(1::UBIGINT << (day % {_BITS // 2}))"
        return " + ".join(
            f"coalesce(bit_count({bits} FILTER ({word})), 0)::INTEGER" for word in words
        )

    def when(self, periods: Iterable[Period]) -> str:
        """Return what restricts an aggregate to some periods."""
        wanted = set(periods)
        return f" FILTER ({self.during(wanted)})" if len(wanted) < len(self.periods) else ""

    def during(self, periods: Iterable[Period], rank: str = "rank") -> str:
        """Return a condition that holds for these periods, given the column of ranks."""
        wanted = set(periods)
        found = [place for place, period in enumerate(self.periods) if period in wanted]
        ranges = [f"{rank} BETWEEN {first} AND {last}" for first, last in _runs(found)]
        return f"({' OR '.join(ranges)})" if ranges else "false"

    def begun(self, day: dt.date) -> list[Period]:
        """Return the periods that had begun on a day and may count then."""
        return [one for one in self.periods if one.first <= day and one.kind != YEARS]


def _kind(most: int) -> str:
    """Return the type of whole numbers up to one."""
    return "HUGEINT" if most >= _LARGE else "BIGINT"


def picked(items: Sequence[object], column: str) -> str:
    """Return what picks of a list by its place."""
    if list(items) == list(range(len(items))):
        return f"{column}::INTEGER"
    return f"[{', '.join(map(str, items))}][{column} + 1]"


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole numbers without a gap."""
    first = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            yield numbers[first], number
            first = place + 1
