"""How files were read, in a format: `table`, `json` or `csv` (the observations)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from cmcn4.model.account import Account, TableRead
from cmcn4.model.observation import Input, Observation
from cmcn4.model.place import column_letters
from cmcn4.model.report import Report
from cmcn4.reporters import Style

SUFFIXES = {".json": "json", ".csv": "csv", ".txt": "table"}
"""The format that a file's suffix stands for."""
FORMAT = "cmcn4/read@1"
COLUMNS = (
    "indicator", "area", "period", "value", "low", "high", "breakdown", "status", "source",
    "released", "path", "sheet", "cell",
)  # fmt: skip


def render(name: str, report: Report, style: Style) -> bytes:
    """Return how the files of a report were read; its assessments are none."""
    if name == "table":
        from cmcn4.reporters.reading_table import table  # noqa: PLC0415 - Rich, for this alone

        return table(report, style)
    return _json(report, style) if name == "json" else _csv(report, style)


def _json(report: Report, style: Style) -> bytes:
    from cmcn4.reporters.json_report import as_dict, dumps  # noqa: PLC0415 - for this format

    whole = as_dict(report, style.lang)
    inputs = [
        {**said, "tables": [_table(one) for one in each.tables], "account": _account(each)}
        for said, each in zip(whole["inputs"], report.inputs, strict=True)
    ]
    shown = {
        "format": FORMAT,
        **{name: whole[name] for name in ("tool", "config", "packs")},
        "inputs": inputs,
        "observations": list(rows(report)),
        "findings": whole["findings"],
    }
    return f"{dumps(shown)}\n".encode(errors="backslashreplace")


def _table(each: TableRead) -> dict[str, Any]:
    return {
        "sheet": each.sheet.name,
        "header": list(each.header),
        "body": list(each.body),
        "observations": each.observations,
        "columns": [
            {
                "column": column_letters(one.column),
                "heading": one.heading,
                "role": one.role,
                "why": one.why,
                "means": one.means or None,
            }
            for one in each.columns
        ],
        "said": [
            {
                "role": one.role,
                "text": one.text,
                "path": one.place.sheet.path,
                "sheet": one.place.sheet.name,
                "cell": one.place.cell,
            }
            for one in each.said
        ],
    }


def _account(each: Input) -> list[dict[str, Any]]:
    return [_of_sheet(one) for one in each.accounts]


def _of_sheet(each: Account) -> dict[str, Any]:
    return {
        "sheet": each.sheet.name,
        "seen": each.seen,
        "read": each.read,
        "left": dict(each.left),
    }


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the observations with their places, in the order in which they were read."""
    return (_row(each) for each in report.observations)


def _row(each: Observation) -> dict[str, Any]:
    origin, value = each.origin, each.value
    return {
        "indicator": each.indicator,
        "area": each.area,
        "period": each.period.code,
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "breakdown": each.breakdown or None,
        "status": origin.status,
        "source": origin.source or None,
        "released": origin.released.isoformat() if origin.released else None,
        "path": each.sheet.path,
        "sheet": each.sheet.name,
        "cell": each.place.cell,
    }


def _csv(report: Report, style: Style) -> bytes:
    from cmcn4.reporters.csv_report import cell  # noqa: PLC0415 - for this format

    stream = io.StringIO(newline="")
    lines = csv.writer(stream, delimiter=style.separator, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for each in rows(report):
        lines.writerow([cell(each[name], style.decimal) for name in COLUMNS])
    return stream.getvalue().encode("utf-8-sig", errors="replace")
