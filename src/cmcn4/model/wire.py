"""Names by which our own reports are known again: those who write and those who read agree."""

from __future__ import annotations

from typing import Final

REPORT: Final = "cmcn4/report@1"
"""The format of the JSON report; a workbook has it among its properties."""
COLUMNS = (
    "target", "title", "indicator", "horizon", "due", "informs", "area", "area_name",
)  # fmt: skip
"""How the header of every CSV report begins."""
