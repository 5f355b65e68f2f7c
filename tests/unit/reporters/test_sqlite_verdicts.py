"""The view gives every verdict again, and notices one that does not follow from the tables.

The cases worked out by hand are judged again in `acceptance/test_verdicts.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cmcn4
from cmcn4.api import Report
from cmcn4.evaluation import judge
from cmcn4.model.interval import Interval
from cmcn4.model.rule import Comparison
from cmcn4.reporters import Style, render
from golden.canonical import report

SAMPLE = Path(__file__).parents[3] / "samples" / "vietnam.xlsx"
DISAGREE = "SELECT target, area, verdict, verdict_again FROM verdicts_again WHERE NOT agrees"
PACK = """
format: cmcn4/pack@1
id: own
document: {number: null, issued: "2020-12-31", issuer: {vi: A, en: A}, title: {vi: A, en: A}}
units:
  - {id: "% of own", kind: percent, names: {vi: "%", en: "%"}}
  - {id: "% of own a year", kind: growth, names: {vi: "% của tôi", en: "% of mine"}}
  - {id: own things, kind: count, names: {vi: "", en: ""}}
  - {id: own state, kind: yes-no, names: {vi: "", en: ""}}
indicators:
  - {id: own-share, names: {vi: Phần, en: Share}, unit: "% of own a year", direction: higher}
  - {id: own-less, names: {vi: Bớt, en: Less}, unit: "% of own", direction: lower}
  - {id: own-state, names: {vi: Nấc, en: State}, unit: own state, direction: none}
  - {id: own-number, names: {vi: Số, en: Number}, unit: own things, direction: higher}
targets:
  - id: universal
    order: 1
    indicator: own-share
    horizon: 2030
    title: {vi: A, en: A}
    quote: a
    rule: {kind: every, over: period, members: 2023-2025, at_least: 10}
    decide: unanimous
    readings:
      - id: about
        because: {vi: A, en: A}
        indicator: own-less
        rule: {kind: threshold, about: 5, tolerance: 0.5}
      - {id: state, because: {vi: A, en: A}, indicator: own-state, rule: {kind: milestone}}
      - id: number
        because: {vi: A, en: A}
        indicator: own-number
        rule: {kind: count, members: [north, south], at_least: 3, each_at_least: 1}
      - {id: mean, because: {vi: A, en: A}, rule: {kind: average, over: 2023-2025, at_least: 10}}
