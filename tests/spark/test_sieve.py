"""Simple series are judged in Spark's SQL, all others by tasks: what is told is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

import cmcn4
from cmcn4.python import records
from spark.sifted import COLUMNS, PACK, Row, anything, calm, each_condition
from spark.test_frames import both_ways, plain

ASKED: dict[str, Any] = {"targets": PACK, "as_of": 2025}


def given(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("seed", "lost"), [(8, False), (9, True)])
def test_whatever_the_matter_is_all_that_is_told_is_the_same(
    spark: Any, seed: int, *, lost: bool
) -> None:
    rows = given(anything(seed, lost=lost))
    verdicts, on_cluster, findings, findings_there = both_ways(spark, rows, **ASKED)
    assert on_cluster == verdicts
    assert findings_there == findings
    assert len(findings) > 50


def test_a_series_is_judged_in_sql_only_where_nothing_is_the_matter(spark: Any) -> None:
    from cmcn4.spark import FINDINGS, check

    rows = given(each_condition())
    alone = cmcn4.check(rows, **ASKED)
    types = ", ".join([*(f"`{name}` string" for name in COLUMNS), "line int"])
    numbered = [(*row.values(), line) for line, row in enumerate(rows, 2)]
    found = check(spark.createDataFrame(numbered, types), number="line", **ASKED)
    beside = found.whole.beside
    assert beside is not None
    targets, areas = beside.telling.targets, beside.telling.lists.areas
    in_sql = {
        (targets[row["target"]].target.id, areas[row["area"]])
        for row in beside.verdicts.select("target", "area").collect()
    }
    simple = {"piped", "piped-before", "happy", "marks"}
    every = {(one.chosen.target.id, one.area) for one in alone.assessments}
    assert {pair for pair in every - in_sql if pair[0] in simple} == {
        ("marks", "x-02"),  # a forecast
        ("marks", "x-03"),  # published later
        ("marks", "x-04"),  # a jump
        ("marks", "x-05"),  # a cell twice
        ("marks", "x-06"),  # two sources
        ("marks", "x-07"),  # a row that is not plain
        ("marks", "x-08"),  # an error
        ("happy", "x-09"),  # too old
        ("piped", "x-10"), ("piped-before", "x-10"), ("happy", "x-10"),  # of another population
        ("piped", "x-11"), ("piped-before", "x-11"),  # perhaps a share of one
        ("marks", "x-12"),  # two periods that end on one day
        ("piped", "p-a"), ("piped-before", "p-a"),  # a figure of the country's
        ("piped-before", "vn-yen-bai"),  # an area that ended
    }  # fmt: skip
    assert {name for name, _ in in_sql} == simple  # others are ahead, compared, ended
    assert {("piped", "x-01"), ("marks", "x-01"), ("piped", "VN"), ("marks", "VN")} <= in_sql
    told = Counter(plain(row.asDict(), records.ASSESSMENTS) for row in found.assessments.collect())
    assert told == Counter(
        plain(one, records.ASSESSMENTS) for one in records.assessments(alone, "en")
    )
    remarks = Counter(plain(row.asDict(), FINDINGS) for row in found.findings.collect())
    assert remarks == Counter(plain(one, FINDINGS) for one in records.findings(alone, "en"))
    assert found.summary() == {
        name: count for name, count in alone.summary.items() if name != "exit_code"
    }
    found.release()


def test_doubles_are_plain_where_they_print_as_a_decimal(spark: Any) -> None:
    rows: list[dict[str, Any]] = given(
        [one for area in ("x-01", "x-02", "p-b") for one in calm("marks", area)]
    )
    for row in rows:
        row["value"] = float(row["value"])
    odd = (0.1 + 0.2, 1e-7, -0.0, 1e22, float("nan"), 52.0)
    for row, value in zip(rows, odd, strict=False):
        row["value"] = value
    types = ", ".join(f"`{name}` {'double' if name == 'value' else 'string'}" for name in COLUMNS)
    numbered = [(*row.values(), line) for line, row in enumerate(rows, 2)]
    frame = spark.createDataFrame(numbered, f"{types}, line int")
    verdicts, on_cluster, findings, findings_there = both_ways(spark, rows, frame, **ASKED)
    assert on_cluster == verdicts
    assert findings_there == findings


def test_a_source_of_a_place_beside_a_figure_of_the_country_is_told_on_the_cluster(
    spark: Any,
) -> None:
    usual = {"indicator": "internet-users", "area": "VN", "unit": "%", "source": "MOST"}
    rows = [{**usual, "period": str(year), "value": f"{year - 1950}"} for year in range(2000, 2025)]
    rows.append({**usual, "period": "2025", "value": "84", "source": "UBND xã Bát Xát"})
    verdicts, on_cluster, findings, findings_there = both_ways(spark, rows, as_of=2025)
    assert on_cluster == verdicts
    for found in (findings, findings_there):  # the header has another number there
        assert ("text-unread", True) in {(each[0], "xã Bát Xát" in each[2]) for each in found}
    assert {each[0] for each in findings_there} == {each[0] for each in findings}
