"""A floor: DuckDB scans, joins and counts."""

from __future__ import annotations

import duckdb
import sources
from asked import answer, asked

question = asked()
base = duckdb.connect()
sources.views(base, question)
if question.names:
    failing = base.execute(f"SELECT indicator, area FROM judged WHERE {sources.FAILS}").fetchall()
    question.names_wanted(failing)
counted = base.execute(
    f"SELECT count(*), count(*) FILTER (WHERE {sources.FAILS}) FROM judged"
).fetchall()
answer(*counted[0])
