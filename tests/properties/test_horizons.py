"""Laws of horizons: due from their day on, and a year is its last day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.rule import Threshold
from cmcn4.model.target import Target
from cmcn4.model.text import Text
from cmcn4.model.verdict import due

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))


def target(horizon: int | str) -> Target:
    name = Text(en="x")
    told: dict[str, Any] = {"id": "x", "order": 1, "indicator": "x", "title": name, "quote": "x"}
    return Target(horizon=horizon, rule=Threshold(), **told)


@given(horizon=DAYS, as_of=DAYS, later=st.integers(0, 4000))
def test_a_target_is_due_from_its_day_on_and_stays_so(
    horizon: dt.date, as_of: dt.date, later: int
) -> None:
    asked = target(horizon.isoformat())

    assert asked.due_date == horizon
    assert due(as_of, asked.due_date) is (as_of >= horizon)
    if due(as_of, asked.due_date):
        assert due(as_of + dt.timedelta(later), asked.due_date)


@given(year=st.integers(2000, 2100), as_of=DAYS)
def test_a_year_is_its_last_day(year: int, as_of: dt.date) -> None:
    whole, last = target(year), target(f"{year}-12-31")

    assert (whole.due_date, whole.year, whole.ends_year) == (last.due_date, last.year, True)
    assert due(as_of, whole.due_date) is due(as_of, year)
    assert last.ends_year


@given(day=DAYS)
def test_the_year_of_a_day_selects_it(day: dt.date) -> None:
    assert target(day.isoformat()).year == day.year
