"""Canonical period codes, what they mean, and which of two is longer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model import period
from cmcn4.model.period import DAY, HALF, MONTH, QUARTER, YEAR, YEARS, parse


@pytest.mark.parametrize(
    ("code", "first", "last", "kind"),
    [
        ("2025", "2025-01-01", "2025-12-31", YEAR),
        ("2024-02", "2024-02-01", "2024-02-29", MONTH),
        ("2025-02", "2025-02-01", "2025-02-28", MONTH),
        ("2025-12", "2025-12-01", "2025-12-31", MONTH),
        ("2025-Q1", "2025-01-01", "2025-03-31", QUARTER),
        ("2025-Q4", "2025-10-01", "2025-12-31", QUARTER),
        ("2025-S1", "2025-01-01", "2025-06-30", HALF),
        ("2025-S2", "2025-07-01", "2025-12-31", HALF),
        ("2025-10-31", "2025-10-31", "2025-10-31", DAY),
        ("2021-2025", "2021-01-01", "2025-12-31", YEARS),
        ("1900", "1900-01-01", "1900-12-31", YEAR),
        ("2100", "2100-01-01", "2100-12-31", YEAR),
    ],
)
def test_a_code_is_a_stretch_of_days(code: str, first: str, last: str, kind: int) -> None:
    found = parse(code)
    assert found is not None
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last), kind, code)
    assert str(found) == code
    assert found.year == dt.date.fromisoformat(last).year


def test_half_years_may_be_written_with_h() -> None:
    assert parse("2025-H2") == parse("2025-S2")


@pytest.mark.parametrize(
    "code",
    [
        "", "25", "2025-13", "2025-00", "2025-Q5", "2025-Q0", "2025-S3", "2025-02-30",
        "2025-2025", "2025-2021", "2021-2101", "1899", "2101", "2025-1", "2025 ", "2025-06-31",
        "2025-W01", "-2025", "20250101", "2025-00-01",
    ],
)  # fmt: skip
def test_what_is_no_code_or_no_real_date_is_none(code: str) -> None:
    assert parse(code) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_can_be_written_and_read(date: dt.date) -> None:
    assert parse(date.isoformat()) == period.day(date)


@given(st.integers(1900, 2100), st.sampled_from([(1, 12), (3, 4), (6, 2)]), st.data())
def test_parts_of_a_year_follow_one_another(
    year: int, parts: tuple[int, int], data: st.DataObject
) -> None:
    count, number = parts
    place = data.draw(st.integers(0, number - 1))
    found = period.months(year, 1 + place * count, count)
    assert parse(found.code) == found
    if place:
        before = period.months(year, 1 + (place - 1) * count, count)
        assert before.last + dt.timedelta(days=1) == found.first


def test_the_longer_period_has_the_higher_kind() -> None:
    assert DAY < MONTH < QUARTER < HALF < YEAR < YEARS
