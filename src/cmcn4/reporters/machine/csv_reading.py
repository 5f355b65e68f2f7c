"""The observations that were read, as CSV: one row each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.csv_report import table
from cmcn4.reporters.presentation.observation_rows import COLUMNS, rows


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield one row an observation."""
    return table(COLUMNS, rows(report), style)
