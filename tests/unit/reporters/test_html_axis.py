"""Axes: round ticks, everything on them, nothing beyond what is valid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcn4.reporters.presentation.charts.axis import axis, label, years

numbers = st.decimals(allow_nan=False, allow_infinity=False)


def ticks(*values: str, **options: object) -> list[str]:
    found = axis(map(Decimal, values), **options)  # type: ignore[arg-type]
    return [f"{each.normalize():f}" for each in found.ticks]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("12.66", "14.02", "20"), ["12", "14", "16", "18", "20"]),
        (("0", "100"), ["0", "50", "100"]),
        (("78", "85.1"), ["78", "80", "82", "84", "86"]),
        (("0.2", "0.9"), ["0.2", "0.4", "0.6", "0.8", "1"]),
        (("-3", "5"), ["-4", "-2", "0", "2", "4", "6"]),
        (("7",), ["6", "6.5", "7", "7.5", "8"]),
        (("0",), ["-1", "-0.5", "0", "0.5", "1"]),
    ],
)
def test_ticks_are_round_and_hold_all_values(values: tuple[str, ...], expected: list[str]) -> None:
    assert ticks(*values) == expected


def test_ranks_have_whole_ticks_and_begin_with_the_first() -> None:
    assert ticks("1", "3", whole=True, limits=(Decimal(1), None)) == ["1", "2", "3"]
    assert ticks("17", "101", whole=True, limits=(Decimal(1), None)) == ["1", "50", "100", "150"]


def test_an_axis_ends_where_values_cease_to_be_valid() -> None:
    limits = Decimal(0), Decimal(100)
    assert ticks("72", "101", limits=limits)[-1] == "110"
    assert ticks("72", "99", limits=limits) == ["70", "80", "90", "100"]
    found = axis([Decimal(52), Decimal(193)], limits=(Decimal(1), Decimal(193)))
    assert (found.low, found.high) == (Decimal(50), Decimal(193))


@given(st.lists(numbers, min_size=1, max_size=5))
@example([Decimal("1E+5000"), Decimal("1E-5000")])
@example([Decimal("1E+60"), Decimal("1E+60") + 1])
def test_every_value_lies_on_its_axis_in_the_order_of_values(values: list[Decimal]) -> None:
    found = axis(values)
    shares = [found.share(each) for each in sorted(values)]
    assert all(0 <= each <= 1 for each in shares)
    assert shares == sorted(shares)
    assert 2 <= len(found.ticks) <= 8
    assert list(found.ticks) == sorted(set(found.ticks))


def test_labels_are_written_in_the_language_and_stay_short() -> None:
    assert label(Decimal("1234.50"), "vi") == "1.234,5"
    assert label(Decimal("1234.50"), "en") == "1,234.5"
    assert label(Decimal("1E+20"), "vi") == "1,00E+20"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2023, 2025, (2023, 2024, 2025)),
        (2025, 2025, (2025,)),
        (2017, 2030, (2018, 2020, 2022, 2024, 2026, 2028, 2030)),
        (1990, 2030, (2000, 2010, 2020, 2030)),
    ],
)
def test_the_horizon_is_always_among_the_years(
    first: int, last: int, expected: tuple[int, ...]
) -> None:
    found = years(first, last)
    assert len(found) <= 8
    assert found[-1] == last
    if last != 2030 or first == 2017:
        assert found == expected
