"""The series behind a verdict, and how far it still is, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cmcn4.model.catalogue import Indicator
from cmcn4.model.gap import relative_gap, road_left, severity
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Average, Count, Rule, Threshold
from unit.evaluation.test_pace import (
    BROKEN,
    GROWTH,
    RANK,
    SHARE,
    Row,
    at_least,
    at_most,
    judged,
    only,
    row,
)


def looked_back(indicator: Indicator, rule: Rule, rows: list[Row], **more: Any) -> Assessment:
    return only(judged(indicator, rule, rows, history=True, **more))


def years(found: Assessment) -> list[str]:
    assert found.history is not None
    return [each.period.code for each in found.history.points]


def test_a_run_that_draws_nothing_keeps_no_history() -> None:
    assert only(judged(SHARE, at_least("80"), [row("2020", "40")])).history is None


def test_the_series_ends_with_the_figure_judged_also_when_the_target_has_fallen_due() -> None:
    rows = [row(str(year), str(year - 2000)) for year in range(2018, 2027)]
    found = looked_back(SHARE, at_least("80"), rows, horizon=2025)
    assert years(found) == [str(year) for year in range(2018, 2026)]
    assert found.history is not None
    assert found.history.base is not None
    assert found.history.base.period.code == "2020"


def test_other_sources_have_a_series_of_their_own() -> None:
    rows = [
        row("2022", "30", source="nso"), row("2023", "35", source="nso"),
        row("2022", "50", source="most"), row("2023", "55", source="most"),
        row("2024", "60", source="most"),
    ]  # fmt: skip
    found = looked_back(SHARE, at_least("80"), rows)
    assert found.history is not None
    assert years(found) == ["2022", "2023", "2024"]
    assert {
        source: [each.period.code for each in series]
        for source, series in found.history.rivals.items()
    } == {"nso": ["2022", "2023"]}


def test_figures_of_another_scale_are_not_drawn_with_it() -> None:
    rows = [row("2017", "0.5"), row("2018", "0.6"), row("2020", "55"), row("2024", "60")]
    found = looked_back(BROKEN, at_least("80"), rows)
    assert years(found) == ["2020", "2024"]


def test_members_have_no_single_series() -> None:
    cities = Indicator(
        id="cities", unit="cities", direction="higher", names=SHARE.names, max_age=9, sources=()
    )
    rows = [row("2024", "5")]
    assert looked_back(cities, Count(at_least=Decimal(9)), rows).history is None


def test_yearly_rates_have_a_series_and_no_road() -> None:
    rows = [row("2021", "5"), row("2022", "6"), row("2023", "7")]
    rule = Average(over="2021-2025", at_least=Decimal(7))
    found = looked_back(GROWTH, rule, rows, horizon=2025)
    assert found.history is not None
    assert found.history.base is None
    assert road_left(found) is None


def test_a_pace_within_a_breakdown_is_that_of_the_breakdown() -> None:
    rule = Threshold(at_least=Decimal(80), breakdown="urban")
    rows = [
        row("2020", "10"), row("2024", "20"),
        row("2020", "40", breakdown="urban"), row("2024", "60", breakdown="urban"),
    ]  # fmt: skip
    found = looked_back(SHARE, rule, rows)
    assert found.progress is not None
    assert found.progress.base is not None
    assert found.progress.base.value.low == Decimal(40)
    assert road_left(found) == Decimal("0.5")


@pytest.mark.parametrize(
    ("base", "latest", "wanted", "road", "relative"),
    [
        ("86", "71", "50", "0.583333333333", "0.42"),  # 21 of 36 places; 21 of 50
        ("60", "55", "50", "0.5", "0.1"),
        ("40", "44", "40", None, "0.1"),  # the base was not short of the target
        ("42", "44", "40", "2", "0.1"),  # behind its base: more than the whole road
        ("60", "50", "50", "0", "0"),  # met
    ],
)
def test_the_road_left_of_a_rank(
    base: str, latest: str, wanted: str, road: str | None, relative: str
) -> None:
    found = looked_back(RANK, at_most(wanted), [row("2020", base), row("2024", latest)])
    assert road_left(found) == (None if road is None else Decimal(road))
    assert relative_gap(found) == Decimal(relative)


def test_a_bounded_base_measures_no_road() -> None:
    found = looked_back(SHARE, at_least("80"), [row("2020", ("40", "44")), row("2024", "60")])
    assert road_left(found) is None
    assert severity(found) == (True, Decimal("0.25"))


def test_of_a_threshold_of_zero_nothing_is_a_share() -> None:
    found = looked_back(GROWTH, at_least("0"), [row("2024", "-1")], horizon=2024)
    assert found.gap == 1
    assert relative_gap(found) is None
    assert severity(found) == (False, Decimal(0))


def test_without_a_verdict_there_is_no_distance() -> None:
    found = looked_back(SHARE, at_least("80"), [])
    assert (found.history, relative_gap(found), road_left(found)) == (None, None, None)
