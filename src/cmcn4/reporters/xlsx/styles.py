"""The styles that cells of the workbook may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.locale.writing import writing
from cmcn4.reporters.xlsx.cells import PLACES

_INK, _HEAD, _LINE, _LINK = "1F2937", "1F3A5F", "D0D7DE", "0563C1"
_SIDES: dict[str, str] = {"date": "left", "early-date": "left", "whole": "center"}


def styles(sheet: Worksheet, lang: str) -> dict[str, int]:
    """Register the styles; return their numbers by name."""
    return {name: cell.style_id for name, cell in _looks(sheet, lang)}


def _font(
    *,
    bold: bool = False,
    size: int = 11,
    color: str = _INK,
    underline: Literal["single"] | None = None,
) -> Font:
    return Font(name="Calibri", family=2, bold=bold, size=size, color=color, underline=underline)


def _aligned(*, wrap: bool = False, horizontal: str | None = None) -> Alignment:
    if wrap:
        return Alignment(vertical="top", wrap_text=True, horizontal="left", indent=1)
    return Alignment(vertical="top", horizontal=horizontal)


def _looks(sheet: Worksheet, lang: str) -> Iterator[tuple[str, Cell]]:
    """Yield each style's name, and a cell that has it."""
    for name, alignment in (
        ("text", _aligned()),
        ("wrap", _aligned(wrap=True)),
        ("centre", _aligned(horizontal="center")),
    ):
        cell = Cell(sheet, 1, 1)
        cell.alignment = alignment
        yield name, cell
    for name, shown in _formats(lang):
        cell = Cell(sheet, 1, 1)
        cell.number_format = shown
        cell.alignment = _aligned(horizontal=_SIDES.get(name))
        yield name, cell
    yield from _texts(sheet)
    for name, rotation in (("head", 0), ("turned", 90)):
        cell = Cell(sheet, 1, 1)
        cell.font = _font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(
            wrap_text=True,
            text_rotation=rotation,
            vertical="bottom" if rotation else "center",
            horizontal="center" if rotation else "left",
            indent=0 if rotation else 1,
        )
        yield name, cell


def _formats(lang: str) -> Iterator[tuple[str, str]]:
    """Yield formats of numbers; the marks are those of the reader's own settings in Excel."""
    yield "whole", "0"
    habits = writing(lang)
    yield "early-date", habits.excel_dates[0]
    yield "date", habits.excel_dates[1]
    yield "share", f"{habits.excel}0%"
    for places in range(PLACES + 1):
        digits = f"#,##0.{'0' * places}" if places else "#,##0"
        yield f"number{places}", habits.excel + digits


def _texts(sheet: Worksheet) -> Iterator[tuple[str, Cell]]:
    fonts = {
        "title": _font(bold=True, size=16),
        "said": _font(),
        "label": _font(bold=True),
        "link": _font(color=_LINK, underline="single"),
    }
    for name, font in fonts.items():
        cell = Cell(sheet, 1, 1)
        cell.font = font
        cell.alignment = _aligned(wrap=name == "link")
        if name == "label":
            cell.border = Border(bottom=Side(style="thin", color=_LINE))
        yield name, cell
