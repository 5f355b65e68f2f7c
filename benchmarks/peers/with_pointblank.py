"""pointblank with Polars: one column against another; its extract has the failing rows."""

from __future__ import annotations

import frames
import pointblank as pb
from asked import answer, asked

question = asked()
frame = frames.read(question)
judged = frames.judged(frame, question)
plan = pb.Validate(judged).col_vals_ge("value", pb.col("threshold"))
done = plan.interrogate(extract_limit=judged.height or 1)
failing = done.get_data_extracts(1, frame=True)
frames.names(question, failing)
answer(frame.height, done.n_failed(1, scalar=True))
