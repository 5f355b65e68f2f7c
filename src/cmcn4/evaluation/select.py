"""Which observation counts: the latest period that may, then the source, then the release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from cmcn4.evaluation.dataset import Rows, by_place, lateness
from cmcn4.evaluation.question import Outcome, Question, nothing
from cmcn4.evaluation.sources import is_told_by, undecided
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval, hull
from cmcn4.model.observation import Block, Observation
from cmcn4.model.period import YEARS, Period
from cmcn4.model.verdict import Reason


class Choice(NamedTuple):
    """The rows that count for one series; several only if they tie with different values."""

    period: Period
    rows: tuple[Observation, ...]

    @property
    def tied(self) -> bool:
        """Whether equally good rows give different values."""
        return len(self.rows) > 1 and len({row.value for row in self.rows}) > 1

    @property
    def value(self) -> Interval:
        """The value, or what lies between the tied ones."""
        first = self.rows[0].value
        return first if len(self.rows) == 1 else hull([row.value for row in self.rows])

    @property
    def doubt(self) -> str:
        """The code of the finding that leaves the value open, if no equal row is free of it."""
        found = [row.origin.doubt for row in self.rows]
        return next(filter(None, found), "") if self.tied or all(found) else ""

    @property
    def used(self) -> tuple[Observation, ...]:
        """The rows to show as evidence: one, or all that tie with different values."""
        if self.tied or len(self.rows) == 1:
            return self.rows
        return (next((row for row in self.rows if not row.origin.doubt), self.rows[0]),)


def candidates(question: Question, breakdowns: Iterable[str] = ("",)) -> Rows:
    """Return the rows of a series that may count on the day asked, of any age."""
    data, indicator = question.data, question.indicator
    parts = frozenset(breakdowns)
    key = indicator.id, question.area, parts, question.limit
    found = data.memory.get(key)
    if found is None:
        in_time = _in_time(question)
        found = data.memory[key] = _observed(question, parts).during(
            lambda period: period.kind != YEARS and in_time(period)
        )
    return found


def multi_year(question: Question, span: Period) -> Rows:
    """Return the rows that state one value for exactly a span of several years."""
    if not _in_time(question)(span):
        return Rows()
    return _observed(question, ("",)).during(lambda period: period == span)


def _observed(question: Question, breakdowns: Container[str]) -> Rows:
    """Return the rows of a series, of any period; forecasts never count."""
    data, name = question.data, question.indicator.id
    found = Rows(
        row
        for row in data.rows(name, question.area)
        if row.breakdown in breakdowns and row.origin.status != "forecast"
    )
    found.blocks = tuple(data.blocks(name, question.area, breakdowns))
    return found


def _in_time(question: Question) -> Callable[[Period], bool]:
    """Return whether a period had begun on the day asked, and before the indicator ended."""
    limit, end = question.limit, ended(question.indicator)
    return lambda period: period.first <= limit and (end is None or period.first < end)


def ended(indicator: Indicator) -> dt.date | None:
    """Return the day from which nothing counts for an indicator with a successor."""
    succession = indicator.succeeded_by
    return dt.date.fromisoformat(succession.from_date) if succession else None


def latest(question: Question, own: Rows, *others: Rows) -> Period | Outcome:
    """Return the period that counts, or the outcome none: nothing there, too old, or blocked.

    Other series serve where one may stand in for the own one. A cell in error takes part with its
    period: an older value never slips into its place.
    """
    unknown = next((block for block in own.blocks if block.period is None), None)
    if unknown is not None:
        return blocked(unknown)
    series = (own, *others)
    ends = [rows.latest for rows in series]
    ends += [block.period for rows in series for block in rows.blocks]
    known = [period for period in ends if period is not None]
    if not known:
        unreadable = next((block for rows in others for block in rows.blocks), None)
        return blocked(unreadable) if unreadable else nothing(Reason.NO_OBSERVATION)
    best = max(known, key=lateness)
    other = question.variation
    if other is not None and other.period is not None:
        told = any(other.period in rows.by_period for rows in series)
        if not other.shared or (told and other.period.year == best.year):
            best = other.period
    if question.limit.year - best.year > question.indicator.age_limit:
        facts = {
            "period": best,
            "max_age": question.indicator.age_limit,
            "as_of": question.limit,
            "rows": tuple(row for rows in series for row in rows.by_period.get(best, ())),
        }
        return nothing(Reason.TOO_OLD, facts)
    return best


def choose(question: Question, breakdowns: Iterable[str] = ("",)) -> Choice | Outcome:
    """Return the rows that count for a series, or the outcome none with its reason."""
    rows = candidates(question, breakdowns)
    period = latest(question, rows)
    if isinstance(period, Outcome):
        return period
    return at(question, rows, period) or nothing(Reason.NO_OBSERVATION)


def at(question: Question, rows: Rows, period: Period) -> Choice | Outcome | None:
    """Return the rows that count within one period: by source order, then the latest release.

    A cell in error blocks its period; None where nobody tells anything.
    """
    block = block_at(rows, period)
    if block is not None:
        return blocked(block)
    here = _exchanged(question, rows.by_period.get(period, []))
    if len(here) < 2:  # noqa: PLR2004 - nothing to choose from
        return Choice(period, tuple(here)) if here else None
    order = question.catalogue.source_order(here[0].indicator)
    standings = {row: _standing(row, order) for row in here}
    best = max(standings.values())
    chosen = [row for row in here if standings[row] == best]
    chosen += undecided(chosen, here)
    return Choice(period, tuple(sorted(chosen, key=by_place)))


def _exchanged(question: Question, here: list[Observation]) -> list[Observation]:
    """Return the rows of a cell with the one input exchanged that an alternative exchanges."""
    other = question.variation
    if other is None:
        return here
    if other.row in here:
        return [other.row]
    if other.source is None:
        return here
    theirs = [row for row in here if is_told_by(row, other.source)]
    return theirs if theirs or not other.shared else here


def block_at(rows: Rows, period: Period) -> Block | None:
    """Return the error that blocks exactly this period of a series, if there is one."""
    return next((block for block in rows.blocks if block.period in (None, period)), None)


def blocked(block: Block) -> Outcome:
    """Return the outcome none for a cell in error, naming the cell."""
    return nothing(Reason.BLOCKED, {"finding": block.finding, "cell": block.finding.place.cell})


def _standing(row: Observation, order: tuple[str, ...]) -> tuple[int, dt.date]:
    source = row.origin.source_id
    rank = order.index(source) if source in order else len(order)
    return -rank, row.origin.released or dt.date.min
