"""The figure that a decision is pinned to, as settings write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cmcn4.model.decision import Pin, interval_text
from cmcn4.model.interval import Interval


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("87", "87", "87"),
        ("87.00", "95.70", "87..95.7"),
        ("-1", "0.5", "-1..0.5"),
        ("0.0", "100", "0..100"),
        ("87", "Infinity", "87.."),
        ("-Infinity", "0", "..0"),
        ("-Infinity", "0.10", "..0.1"),
    ],
)
def test_an_interval_is_written_by_its_ends_and_is_the_one_decided_on(
    low: str, high: str, text: str
) -> None:
    value = interval_text(Interval(Decimal(low), Decimal(high)))
    assert value == text
    assert Pin(value).fits(Pin(value, verdict="review"))


@pytest.mark.parametrize("written", ["87.0 .. 95.70", "87..95.7", "87.00..95.7"])
def test_zeros_at_the_end_and_spaces_do_not_count(written: str) -> None:
    assert Pin(written).fits(Pin("87..95.7", verdict="review"))


@pytest.mark.parametrize("written", ["87..95.07", "87", "8.7..95.7", "95.7..87", "87.."])
def test_another_interval_does_not_fit(written: str) -> None:
    assert not Pin(written).fits(Pin("87..95.7"))
