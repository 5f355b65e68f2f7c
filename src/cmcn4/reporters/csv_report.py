"""One row per assessment, for Excel: UTF-8 with BOM, text that looks like a formula escaped."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.json_report import as_dict

COLUMNS = (
    "target", "title", "indicator", "horizon", "due", "informs", "area", "area_name",
    "comparison", "threshold", "unit", "value", "low", "high", "period", "status", "source",
    "gap", "margin", "verdict", "contested", "reason_code", "reason", "path", "sheet", "cell",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


def render(report: Report, style: Style) -> bytes:
    """Return the assessments as CSV; the last three columns are the first row of evidence."""
    stream = io.StringIO(newline="")
    rows = csv.writer(stream, delimiter=style.separator, lineterminator="\r\n")
    if style.by is not None:
        from cmcn4.reporters.csv_gaps import COLUMNS as GAPS  # noqa: PLC0415 - for one command
        from cmcn4.reporters.csv_gaps import records  # noqa: PLC0415

        rows.writerow(GAPS)
        for found in records(report, style):
            rows.writerow([cell(found[name], style.decimal) for name in GAPS])
        return stream.getvalue().encode("utf-8-sig", errors="replace")
    rows.writerow(COLUMNS)
    for each in as_dict(report, style.lang)["assessments"]:
        place = each["evidence"][0] if each["evidence"] else {}
        merged = {**each, **{name: place.get(name) for name in ("path", "sheet", "cell")}}
        rows.writerow([cell(merged[name], style.decimal) for name in COLUMNS])
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
