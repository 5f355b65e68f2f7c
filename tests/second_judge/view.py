"""The figures as one question sees them: up to a day and a horizon, perhaps with one exchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from second_judge.arithmetic import derive
from second_judge.rows import Data, Found, Observation, Period, Series, span_of
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
    reckoned: frozenset[str] = frozenset()
    """Indicators whose own rows give way to what their operands give."""


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
    number: Fraction | None = None
    """The number compared with, where the data say it."""


NONE = Outcome("none")


@dataclass(frozen=True)
class View:
    """The data, the day asked about, the horizon, and what is exchanged."""

    data: Data
    as_of: dt.date
    horizon: dt.date
    exchange: Exchange = field(default_factory=Exchange)

    @property
    def limit(self) -> dt.date:
        return min(self.as_of, self.horizon)

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
        found |= self._derived_periods(series) - found
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
        if not rows and self.operands(series):
            made = self._derived(series, period)
            alone = self.exchange.source and not self.exchange.shared
            return made if not alone or self._tells_any(made) else []
        if series[0] in self.exchange.reckoned and self.operands(series):
            made = self._unless_blocked(series, period)
            if made:
                return made
        chosen = self.exchange.row
        if chosen in rows:
            return [row for row in rows if row == chosen]
        own = [row for row in rows if row.source == self.exchange.source]
        if self.exchange.source and not own and self.operands(series):
            made = self._by_source(series, period)
            if made:
                return made
        if self.exchange.source and (own or not self.exchange.shared):
            rows = own
        return self.data.best(rows)

    def _by_source(self, series: Series, period: Period) -> Found:
        """Return what a source's operands give of a period that only others state."""
        made = self._unless_blocked(series, period)
        return made if self._tells_any(made) else []

    def _unless_blocked(self, series: Series, period: Period) -> Found:
        try:
            return self._derived(series, period)
        except BlockedError:
            return []

    def _tells_any(self, made: Found) -> bool:
        """Whether the source asked about tells any of the operands."""
        return any(leaf.source == self.exchange.source for row in made for leaf in row.leaves)

    def unreadable(self, series: Series) -> bool:
        """Whether a cell of the series has a period that cannot be read."""
        if any(row.period is None for row in self.data.blocks(*series)):
            return True
        return any(self.unreadable(operand) for operand in self.operands(series))

    @property
    def plain(self) -> View:
        """The view with nothing exchanged."""
        return replace(self, exchange=Exchange())

    def operands(self, series: Series) -> list[Series]:
        """Return the series from which a derived one is reckoned; none for any other."""
        entry = self.indicator(series[0]).get("derived")
        if not entry:
            return []
        named = next(value for name, value in entry.items() if name != "absolute")
        full = [{"indicator": each} if isinstance(each, str) else each for each in named]
        return [(each["indicator"], series[1], each.get("breakdown", series[2])) for each in full]

    def _derived_periods(self, series: Series) -> set[Period]:
        """Return the periods in which all operands tell and give a value, or are in error."""
        operands = self.operands(series)
        if not operands:
            return set()
        return {
            period
            for period in set.intersection(*(self.periods(operand) for operand in operands))
            if self._gives(series, period)
        }

    def _gives(self, series: Series, period: Period) -> bool:
        try:
            return bool(self.plain.look(series, period))
        except BlockedError:
            return True

    def _tells(self, series: Series, period: Period) -> bool:
        """Whether there is a cell for a period that counts, be it in error."""
        if not self.counts(series[0], period):
            return False
        cells = [*self.data.of(*series), *self.data.blocks(*series)]
        if any(cell.period in (period, None) for cell in cells):
            return True
        operands = self.operands(series)
        return bool(operands) and all(self._tells(operand, period) for operand in operands)

    def _derived(self, series: Series, period: Period) -> Found:
        """Return what the operands of a period give; a rival source stands where it has rows."""
        operands = self.operands(series)
        if not all(self._tells(operand, period) for operand in operands):
            return []
        view = replace(self, exchange=replace(self.exchange, shared=True))
        rows = [view.look(operand, period) for operand in operands]
        if not all(rows):
            return []
        entry = self.indicator(series[0])
        span = derive(entry["derived"], [span_of(found) for found in rows],
                      self.data.factors.get(series[0], 1))  # fmt: skip
        if span is None:
            return []
        parts = tuple(row for found in rows for row in found)
        return [Observation(*series[:2], period, series[2], span, "", False, "", -1, parts)]
