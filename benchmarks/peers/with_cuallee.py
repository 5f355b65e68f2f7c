"""cuallee with Polars: a predicate; it counts the rows that break it, and does not name them."""

from __future__ import annotations

import frames
import polars as pl
from asked import answer, asked
from cuallee import Check, CheckLevel

question = asked()
frame = frames.read(question)
judged = frames.judged(frame, question)
check = Check(CheckLevel.WARNING, "targets").satisfies("value", "value >= threshold")
result = check.validate(judged)
if question.names:  # what its user has to write to learn the names
    frames.names(question, judged.filter(pl.col("value") < pl.col("threshold")))
answer(frame.height, int(result["violations"][0]))
