"""One row per assessment, for Excel: UTF-8 with BOM, text that looks like a formula escaped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cmcn4.model.report import Report
from cmcn4.model.wire import COLUMNS
from cmcn4.reporters import Style
from cmcn4.reporters.record.build import as_dict, with_place

_COLUMNS = (
    *COLUMNS, "comparison", "threshold", "unit", "value", "low", "high", "period", "status",
    "source", "gap", "margin", "verdict", "contested", "reason_code", "reason", "path", "sheet",
    "cell",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


def render(report: Report, style: Style) -> bytes:
    """Return the assessments as CSV; the last three columns are the first row of evidence."""
    if style.by is not None:
        from cmcn4.reporters.machine import csv_gaps  # noqa: PLC0415 - for one command

        return table(csv_gaps.COLUMNS, csv_gaps.records(report, style), style)
    return table(_COLUMNS, map(with_place, as_dict(report, style.lang)["assessments"]), style)


def table(columns: Sequence[str], records: Iterable[Mapping[str, Any]], style: Style) -> bytes:
    """Return records as CSV for Excel: UTF-8 with BOM, a header, CRLF."""
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, delimiter=style.separator, lineterminator="\r\n")
    rows.writerow(columns)
    for record in records:
        rows.writerow([cell(record[name], style.decimal) for name in columns])
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def cell(value: Any, mark: str = ".") -> str:
    """Write a cell: numbers as they are, text never as a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}".replace(".", mark)
        case str():
            # NOTE: OWASP's rule; a comparison such as `=` is no formula but Excel would try.
            return f"'{value}" if value.startswith(_FORMULA) else value
        case _:
            return str(value)
