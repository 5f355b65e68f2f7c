"""Figures in codes: what a report tells is what a later run reads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.identity.figures import codes, interval, observed, parts
from cmcn4.model.interval import Interval

NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=3)
INFINITE = Decimal("Infinity")


@given(low=NUMBERS | st.just(-INFINITE), high=NUMBERS | st.just(INFINITE), open_=st.booleans())
def test_whatever_an_interval_is_it_is_read_again(low: Decimal, high: Decimal, open_: bool) -> None:
    for value in (Interval(low, high, open_, high_open=True), Interval(low, high, low_open=open_)):
        assert interval(observed(value)) == value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Interval(Decimal("14.02"), Decimal("14.02")), Decimal("14.02")),
        (Interval(Decimal(20), Decimal(25)), "[20, 25]"),
        (Interval(Decimal(87), Decimal("95.7"), low_open=True, high_open=True), "(87, 95.7)"),
        (Interval(Decimal(80), INFINITE, low_open=True), "(80, …]"),
        (Interval(-INFINITE, Decimal("1E+3")), "[…, 1000]"),
    ],
)
def test_a_bounded_figure_is_told_by_its_ends(value: Interval, told: Decimal | str) -> None:
    assert observed(value) == told


@pytest.mark.parametrize("told", ["", "14", "[1, 2", "[1; 2]", "[1, 2]]", "[1, x]", "[1, 1e3]"])
def test_what_is_no_interval_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        interval(told)


def test_a_figure_is_told_by_what_it_is_of() -> None:
    total, part = ("gii-rank", "", "VN", "2025"), ("jobs", "sector a b", "vn-01", "2025-Q1")
    assert (codes(*total), codes(*part)) == ("gii-rank VN 2025", "jobs sector a b vn-01 2025-Q1")
    assert (parts(codes(*total)), parts(codes(*part))) == (total, part)
    with pytest.raises(ValueError, match="gii-rank VN"):
        parts("gii-rank VN")
