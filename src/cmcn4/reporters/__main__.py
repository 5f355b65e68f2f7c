"""`python -m cmcn4.reporters`: write the JSON Schema of the JSON report anew."""

from __future__ import annotations

import json
from pathlib import Path

from cmcn4.reporters.record.schema import report_schema

PATH = Path(__file__).parents[3] / "docs" / "report.schema.json"


def written() -> str:
    """Return the schema as the file has it."""
    return f"{json.dumps(report_schema(), ensure_ascii=False, indent=2)}\n"


if __name__ == "__main__":
    PATH.write_text(written(), encoding="utf-8", newline="\n")
