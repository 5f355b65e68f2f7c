from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import truth
from truth import Verdict

MONTHS = ["2025-10", "2025-11", "2025-12"]


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (("61", "62", "63.50"), Verdict("pass", "63.50", "2025-12")),
        (("61", "62", "59.99"), Verdict("fail", "59.99", "2025-12", contested=True)),
        (("41", "42", "60"), Verdict("pass", "60", "2025-12", contested=True)),
        (("61", "62", "n/a"), Verdict("pass", "62", "2025-11")),
        (("61", "abc", "62"), Verdict("pass", "62", "2025-12")),
        (("61", "62", "12,3,4"), Verdict("no-data")),
        (("61", "abc", "n/a"), Verdict("no-data")),
        (("n/a", "n/a", "n/a"), Verdict("no-data")),
        (("-5", "n/a", "120"), Verdict("pass", "120", "2025-12", contested=True)),
    ],
)
def test_the_latest_month_with_a_figure_decides(texts: tuple[str, ...], verdict: Verdict) -> None:
    series = dict(zip(MONTHS, texts, strict=True))
    assert truth.judged(series, Decimal(60), MONTHS) == verdict


def test_rows_figures_errors_and_what_fails_are_counted() -> None:
    rows = [
        ("a", "x", "2024-12", "10", "%", "s"),
        ("a", "x", "2025-12", "59.9", "%", "s"),
        ("a", "y", "2025-12", "abc", "%", "s"),
        ("b", "x", "2025-11", "n/a", "%", "s"),
        ("b", "x", "2025-12", "60", "%", "s"),
    ]
    known = truth.monthly(rows, {"a": 60, "b": 60}, MONTHS)
    assert (known.rows, known.read, known.errors) == (5, 3, 1)
    assert known.failing == {("a", "x")}
    assert known.counts() == {"pass": 1, "fail": 1, "no-data": 1, "contested": 0}


def test_the_country_is_judged_by_plain_thresholds_alone(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        """id: p
targets:
  - {id: met, indicator: a, horizon: 2030, rule: {kind: threshold, at_least: 50}}
  - {id: missed, indicator: a, horizon: 2025, rule: {kind: threshold, above: 50}}
  - {id: later, indicator: a, horizon: 2030, rule: {kind: threshold, below: 50}}
  - {id: read, indicator: a, horizon: 2025, rule: {kind: threshold, at_most: 60}, readings: []}
  - {id: about, indicator: a, horizon: 2025, rule: {kind: threshold, about: 50, tolerance: 1}}
  - {id: of, indicator: b, horizon: 2025, rule: {kind: threshold, at_least: 50}}
""",
        encoding="utf-8",
    )
    rows = [("a", "VN", "2025", "50", "%", "s"), ("b", "x", "2025", "50", "%", "s")]
    assert truth.nation(rows, tmp_path, 2025) == {
        "p/met": "pass",
        "p/missed": "fail",
        "p/later": "pending",
    }
