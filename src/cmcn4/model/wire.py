"""Names by which files are known again: our own reports, so that writers and readers agree."""

from __future__ import annotations

from typing import Final

REPORT: Final = "cmcn4/report@1"
"""The format of the JSON report; a workbook has it among its properties."""
LEFT: Final = ".cmcn4"
"""How the folder of copies ends that the one-file program leaves beside the data."""
POINTER: Final = b"version https://git-lfs"
"""How a file begins that only says where Git LFS keeps the one that is meant."""
COLUMNS = (
    "target", "title", "indicator", "horizon", "due", "informs", "area", "area_name",
)  # fmt: skip
"""How the header of every CSV report begins."""
