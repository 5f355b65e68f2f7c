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
import sys
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from typing import Any

_LARGEST_MEMORY = 1 << 30
_LEAST_TIME, _BYTES_A_SECOND = 3, 1 << 17
_LAST_ROW, _LAST_COLUMN, _MOST_MERGES = 1_048_576, 16_384, 10_000
PASSWORD, TOO_LARGE, DAMAGED = 3, 4, 5
"""Exit codes: the workbook is encrypted; it needs more memory than it is given; all else."""
_TEXT, _NUMBERS, _TRUTH, _ERROR = 1, (2, 3), 4, 5  # xlrd's kinds of cells
_RECORDS = "records.py"
_LOWEST, _NARROWEST = 20, 128
"""Twips of a row, and 256ths of a character: below, nothing could be read."""
_WHITE = 255, 255, 255
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
    looks = _looks(book)
    odd = {at for at, each in enumerate(formats) if "@" in each or ";" in each}
    odd |= {*looks["struck"], *looks["crossed"]}
    beside = run_path(str(Path(__file__).with_name(_RECORDS)))["Records"](book, xlrd)
    for index in range(book.nsheets):
        beside.clear()
        sheet, formulas = book.sheet_by_index(index), beside.formulas
        styles = {"formats": formats, "looks": looks, "from1904": book.datemode == 1}
        yield {**_about(sheet), **_said(sheet, beside), **({} if index else styles)}
        for row in range(sheet.nrows):
            cells = _cells(sheet, row, xlrd.error_text_from_code, (beside.unstored, odd))
            yield (
                row + 1,
                [
                    {"of": said, "value": cell} if (said := formulas.get((row, column))) else cell
                    for column, cell in enumerate(cells)
                ],
            )
        yield None
        book.unload_sheet(index)


def _about(sheet: Any) -> dict[str, object]:
    """Return what a sheet is called, what of it is hidden, and what is merged."""
    return {
        "sheet": sheet.name,
        "hidden": sheet.visibility != 0,
        "rows": [
            number + 1
            for number, about in sheet.rowinfo_map.items()
            if about.hidden or (about.height < _LOWEST and not about.has_default_height)
        ],
        "columns": [
            number + 1
            for number, about in sheet.colinfo_map.items()
            if about.hidden or about.width < _NARROWEST
        ],
        # Rows and columns are counted from 0 there, their ends being the ones behind.
        "merges": [
            [top + 1, left + 1, bottom, right]
            for top, bottom, left, right in sheet.merged_cells[:_MOST_MERGES]
        ],
    }


def _said(sheet: Any, beside: Any) -> dict[str, object]:
    """Return what is said beside the values of a sheet, by how it is said."""
    notes = [
        (row + 1, column + 1, note.author, note.text)
        for (row, column), note in sheet.cell_note_map.items()
    ]
    tips = [(each.frowx, each.fcolx, each.quicktip or "") for each in sheet.hyperlink_list]
    texts = {note[-1] for note in notes}
    return {
        "notes": notes,
        "boxes": [text for text in beside.boxes if text not in texts],
        "tips": [(row + 1, column + 1, text) for row, column, text in (*beside.tips, *tips)],
        "pages": beside.pages,
        "unread": beside.has_unread or -1 in getattr(sheet.book, "_all_sheets_map", ()),
    }


def _looks(book: Any) -> dict[str, list[int]]:
    """Return the styles that strike or cross out, or write in white on white."""
    fonts, colours = book.font_list, book.colour_map
    found: dict[str, list[int]] = {"struck": [], "crossed": [], "white": []}
    for index, style in enumerate(book.xf_list):
        border, ground = style.border, style.background
        if border.diag_line_style and (border.diag_down or border.diag_up):
            found["crossed"].append(index)
        if style.font_index < len(fonts):
            font = fonts[style.font_index]
            bare = ground.fill_pattern == 0 or (
                ground.fill_pattern == 1 and colours.get(ground.pattern_colour_index) == _WHITE
            )
            if font.struck_out:
                found["struck"].append(index)
            if bare and colours.get(font.colour_index) == _WHITE:
                found["white"].append(index)
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
        yield {"sheet": about.name, "hidden": hidden, "merges": merges, "unread": True}
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
