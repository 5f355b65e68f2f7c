"""Figures that are assumed, put in the place of those observed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cmcn4.evaluation.dataset import Dataset, lateness
from cmcn4.evaluation.select import ended
from cmcn4.evaluation.settings import Settings
from cmcn4.model.measure import operands
from cmcn4.model.observation import Assumed, Observation, Origin, Submission
from cmcn4.model.period import YEARS, Period, year
from cmcn4.model.place import Sheet
from cmcn4.model.report import Chosen
from cmcn4.model.rule import single


def with_assumed(submission: Submission, data: Dataset, settings: Settings) -> Dataset:
    """Return the data to judge: those observed, with what is assumed in their place."""
    rows = dict.fromkeys(
        _row(assumed, period, data, settings)
        for assumed in settings.assumed
        for period in ([assumed.period] if assumed.period else _periods(assumed, data, settings))
    )
    return Dataset(submission, tuple(rows)) if rows else data


def _periods(assumed: Assumed, data: Dataset, settings: Settings) -> Iterator[Period]:
    """Yield the periods that count for the horizons of the targets that read the indicator.

    Of a horizon for which no figure counts any more, the year of its day or of the day asked.
    """
    indicator = settings.catalogue.indicators[assumed.indicator]
    end, as_of = ended(indicator), settings.question.as_of
    days = {
        chosen.target.due_date for chosen in settings.targets if _reads(chosen, assumed, settings)
    }
    known = {row.period for row in _series(assumed, data)}
    blocks = data.blocks(assumed.indicator, assumed.area, ("",))
    known |= {block.period for block in blocks if block.period is not None}
    for limit in sorted({min(day, as_of) for day in days} or {as_of}):
        counting = [
            period
            for period in known
            if period.kind != YEARS and period.first <= limit and not (end and period.first >= end)
        ]
        latest = max(counting, key=lateness, default=None)
        fresh = latest and limit.year - latest.year <= indicator.age_limit
        yield latest if latest and fresh else year(_last_year(limit, end))


def _last_year(limit: dt.date, end: dt.date | None) -> int:
    return limit.year if end is None else min(limit.year, (end - dt.timedelta(days=1)).year)


def _reads(chosen: Chosen, assumed: Assumed, settings: Settings) -> bool:
    """Whether a target reads an indicator, itself or what it is worked out of."""
    known = settings.catalogue.indicators
    for _, name in single(chosen.rule, chosen.indicator):
        if assumed.indicator in {name, *(inner for inner, _ in operands(known, name))}:
            return True
    return False


def _series(assumed: Assumed, data: Dataset) -> list[Observation]:
    return [
        row
        for row in data.rows(assumed.indicator, assumed.area)
        if not row.breakdown and row.origin.status != "forecast"
    ]


def _row(assumed: Assumed, period: Period, data: Dataset, settings: Settings) -> Observation:
    """Return the figure as a row; it goes on with the series of the source that it replaces.

    Only so has it a pace. Nobody is named for it.
    """
    order = settings.catalogue.source_order(assumed.indicator)
    before = _series(assumed, data)
    same = [row for row in before if row.period == period] or before

    def standing(row: Observation) -> tuple[int, tuple[dt.date, int], dt.date]:
        source = row.origin.source_id
        rank = order.index(source) if source in order else len(order)
        return -rank, lateness(row.period), row.origin.released or dt.date.min

    best = max(same, key=standing, default=None)
    source = best.origin.source_id if best else ""
    return Observation(
        indicator=assumed.indicator,
        area=assumed.area,
        period=period,
        breakdown="",
        value=assumed.value,
        origin=Origin(source_id=source, status="assumed", stated=False),
        sheet=Sheet(assumed.text),
        row=0,
        column=0,
    )
