"""Exact arithmetic and its one published rounding: half-even at 10 decimals, never across."""

from __future__ import annotations

from decimal import Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.evaluation import exact

rates = st.decimals(-50, 50, places=2)
series = st.lists(rates, min_size=1, max_size=6)
GRAIN = Decimal("1E-10")


def means(values: list[str]) -> tuple[Decimal, Decimal]:
    numbers = [Decimal(each) for each in values]
    geometric = exact.mean_rate(exact.growth(numbers), len(numbers))
    return geometric, exact.arithmetic_mean(numbers)


@pytest.mark.parametrize(
    ("values", "geometric", "arithmetic"),
    [
        (["7", "7", "7"], "7", "7"),
        (["6.8", "7.1", "7.1"], "6.9999064837", "7"),
        (["21", "0"], "10", "10.5"),
        (["10.25", "0"], "5", "5.125"),
        (["0"], "0", "0"),
        (["-100", "50"], "-100", "-25"),
        (["4.71"], "4.71", "4.71"),
        (["1", "2", "2"], "1.6655713698", "1.6666666667"),
    ],
)
def test_means_are_those_worked_out_on_paper(
    values: list[str], geometric: str, arithmetic: str
) -> None:
    assert means(values) == (Decimal(geometric), Decimal(arithmetic))


@given(rates, st.integers(1, 6))
def test_mean_of_equal_rates_is_that_rate(rate: Decimal, count: int) -> None:
    assert exact.mean_rate(exact.growth([rate] * count), count) == rate


@given(series)
def test_geometric_mean_is_within_one_grain_of_the_root(values: list[Decimal]) -> None:
    product, count = exact.growth(values), len(values)
    mean = exact.mean_rate(product, count)
    with localcontext(prec=60):
        below, above = exact.growth([mean - GRAIN] * count), exact.growth([mean + GRAIN] * count)
        assert below <= product <= above


@given(series)
def test_geometric_mean_lies_between_the_rates(values: list[Decimal]) -> None:
    mean = exact.mean_rate(exact.growth(values), len(values))
    assert min(values) <= mean <= max(values)


@given(series)
def test_arithmetic_mean_is_rounded_at_ten_decimals(values: list[Decimal]) -> None:
    mean = exact.arithmetic_mean(values)
    assert abs(mean * len(values) - sum(values)) <= len(values) * GRAIN / 2
    assert decimals(mean) <= 10


@given(series, rates)
def test_needed_rate_brings_the_product_to_the_goal(values: list[Decimal], goal: Decimal) -> None:
    start = exact.growth(values)
    end = exact.growth([goal] * (len(values) + 2))
    needed = exact.rate_between(start, end, 2)
    with localcontext(prec=60):
        assert exact.growth([needed - GRAIN] * 2) * start <= end
        assert exact.growth([needed + GRAIN] * 2) * start >= end


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.00000000005", "0"),
        ("0.00000000015", "0.0000000002"),
        ("0.00000000025", "0.0000000002"),
        ("1.50000000000000", "1.5"),
        ("100", "100"),
        ("1E+2", "100"),
        ("-2.00", "-2"),
    ],
)
def test_shown_rounds_half_to_even_and_drops_zeros(value: str, text: str) -> None:
    assert f"{exact.shown(Decimal(value)):f}" == text


@given(st.decimals(0, 10, places=10), st.decimals(0, 10, places=10), st.sampled_from([-1, 0, 1]))
def test_beside_keeps_to_the_side_of_the_exact_value(
    value: Decimal, threshold: Decimal, order: int
) -> None:
    found = exact.beside(value, threshold, order)
    assert (found > threshold) - (found < threshold) == order


@pytest.mark.parametrize(
    ("value", "order", "found"),
    [
        ("7", -1, "6.9999999999"),
        ("7", 1, "7.0000000001"),
        ("7.2", 0, "7"),
        ("6.5", -1, "6.5"),
        ("7.5", 1, "7.5"),
    ],
)
def test_a_mean_that_rounds_onto_the_threshold_is_moved_off_it(
    value: str, order: int, found: str
) -> None:
    assert exact.beside(Decimal(value), Decimal(7), order) == Decimal(found)


def test_the_exact_context_refuses_to_round() -> None:
    with localcontext(exact.EXACT), pytest.raises(Inexact):
        _ = Decimal(1) / Decimal(3)


def decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


@pytest.mark.parametrize("power", [40, 110, 390])
def test_quotients_of_any_size_have_their_ten_decimals(power: int) -> None:
    with localcontext(exact.EXACT):
        large = Decimal(10) ** power
        third = exact.quotient(large, 3)
        assert third == (large - 1) / 3 + Decimal("0.3333333333")
        assert exact.quotient(Decimal(1), large) == 0
        assert exact.rate_between(Decimal(1) / large, Decimal(1), 1) == (large - 1) * 100
