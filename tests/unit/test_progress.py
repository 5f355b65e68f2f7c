"""Published worked examples of the progress methods."""

from __future__ import annotations

import math

import pytest

from cmcn4.progress import cagr_ratio, linear_pace

# Inputs and outputs as Statistics Canada publishes them (calculation components, 2026):
# base, its year, latest, its year, target, direction, limit, value, status, score.
PUBLISHED = [
    (14.5, 2015, 10.2, 2023, 7.25, -1, None, 0.9525901792, "substantial_progress", 2.518556391),
    (12.3, 2015, 9.5, 2023, 8.2, -1, None, 1.191375728, "substantial_progress", 4.224177685),
    (0.73, 2015, 0.32, 2023, 0.073, -1, None, 0.6883470841, "moderate_progress", 0.6310943871),
    (38.7, 2015, 33.2, 2024, 25.67, -1, None, 0.6255573088, "moderate_progress", 0.1825933008),
    (20.1, 2015, 16.7, 2024, 13.33, -1, None, 0.7545554908, "moderate_progress", 1.104014415),
    (0.052, 2015, 0.048, 2022, 0.001, -1, None, 0.04909595897, "limited_progress", -2.295431868),
    (4, 2010, 3, 2023, 0.4, -1, None, 0.2012553587, "limited_progress", -1.661429297),
    (10, 2018, 10.4, 2022, 0.1, -1, None, -0.03091672843, "deterioration", -2.628820732),
    (
        0.924253297, 2015, 1.472561469, 2024, 0.1, -1, None,
        -0.385483235, "deterioration", -4.106192995,
    ),
    (91.3, 2018, 94.5, 2022, 100, 1, None, 1.136024987, "substantial_progress", 3.828812881),
    (95.74, 2016, 98.78, 2021, 100, 1, None, 2.013663857, "substantial_progress", 5),
    (
        95.5974842767296, 2015, 97.4874371859297, 2023, 100, 1, None,
        0.8150538567, "moderate_progress", 1.536148193,
    ),
    (0.27, 2015, 0.38, 2023, 0.7, 1, None, 0.6656054029, "moderate_progress", 0.4686528323),
    (8.2, 2023, 8.4, 2024, 100, 1, None, 0.05679393189, "limited_progress", -2.263356724),
    (28.93, 2020, 29.2, 2023, 100, 1, None, 0.02348623244, "limited_progress", -2.402139915),
    (98.8, 2015, 98.3, 2024, 100, 1, None, -0.69994793, "deterioration", -5),
    (0.9, 2015, 14.7, 2023, 10, 1, None, 2.399683611, "target_achieved", 5),
    (7.05, 2015, 12.58, 2024, 70, -1, None, -0.4018919388, "target_achieved", 5),
    (3.68, 2015, 3.72, 2022, 25, -1, None, -0.01134416126, "target_achieved", 5),
    (100, 2015, 100, 2023, 100, 1, None, None, "target_achieved", 5),
    (45.36, 2015, 53.22, 2024, None, 1, None, 0.01791453038, "substantial_progress", 3.957265191),
    (48, 2014, 46, 2019, None, -1, None, 0.008475799035, "moderate_progress", 0.8689497588),
    (5.31, 2015, 5.27, 2024, None, -1, None, 0.0008398107948, "limited_progress", -2.080094603),
    (90, 2015, 93.2, 2021, None, 1, 100, 0.00583999523, "substantial_progress", 2.815386645),
    (74.8, 2016, 78.3, 2024, None, 1, 100, 0.005732583482, "moderate_progress", 0.7281197265),
    (59.9, 2021, 59.9, 2021, None, 1, 100, None, "not_available", None),
]  # fmt: skip
OTHER_HORIZONS = [
    (68.55345912, 2015, 46.73366834, 2023, 55, 2026, 1, -2.358722038, "deterioration", -5),
    (7.8, 2016, 13.5, 2025, 10, 2028, -1, -3.004053389, "deterioration", -5),
]


def close(actual: float | None, expected: float | None) -> bool:
    if actual is None or expected is None:
        return actual is expected
    return math.isclose(actual, expected, rel_tol=1e-8, abs_tol=1e-8)


