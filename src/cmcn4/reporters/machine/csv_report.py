"""One row per assessment, for Excel: UTF-8 with BOM, text that looks like a formula escaped."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from cmcn4.locale.numbers import digits
from cmcn4.model.report import Report
from cmcn4.model.text import visible, without_commands
from cmcn4.model.wire import COLUMNS
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.rows import Rows

_COLUMNS = (
    *COLUMNS, "comparison", "threshold", "unit", "value", "low", "high", "period", "status",
    "source", "gap", "margin", "verdict", "contested", "reason_code", "reason", "path", "sheet",
    "cell",
)  # fmt: skip
_BATCH = 500
"""Rows that are written at a time."""
_FORMULA = frozenset("=+-@\t\r\n\x00＝＋－＠")


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the assessments as CSV; the last three columns are the first row of evidence."""
    if style.by is not None:
        from cmcn4.reporters.machine import csv_gaps  # noqa: PLC0415 - for one command

        return table(csv_gaps.COLUMNS, csv_gaps.records(report, style), style)
    rows = Rows(Words(style.lang, report.catalogue))
    return table(_COLUMNS, map(rows.with_place, report.assessments), style)


def table(
    columns: Sequence[str], records: Iterable[Mapping[str, Any]], style: Style
) -> Iterator[bytes]:
    """Yield records as CSV for Excel, some at a time: UTF-8 with BOM, a header, CRLF."""
    yield BOM_UTF8
    stream, mark = io.StringIO(newline=""), style.decimal
    write = csv.writer(stream, delimiter=style.separator, lineterminator="\r\n").writerows
    write([columns])
    found = (_cells(map(record.__getitem__, columns), mark) for record in records)
    while True:
        write(islice(found, _BATCH))
        text = stream.getvalue()
        if not text:
            return
        yield without_commands(text).encode(errors="replace")
        stream.seek(0)
        stream.truncate()


def _cells(values: Iterable[Any], mark: str) -> list[str]:
    # The commonest first, and not by a call: a report may have millions of them.
    return [
        (value if value.isprintable() and value[:1] not in _FORMULA else cell(value, mark))
        if value.__class__ is str
        else ""
        if value is None
        else cell(value, mark)
        for value in values
    ]


def cell(value: Any, mark: str = ".") -> str:
    """Write a cell: numbers as they are, text never as a formula."""
    if isinstance(value, str):
        # NOTE: OWASP's rule; a comparison such as `=` is no formula but Excel would try.
        shown = visible(value.replace("\r\n", "\n").replace("\r", "\n"))
        return f"'{shown}" if value[:1] in _FORMULA else shown
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return digits(value).replace(".", mark)
    return str(value).lower() if isinstance(value, bool) else str(value)
