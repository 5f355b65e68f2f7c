"""What must hold of judging whatever the data are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cmcn4.evaluation import Settings, evaluate
from cmcn4.evaluation.compare.compare import compare
from cmcn4.evaluation.compare.earlier import read_report
from cmcn4.evaluation.compare.snapshot import snapshot
from cmcn4.model import interval, period
from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Observation, Origin, Sheet, Submission
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Answer, Verdict
from cmcn4.packs import load
from cmcn4.reporters import Style, render

SELECTION = load()
CATALOGUE = SELECTION.vocabulary.catalogue
AS_OF = st.sampled_from(
    [dt.date(y, m, d) for y in (2023, 2025, 2026) for m, d in ((6, 30), (12, 31))]
)
# Every rule kind is among the targets of these.
INDICATORS = (
    "gii-rank", "gii-rank-asean", "gci-rank", "gci-tier", "egdi-rank", "digital-economy-share",
    "labour-productivity-growth", "digital-economy-sector-share", "mobile-4g-5g-coverage",
    "smartphone-share", "smartphone-share-of-phone-users", "internet-users", "smart-cities",
    "smart-city-chains", "digital-government-complete", "online-services-level-4",
    "adults-with-account", "e-payment-accounts",
)  # fmt: skip
BREAKDOWNS = {
    "digital-economy-sector-share": ("agriculture", "industry", "services"),
    "smart-cities": ("", "north", "central", "south"),
    "smart-city-chains": ("north", "central", "south"),
}
PERIODS = [
    period.parse(code) for code in ("2021", "2022", "2023", "2024", "2025", "2025-06", "2025-Q3")
]
ORDER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}


@st.composite
def rows(draw: st.DrawFn, areas: Sequence[str] = ("VN", "SG", "TH", "vn-ha-noi")) -> Observation:
    name = draw(st.sampled_from(INDICATORS))
    when = draw(st.sampled_from(PERIODS))
    assert when is not None
    return Observation(
        indicator=name,
        area=draw(st.sampled_from(areas)),
        period=when,
        breakdown=draw(st.sampled_from(BREAKDOWNS.get(name, ("",)))),
        value=draw(values(CATALOGUE.indicators[name])),
        origin=Origin(
            source="s",
            source_id=draw(st.sampled_from(["", "nso", "most", "wipo"])),
            released=draw(st.sampled_from([None, dt.date(2024, 1, 5), dt.date(2026, 1, 5)])),
            status=draw(st.sampled_from(["final", "estimate", "forecast"])),
        ),
        sheet=Sheet("data.csv"),
        row=draw(st.integers(2, 10_000)),
        column=4,
    )


@st.composite
def values(draw: st.DrawFn, indicator: Indicator) -> interval.Interval:
    low, high = ends(indicator)
    whole = CATALOGUE.units[indicator.unit].kind in ("rank", "count", "tier", "yes-no")
    first = draw(st.decimals(low, high, places=0 if whole else 1))
    second = draw(st.decimals(low, high, places=0 if whole else 1))
    if whole or draw(st.booleans()):
        return interval.point(first)
    return interval.Interval(min(first, second), max(first, second))


def ends(indicator: Indicator) -> tuple[Decimal, Decimal]:
    low, high = indicator.scale(2025)
    return low or Decimal(0), min(high or Decimal(50), Decimal(100))


def judged(observations: Sequence[Observation], as_of: dt.date) -> Report:
    wanted = Settings(
        targets=SELECTION.targets,
        packs=SELECTION.packs,
        catalogue=CATALOGUE,
        question=Question(as_of=as_of, areas=("VN", "vn-ha-noi")),
    )
    return evaluate(Submission(observations=list(observations)), wanted)


def essence(each: Assessment) -> tuple[object, ...]:
    return (
        each.chosen.id, each.area, each.answer, each.reason, each.interval, each.margin, each.gap,
        each.period, each.contested, each.parts,
        tuple((one.kind, one.id, one.value, one.verdict) for one in each.alternatives),
    )  # fmt: skip


lawful = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lawful
@given(st.lists(rows(), max_size=25), AS_OF, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    observations: list[Observation], as_of: dt.date, random: st.DataObject
) -> None:
    mixed = list(observations)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = judged(observations, as_of), judged(mixed, as_of)
    assert [essence(each) for each in one.assessments] == [
        essence(each) for each in other.assessments
    ]


@lawful
@given(st.lists(rows(), min_size=1, max_size=25), AS_OF, st.data())
def test_removing_a_row_never_turns_no_data_into_pass(
    observations: list[Observation], as_of: dt.date, data: st.DataObject
) -> None:
    before = judged(observations, as_of)
    assume(not before.summary["errors"])
    place = data.draw(st.integers(0, len(observations) - 1))
    after = judged(observations[:place] + observations[place + 1 :], as_of)
    for one, other in zip(before.assessments, after.assessments, strict=True):
        assert not (one.verdict is Verdict.NO_DATA and other.verdict is Verdict.PASS), one.chosen.id


@lawful
@given(st.lists(rows(), max_size=15), st.lists(rows(areas=("US", "ZW")), max_size=15), AS_OF)
def test_rows_of_an_irrelevant_area_change_nothing(
    observations: list[Observation], others: list[Observation], as_of: dt.date
) -> None:
    one, other = judged(observations, as_of), judged([*observations, *others], as_of)
    assert [essence(each) for each in one.assessments] == [
        essence(each) for each in other.assessments
    ]


@lawful
@given(st.lists(rows(), max_size=15), st.lists(rows(), max_size=15), AS_OF)
def test_forecasts_change_nothing(
    observations: list[Observation], others: list[Observation], as_of: dt.date
) -> None:
    forecasts = [row._replace(origin=row.origin._replace(status="forecast")) for row in others]
    one, other = judged(observations, as_of), judged([*observations, *forecasts], as_of)
    assert [essence(each) for each in one.assessments] == [
        essence(each) for each in other.assessments
    ]
    assert one.summary["errors"] == other.summary["errors"]


@lawful
@given(st.lists(rows(), min_size=1, max_size=25), AS_OF, st.data())
def test_a_better_value_never_worsens_a_verdict(
    observations: list[Observation], as_of: dt.date, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(observations) - 1))
    row = observations[place]
    assume(all(one is row or cell(one) != cell(row) for one in observations))
    # A total and its parts must agree: changing one of them alone is a contradiction, not a gain.
    assume(row.indicator != "smart-cities")
    indicator = CATALOGUE.indicators[row.indicator]
    better = row._replace(value=data.draw(improved(row.value, indicator)))
    before = judged(observations, as_of)
    after = judged([*observations[:place], better, *observations[place + 1 :]], as_of)
    for one, other in zip(before.assessments, after.assessments, strict=True):
        if one.area == row.area and Answer.NONE not in (one.answer, other.answer):
            assert ORDER[other.answer] >= ORDER[one.answer], one.chosen.id


@lawful
@given(st.lists(rows(), max_size=25), AS_OF, st.sampled_from(["vi", "en"]))
def test_a_report_against_itself_has_no_changes(
    observations: list[Observation], as_of: dt.date, lang: str
) -> None:
    report = judged(observations, as_of)
    assert compare("old.csv", snapshot(report), report).changes == ()
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.json")
        path.write_bytes(render("json", report, Style(lang)))
        earlier = read_report(str(path))
    assert compare("report.json", earlier, report).changes == ()


def cell(row: Observation) -> tuple[object, ...]:
    return row.indicator, row.area, row.period, row.breakdown


@st.composite
def improved(draw: st.DrawFn, value: interval.Interval, indicator: Indicator) -> interval.Interval:
    low, high = ends(indicator)
    places = 0 if value.low == value.low.to_integral_value() and value.is_point else 1
    if indicator.direction == "lower":
        step = (
            draw(st.decimals(0, value.low - low, places=places)) if value.low > low else Decimal(0)
        )
        return interval.Interval(value.low - step, value.high - step)
    room = high - value.high
    step = draw(st.decimals(0, room, places=places)) if room > 0 else Decimal(0)
    return interval.Interval(value.low + step, value.high + step)


@pytest.mark.parametrize("name", INDICATORS)
def test_the_laws_speak_of_indicators_that_targets_use(name: str) -> None:
    assert name in CATALOGUE.indicators