@pytest.mark.parametrize("case", PUBLISHED)
def test_published_values_statuses_and_scores_come_out(case: tuple[object, ...]) -> None:
    base, base_year, latest, year, target, direction, limit, value, status, score = case
    found = cagr_ratio(base, base_year, latest, year, target, 2030, direction, limit)  # type: ignore[arg-type]
    assert close(found.value, value), found  # type: ignore[arg-type]
    assert found.status == status
    assert close(found.score, score), found  # type: ignore[arg-type]


@pytest.mark.parametrize("case", OTHER_HORIZONS)
def test_met_at_the_base_and_lost_is_a_deterioration(case: tuple[object, ...]) -> None:
    *inputs, value, status, score = case
    found = cagr_ratio(*inputs)  # type: ignore[arg-type]
    assert close(found.value, value), found  # type: ignore[arg-type]
    assert (found.status, found.score) == (status, score)


def test_base_equal_to_target_and_left_since_is_a_loss_without_a_ratio() -> None:
    assert cagr_ratio(100, 2015, 99, 2023, 100, 2030, 1) == (None, "deterioration", -5)


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_input_is_not_available(missing: int) -> None:
    inputs: list[float | None] = [10, 2015, 12, 2020]
    inputs[missing] = None
    base, base_year, latest, year = inputs
    found = cagr_ratio(base, base_year, latest, year, 20, 2030, 1)
    assert found == (None, "not_available", None)


def test_zero_base_and_zero_target_are_taken_as_a_thousandth() -> None:
    assert cagr_ratio(0, 2015, 5, 2020, 10, 2030, 1) == cagr_ratio(
        0.001, 2015, 5, 2020, 10, 2030, 1
    )
    assert cagr_ratio(10, 2015, 5, 2020, 0, 2030, -1) == cagr_ratio(
        10, 2015, 5, 2020, 0.001, 2030, -1
    )


def test_a_change_of_sign_is_not_available() -> None:
    assert cagr_ratio(-5, 2015, 5, 2020, 10, 2030, 1) == (None, "not_available", None)
    assert cagr_ratio(-5, 2015, 5, 2020, None, None, 1) == (None, "not_available", None)


def test_negative_values_turn_the_sign_of_growth() -> None:
    towards = cagr_ratio(-10, 2015, -8, 2020, -4, 2030, 1)
    away = cagr_ratio(-10, 2015, -12, 2020, -4, 2030, 1)
    assert towards.value is not None
    assert away.value is not None
    assert towards.value > 0 > away.value


def test_at_its_limit_and_kept_there_is_the_best() -> None:
    assert cagr_ratio(100, 2015, 100, 2020, None, None, 1, 100) == (0, "substantial_progress", 5)


@pytest.mark.parametrize(
    ("base", "latest", "target", "ratio", "projected"),
    [
        ((2019, 8.2), (2023, 16.5), (2025, 20), 1.0551, 20.65),
        ((2017, 47), (2024, 44), (2030, 40), 0.7959, 41.4286),
        ((2019, 80), (2023, 98), (2030, 100), 2.4750, 129.5),
        ((2019, 99.0), (2023, 99.2), (2030, 100), 0.5500, 99.55),
        ((2019, 1), (2023, 3), (2025, 10), 0.3333, 4),
        ((2020, 10), (2025, 5), (2030, 0), 1.0, 0),
    ],
)
def test_linear_pace_of_the_worked_examples(
    base: tuple[float, float],
    latest: tuple[float, float],
    target: tuple[float, float],
    ratio: float,
    projected: float,
) -> None:
    found = linear_pace(base, latest, target)
    assert found.ratio == pytest.approx(ratio, abs=5e-5)
    assert found.projected == pytest.approx(projected, abs=5e-4)


def test_linear_pace_of_the_report_contract() -> None:
    found = linear_pace((2020, 86), (2024, 71), (2030, 50))
    assert found.pace == -3.75
    assert found.pace_required == -3.6
    assert found.pace_needed_from_now == -3.5
    assert found.projected == 48.5
    assert found.ratio == pytest.approx(1.0417, abs=5e-5)


def test_linear_pace_without_a_road_has_no_ratio() -> None:
    assert linear_pace((2020, 50), (2024, 51), (2030, 50)).ratio is None
    assert linear_pace((2020, 50), (2030, 51), (2030, 60)).pace_needed_from_now is None
