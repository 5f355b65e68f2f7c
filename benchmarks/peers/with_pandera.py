"""pandera with Polars: a schema whose check compares two columns; its error names the rows."""

from __future__ import annotations

import frames
import pandera.polars as pa
import polars as pl
from asked import answer, asked

question = asked()
frame = frames.read(question)
least = pa.Check(lambda data: data.lazyframe.select(pl.col("value") >= pl.col("threshold")))
schema = pa.DataFrameSchema(
    {"indicator": pa.Column(pl.String), "area": pa.Column(pl.String), "value": pa.Column(float)},
    checks=[least],
)
judged = frames.judged(frame, question)
failing = judged.clear()
try:
    schema.validate(judged, lazy=True)
except pa.errors.SchemaErrors as error:
    failing = judged[error.failure_cases["index"].to_list()]
frames.names(question, failing)
answer(frame.height, failing.height)
