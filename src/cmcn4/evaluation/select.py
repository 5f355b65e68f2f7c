"""Which observation counts: the latest period that may, then the source, then the release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
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
        return len(self.rows) > 1 and len({each.value for each in self.rows}) > 1

    @property
    def value(self) -> Interval:
        """The value, or what lies between the tied ones."""
        first = self.rows[0].value
        return first if len(self.rows) == 1 else hull([each.value for each in self.rows])

    @property
    def doubt(self) -> str:
        """The code of the finding that leaves the value open, if no equal row is free of it."""
        found = [each.origin.doubt for each in self.rows]
        return next(filter(None, found), "") if self.tied or all(found) else ""

    @property
    def used(self) -> tuple[Observation, ...]:
        """The rows to show as evidence: one, or all that tie with different values."""
        if self.tied or len(self.rows) == 1:
            return self.rows
        return (next((each for each in self.rows if not each.origin.doubt), self.rows[0]),)


def candidates(question: Question, breakdowns: Iterable[str] = ("",)) -> Rows:
    """Return the rows of a series that may count on the day asked, of any age."""
    limit, indicator = question.limit, question.indicator
    source = question.variation.source if question.variation else None
    wanted = frozenset(breakdowns)
    memory = question.data.memory
    key = indicator.id, question.area, wanted, limit, source
    found = memory.get(key)
    if found is None:
        end = succeeded(indicator)
        found = memory[key] = Rows(
            each
            for each in question.data.rows(indicator.id, question.area)
            if each.breakdown in wanted
            and each.period.first <= limit
            and each.period.kind != YEARS
            and each.origin.status != "forecast"
            and (source is None or is_told_by(each, source))
            and (end is None or each.period.first <= end)
        )
    return found


def multi_year(question: Question, span: Period) -> Rows:
    """Return the rows that state one value for exactly a span of several years."""
    source = question.variation.source if question.variation else None
    return Rows(
        each
        for each in question.data.rows(question.indicator.id, question.area)
        if each.period == span
        and span.first <= question.limit
        and not each.breakdown
        and each.origin.status != "forecast"
        and (source is None or is_told_by(each, source))
    )


def succeeded(indicator: Indicator) -> dt.date | None:
    """Return the day after which nothing counts for an indicator with a successor."""
    succession = indicator.succeeded_by
    return dt.date.fromisoformat(succession.from_date) if succession else None


def latest(question: Question, *series: Rows) -> Period | Outcome:
    """Return the period that counts, or the outcome none: nothing there, too old, or blocked.

    Several series serve one question where one may stand in for the other. A cell in error
    takes part with its period: an older value never slips into its place.
    """
    limit = question.limit
    blocks = [
        each
        for each in question.data.blocks(question.indicator.id, question.area)
        if each.period is None or (each.period.first <= limit and each.period.kind != YEARS)
    ]
    unknown = next((each for each in blocks if each.period is None), None)
    if unknown is not None:
        return blocked(unknown)
    asked = question.variation.period if question.variation else None
    if asked is not None and any(asked in rows.by_period for rows in series):
        best = asked
    else:
        ends = [rows.latest for rows in series] + [each.period for each in blocks]
        known = [each for each in ends if each is not None]
        if not known:
            return nothing(Reason.NO_OBSERVATION)
        best = known[0] if len(known) == 1 else max(known, key=lateness)
    age = limit.year - best.year
    if age > question.indicator.age_limit:
        old = tuple(each for rows in series for each in rows.by_period.get(best, ()))
        facts = {
            "period": best,
            "max_age": question.indicator.age_limit,
            "as_of": limit,
            "rows": old,
        }
        return nothing(Reason.TOO_OLD, facts)
    block = next((each for each in blocks if each.period == best), None)
    return best if block is None else blocked(block)


def choose(question: Question, breakdowns: Iterable[str] = ("",)) -> Choice | Outcome:
    """Return the rows that count for a series, or the outcome none with its reason."""
    rows = candidates(question, breakdowns)
    period = latest(question, rows)
    if isinstance(period, Outcome):
        return period
    chosen = at(question, rows, period)
    assert chosen is not None  # noqa: S101 - the period came from these rows
    return chosen


def at(question: Question, rows: Rows, period: Period) -> Choice | None:
    """Return the rows that count within one period: by source order, then the latest release."""
    here = rows.by_period.get(period)
    if not here:
        return None
    if len(here) == 1:
        return Choice(period, (here[0],))
    row = question.variation.row if question.variation else None
    if row is not None and row in here:
        return Choice(period, (row,))
    order = question.indicator.sources
    keys = {each: _standing(each, order) for each in here}
    best = max(keys.values())
    chosen = [each for each in here if keys[each] == best]
    chosen += undecided(chosen, here)
    return Choice(period, tuple(sorted(chosen, key=by_place)))


def blocked(block: Block) -> Outcome:
    """Return the outcome none for a cell in error, naming the cell."""
    return nothing(Reason.BLOCKED, {"finding": block.finding, "cell": block.finding.place.cell})


def block_at(question: Question, period: Period) -> Block | None:
    """Return the error that blocks exactly this period of the series, if there is one."""
    for each in question.data.blocks(question.indicator.id, question.area):
        if each.period is None or each.period == period:
            return each
    return None


def _standing(each: Observation, order: tuple[str, ...]) -> tuple[int, dt.date]:
    source = each.origin.source_id
    rank = order.index(source) if source in order else len(order)
    return -rank, each.origin.released or dt.date.min
