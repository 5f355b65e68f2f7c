"""`cmcn4 schema`: JSON Schemas for editors and consumers."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from cmcn4.cli.outputs import print_bytes


class Kind(StrEnum):
    """What a schema describes."""

    pack = "pack"
    report = "report"


def schema(
    kind: Annotated[Kind, typer.Argument()],
) -> int:
    """Print the JSON Schema of target files or of the JSON report."""
    if kind is Kind.pack:
        from cmcn4.packs.schema import pack_schema  # noqa: PLC0415 - pydantic, not for --help

        found = pack_schema()
    else:
        from cmcn4.reporters.record.schema import report_schema  # noqa: PLC0415 - as above

        found = report_schema()
    print_bytes(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode())
    return 0
