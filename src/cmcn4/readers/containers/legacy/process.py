"""Runs apart: reads a workbook from standard input, writes its cells as JSON lines.

A library that is not Python's cannot be held to a limit of memory from within, and ends the whole
process when it meets one. So it gets a process of its own, which imports nothing of ours: each
sheet is a line `{"sheet": name, "hidden": …, "merges": …}`, then `[row, cells]` for each row.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

LARGEST_MEMORY = 1 << 30
LAST_ROW, LAST_COLUMN = 1_048_576, 1024
PASSWORD, TOO_LARGE = 3, 4
"""Exit codes: the workbook is encrypted; it needs more memory than it is given."""


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))


def _lines(content: bytes) -> Iterator[object]:
    from python_calamine import (  # noqa: PLC0415 - within the limit
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        # The corners of merged cells, counted from 0 there and from 1 here.
        merges = [
            [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
            for first, last in sheet.merged_cell_ranges or ()
        ]
        hidden = about.visible != SheetVisibleEnum.Visible
        yield {"sheet": about.name, "hidden": hidden, "merges": merges}
        if sheet.start is None:
            continue
        row, column = sheet.start
        blank = [""] * min(column, LAST_COLUMN)
        for number, cells in enumerate(sheet.to_python(nrows=LAST_ROW), row + 1):
            if any(cell != "" for cell in cells):
                yield number, [*blank, *(plain(cell) for cell in cells[:LAST_COLUMN])]


def plain(cell: object) -> object:
    """Return a cell as JSON: text, number and truth as they are, a date in an object."""
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()[:10]}
    return cell if isinstance(cell, (str, int, float)) else str(cell)


def main() -> int:
    """Write the sheets; return the exit code."""
    _limit_memory()
    try:
        from python_calamine import PasswordError  # noqa: PLC0415 - as above

        try:
            for line in _lines(sys.stdin.buffer.read()):
                _write(line)
        except PasswordError:
            return PASSWORD
    except MemoryError:
        return TOO_LARGE
    return 0


def _write(line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
