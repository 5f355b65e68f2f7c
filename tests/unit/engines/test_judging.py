"""Judging in bulk: equal to the byte, whatever the data are; and what is simple is judged so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

pytest.importorskip("duckdb")

from cmcn4.model.observation import Submission
from unit.engines.judged import both, in_bulk
from unit.engines.made import asked, calm, cases, submitted

thorough = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[__import__("hypothesis").Phase.generate],
    database=None,
)


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@thorough
@given(cases())
def test_all_that_is_told_is_equal(
    case: tuple[Submission, dt.date, dict[str, tuple[object, ...]]],
) -> None:
    submission, as_of, more = case
    both(submission, asked(as_of, **more))


def test_calm_series_are_judged_in_bulk() -> None:
    rows = [
        row
        for area in ("VN", "vn-ha-noi", "xa-1")
        for name in ("piped", "damp", "marks")
        for row in calm(name, area)
    ]
    report, _ = both(submitted(rows), asked(dt.date(2025, 12, 31)))
    assert {
        pair for pair in in_bulk(report) if pair[0] in ("piped", "piped-later", "damp", "marks")
    } == {
        (name, area)
        for name in ("piped", "piped-later", "damp", "marks")
        for area in ("VN", "vn-ha-noi", "xa-1")
    }
