"""The short way for one number says what the general way says, whatever the data are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcn4.evaluation import Settings, alternatives, evaluate, rules
from cmcn4.evaluation.judge import Among, better
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.simple import simple_rule
from cmcn4.model import asked as model_asked
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Block, Observation, Origin, Place, Sheet, Submission
from cmcn4.model.period import Period, months, parse
from cmcn4.model.report import Assessment
from cmcn4.packs import load

INDICATOR = "internet-users"
TARGET = "qd-2289/internet-users-2025"
OF_THE_PLAN = load((TARGET,))
MONTHS = [months(year, month, 1) for year in (2024, 2025) for month in range(1, 13)]
CODES = (*("2023", "2024", "2025", "2024-Q4", "2025-Q2", "2025-S1", "2025-12-31", "2021-2025"),)
PERIODS = st.sampled_from(
    [*MONTHS, *(found for code in CODES if (found := parse(code)) is not None)]
)
NUMBERS = st.one_of(
    st.decimals("0", "100", places=2),
    st.sampled_from([Decimal(text) for text in ("80", "80.00", "79.9", "80." + "0" * 59 + "1")]),
)
SHEETS = (Sheet("a.csv"), Sheet("b.csv"))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if draw(st.integers(0, 3)):
        return point(low)
    ends = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    return Interval(low, high, *ends)


@st.composite
def rows(draw: st.DrawFn) -> Observation:
    source = draw(st.sampled_from(["", "nso", "mic"]))
    origin = Origin(
        source=source,
        source_id=source,
        released=draw(st.sampled_from([None, dt.date(2025, 3, 1), dt.date(2025, 9, 1)])),
        status=draw(st.sampled_from(["final", "provisional", "forecast"])),
        stated=draw(st.booleans()),
        doubt=draw(st.sampled_from(["", "", "", "percent-suspicious"])),
    )
    return Observation(
        indicator=INDICATOR,
        area=draw(st.sampled_from(["VN", "vn-hue"])),
        period=draw(PERIODS),
        breakdown=draw(st.sampled_from(["", "", "", "urban"])),
        value=draw(intervals()),
        origin=origin,
        sheet=draw(st.sampled_from(SHEETS)),
        row=draw(st.integers(2, 99)),
        column=4,
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    line = draw(st.integers(100, 199))
    period: Period | None = draw(st.one_of(st.none(), PERIODS, PERIODS, PERIODS))
    area = draw(st.sampled_from([None, "VN", "vn-hue"]))
    part = draw(st.sampled_from([None, "", "urban"]))
    finding = Finding("value-unreadable", Place(SHEETS[0], line, 4), {})
    return Block(INDICATOR, area, period, part, finding)


def judged(
    observed: list[Observation], errors: list[Block], as_of: dt.date
) -> Sequence[Assessment]:
    how = Settings(
        targets=OF_THE_PLAN.targets,
        packs=OF_THE_PLAN.packs,
        catalogue=OF_THE_PLAN.vocabulary.catalogue,
        question=model_asked.Question(as_of=as_of, areas=("VN",), explain=True, history=True),
    )
    return evaluate(Submission(observations=observed, blocks=errors), how).assessments


def told(found: Sequence[Assessment]) -> list[dict[str, Any]]:
    return [{name: repr(getattr(one, name)) for name in one.__slots__} for one in found]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(rows(), min_size=1, max_size=24),
    st.lists(blocks(), max_size=2),
    st.sampled_from([dt.date(2025, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 3, 1)]),
)
def test_the_short_way_for_one_number_says_what_the_general_way_says(
    observed: list[Observation], errors: list[Block], as_of: dt.date
) -> None:
    short = told(judged(observed, errors, as_of))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alternatives, "one_sided", lambda *_: False)
        general = told(judged(observed, errors, as_of))
    assert short == general


@pytest.mark.parametrize(
    ("target", "short"),
    [
        (TARGET, True),
        ("qd-36-2024/fixed-internet-2025", True),
        ("qd-2289/fibre-households-2025", False),  # another population may serve
        ("qd-2289/gii-asean-rank-2025", False),
        ("nq-52-tw-2019/digital-economy-share-2030", True),
    ],
)
def test_the_short_way_is_for_one_number_and_the_own_rows_alone(target: str, short: bool) -> None:
    selection = load((target,))
    (chosen,) = selection.targets
    assert simple_rule(chosen, selection.vocabulary.catalogue) is short


def test_no_question_is_asked_for_the_other_periods_of_a_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Question] = []
    general = rules.answer

    def noted(question: Question) -> Outcome:
        asked.append(question)
        return general(question)

    monkeypatch.setattr(alternatives, "answer", noted)
    of_year = [period for period in MONTHS if period.year == 2025]
    value, origin = point(Decimal(81)), Origin()
    given_rows = [
        Observation(INDICATOR, "VN", month, "", value, origin, SHEETS[0], line, 4)
        for line, month in enumerate(of_year, 2)
    ]
    (only,) = judged(given_rows, [], dt.date(2025, 12, 31))
    assert [other.id for other in only.alternatives] == [month.code for month in of_year[:-1]]
    assert asked == []


@settings(max_examples=300, deadline=None)
@given(st.lists(intervals(), max_size=12), intervals(), st.booleans())
def test_values_are_counted_by_a_search_as_one_by_one(
    others: list[Interval], own: Interval, upward: bool
) -> None:
    found, one_by_one = Among(others), [better(other, own, upward=upward) for other in others]
    assert found.surely(own, upward=upward) == sum(sure for sure, _ in one_by_one)
    assert found.possibly(own, upward=upward) == sum(possible for _, possible in one_by_one)