"""
HEADER = "indicator,period,breakdown,value,source,released\n"
SHARES = "own-share,2023,,{},S,\nown-share,2024,,{},S,\nown-share,2025,,{},S,\n"
REST = (
    "own-less,2025,,{},S,\nown-state,2025,,{},S,{}\n"
    "own-number,2025,,{},S,\nown-number,2025,north,{},S,\nown-number,2025,south,{},S,\n"
)
GOOD = ("10", "11", "12", "5", "yes", "2025-05-01", "3", "1", "2")


def opened(judged: Report) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(render("sqlite", judged, Style()))
    return database


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with closing(opened(report())) as found:
        yield found


@cache
def sample() -> Report:
    return cmcn4.check(SAMPLE, as_of="2025")


def test_the_view_agrees_on_the_national_sample() -> None:
    with closing(opened(sample())) as database:
        assert database.execute(DISAGREE).fetchall() == []
        assert len(database.execute("SELECT * FROM verdicts_again").fetchall()) > 40


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (GOOD, "pass"),
        (("9", *GOOD[1:]), "review"),
        ((*GOOD[:3], "5.2", *GOOD[4:]), "review"),
        ((*GOOD[:3], "6", *GOOD[4:]), "review"),
        ((*GOOD[:5], "", *GOOD[6:]), "review"),
        ((*GOOD[:7], "0", "3"), "review"),
        (("9", "9", "9", "6", "no", "", "1", "0", "1"), "fail"),
        (("10", "", "12", *GOOD[3:]), "no-data"),
        (("> 9.5", *GOOD[1:]), "review"),
    ],
)
def test_readings_of_every_kind_are_judged_again(
    values: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    lines = (HEADER + SHARES + REST).format(*values).splitlines()
    kept = [each for each in lines if ",,,S" not in each]
    (tmp_path / "data.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    judged = cmcn4.check(tmp_path / "data.csv", targets=str(tmp_path / "pack.yaml"), as_of="2025")
    assert [each.verdict for each in judged.assessments] == [expected]
    with closing(opened(judged)) as database:
        assert database.execute(DISAGREE).fetchall() == []
        found = database.execute("SELECT verdict_again FROM verdicts_again").fetchall()
        assert found == [(expected,)]
        parts = database.execute("SELECT agrees FROM parts_again").fetchall()
        assert parts == [(1,)] * 5


@pytest.mark.parametrize(
    ("change", "target"),
    [
        ("targets SET threshold = 85.2 WHERE id = 'first/fibre-2025'", "fibre-2025"),
        ("assessments SET threshold = 79 WHERE target = 'first/fibre-2025'", "fibre-2025"),
        ("targets SET comparison = '<' WHERE id = 'first/gci-2030'", "gci-2030"),
        ("targets SET threshold = '14.020' WHERE id = 'first/economy-2025'", "economy-2025"),
        ("targets SET tolerance = '9' WHERE id = 'first/economy-2025'", "economy-2025"),
        ("targets SET threshold = 10 WHERE id = 'first/gii-asean-2025'", "gii-asean-2025"),
        ("targets SET threshold = 3.5 WHERE id = 'first/cities-2025'", "cities-2025"),
        ("parts SET threshold = 0 WHERE member = 'central'", "cities-2025"),
        ("parts SET threshold = '10.1' WHERE member = 'agriculture'", "sectors-2025"),
        ("parts SET threshold = '99.5' WHERE member = 'everyone'", "mobile-2025"),
        ("targets SET due_date = '2025-12-31' WHERE id = 'first/egdi-2030'", "egdi-2030"),
        ("observations SET released = NULL", "government-2030"),
        ("assessments SET low = 88, high = 88 WHERE target = 'first/communes-2025'", "communes"),
        ("assessments SET stops = NULL WHERE target = 'first/payment-2025'", "payment-2025"),
        ("observations SET indicator = 'e-payment-accounts'", "payment-2025"),
        ("assessments SET verdict = 'pass' WHERE target = 'first/egdi-2030'", "egdi-2030"),
        ("parts SET verdict = 'fail' WHERE member = 'services'", "sectors-2025"),
        ("about SET value = '2024-12-31' WHERE key = 'as_of'", "fibre-2025"),
    ],
)
def test_a_changed_table_makes_the_view_disagree(
    database: sqlite3.Connection, change: str, target: str
) -> None:
    assert database.execute(DISAGREE).fetchall() == []
    assert database.execute(f"UPDATE {change}").rowcount > 0
    found = database.execute(DISAGREE).fetchall()
    assert any(target in each[0] for each in found)


def test_an_average_and_a_lost_year_are_judged_again_by_their_thresholds(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK.replace("    decide: unanimous\n", ""))
    rows = (HEADER + SHARES).format("9", "10", "13")
    (tmp_path / "data.csv").write_text(rows, encoding="utf-8")
    for reading, threshold in (("default", "9"), ("mean", "12")):
        asked = f"{tmp_path / 'pack.yaml'}/universal:{reading}"
        judged = cmcn4.check(tmp_path / "data.csv", targets=asked, as_of="2025")
        with closing(opened(judged)) as database:
            assert database.execute(DISAGREE).fetchall() == []
            table = "targets" if reading == "mean" else "parts"
            database.execute(f"UPDATE {table} SET threshold = ?", (threshold,))  # noqa: S608
            assert database.execute(DISAGREE).fetchall() != []


@pytest.mark.parametrize(
    ("threshold", "tolerance", "direction", "edge"),
    [
        ("20", "0.5", "higher", "19.5"),
        ("20", "0.5", "lower", "20.5"),
        ("0.25", "0.75", "higher", "-0.5"),
        ("-1.5", "0.000000001", "higher", "-1.500000001"),
        ("7", "0", "higher", "7"),
        ("100", "0.50", "lower", "100.5"),
    ],
)
def test_the_edge_follows_the_threshold_and_the_tolerance(
    database: sqlite3.Connection, threshold: str, tolerance: str, direction: str, edge: str
) -> None:
    database.execute(
        "UPDATE targets SET comparison = '~', threshold = ?, tolerance = ?, direction = ?",
        (threshold, tolerance, direction),
    )
    assert set(database.execute("SELECT edge FROM targets")) == {(edge,)}


signs = st.sampled_from(get_args(Comparison))
numbers = st.integers(-40, 40).map(lambda each: Decimal(each) / 4)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval(low, high)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@cache
def single() -> sqlite3.Connection:
    database = opened(report())
    database.execute("DELETE FROM assessments WHERE target <> 'first/fibre-2025' OR area <> 'VN'")
    return database


@given(intervals(), signs, numbers, numbers.map(abs), st.booleans())
def test_the_view_answers_as_the_program_does(
    value: Interval, sign: Comparison, number: Decimal, tolerance: Decimal, higher: bool
) -> None:  # fmt: skip
    database = single()
    if sign == "~":
        expected = judge.about(value, number, tolerance, higher=higher)
    else:
        expected = judge.compare(value, sign, number)
    database.execute(
        "UPDATE targets SET comparison = ?, threshold = ?, tolerance = ?, direction = ?",
        (sign, f"{number:f}", f"{tolerance:f}", "higher" if higher else "lower"),
    )
    database.execute(
        "UPDATE assessments SET low = ?, high = ?, low_open = ?, high_open = ?",
        (f"{value.low:f}", f"{value.high:f}", value.low_open, value.high_open),
    )
    found = database.execute("SELECT answer_again FROM verdicts_again").fetchall()
    assert found == [(expected.value,)]
