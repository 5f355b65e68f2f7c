"""Soda Core v4 on DuckDB: a contract of one check; it counts failing rows, and names none."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["SODA_CORE_TELEMETRY_ENABLED"] = "false"

import duckdb
import sources
from asked import answer, asked
from soda_core.contracts import verify_contract_locally
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl

CONTRACT = """\
dataset: duckdb/memory/main/judged
columns:
  - name: value
checks:
  - failed_rows:
      expression: value < threshold
      filter: wanted
"""

question = asked()
base = duckdb.connect()
sources.views(base, question)
source = DuckDBDataSourceImpl.from_existing_cursor(base, name="duckdb")
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "contract.yaml")
    path.write_text(CONTRACT, encoding="utf-8")
    done = verify_contract_locally(data_sources=[source], contract_file_path=str(path))
if question.names:  # what its user has to write to learn the names
    failing = base.execute(f"SELECT indicator, area FROM judged WHERE {sources.FAILS}").fetchall()
    question.names_wanted(failing)
if done.has_errors:
    sys.exit(done.get_errors_str())
(result,) = done.contract_verification_results
(check,) = result.check_results
counts = check.diagnostic_metric_values
answer(counts["dataset_rows_tested"], counts["failed_rows_count"])
