"""The figures as one question sees them: up to a day and a horizon, perhaps with one exchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from second_judge.rows import Data, Found, Observation, Period, Series
from second_judge.spans import Answer, Span

MAX_AGE = {"annual": 1, "biennial": 2, "irregular": 4}


class BlockedError(Exception):
    """A cell in error stands where the answer would lean on it."""


@dataclass(frozen=True)
class Exchange:
    """One input replaced by a rival."""

    source: str = ""
    shared: bool = False
    """Whether members keep their own source or period where they have no other."""
    row: Observation | None = None
    period: Period | None = None


@dataclass(frozen=True)
class Outcome:
    """What a rule says, of which values, and from which rows."""

    answer: Answer
    span: Span | None = None
    margin: Fraction | None = None
    period: Period | None = None
    used: tuple[Observation, ...] = ()
    lost: bool = False
    """Whether a past period was missed, so that nothing can mend it."""
    rival: Answer = "none"
    """What a rank that was published, but did not serve, would answer."""


NONE = Outcome("none")


@dataclass(frozen=True)
class View:
    """The data, the day asked about, the horizon, and what is exchanged."""

    data: Data
    as_of: dt.date
    horizon: int
    exchange: Exchange = field(default_factory=Exchange)

    @property
    def limit(self) -> dt.date:
        return min(self.as_of, dt.date(self.horizon, 12, 31))

    def indicator(self, name: str) -> dict[str, Any]:
        return self.data.indicators[name]

    def counts(self, indicator: str, period: Period) -> bool:
        """Whether a period has begun in time, and before its indicator ended."""
        ended = self.indicator(indicator).get("succeeded_by")
        before_end = not ended or period.first < dt.date.fromisoformat(ended["from_date"])
        return period.first <= self.limit and before_end

    def periods(self, series: Series) -> set[Period]:
        """Return the periods within a year that count, those of cells in error included."""
        rows = [*self.data.of(*series), *self.data.blocks(*series)]
        found = {row.period for row in rows if row.period is not None}
        return {
            period
            for period in found
            if self.counts(series[0], period) and period.first.year == period.last.year
        }

    def chosen(self, periods: Iterable[Period]) -> Period | None:
        """Return the period asked for, else the one that ends last, of these the longest."""
        found = list(periods)
        own = max(found, key=lambda period: (period.last, period.days), default=None)
        other = self.exchange.period
        if not other or not own:
            return own
        if other in found and other.last.year == own.last.year:
            return other
        return own if self.exchange.shared else None

    def too_old(self, indicator: str, period: Period) -> bool:
        entry = self.indicator(indicator)
        age = entry.get("max_age", MAX_AGE[entry.get("frequency", "annual")])
        return self.limit.year - period.last.year > int(age)

    def look(self, series: Series, period: Period) -> Found:
        """Return the rows of a cell that count; BlockedError if it may be in error."""
        if self.data.blocked(series, period):
            raise BlockedError
        rows = [row for row in self.data.of(*series) if row.period == period]
        chosen = self.exchange.row
        if chosen in rows:
            return [row for row in rows if row == chosen]
        own = [row for row in rows if row.source == self.exchange.source]
        if self.exchange.source and (own or not self.exchange.shared):
            rows = own
        return self.data.best(rows)

    def unreadable(self, series: Series) -> bool:
        """Whether a cell of the series has a period that cannot be read."""
        return any(row.period is None for row in self.data.blocks(*series))
