"""Values as intervals: cutting to the valid range, lying outside of it, and hulls."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.interval import Interval, hull, point

numbers = st.integers(-8, 8).map(Decimal)
limits = st.none() | numbers


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def holds(value: Interval, each: Decimal) -> bool:
    above = each > value.low or (each == value.low and not value.low_open)
    below = each < value.high or (each == value.high and not value.high_open)
    return above and below


def within(each: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or each >= low) and (high is None or each <= high)


POINTS = [Decimal(each) / 2 for each in range(-18, 19)]


def test_a_point_has_its_value_and_a_bound_has_none() -> None:
    assert (point(Decimal(3)).value, point(Decimal(3)).is_point) == (Decimal(3), True)
    bound = Interval(Decimal(3), Decimal(4), low_open=True)
    assert (bound.value, bound.is_point) == (None, False)


@given(intervals(), limits, limits)
def test_cutting_keeps_exactly_what_is_inside(
    value: Interval, low: Decimal | None, high: Decimal | None
) -> None:
    inside = [each for each in POINTS if holds(value, each) and within(each, low, high)]
    if not inside:
        return
    cut = value.cut(low, high)
    assert [each for each in POINTS if holds(cut, each)] == inside


@given(intervals(), limits, limits)
def test_what_is_wholly_outside_is_not_cut_to_nothing(
    value: Interval, low: Decimal | None, high: Decimal | None
) -> None:
    cut = value.cut(low, high)
    assert cut.low <= cut.high


@given(intervals(), limits, limits)
def test_outside_means_that_no_value_is_inside(
    value: Interval, low: Decimal | None, high: Decimal | None
) -> None:
    if low is not None and high is not None and low > high:
        return
    inside = any(holds(value, each) and within(each, low, high) for each in POINTS)
    assert value.outside(low, high) is not inside


@pytest.mark.parametrize(
    ("value", "low", "high", "cut"),
    [
        (Interval(Decimal(95), Decimal("104.5"), low_open=True), 0, 100,
         Interval(Decimal(95), Decimal(100), low_open=True)),
        (Interval(Decimal(-1), Decimal(3), high_open=True), 0, 100,
         Interval(Decimal(0), Decimal(3), high_open=True)),
        (Interval(Decimal(1), Decimal(2)), None, None, Interval(Decimal(1), Decimal(2))),
        (point(Decimal(101)), 0, 100, point(Decimal(101))),
    ],
)  # fmt: skip
def test_bounds_are_cut_to_the_valid_range(
    value: Interval, low: int | None, high: int | None, cut: Interval
) -> None:
    limits = [None if each is None else Decimal(each) for each in (low, high)]
    assert value.cut(*limits) == cut


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_a_hull_holds_all_and_no_end_of_its_own(values: list[Interval]) -> None:
    whole = hull(values)
    for each in POINTS:
        if any(holds(value, each) for value in values):
            assert holds(whole, each)
    assert whole.low in [each.low for each in values]
    assert whole.high in [each.high for each in values]
    if holds(whole, whole.low):
        assert any(holds(each, whole.low) for each in values)
    if holds(whole, whole.high):
        assert any(holds(each, whole.high) for each in values)
