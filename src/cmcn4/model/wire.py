"""Names by which files are known again: our own reports, so that writers and readers agree."""

from __future__ import annotations

from typing import Final

REPORT: Final = "cmcn4/report@1"
"""The format of the JSON report; a workbook has it among its properties."""
AT_COMMIT: Final = "git:"
"""Begins the name of what is read at a commit; the commit follows."""
LEFT: Final = ".cmcn4"
"""How the folder of copies ends that the one-file program leaves beside the data."""
_POINTERS: Final = (
    b"version https://git-lfs",
    b"version https://hawser.github.com/",
    b"version http://git-media.io/",
)
"""How a file begins that only says where Git LFS keeps the one that is meant."""
COLUMNS = (
    "target", "title", "indicator", "horizon", "due", "informs", "area", "area_name",
)  # fmt: skip
"""How the header of every CSV report begins."""


def is_pointer(head: bytes) -> bool:
    """Whether a file that begins so is a pointer of Git LFS, in any version that it still takes.

    See https://github.com/git-lfs/git-lfs/blob/main/lfs/pointer.go.
    """
    return head.lstrip().startswith(_POINTERS)
