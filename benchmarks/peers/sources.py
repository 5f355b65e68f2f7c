"""A file as a view of DuckDB, its dialect and columns given, with the threshold beside each row."""

from __future__ import annotations

import duckdb
from asked import Asked

FAILS = "wanted AND value < threshold"
_COLUMNS = (
    "{'indicator': 'VARCHAR', 'area': 'VARCHAR', 'period': 'VARCHAR', 'value': 'DOUBLE', "
    "'unit': 'VARCHAR', 'source': 'VARCHAR'}"
)


def views(base: duckdb.DuckDBPyConnection, question: Asked) -> None:
    """Make the view `judged`: all rows; `wanted` says whether a row is of the period."""

    def text(value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    path = text(question.path)
    if question.path.endswith(".parquet"):
        scan = f"read_parquet({path})"
    else:
        scan = (
            f"read_csv({path}, columns={_COLUMNS}, header=true, delim=',', quote='\"', "
            "auto_detect=false)"
        )
    base.execute(
        "CREATE TABLE least AS SELECT * FROM read_csv("
        f"{text(question.thresholds)}, header=true, auto_detect=false, delim=',', "
        "columns={'indicator': 'VARCHAR', 'threshold': 'DOUBLE'})"
    )
    base.execute(
        f"CREATE VIEW judged AS SELECT s.*, l.threshold, s.period = {text(question.period)} "
        f"AND l.threshold IS NOT NULL AS wanted FROM {scan} s LEFT JOIN least l USING (indicator)"
    )
