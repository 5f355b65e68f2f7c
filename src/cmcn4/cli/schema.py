"""`cmcn4 schema`: JSON Schemas for editors and consumers."""

from __future__ import annotations

import json

from cmcn4.cli.options import Options, Schema, command
from cmcn4.cli.outputs import print_bytes


def run(options: Options) -> int:
    """Print the JSON Schema of target files or of the JSON report."""
    if options.kind is Schema.pack:
        from cmcn4.packs.schema import pack_schema  # noqa: PLC0415 - pydantic, not for --help

        found = pack_schema()
    else:
        from cmcn4.reporters.record.schema import report_schema  # noqa: PLC0415 - as above

        found = report_schema()
    print_bytes(f"{json.dumps(found, ensure_ascii=False, indent=2)}\n".encode())
    return 0


schema = command(run, "kind", kind=...)
