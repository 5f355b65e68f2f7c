"""A floor: Polars scans, joins and counts, lazily."""

from __future__ import annotations

import frames
import polars as pl
from asked import answer, asked

question = asked()
kinds = {**frames.KINDS, "value": pl.Float64}
scans = []
for path in question.paths:
    if path.endswith(".xlsx"):
        scans.append(pl.read_excel(path, schema_overrides=kinds).lazy())
    elif path.endswith(".parquet"):
        scans.append(pl.scan_parquet(path))
    else:
        scans.append(pl.scan_csv(path, schema_overrides=kinds))
least = pl.scan_csv(question.thresholds, schema_overrides={"threshold": pl.Float64})
wanted = pl.col("period") == question.period
rows = pl.concat(scans).join(least, on="indicator", how="left")
fails = wanted & (pl.col("value") < pl.col("threshold"))
counted = rows.select(pl.len().alias("rows"), fails.sum().alias("failing")).collect()
if question.names:
    frames.names(question, rows.filter(fails).collect())
answer(*counted.row(0))
