"""The sheet that is filled in: a line for each indicator, a column for each year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.carry import Figure
from cmcn4.forms.checks import add_checks
from cmcn4.forms.formulas import (
    counter_formula,
    counters,
    met,
    met_formula,
    state,
    state_formula,
)
from cmcn4.forms.layout import CODES, FIRST, HEADER, Content, Line
from cmcn4.forms.levels import Level
from cmcn4.forms.looks import dress, put
from cmcn4.locale.writing import writing
from cmcn4.model.form import COLUMN_MARK

_TITLE, _UNIT, _SENT, _COUNTERS, _HINT = 1, 2, 3, 4, 5
_ALIGNMENTS = {
    **dict.fromkeys(("number", "status", "released", "check", "code"), looks.CENTRE),
    "met": looks.CENTRE,
}
_ACROSS: Mapping[str, Any] = MappingProxyType(
    {"font": looks.BOLD, "fill": looks.PALE, "alignment": looks.WRAP}
)
_DAY = "dd/mm/yyyy"
_DOTS = "…" * 12
"""What is left to be written by hand."""
_ROOM = 4
"""Rows left for a signature."""


def fill_sheet(sheet: Worksheet, content: Content) -> dict[str, str]:
    """Write the sheet; return the results of its formulas by cell."""
    for column in content.columns:
        letters, name = content.at[column.role], f"column.{column.role}"
        sheet.column_dimensions[letters].width = column.width
        year = column.role.isdecimal()
        put(sheet[f"{letters}{HEADER}"], column.role if year else content.say(name), **looks.HEADER)
        if year:
            dress(sheet[f"{letters}{HEADER}"], value=int(column.role))
        put(sheet[f"{letters}{CODES}"], f"{COLUMN_MARK}{column.role}",
            font=looks.TINY, fill=looks.LOCKED, border=looks.BOX,
            alignment=looks.IN_THE_MIDDLE)  # fmt: skip
    sheet.row_dimensions[HEADER].height, sheet.row_dimensions[CODES].height = 32, 12
    results, states = {}, []
    for row, line in enumerate(content.lines, FIRST):
        _line(sheet, content, row, line)
        cell = f"{content.at['check']}{row}"
        states.append(state(content, line))
        sheet[cell].value, results[cell] = state_formula(content, line, row), states[-1]
        formula = met_formula(content, line, row)
        if formula:
            cell = f"{content.at['met']}{row}"
            sheet[cell].value, results[cell] = formula, met(content, line)
    results[f"A{_COUNTERS}"] = counters(content, states)
    _above(sheet, content)
    end = _below(sheet, content)
    add_checks(sheet, content)
    _view(sheet, content, end)
    return results


def _above(sheet: Worksheet, content: Content) -> None:
    """Write the lines above the table."""
    last, addressed = content.at["check"], content.addressed
    for row in (_TITLE, _UNIT, _SENT, _COUNTERS, _HINT):
        sheet.merge_cells(f"A{row}:{last}{row}")
    put(sheet[f"A{_TITLE}"], content.say("title"), font=looks.TITLE, alignment=looks.IN_THE_MIDDLE)
    put(sheet[f"A{_UNIT}"], content.say("reporting", area=content.area or _DOTS), font=looks.BOLD)
    date = writing(content.lang).date
    deadline = date(addressed.deadline) if addressed.deadline else _DOTS
    sent = content.say("sent", recipient=addressed.recipient or _DOTS, deadline=deadline)
    put(sheet[f"A{_SENT}"], sent, font=looks.BOLD)
    dress(sheet[f"A{_COUNTERS}"], value=counter_formula(content), **_ACROSS)
    hint = content.say("hint", guide=content.say("sheet.guide"))
    put(sheet[f"A{_HINT}"], hint, font=looks.PLAIN, alignment=looks.WRAP)
    width = sum(column.width for column in content.columns[:-1])
    heights = (26, 18, 18, 21, looks.height([(hint, width)]))
    for row, height in zip((_TITLE, _UNIT, _SENT, _COUNTERS, _HINT), heights, strict=True):
        sheet.row_dimensions[row].height = height


def _line(sheet: Worksheet, content: Content, row: int, line: Line) -> None:
    """Write a line; a thick line begins the next area."""
    for column in content.columns:
        cell = sheet[f"{content.at[column.role]}{row}"]
        _dress(cell, column.role, is_open=column.filled_in)
    number = row - FIRST
    if number and content.lines[number - 1].series.area != line.series.area:
        for column in content.columns:
            sheet[f"{content.at[column.role]}{row}"].border = looks.NEXT_AREA
    texts = content.labels(line.series)._asdict()
    texts["unit"] = content.unit(content.indicator(line))
    levels = content.levels.get(line.series, ())
    texts["level"] = "\n".join(_wanted(content, level) for level in levels)
    widths = {column.role: column.width for column in content.columns}
    for role, text in texts.items():
        if role in widths:
            put(sheet[f"{content.at[role]}{row}"], text)
    put(sheet[f"{content.at['code']}{row}"], content.codes[line.series])
    sheet[f"{content.at['number']}{row}"].value = number + 1
    texts["met"] = "\n".join(f"{level.year}: {content.say('met.other')}" for level in levels)
    needed = looks.height([(text, widths[role]) for role, text in texts.items() if role in widths])
    sheet.row_dimensions[row].height = needed
    for year in content.years:
        cell = sheet[f"{content.at[year]}{row}"]
        figure = content.figure(line, year)
        if figure:
            dress(cell, font=looks.EARLIER, fill=looks.LOCKED, protection=looks.LOCKED_CELL)
            write_value(cell, content, figure)
        elif year not in line.needed:
            dress(cell, fill=looks.NOT_ASKED, protection=looks.LOCKED_CELL)


def _wanted(content: Content, level: Level) -> str:
    """Return what is wanted, when and by whom."""
    documents = "; ".join(level.documents)
    return content.say("level", year=level.said.due, condition=level.said.condition,
                       document=documents)  # fmt: skip


def _dress(cell: Cell, role: str, *, is_open: bool) -> None:
    usual = looks.NUMBER if role.isdecimal() else looks.WRAP
    dress(
        cell,
        font=looks.QUIET if role == "code" else looks.PLAIN,
        border=looks.BOX,
        fill=looks.OPEN if is_open else looks.LOCKED,
        alignment=_ALIGNMENTS.get(role, usual),
        number_format=_DAY if role == "released" else "General",
        protection=looks.UNLOCKED if is_open else looks.LOCKED_CELL,
    )


def write_value(cell: Cell, content: Content, figure: Figure) -> None:
    """Write a figure of an earlier submission."""
    unit = content.catalogue.indicators[figure.row.indicator].unit
    if content.catalogue.units[unit].kind == "yes-no":
        put(cell, content.say("yes" if figure.value else "no"))
    elif isinstance(figure.value, Decimal):
        cell.value = figure.value
    else:
        put(cell, figure.value)


def _below(sheet: Worksheet, content: Content) -> int:
    """Write the lines to be signed below the table; return the last row.

    No column of figures is written into: whatever stands there is one.
    """
    top = content.last + 2
    first, last = content.at["met"], content.at["check"]
    for row in range(top, top + 3):
        sheet.merge_cells(f"{first}{row}:{last}{row}")
    place = content.say("signed", place=content.addressed.place or _DOTS)
    put(sheet[f"{first}{top}"], place, font=looks.ITALIC)
    put(sheet[f"B{top + 1}"], content.say("sign.author"), font=looks.BOLD)
    put(sheet[f"{first}{top + 1}"], content.say("sign.head"), font=looks.BOLD)
    put(sheet[f"B{top + 2}"], content.say("sign.author.how"), font=looks.ITALIC)
    put(sheet[f"{first}{top + 2}"], content.say("sign.head.how"), font=looks.ITALIC)
    end = top + 2 + _ROOM
    for row in range(top, end + 1):
        for cell in (sheet[f"B{row}"], sheet[f"{first}{row}"]):
            dress(cell, alignment=looks.IN_THE_MIDDLE)
            if row > top + 2 or row == top:
                dress(cell, protection=looks.UNLOCKED)
    sheet.merge_cells(f"{first}{end}:{last}{end}")
    return end


def _view(sheet: Worksheet, content: Content, end: int) -> None:
    sheet.freeze_panes = f"C{FIRST}"
    sheet.auto_filter.ref = f"A{CODES}:{content.at['code']}{content.last}"
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_view.showGridLines = False
    footer = " · ".join(text for text in (content.say("title"), content.area) if text)
    looks.page(sheet, footer=footer, title_rows=f"{HEADER}:{CODES}")
    sheet.print_area = f"A1:{content.at['check']}{end}"
    looks.protect(sheet)
