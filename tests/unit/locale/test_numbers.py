"""Numbers as a language writes them; what is shown never crosses the threshold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.locale import interval
from cmcn4.locale.numbers import enough, number, shown, trimmed
from cmcn4.model.interval import Interval

decimals = st.decimals(-1000, 1000, places=6) | st.decimals(-10, 10, places=1)
languages = st.sampled_from(["vi", "en"])


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("14.02", "14,02", "14.02"),
        ("0", "0", "0"),
        ("-0.5", "−0,5", "−0.5"),
        ("1234567.891", "1.234.567,891", "1,234,567.891"),
        ("1E+3", "1.000", "1,000"),
        ("78.40", "78,40", "78.40"),
    ],
)
def test_numbers_keep_the_digits_they_were_written_with(value: str, vi: str, en: str) -> None:
    assert (number(Decimal(value), "vi"), number(Decimal(value), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("0.125", 2, "0.12"),
        ("0.135", 2, "0.14"),
        ("0.1", 2, "0.1"),
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
    ],
)
def test_places_round_half_to_even(value: str, places: int, text: str) -> None:
    assert number(Decimal(value), "en", places) == text


@pytest.mark.parametrize(
    ("value", "threshold", "text"),
    [
        ("79.999", "80", "79.999"),
        ("79.995", "80", "79.995"),
        ("80.0004", "80", "80.0004"),
        ("79.994", "80", "79.99"),
        ("14.02", "20", "14.02"),
        ("80", "80", "80"),
        ("80.00", "80", "80.00"),
        ("6.9999999999", "7", "6.9999999999"),
        ("1E+2", "7", "100"),
        ("84.1525", None, "84.1525"),
    ],
)
def test_rounding_stops_before_the_threshold(value: str, threshold: str | None, text: str) -> None:
    edges = () if threshold is None else (Decimal(threshold),)
    assert shown(Decimal(value), edges, "en") == text


@given(decimals, decimals, languages)
def test_what_is_shown_lies_on_the_same_side(value: Decimal, limit: Decimal, lang: str) -> None:
    read = back(shown(value, (limit,), lang), lang)
    assert (read > limit, read == limit) == (value > limit, value == limit)


@given(decimals, decimals, languages)
def test_what_is_shown_is_near_the_value(value: Decimal, limit: Decimal, lang: str) -> None:
    assert abs(back(shown(value, (limit,), lang), lang) - value) <= Decimal("0.005")


@given(decimals, languages)
def test_a_number_can_be_read_back(value: Decimal, lang: str) -> None:
    assert back(number(value, lang), lang) == value


@given(decimals)
def test_trimming_changes_no_value(value: Decimal) -> None:
    assert trimmed(value) == value
    assert not f"{trimmed(value):f}".endswith(".0")


@pytest.mark.parametrize(("value", "text"), [("1.500", "1.5"), ("2.000", "2"), ("10", "10")])
def test_trimming_drops_zeros_behind_the_mark(value: str, text: str) -> None:
    assert str(trimmed(Decimal(value))) == text


def back(text: str, lang: str) -> Decimal:
    group, mark = (".", ",") if lang == "vi" else (",", ".")
    return Decimal(text.replace(group, "").replace(mark, ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "text"),
    [("19.4999", "19.4999"), ("19.5", "19.5"), ("19.50004", "19.50004"), ("19.994", "19.99"),
     ("19.999", "19.999"), ("20.4999", "20.4999")],
)  # fmt: skip
def test_rounding_stops_before_each_edge(value: str, text: str) -> None:
    edges = (Decimal("19.5"), Decimal(20), Decimal("20.5"))
    assert shown(Decimal(value), edges, "en") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("8.5201", "8.53"), ("8.52", "8.52"), ("8.5200000001", "8.53"), ("16.5", "16.5"),
     ("-1.239", "−1.23"), ("-0.004", "0"), ("7", "7")],
)  # fmt: skip
def test_what_must_be_reached_is_rounded_up(value: str, text: str) -> None:
    assert enough(Decimal(value), "en") == text


@given(decimals, languages)
def test_whoever_reaches_what_is_shown_has_reached_it(value: Decimal, lang: str) -> None:
    assert value <= back(enough(value, lang), lang) < value + Decimal("0.01")


@pytest.mark.parametrize(
    ("low", "high", "vi", "en"),
    [
        ("85.5", "94.5", "khoảng 90", "≈ 90"),
        ("-2.10", "-1.90", "khoảng −2", "≈ −2"),
        ("93.1", "100", "93,1–100", "93.1–100"),
        ("-2", "-1", "−2–−1", "−2–−1"),
    ],
)
def test_about_is_told_as_it_was_written_below_zero_too(
    low: str, high: str, vi: str, en: str
) -> None:
    value = Interval(Decimal(low), Decimal(high))
    assert (interval("vi", value), interval("en", value)) == (vi, en)
