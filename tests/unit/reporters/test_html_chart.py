"""Drawings: every figure where its value is, better ranks higher, paths that lead to the target."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from cmcn4.api import Question, day, judge
from cmcn4.model.report import Assessment, Report
from cmcn4.reporters.presentation.charts import chart as html_chart
from cmcn4.reporters.presentation.charts import peers as html_peers
from cmcn4.reporters.presentation.charts.chart import Trajectory, trajectory
from cmcn4.reporters.presentation.charts.chart_words import told_of_peers, told_of_years
from cmcn4.reporters.presentation.charts.marks import free_spot
from cmcn4.reporters.presentation.charts.peers import peers
from cmcn4.reporters.presentation.words import Words


def judged(target: str, rows: list[dict[str, Any]], as_of: str = "2025") -> tuple[Report, Words]:
    question = Question(as_of=day(as_of), targets=(f"qd-2289/{target}",), history=True)
    report, _ = judge(rows, question)
    return report, Words("en", report.catalogue)


def series(
    indicator: str, values: dict[int, Any], source: str, **more: str
) -> list[dict[str, Any]]:
    return [
        {"indicator": indicator, "area": "VN", "period": str(year), "value": value,
         "source": source, **more}
        for year, value in values.items()
    ]  # fmt: skip


EGDI = series("egdi-rank", {2018: 88, 2020: 86, 2022: 86, 2024: 71}, "UN DESA", unit="rank")
ECONOMY = [
    *series("digital-economy-share", {2020: 12, 2025: 14}, "NSO", unit="% of GDP"),
    *series("digital-economy-share", {2021: 11, 2024: 18}, "MIC", unit="% of GDP"),
]
FIBRE = series(
    "fibre-households", {2023: "gần 80", 2024: 82, 2025: 85}, "MOST", unit="% of households"
)


@cache
def drawn(target: str) -> tuple[Assessment, Trajectory, Words]:
    rows = {"egdi": EGDI, "digi": ECONOMY, "fibr": FIBRE}[target[:4]]
    report, words = judged(target, rows)
    (each,) = report.assessments
    return each, trajectory(each, words), words


def test_better_ranks_are_drawn_higher_and_the_text_says_so() -> None:
    each, chart, words = drawn("egdi-rank-2030")
    assert chart.inverted
    heights = [mark.y for mark in chart.marks]
    assert heights == sorted(heights, reverse=True)
    assert chart.goal is not None
    assert chart.goal.y < heights[-1]
    assert (chart.goal.zone, chart.goal.depth) == (chart.top, round(chart.goal.y - chart.top, 1))
    told = told_of_years(each, words)
    assert told.remark == "Rank; the best is at the top"
    assert told.story == (
        "From 88 in 2018 to 71 in 2024. Wanted is ≤ 50 by the end of 2030. "
        "To get there, −3.5 a year is needed from now. At the pace so far it would be 48.5 in 2030."
    )


def test_a_path_ahead_leads_from_the_last_figure_to_the_level_at_the_horizon() -> None:
    _, chart, _ = drawn("egdi-rank-2030")
    assert chart.path is not None
    assert chart.goal is not None
    last = chart.marks[-1]
    path = chart.path
    assert [path.x1, path.y1, path.x2, path.y2] == [last.x, last.y, chart.right, chart.goal.y]
    assert chart.projection is not None
    ahead = chart.projection
    assert [ahead.x1, ahead.y1, ahead.x2] == [last.x, last.y, chart.right]
    # 48.5 is better than 50.
    assert ahead.y2 < chart.goal.y


def test_the_path_to_a_target_that_fell_due_leads_from_its_base() -> None:
    _, chart, _ = drawn("digital-economy-share-2025")
    assert chart.path is not None
    assert [chart.path.x1, chart.path.y1] == [chart.marks[0].x, chart.marks[0].y]
    assert chart.projection is None


def test_other_sources_have_marks_of_their_own_and_their_figures_are_in_the_table() -> None:
    each, chart, words = drawn("digital-economy-share-2025")
    (rival,) = chart.rivals
    assert rival.name == "Ministry of Science and Technology"
    assert [bool(mark.path) for mark in rival.marks] == [True, True]
    assert not any(mark.path for mark in chart.marks)
    told = told_of_years(each, words)
    blocks = [(one.source, [row.value for row in one.rows]) for one in told.blocks]
    assert blocks == [("NSO", ["12%", "14%"]), ("MIC", ["11%", "18%"])]
    assert [row.used for one in told.blocks for row in one.rows] == [False, True, False, False]


def test_bounds_are_drawn_from_end_to_end() -> None:
    _, chart, _ = drawn("fibre-households-2030")
    (bar,) = chart.bars
    assert bar.x == chart.marks[0].x
    assert bar.y1 < chart.marks[0].y < bar.y2
    # «gần 80» is [72, 80).
    high = {float(text): y for y, text in chart.ticks}
    assert bar.y1 == high[80.0]


def test_the_figure_judged_is_marked_and_estimates_are_hollow() -> None:
    rows = series("digital-economy-share", {2020: 12}, "NSO", unit="% of GDP")
    rows += series("digital-economy-share", {2025: 14}, "NSO", unit="% of GDP", status="estimate")
    report, words = judged("digital-economy-share-2025", rows)
    chart = trajectory(report.assessments[0], words)
    assert [(mark.open, mark.chosen) for mark in chart.marks] == [(False, False), (True, True)]


def test_what_has_no_series_is_not_drawn() -> None:
    report, _ = judged("digital-economy-share-2025", EGDI)
    assert not html_chart.can_draw(report.assessments[0])
    assert not html_peers.can_draw(report.assessments[0])


ASEAN = {"SG": 3, "TH": 52, "MY": 57, "ID": 64, "VN": 71, "PH": 73, "BN": 75, "KH": 120,
         "MM": 138, "LA": 152}  # fmt: skip


def members(**other: int) -> list[dict[str, Any]]:
    return [
        {"indicator": "egdi-rank", "area": area, "period": "2024", "value": value, "unit": "rank",
         "source": "UN DESA"}
        for area, value in (ASEAN | other).items()
    ]  # fmt: skip


def test_members_of_a_group_stand_by_place_and_the_line_where_places_cease_to_be_enough() -> None:
    report, words = judged("egdi-asean-rank-2025", members())
    (each,) = [one for one in report.assessments if one.area == "VN"]
    assert html_peers.can_draw(each)
    found = peers(each, words)
    assert [one.place for one in found.members] == [str(place) for place in range(1, 11)]
    assert [one.name for one in found.members if one.own] == ["Viet Nam"]
    assert found.cut is not None
    assert found.members[3].y < found.cut < found.members[4].y
    across = [one.x for one in found.members]
    assert across == sorted(across)
    assert told_of_peers(each, words).story.startswith(
        "UN E-Government Development Index, world rank in ASEAN, the best first: Singapore 3, Thai"
    )


def test_members_that_tie_share_a_place_and_the_line_does_not_part_them() -> None:
    report, words = judged("egdi-asean-rank-2025", members(VN=64))
    (each,) = [one for one in report.assessments if one.area == "VN"]
    found = peers(each, words)
    assert [one.place for one in found.members[:6]] == ["1", "2", "3", "4", "4", "6"]
    assert found.cut is not None
    assert found.members[4].y < found.cut < found.members[5].y


@pytest.mark.parametrize(
    ("spots", "anchor", "above"),
    [
        ([], "start", True),
        ([(60.0, 90.0)], "end", True),
        ([(60.0, 90.0), (380.0, 90.0)], "start", False),
    ],
)
def test_a_label_goes_where_no_mark_is(
    spots: list[tuple[float, float]], anchor: str, *, above: bool
) -> None:
    note = free_spot("≥ 80%", 100, (40, 400), spots)
    assert (note.anchor, note.y < 100) == (anchor, above)
