"""What the years still missing would have to be: enough, and not more than that."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcn4.api import Question, day, judge
from cmcn4.evaluation import exact
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.series import series

LABOUR = "qd-2289/labour-productivity-growth-2025"
GOAL = exact.growth([Decimal(7)] * 5)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.decimals(-20, 20, places=2), min_size=1, max_size=4))
def test_the_rate_still_needed_suffices_and_hardly_less_does(rates: list[Decimal]) -> None:
    rows = series("labour-productivity-growth", *rates, start=2021)
    report, _ = judge(rows, Question(targets=(LABOUR,), as_of=day(2025)))
    needed = report.assessments[0].facts["needed"]
    open_years = 5 - len(rates)
    assert exact.growth([*rates, *[needed] * open_years]) >= GOAL
    less = needed - Decimal("2E-10")
    assert exact.growth([*rates, *[less] * open_years]) < GOAL


def reason(rates: tuple[object, ...], as_of: int) -> str:
    rows = series("labour-productivity-growth", *rates, start=2021)
    report, _ = judge(rows, Question(targets=(LABOUR,), as_of=day(as_of)))
    return Words("en", report.catalogue).reason(report.assessments[0])


def test_one_year_is_no_mean() -> None:
    # 1.07^5 / 1.07^3 = 1.07^2: two years at 7; then 1.07^5 / (1.07^3 × 1.08) = 1.06009…
    assert reason((7, 7, 7), 2025) == "no figure for 2024-2025; 2024-2025 must average > 7%/year"
    assert reason((7, 7, 7, 8), 2025) == "no figure for 2025; 2025 must reach > 6.01%/year"
    assert reason((8,), 2021) == "8%/year in 2021; 2022-2025 must average > 6.76%/year"
    assert reason((7, 7, 7, 8), 2024) == (
        "7.25%/year on average in 2021-2024; 2025 must reach > 6.01%/year"
    )
