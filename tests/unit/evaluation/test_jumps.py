"""Jumps: each rule with a case worked by hand, and the near miss that must stay quiet."""

from __future__ import annotations

import pytest

from cmcn4.packs import load
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.series import jumps, odd, series


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # a decimal point dropped or set twice
        (("12.83", "12.87", "1.402"), ["1.402: point"]),
        (("12.83", "12.87", "13.17", "1.317"), ["1.317: point"]),
        (("12.87", "1.61"), []),  # 16.1 is 1.251 times 12.87
        (("12.87", "1.60"), ["1.60: point"]),  # 16.0 is 1.243 times
        # back from an outlier is no second jump
        (("12.66", "1.287", "12.83", "12.87"), ["1.287: point"]),
        # upwards only where the series stood still before
        (("1.2", "1.3", "13.17"), ["13.17: point"]),
        (("1.3", "13.17"), []),
        (("0.4", "1.3", "13.17"), []),
        # a share below 1 is told as a fraction already
        (("12.87", "0.1402"), []),
    ],
)
def test_a_slipped_decimal_point(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values) == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("82.2", "26"), ["26: fall"]),
        (("40", "20"), ["20: fall"]),  # exactly half, exactly 20 points
        (("40", "20.1"), []),  # more than half is left
        (("39.8", "19.9"), []),  # half, but 19.9 points
        (("10.76", "30.85", "96"), []),  # services at level 4, 2019 to 2021
        (("96", "40"), ["40: fall"]),
    ],
)
def test_a_share_that_falls_to_half(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values, indicator="internet-users") == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("86", "71", "7"), ["7: rank"]),
        (("44", "4"), ["4: rank"]),
        (("101", "50", "25", "17"), []),  # the security index of 2017, 2018, 2020 and 2024
        (("25", "3"), []),  # eight times
        (("1", "11"), []),  # eleven times, but ten places
        (("2", "21"), []),  # 19 places
        (("2", "22"), ["22: rank"]),
    ],
)
def test_a_rank_with_a_digit_lost(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values, indicator="gii-rank") == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("4.6", "4.8", "3.65", "5.88"), []),
        (("0.6", "6.2"), []),  # a year after a crisis
        (("-1.2", "5.9"), []),
        (("5.88", "58.8"), ["58.8: rate"]),
        (("5.88", "84.5"), ["84.5: rate"]),  # a level where growth is meant
        (("5.88", "19.9"), []),
        (("5.1", "20"), []),  # 3.92 times
    ],
)
def test_a_growth_that_is_none(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values, indicator="labour-productivity-growth") == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("188.7", "199.3", "221.9"), []),
        (("199.3", "5.88"), ["5.88: amount"]),  # growth where the level is meant
        (("199.3", "221900"), ["221900: point"]),
        (("199.3", "66.5"), []),  # a third and a little more
        (("199.3", "66.4"), ["66.4: amount"]),
    ],
)
def test_an_amount_in_another_unit(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values, indicator="labour-productivity-level") == found


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("11591", "16737"), []),
        (("16737", "16.7"), ["16.7: point"]),
        (("16737", "1673"), ["1673: point"]),
        (("120", "1150", "11591"), []),  # what grows from nothing grows tenfold
        (("11000", "11591", "11591000"), ["11591000: point"]),
        (("0", "16737"), []),
    ],
)
def test_a_count_in_thousands(values: tuple[str, ...], found: list[str]) -> None:
    assert jumps(*values, indicator="5g-stations") == found


def test_coverage_that_grows_fast_from_nothing_is_quiet() -> None:
    rows = [
        *series("5g-population-coverage", "< 1", start=2023),
        *series("5g-population-coverage", "26", period="2025-05"),
        *series("5g-population-coverage", "39.52", period="2025-10"),
        *series("5g-population-coverage", "khoảng 90", period="2025-12"),
    ]
    assert odd(rows, "jump-suspicious") == []


