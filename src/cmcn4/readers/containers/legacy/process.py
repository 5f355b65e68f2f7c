"""Runs apart: reads a workbook from standard input, writes its cells as JSON lines.

A library cannot be held to a limit of memory from within, and may end the whole process when it
meets one. So it gets a process of its own, which imports nothing of ours: each sheet is a line
`{"sheet": name, "hidden": …, "merges": …}`, then `[row, cells]` for each row, then `null`. The
suffix of the workbook is the last argument.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import struct
import sys
from collections.abc import Iterator
from typing import Any

_LARGEST_MEMORY = 1 << 30
_LEAST_TIME, _BYTES_A_SECOND = 3, 1 << 17
_LAST_ROW, _LAST_COLUMN, _MOST_MERGES = 1_048_576, 16_384, 10_000
PASSWORD, TOO_LARGE, DAMAGED = 3, 4, 5
"""Exit codes: the workbook is encrypted; it needs more memory than it is given; all else."""
_TEXT, _NUMBERS, _TRUTH, _ERROR = 1, (2, 3), 4, 5  # xlrd's kinds of cells
_FORMULAS, _TOKENS, _BIFF5 = (0x06, 0x206, 0x406), 22, 50
"""Records of formulas, and where the formula begins in them."""
_BRACKETS = b"\x15"
_RECKONS = frozenset(b"\x03\x04\x05\x06\x07\x12\x13\x14")
"""Tokens that end a formula whose result is a number: + - * / ^, a sign, a percentage."""
_SUMS = re.compile(rb"\x19\x10..|[\x22\x42\x62].[\x00\x04-\x07]\x00", re.DOTALL)
"""Such ends, too: SUM by its attribute, COUNT, SUM, AVERAGE, MIN, MAX."""
_RAISED = 1


def _limited() -> bytes:
    """Return the workbook, with memory limited, and time by its size.

    NOTE: sectors that lead to one another keep xlrd going until there is no more memory.
    """
    if sys.platform == "win32":
        return sys.stdin.buffer.read()
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY, _LARGEST_MEMORY))
    content = sys.stdin.buffer.read()
    seconds = _LEAST_TIME + len(content) // _BYTES_A_SECOND
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
    known = [book.format_map.get(style.format_key) for style in book.xf_list]
    formats = [format_.format_str if format_ else "General" for format_ in known]
    struck = _struck(book)
    odd = {*struck, *(at for at, each in enumerate(formats) if "@" in each or ";" in each)}
    unstored = _unstored(book)
    for index in range(book.nsheets):
        unstored.clear()
        sheet = book.sheet_by_index(index)
        yield {
            "sheet": sheet.name,
            "hidden": sheet.visibility != 0,
            "rows": [
                number + 1
                for number, about in sheet.rowinfo_map.items()
                if about.hidden or (about.height == 0 and not about.has_default_height)
            ],
            "columns": [
                number + 1
                for number, about in sheet.colinfo_map.items()
                if about.hidden or about.width == 0
            ],
            # Rows and columns are counted from 0 there, their ends being the ones behind.
            "merges": [
                [top + 1, left + 1, bottom, right]
                for top, bottom, left, right in sheet.merged_cells[:_MOST_MERGES]
            ],
            "formats": [] if index else formats,
            "struck": [] if index else struck,
            "from1904": book.datemode == 1,
        }
        for row in range(sheet.nrows):
            yield row + 1, list(_cells(sheet, row, xlrd.error_text_from_code, (unstored, odd)))
        yield None
        book.unload_sheet(index)


def _struck(book: Any) -> list[int]:
    """Return the styles that strike out."""
    fonts = book.font_list
    return [
        index
        for index, style in enumerate(book.xf_list)
        if style.font_index < len(fonts) and fonts[style.font_index].struck_out
    ]


def _unstored(book: Any) -> set[tuple[int, int]]:
    """Return what will hold rows and columns, from 0, of formulas whose result was never stored.

    Who writes a workbook without reckoning puts an empty text there; no number is one.
    """
    found, next_record = set[tuple[int, int]](), book.get_record_parts

    def noted() -> tuple[int, int, bytes]:
        kind, length, data = next_record()
        if kind in _FORMULAS and length > _TOKENS and (data[6], *data[12:14]) == (3, 0xFF, 0xFF):
            tokens = data[_TOKENS : _TOKENS + int.from_bytes(data[20:_TOKENS], "little")]
            ends = tokens.rstrip(_BRACKETS)[-4:]
            if ends and (ends[-1] in _RECKONS or _SUMS.fullmatch(ends)):
                found.add(struct.unpack("<HH", data[:4]))
        return kind, length, data

    if book.biff_version >= _BIFF5:  # before, they begin elsewhere
        book.get_record_parts = noted
    return found


def _cells(
    sheet: Any, row: int, errors: dict[int, str], known: tuple[set[tuple[int, int]], set[int]]
) -> Iterator[object]:
    """Yield the cells of a row as JSON: a number with its style, errors and runs as objects.

    `known` are the formulas without a result, and the styles that may change a text.
    """
    unstored, odd = known
    cells = zip(sheet.row_types(row), sheet.row_values(row), strict=True)
    for column, (kind, value) in enumerate(cells):
        runs = sheet.rich_text_runlist_map.get((row, column))
        if (row, column) in unstored:
            yield {"formula": None}
        elif kind in _NUMBERS:
            yield [value, sheet.cell_xf_index(row, column)]
        elif kind == _TRUTH:
            yield bool(value)
        elif kind == _ERROR:
            yield {"error": errors.get(value, "#N/A")}
        elif runs:
            left = _runs(sheet, value, runs)
            style = sheet.cell_xf_index(row, column)
            yield {"runs": left, "style": style} if left else {"struck": value}
        elif value and kind == _TEXT and sheet.cell_xf_index(row, column) in odd:
            yield [value, sheet.cell_xf_index(row, column)]
        else:
            yield value


def _runs(sheet: Any, value: str, runs: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return the runs of a text, and which are raised, without what is struck out."""
    starts, fonts = zip(*runs, strict=True)
    known = [sheet.book.font_list[font] for font in fonts]
    ends = zip((0, *starts), (*starts, len(value)), (None, *known), strict=True)
    parts = [(value[start:end], font) for start, end, font in ends if end > start]
    return [
        (text, bool(font and font.escapement == _RAISED))
        for text, font in parts
        if not (font and font.struck_out)
    ]


