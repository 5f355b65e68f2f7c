"""The pace towards a horizon ahead: every edge rule, worked out by hand.

Time is the last day of a period, in years: 2024 ends at 2025, and a horizon of 2030 at 2031.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from acceptance.cli import HEADER, inside, write
from cmcn4.api import Question
from cmcn4.evaluation import Settings, evaluate
from cmcn4.evaluation.road import time
from cmcn4.locale import composed, say
from cmcn4.model import interval, period
from cmcn4.model.catalogue import Indicator, Scale
from cmcn4.model.observation import Observation, Origin, Sheet, Status, Submission
from cmcn4.model.pace import Progress
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule import Count, Rule, Threshold
from cmcn4.model.target import Document, Pack, Target
from cmcn4.model.text import Text
from cmcn4.packs import load
from cmcn4.reporters.presentation.pace import in_full, in_short
from cmcn4.reporters.presentation.words import Words

CATALOGUE = load().vocabulary.catalogue
NAME = Text(vi="x", en="x")
END_2025 = dt.date(2025, 12, 31)
METHODS = ("linear-pace", "cagr-ratio")
COMMON: dict[str, Any] = {"names": NAME, "max_age": 9, "sources": ("nso", "most")}
SHARE = Indicator(
    id="share", unit="% of households", direction="higher",
    range=(Scale(min=Decimal(0), max=Decimal(100)),), **COMMON,
)  # fmt: skip
RANK = Indicator(
    id="rank", unit="rank", direction="lower",
    range=(Scale(min=Decimal(1), max=Decimal(250)),), **COMMON,
)  # fmt: skip
GROWTH = Indicator(id="growth", unit="%/year", direction="higher", **COMMON)
FREE = Indicator(id="free", unit="index 0-100", direction="higher", **COMMON)
BURDEN = Indicator(id="burden", unit="index 0-100", direction="lower", **COMMON)
BROKEN = Indicator(
    id="broken", unit="index 0-100", direction="higher",
    range=(
        Scale(min=Decimal(0), max=Decimal(1), to_year=2018),
        Scale(min=Decimal(0), max=Decimal(100), from_year=2019),
    ), **COMMON,
)  # fmt: skip
Value = str | tuple[str, str]
Row = tuple[Any, ...]


def row(  # noqa: PLR0913, PLR0917 - what an observation may say
    code: str,
    value: Value,
    source: str = "nso",
    status: Status = "final",
    day: str = "",
    breakdown: str = "",
) -> Row:
    """Return what an observation says; a pair of values is a bounded one."""
    return code, value, source, status, day, breakdown


def at_least(number: str) -> Threshold:
    return Threshold(at_least=Decimal(number))


def at_most(number: str) -> Threshold:
    return Threshold(at_most=Decimal(number))


def judged(  # noqa: PLR0913 - what a test may vary
    indicator: Indicator,
    rule: Rule,
    rows: Sequence[Row],
    *,
    method: str = "linear-pace",
    base_year: int | None = None,
    issued: str = "2020-12-31",
    horizon: int = 2030,
    as_of: dt.date = END_2025,
    area: str = "VN",
    fail_on: frozenset[str] = frozenset(),
    informs: bool = False,
    history: bool = False,
) -> Report:
    """Judge one target of a pack of its own."""
    target = Target(
        id="t", order=1, indicator=indicator.id, horizon=horizon, title=NAME, quote="x",
        rule=rule, informs=informs,
    )  # fmt: skip
    document = Document(number="1", issued=issued, issuer=NAME, title=NAME)
    pack = Pack(
        format="cmcn4/pack@1", id="plan", document=document, base_year=base_year,
        applies_to=(area,), targets=(target,),
    )  # fmt: skip
    catalogue = replace(CATALOGUE, indicators={**CATALOGUE.indicators, indicator.id: indicator})
    settings = Settings(
        targets=(Chosen(pack=pack, target=target),), packs=(), catalogue=catalogue,
        question=Question(as_of=as_of, areas=(area,), fail_on=fail_on, method=method,
                          history=history),
    )  # fmt: skip
    made = [observation(indicator, area, place, each) for place, each in enumerate(rows, 2)]
    return evaluate(Submission(observations=made), settings)


def observation(indicator: Indicator, area: str, place: int, what: Row) -> Observation:
    code, value, source, status, day, breakdown = what
    when = period.parse(code)
    assert when is not None
    ends = [Decimal(each) for each in (value if isinstance(value, tuple) else (value, value))]
    released = dt.date.fromisoformat(day) if day else None
    origin = Origin(source=source, source_id=source, status=status, released=released)
    found = interval.Interval(min(ends), max(ends))
    return Observation(indicator.id, area, when, breakdown, found, origin, Sheet("d.csv"), place, 4)


def only(report: Report) -> Assessment:
    (each,) = report.assessments
    return each


def progress(indicator: Indicator, rule: Rule, rows: Sequence[Row], **more: Any) -> Progress:
    found = only(judged(indicator, rule, rows, **more)).progress
    assert found is not None
    return found


def share(base: Value, latest: Value, wanted: str = "100", **more: Any) -> Progress:
    """Return the progress of a share from 2020 to 2024, wanted in 2030."""
    rows = [row("2020", base), row("2024", latest)]
    return progress(SHARE, at_least(wanted), rows, **more)


def base_of(found: Progress) -> str | None:
    return found.base.period.code if found.base else None


def near(value: Decimal | None, expected: float, digits: int = 4) -> bool:
    return value is not None and abs(float(value) - expected) < 0.6 * 10**-digits


# the contract


def test_the_example_of_the_contract() -> None:
    # 86 at the end of 2020, 71 of 2024: pace -15/4 = -3.75; required (50 - 86)/10 = -3.6;
    # ratio 3.75/3.6 = 1.041666…; needed (50 - 71)/6 = -3.5; 71 - 3.75 × 6 = 48.5;
    # 21/3.75 = 5.6 years after the end of 2024 lie within 2030.
    rows = [
        {"indicator": "egdi-rank", "area": "VN", "period": "2020", "value": "86"},
        {"indicator": "egdi-rank", "area": "VN", "period": "2024", "value": "71"},
    ]
    report = cmcn4.check(rows, targets="qd-2289/egdi-rank-2030", as_of="2025").to_dict()
    assert report["assessments"][0]["progress"] == {
        "method": "linear-pace", "class": "on-track", "ratio": 1.0417, "pace": -3.75,
        "pace_required": -3.6, "pace_needed_from_now": -3.5, "projected": 48.5,
        "reached": 2030, "from": "2020", "to": "2024",
    }  # fmt: skip


def test_linear_pace_is_the_default() -> None:
    assert Question(as_of=END_2025).method == "linear-pace"
    assert share("50", "70").method == "linear-pace"


# classes at their edges


@pytest.mark.parametrize(
    ("latest", "class_", "ratio", "off_track"),
    [
        # 50 to 100 in ten years requires 5 a year; four years have passed.
        ("70", "on-track", "1", False),  # 20/4 = 5; 70 + 5 × 6 = 100 exactly
        ("69.99", "slow", "0.9995", True),  # 19.99/20
        ("60", "slow", "0.5", True),  # 10/20
        ("59.99", "stalled", "0.4995", True),  # 9.99/20
        ("50", "stalled", "0", True),  # nothing moved
        ("49.99", "worsening", "-0.0005", True),  # -0.01/20
        ("100", "met", "2.5", False),  # 50/20, and there
    ],
)
def test_linear_classes_at_their_edges(
    latest: str, class_: str, ratio: str, off_track: bool
) -> None:
    found = share("50", latest)
    assert (found.class_, found.pace.ratio) == (class_, Decimal(ratio))
    assert found.off_track is off_track


@pytest.mark.parametrize(
    ("latest", "class_"),
    [
        # 1 to 1024 in ten years requires a doubling a year: rate 1. One year has passed.
        ("1.95", "substantial"),  # rate 0.95, ratio 0.95
        ("1.94", "moderate"),
        ("1.6", "moderate"),  # ratio 0.6
        ("1.59", "limited"),
        ("1", "limited"),  # ratio 0
        ("0.99", "deterioration"),
        ("1024", "met"),
    ],
)
def test_cagr_classes_at_their_edges(latest: str, class_: str) -> None:
    rows = [row("2020", "1"), row("2021", latest)]
    assert progress(FREE, at_least("1024"), rows, method="cagr-ratio").class_ == class_


SYNTHETIC = [
    # base, its year, latest, its year, wanted, horizon; cagr ratio, class, projection;
    # linear ratio, class, projection. Methods, 1.9 a, the projections of shares cut at 100.
    (SHARE, "8.2", 2019, "16.5", 2023, "20", 2025,
     (1.1923, "substantial", 23.406), (1.0551, "on-track", 20.65)),
    (SHARE, "80", 2019, "98", 2023, "100", 2030,
     (2.5396, "substantial", 100), (2.4750, "on-track", 100)),
    (SHARE, "99.0", 2019, "99.2", 2023, "100", 2030,
     (0.5521, "limited", 99.551), (0.5500, "slow", 99.55)),
    (SHARE, "1", 2019, "3", 2023, "10", 2025,
     (0.6757, "moderate", 5.196), (0.3333, "stalled", 4)),
]  # fmt: skip


@pytest.mark.parametrize("case", SYNTHETIC)
@pytest.mark.parametrize("method", METHODS)
def test_the_synthetic_examples(case: tuple[Any, ...], method: str) -> None:
    indicator, base, since, latest, until, wanted, horizon, cagr, linear = case
    rows = [row(str(since), base), row(str(until), latest)]
    found = progress(
        indicator, at_least(wanted), rows,
        method=method, base_year=since, horizon=horizon, as_of=dt.date(2024, 6, 30),
    )  # fmt: skip
    ratio, class_, projected = cagr if method == "cagr-ratio" else linear
    assert found.class_ == class_
    assert near(found.pace.ratio, ratio)
    assert near(found.pace.projected, projected, 3)
    assert found.method == method


# where compound growth has no meaning


@pytest.mark.parametrize("method", METHODS)
def test_ranks_go_by_linear_pace_alone(method: str) -> None:
    # 47 (2017) to 44 (2024), 40 wanted in 2030: (-3/7)/(-7/13) = 39/49 = 0.7959; the compound
    # ratio would be 0.7607, or 0.8133 if ranks were counted from the other end.
    rows = [row("2017", "47"), row("2024", "44")]
    found = progress(RANK, at_most("40"), rows, method=method, base_year=2017)
    assert found.class_ == "slow"
    assert near(found.pace.ratio, 39 / 49)
    assert near(found.pace.projected, 44 - 6 * 3 / 7)  # 41.4286, not the compound 41.581


FALLS_BACK = [
    # zero base: 5/4 over 10/10
    (FREE, at_least("10"), "0", "5", 1.25, "on-track"),
    # zero target: (-5/4)/(-10/10)
    (BURDEN, at_most("0"), "10", "5", 1.25, "on-track"),
    # zero latest: (10/4)/(20/10)
    (FREE, at_least("10"), "-10", "0", 1.25, "on-track"),
    # sign change: (10/4)/(15/10)
    (FREE, at_least("10"), "-5", "5", 2.5 / 1.5, "on-track"),
    # negative throughout: (2/4)/(6/10)
    (FREE, at_least("-4"), "-10", "-8", 0.5 / 0.6, "slow"),
]


@pytest.mark.parametrize("case", FALLS_BACK)
@pytest.mark.parametrize("method", METHODS)
def test_zero_and_sign_changes_fall_back_to_linear_pace(
    case: tuple[Indicator, Rule, str, str, float, str], method: str
) -> None:
    indicator, rule, base, latest, ratio, class_ = case
    rows = [row("2020", base), row("2024", latest)]
    found = progress(indicator, rule, rows, method=method)
    assert found.class_ == class_
    assert near(found.pace.ratio, ratio)


@pytest.mark.parametrize("case", ["rank", "zero"])
def test_a_fall_back_is_said(case: str) -> None:
    # Methods 1.8: "fall back to linear-pace, note it"; the method's name stands in every output.
    if case == "rank":
        rows = [row("2020", "86"), row("2024", "71")]
        found = progress(RANK, at_most("50"), rows, method="cagr-ratio")
    else:
        rows = [row("2020", "0"), row("2024", "5")]
        found = progress(FREE, at_least("10"), rows, method="cagr-ratio")
    assert found.class_ == "on-track"
    assert found.method == "linear-pace"


@pytest.mark.parametrize("method", METHODS)
def test_growth_targets_have_no_pace(method: str) -> None:
    rows = [row("2020", "5"), row("2024", "6")]
    assert only(judged(GROWTH, at_least("7"), rows, method=method)).progress is None


def test_counts_due_targets_and_missing_values_have_no_pace() -> None:
    rows = [row("2020", "5"), row("2024", "6")]
    cities = replace(FREE, id="cities-counted", unit="cities")
    assert only(judged(cities, Count(at_least=Decimal(9)), rows)).progress is None
    assert only(judged(SHARE, at_least("7"), rows, horizon=2025)).progress is None
    assert only(judged(SHARE, at_least("7"), [])).progress is None


# targets met, kept, left, lost


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("base", "latest", "class_"),
    [
        ("80", "80", "met"),  # kept
        ("80", "85", "met"),  # passed
        ("80", "79.9", "regressed"),  # left
    ],
)
def test_a_base_equal_to_the_target_leaves_no_ratio(
    base: str, latest: str, class_: str, method: str
) -> None:
    # (80 - 80)/10 = 0 is required: nothing to divide by.
    found = share(base, latest, "80", method=method)
    assert found.class_ == class_
    assert found.pace.ratio is None


@pytest.mark.parametrize("method", METHODS)
def test_met_at_the_base_and_lost_is_regressed(method: str) -> None:
    # (-7/4)/(-5/10) = 3.5 looks splendid; the share fell from 85 below the 80 wanted.
    found = share("85", "78", "80", method=method)
    assert found.class_ == "regressed"
    assert found.off_track


@pytest.mark.parametrize("method", METHODS)
def test_met_is_met_whatever_the_trend(method: str) -> None:
    # -5/4 = -1.25 a year; 90 - 1.25 × 6 = 82.5 is still enough.
    found = share("95", "90", "80", method=method)
    assert found.class_ == "met"
    assert (found.pace.pace_needed_from_now, found.pace.reached) == (None, None)
    assert not found.off_track


def test_met_but_falling_too_fast_is_off_track() -> None:
    # -10/4 = -2.5 a year; 85 - 2.5 × 6 = 70 misses 80.
    found = share("95", "85", "80")
    assert (found.class_, found.pace.projected, found.off_track) == ("met", Decimal(70), True)


def test_a_strict_threshold_just_touched_keeps_its_compound_class() -> None:
    # Above 80 is wanted, 80 is there: not met; (8/7)^(1/4) - 1 = 0.0339 is 2.53 times the
    # (8/7)^(1/10) - 1 = 0.0134 required: substantial, not too few data.
    rows = [row("2020", "70"), row("2024", "80")]
    found = progress(SHARE, Threshold(above=Decimal(80)), rows, method="cagr-ratio")
    assert near(found.pace.ratio, 2.5253)
    assert found.class_ == "substantial"


def test_standing_on_a_strict_threshold_is_not_getting_worse() -> None:
    # Above 80 is wanted, 80 was there and 80 is there: nothing moved.
    rows = [row("2020", "80"), row("2024", "80")]
    assert progress(SHARE, Threshold(above=Decimal(80)), rows).class_ != "worsening"


# the projection


@pytest.mark.parametrize("method", METHODS)
def test_shares_are_clipped_to_100(method: str) -> None:
    # 80 (2020) to 98 (2024): 98 + 4.5 × 6 = 125, compound 98 × (98/80)^(6/4) = 132.9.
    assert share("80", "98", method=method).pace.projected == 100


def test_ranks_are_clipped_to_1() -> None:
    # 20 to 8 is -3 a year; 8 - 18 = -10.
    rows = [row("2020", "20"), row("2024", "8")]
    assert progress(RANK, at_most("5"), rows).pace.projected == 1


@pytest.mark.parametrize(
    ("base", "latest", "wanted", "reached"),
    [
        ("50", "70", "100", 2030),  # 30/5 = 6 years after the end of 2024: on 31/12/2030
        ("50", "70.1", "100", 2030),  # 29.9/5.025 = 5.95: during 2030
        ("50", "69.9", "100", 2031),  # 30.1/4.975 = 6.05: during 2031
        ("50", "75", "76", 2025),  # 1/6.25 = 0.16
        ("50", "50", "100", None),  # never, standing still
        ("50", "40", "100", None),  # never, going away
        ("50", "50.001", "100", None),  # 49.999/0.00025: beyond the year 9999
        ("50", "100", "100", None),  # there
    ],
)
def test_the_year_in_which_the_target_would_be_reached(
    base: str, latest: str, wanted: str, reached: int | None
) -> None:
    assert share(base, latest, wanted).pace.reached == reached


def test_the_year_reached_agrees_with_the_compound_projection() -> None:
    # 1 (2020) to 3 (2024): 3 × 3^(6/4) = 15.6 in 2030, beyond the 10 wanted, so it is reached by
    # then: ln(10/3)/ln(3^(1/4)) = 4.38 years after the end of 2024, in 2029.
    found = share("1", "3", "10", method="cagr-ratio")
    assert near(found.pace.projected, 15.588, 3)
    assert not found.off_track
    assert found.pace.reached == 2029


def test_the_pace_needed_from_now() -> None:
    # (100 - 60)/6 = 6.6667 from the end of 2024, though 5 was enough from 2020.
    assert near(share("50", "60").pace.pace_needed_from_now, 40 / 6)


# time


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (dt.date(2024, 12, 31), Fraction(2025)),
        (dt.date(2025, 6, 30), 2025 + Fraction(181, 365)),
        (dt.date(2024, 6, 30), 2024 + Fraction(182, 366)),
        (dt.date(2025, 10, 31), 2025 + Fraction(304, 365)),
    ],
)
def test_time_is_the_last_day_in_years(day: dt.date, years: Fraction) -> None:
    assert time(day) == years


@pytest.mark.parametrize(
    ("code", "passed"),
    [
        ("2025-S1", 4 + 181 / 365),
        ("2025-Q2", 4 + 181 / 365),
        ("2025-06", 4 + 181 / 365),
        ("2025-10", 4 + 304 / 365),
        ("2025-06-30", 4 + 181 / 365),
        ("2025", 5),
    ],
)
def test_parts_of_a_year_count_as_such(code: str, passed: float) -> None:
    # 70 (2020) to 85; 30 in ten years are required.
    found = progress(SHARE, at_least("100"), [row("2020", "70"), row(code, "85")])
    assert near(found.pace.pace, 15 / passed)
    assert near(found.pace.ratio, 15 / passed / 3)
    assert near(found.pace.pace_needed_from_now, 15 / (10 - passed))


# the base


@pytest.mark.parametrize(
    ("periods", "base"),
    [
        (["2019", "2020", "2021"], "2020"),  # the latest in or before the year
        (["2018", "2019", "2022"], "2019"),
        (["2018", "2021"], "2018"),  # two years older will do
        (["2017", "2021", "2022"], "2021"),  # three will not: the first after it
        (["2021", "2022"], "2021"),
        (["2017"], None),  # too old, and nothing after it but the latest
        (["2020-06", "2020-Q4"], "2020-Q4"),
        (["2020-12", "2020"], "2020"),  # ending on one day, the longer
        ([], None),  # a single point
    ],
)
def test_the_base(periods: list[str], base: str | None) -> None:
    rows = [row(each, "50") for each in periods]
    found = progress(SHARE, at_least("100"), [*rows, row("2024", "70")])
    assert base_of(found) == base
    assert (found.class_ == "insufficient-data") is (base is None)


def test_a_single_point_has_no_projection_and_is_not_off_track() -> None:
    found = progress(SHARE, at_least("100"), [row("2024", "70")])
    assert found.class_ == "insufficient-data"
    assert found.pace[2:8] == (None,) * 6
    assert not found.off_track


def test_a_pack_may_name_its_base_year() -> None:
    rows = [row("2020", "50"), row("2022", "60"), row("2024", "70")]
    wanted = at_least("100")
    assert base_of(progress(SHARE, wanted, rows, issued="2022-06-27")) == "2022"
    assert base_of(progress(SHARE, wanted, rows, issued="2022-06-27", base_year=2020)) == "2020"


def test_the_implementing_plan_starts_where_its_decision_does() -> None:
    (plan,) = (file.pack for file in cmcn4.load_packs("khhd-btttt-2022"))
    assert (plan.document.issued, plan.base_year) == ("2022-06-27", 2020)


def test_other_bases_within_two_years_that_change_the_class_are_shown() -> None:
    # To 71 (2024), 50 wanted in 2030. From 86 (2020): (-15/4)/(-36/10) = 1.0417, on track.
    # From 88 (2018): (-17/6)/(-38/12) = 0.8947, slow. From 86 (2022): (-15/2)/(-36/8) = 1.6667,
    # on track as well. 60 (2017) and 60 (2023), worsening, are more than two years away.
    values = {"2017": "60", "2018": "88", "2020": "86", "2022": "86", "2023": "60", "2024": "71"}
    found = progress(RANK, at_most("50"), [row(*each) for each in values.items()])
    assert (base_of(found), found.class_) == ("2020", "on-track")
    assert found.other_bases == {"2018": "slow"}


def test_another_base_is_of_an_earlier_year_than_the_latest_figure() -> None:
    # To 70 (2025), 100 wanted in 2030. From 50 (2023): (20/2)/(50/7) = 1.4, on track. From 60
    # (2024): (10/1)/(40/6) = 1.5, on track as well. 90 in June 2025 would be worsening.
    values = {"2023": "50", "2024": "60", "2025-06": "90", "2025": "70"}
    found = progress(SHARE, at_least("100"), [row(*each) for each in values.items()])
    assert (base_of(found), found.class_, found.other_bases) == ("2023", "on-track", {})


def test_a_base_is_written_as_its_language_writes_periods() -> None:
    # To 70 (2025), 100 wanted in 2030, from 50 at the end of June 2023 and of March 2024: 20 in
    # 2 + 184/365 years, 50 in 7 + 184/365: 1.20; 20 in 1 + 275/366 years, 50 in 6 + 275/366: 1.54.
    # From 69 (March 2024) 1 of 31 in the same years: 0.12, stalled.
    rows = [row("2023-06", "50"), row("2024-03", "69"), row("2025", "70")]
    each = only(judged(SHARE, at_least("100"), rows))
    words = Words("vi", replace(CATALOGUE, indicators={**CATALOGUE.indicators, "share": SHARE}))
    assert "tính từ 6/2023" in in_short(each, words)
    assert "tính từ 3/2024" in " ".join(in_full(each, words))


def test_the_base_and_the_other_bases_are_said_in_words() -> None:
    rows = [row("2018", "88"), row("2020", "86"), row("2024", "71")]
    each = only(judged(RANK, at_most("50"), rows))
    words = Words("en", replace(CATALOGUE, indicators={**CATALOGUE.indicators, "rank": RANK}))
    assert "on track (measured from 2020)" in in_short(each, words)
    full = list(in_full(each, words))
    assert "method linear-pace" in full[0]
    assert full[1] == "slow if measured from 2018"


# what belongs to a series


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        ([row("2020", "50"), row("2024", "70"), row("2025", "99", "nso", "forecast")],
         ("2020", "2024")),
        ([row("2020", "50", "nso", "forecast"), row("2021", "60"), row("2024", "70")],
         ("2021", "2024")),
        ([row("2020", "50", "nso", "provisional"), row("2024", "70", "nso", "estimate")],
         ("2020", "2024")),
    ],
)  # fmt: skip
def test_forecasts_are_left_out_and_estimates_count(rows: list[Row], ends: tuple[str, str]) -> None:
    found = progress(SHARE, at_least("100"), rows)
    assert (base_of(found), found.latest.period.code) == ends


def test_the_latest_release_of_a_base_counts() -> None:
    rows = [
        row("2020", "50", day="2021-01-05"), row("2020", "60", day="2025-01-06"),
        row("2024", "70"),
    ]  # fmt: skip
    # (70 - 60)/4 = 2.5 over (100 - 60)/10 = 4
    assert progress(SHARE, at_least("100"), rows).pace.ratio == Decimal("0.625")


def test_a_series_is_one_sources_and_the_rival_stands_beside_it() -> None:
    # The ministry's 90 is the latest, but it has no second point; the statistics office's own
    # 70 (2020) and 72 (2023) give (2/3)/(30/10) = 0.2222.
    rows = [row("2020", "70"), row("2023", "72"), row("2024", "90", "most")]
    found = progress(SHARE, at_least("100"), rows)
    assert found.class_ == "insufficient-data"
    assert found.rivals == {"nso": "stalled"}


def test_the_digital_economy_by_both_sources() -> None:
    # Statistics office: (14.02 - 12.66)/5 = 0.272 over (30 - 12.66)/10 = 1.734: 0.1569.
    # Ministry: (18.3 - 11.91)/3 = 2.13 over (30 - 11.91)/9 = 2.01: 1.0597.
    rows = [
        row("2020", "12.66"), row("2025", "14.02"),
        row("2021", "11.91", "most"), row("2024", "18.3", "most"),
    ]  # fmt: skip
    found = progress(SHARE, Threshold(about=Decimal(30), tolerance=Decimal("0.5")), rows)
    assert (found.class_, found.pace.ratio) == ("stalled", Decimal("0.1569"))
    assert found.rivals == {"most": "on-track"}


def test_a_ministry_and_its_successor_are_one_source() -> None:
    data = [
        {"indicator": "fibre-households", "area": "VN", "period": "2023", "value": "75",
         "source": "MIC"},
        {"indicator": "fibre-households", "area": "VN", "period": "2025", "value": "85",
         "source": "MOST"},
    ]  # fmt: skip
    report = cmcn4.check(data, targets="qd-2289/fibre-households-2030", as_of="2025")
    # (10/2)/(25/7) = 1.4
    found = report.assessments[0].progress
    assert found is not None
    assert (base_of(found), found.pace.ratio) == ("2023", Decimal("1.4"))


def test_a_rival_whose_figures_are_too_old_has_no_class() -> None:
    # The ministry's figures end in 2019, six years before the day asked; as an alternative they
    # give no verdict at all, since a share counts for one year.
    rows = [
        row("2020", "70"), row("2025", "80"),
        row("2018", "50", "most"), row("2019", "60", "most"),
    ]  # fmt: skip
    each = only(judged(replace(SHARE, max_age=1), at_least("100"), rows))
    assert not each.alternatives
    assert each.progress is not None
    assert each.progress.rivals == {}


# breaks of scale, and mergers of provinces


def test_no_pace_across_a_break_of_scale() -> None:
    rows = [row("2018", "0.5"), row("2024", "70")]
    found = progress(BROKEN, at_least("90"), rows, base_year=2018)
    assert (found.class_, found.base) == ("insufficient-data", None)


def test_after_a_break_the_series_starts_anew() -> None:
    # (70 - 60)/4 over (90 - 60)/10
    rows = [row("2018", "0.5"), row("2020", "60"), row("2024", "70")]
    found = progress(BROKEN, at_least("90"), rows, base_year=2018)
    assert (base_of(found), found.pace.ratio) == ("2020", Decimal("0.8333"))
    assert found.other_bases == {}


def test_no_pace_across_the_new_method_of_the_ict_development_index() -> None:
    # Ranks of 2017 and before stand on another method than those since 2023.
    index = CATALOGUE.indicators["idi-rank"]
    rows = [row("2017", "108", "itu"), row("2024", "72", "itu")]
    assert progress(index, at_most("30"), rows, base_year=2017).class_ == "insufficient-data"


@pytest.mark.parametrize(
    ("area", "periods", "base"),
    [
        ("vn-da-nang-2025", ("2024", "2025-Q4"), None),  # it begins within the old ones
        ("vn-da-nang-2025", ("2025-Q3", "2025-Q4"), "2025-Q3"),  # within the new ones
        ("vn-cao-bang", ("2020", "2025"), "2020"),  # never merged
    ],
)
def test_no_pace_across_a_merger(area: str, periods: tuple[str, str], base: str | None) -> None:
    rows = [row(periods[0], "50"), row(periods[1], "70")]
    found = progress(SHARE, at_least("100"), rows, area=area)
    assert base_of(found) == base
    assert (found.class_ == "insufficient-data") is (base is None)


# bounds


def test_a_bounded_end_is_classed_at_both_ends() -> None:
    # From 80 (2020) to [85, 94] (2024), 99 wanted: 1.9 a year required. At 85 (5/4)/1.9 = 0.6579,
    # slow, and 85 + 1.25 × 6 = 92.5 misses; at 94 (14/4)/1.9 = 1.8421, on track.
    found = share("80", ("85", "94"), "99")
    assert [each.class_ for each in found.paces] == ["on-track", "slow"]
    assert found.class_ == "slow"
    assert near(found.pace.ratio, 0.6579)
    assert found.pace.projected == Decimal("92.5")
    assert found.off_track


def test_a_bounded_base_is_classed_at_both_ends() -> None:
    # From [72, 80] to 84 (2024), 100 wanted. At 72 (12/4)/2.8 = 1.0714; at 80 (4/4)/2 = 0.5.
    found = share(("72", "80"), "84")
    assert [each.class_ for each in found.paces] == ["on-track", "slow"]
    assert found.pace.ratio == Decimal("0.5")


def test_ends_of_one_class_are_one_and_the_worse_counts() -> None:
    # From [72, 80] to 96: at 72 (24/4)/2.8 = 2.1429, at 80 (16/4)/2 = 2.
    found = share(("72", "80"), "96")
    assert [each.class_ for each in found.paces] == ["on-track"]
    assert found.pace.ratio == 2


@pytest.mark.parametrize(("lang", "said"), [("en", "slow to on track"),
                                            ("vi", "từ chậm đến có khả năng đạt")])  # fmt: skip
def test_both_ends_are_shown(lang: str, said: str) -> None:
    each = only(judged(SHARE, at_least("99"), [row("2020", "80"), row("2024", ("85", "94"))]))
    words = Words(lang, replace(CATALOGUE, indicators={**CATALOGUE.indicators, "share": SHARE}))
    assert said in in_short(each, words)


# the gate


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row("2020", "50"), row("2024", "70")], 0),  # 100 in 2030
        ([row("2020", "50"), row("2024", "69.9")], 1),  # 99.75
        ([row("2024", "70")], 0),  # no projection
        ([row("2020", "50"), row("2024", ("69.9", "70.1"))], 1),  # one end misses
    ],
)
def test_the_gate_closes_when_the_projection_misses(rows: list[Row], code: int) -> None:
    gate = frozenset({"off-track"})
    report = judged(SHARE, at_least("100"), rows, fail_on=gate)
    assert report.summary["exit_code"] == code
    assert judged(SHARE, at_least("100"), rows).summary["exit_code"] == 0
    shown_only = judged(SHARE, at_least("100"), rows, fail_on=gate, informs=True)
    assert shown_only.summary["exit_code"] == 0


@pytest.mark.parametrize(("latest", "code"), [(71, 0), (75, 1)])
def test_the_option_off_track(latest: int, code: int, tmp_path: Path) -> None:
    # 71 - 3.75 × 6 = 48.5 is within 50; 75 - 2.75 × 6 = 58.5 is not.
    text = HEADER + "egdi-rank,VN,2020,86,rank,UN DESA,\n"
    path = write(tmp_path, f"{text}egdi-rank,VN,2024,{latest},rank,UN DESA,\n")
    asked = ("check", path, "--as-of", "2025", "-t", "qd-2289/egdi-rank-2030")
    assert inside(*asked, "--fail-on", "off-track").code == code
    assert inside(*asked).code == 0


def test_a_pace_just_too_slow_is_told_with_digits_that_show_it() -> None:
    # 50 in 2020 and 53.996 in 2024 are 0.999 a year; from 50 to 60 in 2030 takes 1 a year.
    found = only(judged(SHARE, at_least("60"), [row("2020", "50"), row("2024", "53.996")]))
    first, *_ = in_full(found, Words("en", CATALOGUE))
    assert first.startswith("0.999 a year so far, 1 required")


def test_less_than_a_year_gives_no_compound_projection() -> None:
    # The compound method needs a year between the points: 0.4986 of one is not available. What
    # has no class has no projection, and is not off track.
    rows = [row("2020", "50"), row("2021-S1", "51")]
    found = progress(SHARE, at_least("100"), rows, method="cagr-ratio")
    assert found.class_ == "insufficient-data"
    assert found.pace.projected is None
    assert not found.off_track


@pytest.mark.parametrize(
    ("class_", "word"),
    [
        ("on-track", "có khả năng đạt"),
        ("slow", "chậm"),
        ("stalled", "chững lại"),
        ("worsening", "xấu đi"),
    ],
)
def test_the_vietnamese_words_of_the_classes(class_: str, word: str) -> None:
    assert say("vi", composed(f"class.{class_}")) == word