def test_another_scale_is_no_jump() -> None:
    # The security index of Indonesia: 0 to 1 in 2018, 0 to 100 in 2020.
    rows = series("gci-score", "0.776", None, "94.88", start=2018)
    assert odd(rows, "jump-suspicious", "definition-changed") == []


def test_a_break_of_the_catalogue_explains_a_jump() -> None:
    rows = series("labour-productivity-level", "110.4", "1501", start=2019)
    (finding,) = odd(rows, "jump-suspicious", "definition-changed")
    assert (finding.code, finding.facts["variant"]) == ("definition-changed", "break")
    assert finding.facts["year"] == "2020"
    # The values as published are no jump, and nothing is said of the break.
    rows = series("labour-productivity-level", "110.4", "150.1", start=2019)
    assert odd(rows, "jump-suspicious", "definition-changed") == []


def test_values_long_apart_are_not_compared() -> None:
    near = series("gii-rank", "86", None, None, None, "7", start=2018)
    assert len(odd(near, "jump-suspicious")) == 1
    far = series("gii-rank", "86", None, None, None, None, "7", start=2018)
    assert odd(far, "jump-suspicious") == []


def test_forecasts_and_spans_of_years_are_left_out() -> None:
    rows = [
        *series("internet-users", "84"),
        *series("internet-users", "8.4", start=2021, status="forecast"),
        *series("internet-users", "8.4", period="2016-2020"),
    ]
    assert odd(rows, "jump-suspicious") == []


def test_each_source_is_compared_with_itself_and_a_new_one_with_the_nearest() -> None:
    own = [
        *series("digital-economy-share", "12.66", "12.87", source="NSO"),
        *series("digital-economy-share", "1.8", "1.83", source="MIC"),
    ]
    assert odd(own, "jump-suspicious") == []
    new = [
        *series("digital-economy-share", "12.66", "12.87", source="NSO"),
        *series("digital-economy-share", "1.317", start=2022, source="MIC"),
    ]
    (finding,) = odd(new, "jump-suspicious")
    assert finding.facts["previous_cell"] == "D3"


def test_a_series_of_jumps_has_none() -> None:
    values = ["80", "8", "82", "85", "8.1", "86", "30", "9", "3"]
    assert jumps(*values, indicator="internet-users") == []


def test_parts_of_a_total_may_fall_but_their_decimal_point_may_not_slip() -> None:
    part = {"indicator": "labour-productivity-level", "breakdown": "industry-construction"}
    assert jumps("3232.2", "541.0", **part) == []
    assert jumps("3232.2", "323.2", **part) == ["323.2: point"]


def test_two_columns_that_were_exchanged_are_told_as_that() -> None:
    # Households with fibre and 5G: 82.2 and 26.0, a year later the other way round.
    rows = [
        *series("fibre-households", "80", "82.2", "26.5"),
        *series("5g-population-coverage", "24.5", "26.0", "84.1"),
    ]
    found = odd(rows, "jump-suspicious")
    assert [each.facts["variant"] for each in found] == ["swap", "swap"]
    assert [each.place.cell for each in found] == ["D4", "D7"]
    assert [each.facts["other_cell"] for each in found] == ["D7", "D4"]


def test_two_columns_that_moved_but_not_to_each_other_are_no_swap() -> None:
    rows = [
        *series("fibre-households", "50", "52.2", "82.5"),
        *series("5g-population-coverage", "24.5", "26.0", "60.1"),
    ]
    assert odd(rows, "jump-suspicious") == []


SAID = {
    "en": "1.402 in 2021 after 12.87 in 2020 (D2): with its decimal point elsewhere it would be "
    "close to that.",
    "vi": "1,402 (2021) sau 12,87 (2020, ô D2): nếu dời dấu thập phân thì hai số gần bằng nhau.",
}


@pytest.mark.parametrize("lang", SAID)
def test_both_values_are_said_with_their_cells(lang: str) -> None:
    (finding,) = odd(series("digital-economy-share", "12.87", "1.402"), "jump-suspicious")
    assert finding.place.cell == "D3"
    assert Words(lang, load().vocabulary.catalogue).message(finding) == SAID[lang]
