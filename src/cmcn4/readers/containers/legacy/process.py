"""Runs apart: reads a workbook from standard input, writes its cells as JSON lines.

A library cannot be held to a limit of memory from within, and may end the whole process when it
meets one. So it gets a process of its own, which imports nothing of ours: each sheet is a line
`{"sheet": name, "hidden": …, "merges": …}`, then `[row, cells]` for each row. The suffix of the
workbook is the last argument.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LARGEST_MEMORY = 1 << 30
LEAST_TIME, BYTES_A_SECOND = 3, 1 << 17
LAST_ROW, LAST_COLUMN, MOST_MERGES = 1_048_576, 1024, 10_000
PASSWORD, TOO_LARGE, DAMAGED = 3, 4, 5
"""Exit codes: the workbook is encrypted; it needs more memory than it is given; all else."""
_NUMBERS, _TRUTH, _ERROR = (2, 3), 4, 5  # xlrd's kinds of cells
_RAISED = 1
SUPERSCRIPTS = str.maketrans("0123456789+-=()abcdein", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉⁱⁿ")


def _limited() -> bytes:
    """Return the workbook, with memory limited, and time by its size.

    NOTE: sectors that lead to one another keep xlrd going until there is no more memory.
    """
    if sys.platform == "win32":
        return sys.stdin.buffer.read()
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    content = sys.stdin.buffer.read()
    seconds = LEAST_TIME + len(content) // BYTES_A_SECOND
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    return content


def xls(content: bytes) -> Iterator[object]:
    """Yield the lines of a workbook of Excel 5 to 2003 (MS-XLS), through xlrd.

    The first sheet tells the number formats, too; a number is given with the place of its own.
    """
    import xlrd  # noqa: PLC0415 - within the limit

    book = xlrd.open_workbook(
        file_contents=content,
        logfile=sys.stderr,  # standard output is for the lines alone
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
    )
    formats = [_format(book, style) for style in book.xf_list]
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        hidden = [number for number, about in sheet.rowinfo_map.items() if about.hidden]
        unseen = [number for number, about in sheet.colinfo_map.items() if about.hidden]
        # Rows and columns are counted from 0 there, their ends being the ones behind.
        merges = [
            [top + 1, left + 1, bottom, right]
            for top, bottom, left, right in sheet.merged_cells[:MOST_MERGES]
        ]
        yield {
            "sheet": sheet.name,
            "hidden": sheet.visibility != 0,
            "rows": [len(hidden), min(hidden, default=-1) + 1],
            "columns": [len(unseen), min(unseen, default=-1) + 1],
            "merges": merges,
            "formats": formats,
            "from1904": book.datemode == 1,
        }
        formats = []
        for row in range(sheet.nrows):
            cells = list(_cells(sheet, row, xlrd.error_text_from_code))
            while cells and cells[-1] == "":
                cells.pop()
            if cells:
                yield row + 1, cells
        book.unload_sheet(index)


def _format(book: Any, style: Any) -> str:
    known = book.format_map.get(style.format_key)
    return known.format_str if known else "General"


def _cells(sheet: Any, row: int, errors: Mapping[int, str]) -> Iterator[object]:
    """Yield the cells of a row as JSON: a number with its style, an error as an object."""
    runs = sheet.rich_text_runlist_map
    cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    for column, (kind, value) in enumerate(cells):
        if kind in _NUMBERS:
            yield [value, sheet.cell_xf_index(row, column)]
        elif kind == _TRUTH:
            yield bool(value)
        elif kind == _ERROR:
            yield {"error": errors.get(value, "#N/A")}
        elif (row, column) in runs:
            yield _raised(value, runs[row, column], sheet.book.font_list)
        else:
            yield value


def _raised(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Any]) -> str:
    """Return a text of several runs; what is raised in it stands as superscripts."""
    parts = [text[: runs[0][0]] if runs else text]
    for (start, font), end in zip(runs, [each[0] for each in runs[1:]] + [len(text)], strict=True):
        part = text[start:end]
        raised = font < len(fonts) and fonts[font].escapement == _RAISED
        parts.append(part.translate(SUPERSCRIPTS) if raised else part)
    return "".join(parts)


def xlsb(content: bytes) -> Iterator[object]:
    """Yield the lines of a binary workbook (MS-XLSB), through python-calamine."""
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
        yield {"sheet": about.name, "hidden": hidden, "merges": merges[:MOST_MERGES]}
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
    lines = xls if sys.argv[-1] == ".xls" else xlsb
    try:
        for line in lines(_limited()):
            sys.stdout.write(json.dumps(line) + "\n")
    except MemoryError:
        return TOO_LARGE
    except Exception as error:  # noqa: BLE001 - both raise anything on a damaged workbook
        locked = type(error).__name__ == "PasswordError" or "encrypted" in str(error)
        return PASSWORD if locked else DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
