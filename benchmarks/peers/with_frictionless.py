"""frictionless: a check of each row as it is read; its report names them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, ClassVar

from asked import answer, asked
from frictionless import Check, Checklist, Resource, Schema, errors, system

question = asked()
least = question.floors()
TYPES = {"value": "number", "period": "any"}  # a year is a number in a workbook
schema = Schema.from_descriptor(
    {
        "fields": [
            {"name": name, "type": TYPES.get(name, "string")}
            for name in ("indicator", "area", "period", "value", "unit", "source")
        ]
    }
)


class Least(Check):  # type: ignore[misc]
    """A row of the period reaches what its indicator must."""

    type = "least"
    Errors: ClassVar = [errors.RowConstraintError]

    def validate_row(self, row: Any) -> Iterator[Any]:
        """Yield an error of a row that does not."""
        if str(row["period"]) == question.period and row["value"] < least[row["indicator"]]:
            yield errors.RowConstraintError.from_row(row, note="below its threshold")


rows, failing = 0, []
for path in question.paths:
    with system.use_context(trusted=True):  # absolute paths
        resource = Resource(path=path, schema=schema)
        report = resource.validate(Checklist(checks=[Least()]), limit_errors=10**9)
    for task in report.tasks:
        for error in task.errors:
            if error.type != "row-constraint":
                sys.exit(error.message)
            failing.append((error.cells[0], error.cells[1]))
        rows += task.stats["rows"]
question.names_wanted(failing)
answer(rows, len(failing))
