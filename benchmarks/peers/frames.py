"""Read a file into a Polars frame in its fastest way, and put its threshold beside each row."""

from __future__ import annotations

import polars as pl
from asked import Asked

KINDS = dict.fromkeys(("indicator", "area", "period", "unit", "source"), pl.String)


def read(question: Asked) -> pl.DataFrame:
    """Return all rows; texts, and values as binary numbers."""
    frames = [_one(path) for path in question.paths]
    return frames[0] if len(frames) == 1 else pl.concat(frames)


def _one(path: str) -> pl.DataFrame:
    kinds = {**KINDS, "value": pl.Float64}
    if path.endswith(".xlsx"):
        return pl.read_excel(path, schema_overrides=kinds)
    if path.endswith(".parquet"):
        return pl.read_parquet(path)
    return pl.read_csv(path, schema_overrides=kinds)


def judged(frame: pl.DataFrame, question: Asked) -> pl.DataFrame:
    """Return the rows of the period, with the threshold of each."""
    least = pl.read_csv(
        question.thresholds, schema_overrides={"indicator": pl.String, "threshold": pl.Float64}
    )
    rows = frame.filter(pl.col("period") == question.period)
    return rows.join(least, on="indicator", how="inner")


def names(question: Asked, failing: pl.DataFrame) -> None:
    """Write the failing rows, where that was asked."""
    if question.names:
        failing.select("indicator", "area").write_csv(question.names, include_header=False)