def xlsb(content: bytes) -> Iterator[object]:
    """Yield the lines of a binary workbook (MS-XLSB), through python-calamine."""
    import python_calamine as calamine  # noqa: PLC0415 - within the limit

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        # The corners of merged cells, counted from 0 there and from 1 here.
        merges = [
            [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
            for first, last in (sheet.merged_cell_ranges or ())[:_MOST_MERGES]
        ]
        hidden = about.visible != calamine.SheetVisibleEnum.Visible
        yield {"sheet": about.name, "hidden": hidden, "merges": merges}
        if sheet.start is not None:
            row, column = sheet.start
            blank = [""] * min(column, _LAST_COLUMN)
            for number, cells in enumerate(sheet.to_python(nrows=_LAST_ROW), row + 1):
                yield number, blank + cells[:_LAST_COLUMN]
        yield None


def plain(cell: object) -> object:
    """Return a cell that JSON does not know: a date in an object, all else as text."""
    return {"date": cell.isoformat()[:10]} if isinstance(cell, dt.date) else str(cell)


def main() -> int:
    """Write the sheets; return the exit code."""
    lines = xls if sys.argv[-1] == ".xls" else xlsb
    try:
        for line in lines(_limited()):
            sys.stdout.write(json.dumps(line, default=plain) + "\n")
    except MemoryError:
        return TOO_LARGE
    except Exception as error:  # noqa: BLE001 - both raise anything on a damaged workbook
        locked = type(error).__name__ == "PasswordError" or "encrypted" in str(error)
        return PASSWORD if locked else DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
