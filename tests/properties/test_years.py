"""What must hold of sums, means, growth and changes whatever the figures of the years are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcn4.evaluation import exact
from cmcn4.model.interval import point
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Average, Change, Rule, Sum
from cmcn4.model.verdict import Answer
from properties.test_sensitivity import own

DUE = dt.date(2025, 12, 31)
SPAN = "2023-2025"
figures = st.decimals("0.1", 1000, places=1)
three = st.lists(figures, min_size=3, max_size=3)
factors = st.sampled_from([Decimal(text) for text in ("0.01", "0.5", "3", "1000")])
numbers = st.decimals(-90, 300, places=1)
ORDER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}


def of(rule: Rule, values: dict[int, Decimal], indicator: str = "measure") -> Assessment:
    cells = [(indicator, "VN", str(year), "") for year in values]
    return own(rule, cells, [point(value) for value in values.values()], DUE)


def years(values: list[Decimal]) -> dict[int, Decimal]:
    return dict(zip((2023, 2024, 2025), values, strict=True))


def change(way: Any, number: Decimal, base: Decimal, now: Decimal) -> Assessment:
    rule = Change(since=2020, in_=way, at_least=number)
    return of(rule, {2020: base, 2025: now}, "place" if way == "places" else "measure")


@settings(max_examples=40, deadline=None)
@given(three, st.permutations([0, 1, 2]), numbers)
def test_the_order_of_the_years_changes_no_sum_and_no_mean(
    values: list[Decimal], order: list[int], number: Decimal
) -> None:
    other = [values[place] for place in order]
    for rule in (Sum(over=SPAN, at_least=number), Average(over=SPAN, at_least=number)):
        one, two = of(rule, years(values)), of(rule, years(other))
        assert (one.answer, one.value, one.margin) == (two.answer, two.value, two.margin)


@settings(max_examples=40, deadline=None)
@given(three, factors, numbers)
def test_a_sum_in_another_unit_is_the_same_sum(
    values: list[Decimal], factor: Decimal, number: Decimal
) -> None:
    one = of(Sum(over=SPAN, above=number), years(values))
    scaled = years([value * factor for value in values])
    two = of(Sum(over=SPAN, above=number * factor), scaled)
    assert one.value is not None
    assert (two.answer, two.value) == (one.answer, one.value * factor)


@settings(max_examples=40, deadline=None)
@given(figures, figures, factors, numbers)
def test_growth_and_relative_changes_do_not_depend_on_the_unit(
    base: Decimal, now: Decimal, factor: Decimal, number: Decimal
) -> None:
    rules: list[Rule] = [
        Change(since=2022, in_="percent", at_least=number),
        Change(since=2022, in_="times", below=number),
        Average(over=SPAN, of="growth", at_most=number),
    ]
    for rule in rules:
        one = of(rule, {2022: base, 2025: now})
        two = of(rule, {2022: base * factor, 2025: now * factor})
        assert (one.answer, one.value, one.margin) == (two.answer, two.value, two.margin)


@settings(max_examples=40, deadline=None)
@given(figures, figures, numbers)
def test_a_change_in_percent_is_one_less_than_the_times(
    base: Decimal, now: Decimal, number: Decimal
) -> None:
    percent = change("percent", number, base, now)
    times = change("times", 1 + number.scaleb(-2), base, now)
    assert percent.answer is times.answer


@settings(max_examples=40, deadline=None)
@given(figures, figures, st.decimals(-20, 20, places=1))
def test_the_growth_of_three_years_is_a_change_since_their_base(
    base: Decimal, now: Decimal, number: Decimal
) -> None:
    growth = of(Average(over=SPAN, of="growth", at_least=number), {2022: base, 2025: now})
    times = exact.growth([number] * 3)
    assert (
        growth.answer
        is of(Change(since=2022, in_="times", at_least=times), {2022: base, 2025: now}).answer
    )


@pytest.mark.parametrize("way", ["percent", "points", "times"])
@settings(max_examples=30, deadline=None)
@given(base=figures, now=figures, more=figures, number=numbers)
def test_more_now_or_less_before_never_worsens_a_rise(
    way: str, base: Decimal, now: Decimal, more: Decimal, number: Decimal
) -> None:
    before = ORDER[change(way, number, base, now).answer]
    assert ORDER[change(way, number, base, now + more).answer] >= before
    assert ORDER[change(way, number, base + more, now).answer] <= before


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.integers(-50, 50))
def test_places_gained_one_way_are_lost_the_other(base: int, now: int, number: int) -> None:
    there = change("places", Decimal(number), Decimal(base), Decimal(now))
    back = change("places", Decimal(number), Decimal(now), Decimal(base))
    assert there.value == base - now
    assert back.value == now - base
    assert there.margin == base - now - number
