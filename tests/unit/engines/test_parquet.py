"""Parquet through the engine: the same as its rows one after the other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unit.engines.both import assert_same
from unit.engines.test_reading import CLEAN, GOOD, ODD, ROWS, written
from unit.readers.small import options


def packed(content: str, folder: Path, value: str, period: str = "VARCHAR") -> str:
    path = folder / "a.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT * REPLACE (value::{value} AS value, period::{period} AS period)"
        f" FROM read_csv('{written(content.encode())}', all_varchar = true))"
        f" TO '{path}' (FORMAT parquet)"
    )
    return str(path)


@pytest.mark.parametrize("value", ["VARCHAR", "DOUBLE", "DECIMAL(20, 6)", "FLOAT"])
def test_rows_in_which_nothing_is_odd_are_all_read_by_the_engine(
    tmp_path: Path, value: str
) -> None:
    assert assert_same([packed(CLEAN, tmp_path, value)], options()) == ROWS


def test_years_may_be_numbers_and_dates(tmp_path: Path) -> None:
    head = "indicator,area,period,value,unit,source\n"
    years = head + "".join(
        f"smart-cities,VN,{year},{year},cities,itu\n" for year in range(2000, 2026)
    )
    for kind in ("INTEGER", "DOUBLE", "SMALLINT"):
        assert assert_same([packed(years, tmp_path, "BIGINT", kind)], options()) == 26
    days = head + "".join(f"smart-cities,VN,2024-05-{d},{d},cities,itu\n" for d in range(10, 30))
    for kind in ("DATE", "TIMESTAMP"):
        assert assert_same([packed(days, tmp_path, "BIGINT", kind)], options()) == 20


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_stands_in_it(tmp_path: Path, data: st.DataObject) -> None:
    columns = ["indicator", "area", "period", "unit", "source", "note"]
    rows = []
    for _ in range(data.draw(st.integers(1, 30))):
        odd = data.draw(st.integers(1, 6)) == 1
        row = [data.draw(st.sampled_from((ODD if odd else GOOD)[name])) for name in columns]
        rows.append([*row, data.draw(st.sampled_from(VALUES))])
    kind = data.draw(st.sampled_from(["VARCHAR", "DOUBLE", "DECIMAL(30, 10)", "FLOAT"]))
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (i TEXT, a TEXT, p TEXT, u TEXT, s TEXT, n TEXT, v TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    path = tmp_path / "a.parquet"
    connection.execute(
        "COPY (SELECT i AS indicator, a AS area, nullif(p, '') AS period, u AS unit, s AS source,"
        f" n AS note, TRY_CAST(v AS {kind}) AS value FROM t) TO '{path}' (FORMAT parquet)"
    )
    assert_same([str(path)], options())


VALUES = ["5", "55.20", "1.234", "0.5", "101", "-5", "-0.5", "0", "1e3", "1e20", "1e-7", "nan",
          "inf", "", "123456789012", "0.30000000000000004", "99.999999", "-0", "7"]  # fmt: skip


@pytest.mark.parametrize("name", ["line", "File_Row_Number"])
def test_a_column_may_be_called_as_one_of_the_engines_own(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.parquet"
    rows = f"{CLEAN}fibre-households,FR,2024,50,%,itu\n"  # left to the reader
    duckdb.connect().execute(
        f"COPY (SELECT *, 'x' AS \"{name}\" FROM read_csv('{written(rows.encode())}',"
        f" all_varchar = true)) TO '{path}' (FORMAT parquet)"
    )
    assert_same([str(path)], options())
