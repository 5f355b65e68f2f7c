"""The JSON Schema of the JSON report, made from its records."""

from __future__ import annotations

from typing import Any

from cmcn4.model.markers import described
from cmcn4.model.verdict import Verdict
from cmcn4.model.wire import REPORT
from cmcn4.reporters.record.report import ReportRecord

_COUNTS = (*(verdict.value for verdict in Verdict), "contested", "errors", "warnings", "exit_code")


def report_schema() -> dict[str, Any]:
    """Return the schema of `cmcn4/report@1`, draft 2020-12: every key is required."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, when asked for

    with described():
        adapter = TypeAdapter(ReportRecord)
    schema = adapter.json_schema(mode="serialization")
    for record in (schema, *schema["$defs"].values()):
        record["properties"] = {
            name.rstrip("_"): field for name, field in record["properties"].items()
        }
        record["required"] = list(record["properties"])
        for field in record["properties"].values():
            field.pop("title", None)
    schema["properties"]["summary"] |= {
        "properties": {name: {"type": "integer", "minimum": 0} for name in _COUNTS},
        "required": list(_COUNTS),
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": REPORT,
        **schema,
        "title": "cmcn4 report",
    }
