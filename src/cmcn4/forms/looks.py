"""How a form looks: fonts, fills, borders; and texts that stay texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms.layout import clean_text

FONT = "Times New Roman"
_DARK, _LINE = "1F3864", "BFBFBF"
PLAIN = Font(name=FONT, size=11)
BOLD = Font(name=FONT, size=11, bold=True)
ITALIC = Font(name=FONT, size=11, italic=True)
EARLIER = Font(name=FONT, size=11, color="595959")
"""Figures that were filled in when the form was made."""
TITLE = Font(name=FONT, size=15, bold=True, color=_DARK)
HEADING = Font(name=FONT, size=12, bold=True, color=_DARK)
TINY = Font(name=FONT, size=6, color="A6A6A6")
QUIET = Font(name=FONT, size=8, color="7F7F7F")
ON_DARK = Font(name=FONT, size=11, bold=True, color="FFFFFF")
DARK = PatternFill("solid", start_color=_DARK)
LOCKED = PatternFill("solid", start_color="F2F2F2")
NOT_ASKED = PatternFill("lightUp", start_color="BFBFBF", end_color="F2F2F2")
OPEN = PatternFill("solid", start_color="FFFFFF")
PALE = PatternFill("solid", start_color="DDEBF7")
MISSING = PatternFill(bgColor="FFF2CC")
WRONG = PatternFill(bgColor="F8CBAD")
RIGHT = PatternFill(bgColor="E2EFDA")
_SIDE = Side(style="thin", color=_LINE)
BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
NEXT_AREA = Border(left=_SIDE, right=_SIDE, top=Side(style="medium", color=_DARK), bottom=_SIDE)
WRAP = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
"""Indented by the width of about two letters, which `height` takes into account."""
IN_THE_MIDDLE = Alignment(horizontal="center", vertical="center")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
NUMBER = Alignment(horizontal="right", vertical="center", indent=1)
UNLOCKED, LOCKED_CELL = Protection(locked=False), Protection()
_LINE_HEIGHT, _PADDING = 14.5, 5.0
_NARROW, _INDENT = 1.1, 2.2
"""Letters to a digit, on the average of our texts; what the indent takes, and a little more."""
_A4 = "9"


HEADER: Mapping[str, Any] = MappingProxyType(
    {"font": ON_DARK, "fill": DARK, "border": BOX, "alignment": CENTRE}
)


def put(cell: Cell, text: str, **look: Any) -> None:
    """Put a text into a cell and dress it: whatever the text begins with, it is no formula."""
    cell.value = clean_text(text)
    if cell.value:
        cell.data_type = "s"
        # Else Excel takes it for a formula once somebody edits it.
        cell.quotePrefix = cell.value[0] in "=+-@"
    dress(cell, **look)


def dress(cell: Cell, **look: Any) -> None:
    """Give a cell a font, a fill, a border, an alignment …, by the names of openpyxl."""
    for name, value in look.items():
        setattr(cell, name, value)


def height(texts: list[tuple[str, float]]) -> float:
    """Return the height of a row whose texts are wrapped in columns of these widths."""
    lines = max(_lines(text, width) for text, width in texts)
    return lines * _LINE_HEIGHT + _PADDING


def _lines(text: str, width: float) -> int:
    """Return the lines a text takes, word by word, as columns are measured: in digits."""
    if "\n" in text:
        return sum(_lines(line, width) for line in text.split("\n"))
    lines, used, width = 1, 0, (width - _INDENT) * _NARROW
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + bool(used)
        while used > width:
            lines, used = lines + 1, used - int(width)
    return lines


def page(sheet: Worksheet, *, footer: str, title_rows: str) -> None:
    """Set a sheet up for paper: A4, landscape, as wide as the page, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = title_rows
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    foot = sheet.oddFooter
    left, right = (foot.left, foot.right) if foot is not None else (None, None)
    if left is not None and right is not None:  # for mypy: they are always there
        # `&` begins a code in headers and footers.
        left.text, right.text = clean_text(footer).replace("&", "&&"), "&P / &N"
        left.size = right.size = 9


def set_font(book: Workbook) -> None:
    """Make our font that of the workbook: widths of columns are measured in its digits."""
    book._fonts = IndexedList([PLAIN])  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no other way
    book._named_styles["Normal"].font = PLAIN  # type: ignore[attr-defined]  # noqa: SLF001 - as above


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in; no password, and filtering and widths stay possible."""
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = False
    sheet.protection.formatColumns = sheet.protection.formatRows = False
