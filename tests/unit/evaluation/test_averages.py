"""A mean over years: what an error, a tie, a year missing and a year ahead do to it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcn4.api import Question, day, judge
from cmcn4.evaluation import exact
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Answer, Reason
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.series import series
from unit.evaluation.submitted import checked, judged, own_pack, row

GROWTH = "labour-productivity-growth"
LABOUR = "qd-2289/labour-productivity-growth-2025"
GOAL = exact.growth([Decimal(7)] * 5)
RULE = "{kind: average, over: 2023-2025, at_least: 7}"


def rate(value: str, year: int, source: str = "NSO") -> Observation:
    return row(value, period=str(year), indicator=GROWTH, source=source)


def average(folder: Path, *rows: Observation, rule: str = RULE) -> Assessment:
    return judged(*rows, target=own_pack(folder, GROWTH, rule))


def on(folder: Path, rule: str, rates: dict[int, object], as_of: str | dt.date) -> Assessment:
    """Judge rates as they are written on a day before the horizon."""
    return checked(own_pack(folder, GROWTH, rule, 2030), GROWTH, rates, as_of)


def test_an_error_in_a_year_blocks_the_mean(tmp_path: Path) -> None:
    found = on(tmp_path, RULE, {2023: "7", 2024: "many", 2025: "7"}, "2025")
    assert (found.answer, found.reason) == (Answer.NONE, Reason.BLOCKED)


def test_an_error_in_a_year_that_begins_on_the_day_asked_blocks_too(tmp_path: Path) -> None:
    rates: dict[int, object] = {2023: "7", 2024: "7", 2025: "many"}
    assert on(tmp_path, RULE, rates, dt.date(2025, 1, 1)).reason is Reason.BLOCKED
    assert on(tmp_path, RULE, rates, dt.date(2024, 12, 31)).reason is not Reason.BLOCKED


def test_a_tie_in_any_year_leaves_the_mean_open(tmp_path: Path) -> None:
    for tied in (2023, 2024, 2025):
        rows = [rate("7", year, "A") for year in (2023, 2024, 2025)]
        found = average(tmp_path, *rows, rate("6", tied, "B"))
        assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.TIED_VALUES), tied


def test_years_that_lie_ahead_are_none_yet_and_years_past_are_missing(tmp_path: Path) -> None:
    rule = "{kind: average, over: 2026-2030, at_least: 7}"
    ahead = on(tmp_path, rule, {2024: "7"}, "2025")
    assert (ahead.answer, ahead.reason) == (Answer.NONE, Reason.NO_OBSERVATION)
    assert dict(ahead.facts) == {"variant": "none-yet", "years": "2026-2030"}
    past = on(tmp_path, rule, {2024: "7"}, "2027")
    assert (past.answer, past.reason, dict(past.facts)) == (
        Answer.NONE, Reason.NO_OBSERVATION, {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "rates", "needed"),
    [
        # 3 × 7 = 21; 21 − 13 = 8
        ("mean: arithmetic, over: 2023-2025, at_least: 7", {2023: "6", 2024: "7"}, 8),
        # 1.1³ : 1.1² = 1.1
        ("over: 2023-2025, at_least: 10", {2023: "10", 2024: "10"}, 10),
        # 1 : 0.5 = 2
        ("over: 2024-2025, at_least: 0", {2024: "-50"}, 100),
        # Of nothing nothing grows.
        ("over: 2024-2025, at_least: 7", {2024: "-100"}, None),
    ],
)
def test_what_the_years_missing_would_have_to_be_is_told(
    rule: str, rates: dict[int, str], needed: int | None, tmp_path: Path
) -> None:
    rows = [rate(value, year) for year, value in rates.items()]
    found = average(tmp_path, *rows, rule=f"{{kind: average, {rule}}}")
    assert (found.answer, found.reason) == (Answer.NONE, Reason.INCOMPLETE)
    assert (found.facts["missing"], found.facts["open"]) == ("2025", "2025")
    assert found.facts["needed"] == needed


def test_years_that_do_not_follow_one_another_are_listed(tmp_path: Path) -> None:
    facts = average(tmp_path, rate("7", 2024)).facts
    assert (facts["missing"], facts["years"]) == ("2023, 2025", "2023-2025")
    assert (facts["sign"], facts["goal"]) == (">=", 7)


def test_with_years_ahead_it_is_told_how_it_stands_and_what_is_needed(tmp_path: Path) -> None:
    rule = "{kind: average, over: 2024-2026, at_least: 10}"
    target = own_pack(tmp_path, GROWTH, rule, 2026)
    found = judged(rate("10", 2024), rate("10", 2025), target=target)
    assert (found.answer, found.reason, found.period) == (
        Answer.NO, Reason.YEARS_AHEAD, "2024-2025",
    )  # fmt: skip
    told = {name: found.facts[name] for name in ("observed", "ahead", "needed", "so_far")}
    assert told == {"observed": "2024-2025", "ahead": "2026", "needed": 10,
                    "so_far": point(Decimal(10))}  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "last", "expected"),
    [
        ("at_least: 7", "7", (Answer.YES, Reason.MET, Decimal(0))),
        ("above: 7", "7", (Answer.NO, Reason.TOUCHES_THRESHOLD, Decimal(0))),
        ("at_least: 7", "4", (Answer.NO, Reason.SHORT_OF_THRESHOLD, Decimal(-1))),
    ],
)
def test_a_mean_is_met_touched_or_short(
    sign: str, last: str, expected: tuple[Answer, Reason, Decimal], tmp_path: Path
) -> None:
    rule = f"{{kind: average, mean: arithmetic, over: 2023-2025, {sign}}}"
    found = average(tmp_path, rate("7", 2023), rate("7", 2024), rate(last, 2025), rule=rule)
    assert (found.answer, found.reason, found.margin) == expected
    assert found.period == "2023-2025"


def test_a_tie_that_changes_nothing_is_no_reason(tmp_path: Path) -> None:
    rows = [rate("9", year, "A") for year in (2023, 2024, 2025)]
    found = average(tmp_path, *rows, rate("8", 2025, "B"))
    assert (found.answer, found.reason) == (Answer.YES, Reason.MET)


def test_a_bound_that_leaves_the_mean_open_is_no_tie(tmp_path: Path) -> None:
    wide = rate("6", 2025)._replace(value=Interval(Decimal(6), Decimal(8)))
    found = average(tmp_path, rate("7", 2023), rate("7", 2024), wide)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.BOUND_ACROSS_THRESHOLD)
    assert found.margin is None


# what the years still missing would have to be: enough, and not more than that


def labour(*rates: object, as_of: int = 2025) -> Report:
    """Judge the strategy's mean of 2021 to 2025 by the first of its rates."""
    question = Question(targets=(LABOUR,), as_of=day(as_of))
    return judge(series(GROWTH, *rates, start=2021), question)[0]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.decimals(-20, 20, places=2), min_size=1, max_size=4))
def test_the_rate_still_needed_suffices_and_hardly_less_does(rates: list[Decimal]) -> None:
    needed = labour(*rates).assessments[0].facts["needed"]
    open_years = 5 - len(rates)
    assert exact.growth([*rates, *[needed] * open_years]) >= GOAL
    less = needed - Decimal("2E-10")
    assert exact.growth([*rates, *[less] * open_years]) < GOAL


def reason(*rates: object, as_of: int = 2025) -> str:
    report = labour(*rates, as_of=as_of)
    return Words("en", report.catalogue).reason(report.assessments[0])


def test_one_year_is_no_mean() -> None:
    # 1.07^5 / 1.07^3 = 1.07^2: two years at 7; then 1.07^5 / (1.07^3 × 1.08) = 1.06009…
    assert reason(7, 7, 7) == "no figure for 2024-2025; 2024-2025 must average > 7%/year"
    assert reason(7, 7, 7, 8) == "no figure for 2025; 2025 must reach > 6.01%/year"
    assert reason(8, as_of=2021) == "8%/year in 2021; 2022-2025 must average > 6.76%/year"
    assert reason(7, 7, 7, 8, as_of=2024) == (
        "7.25%/year on average in 2021-2024; 2025 must reach > 6.01%/year"
    )
