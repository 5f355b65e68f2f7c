"""The sheet that is filled in: one line a figure."""

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
    spare_formula,
    state,
    state_formula,
)
from cmcn4.forms.layout import FIRST, HEADER, Content
from cmcn4.forms.looks import dress, put
from cmcn4.forms.plan import Line

_TITLE, _UNIT, _COUNTERS, _HINT = 1, 2, 3, 4
_ALIGNMENTS = {
    **dict.fromkeys(("number", "period", "status", "released", "check", "code"), looks.CENTRE),
    "value": looks.NUMBER,
}
_ACROSS: Mapping[str, Any] = MappingProxyType(
    {"font": looks.BOLD, "fill": looks.PALE, "alignment": looks.WRAP}
)
_DAY = "dd/mm/yyyy"


def fill_sheet(sheet: Worksheet, content: Content) -> dict[str, str]:
    """Write the sheet; return the results of its formulas by cell."""
    for column in content.columns:
        letters = content.at[column.role]
        sheet.column_dimensions[letters].width = column.width
        put(sheet[f"{letters}{HEADER}"], content.say(f"column.{column.role}"), **looks.HEADER)
    sheet.row_dimensions[HEADER].height = 32
    results = {}
    states = []
    for row, line in enumerate(content.plan.lines, FIRST):
        figure = content.carried.figures.get(line.asked)
        _line(sheet, content, row, line)
        if figure:
            _figure(sheet, content, row, figure)
        cell = f"{content.at['check']}{row}"
        states.append(state(content, line, figure))
        sheet[cell].value, results[cell] = state_formula(content, line, row), states[-1]
    results[f"A{_COUNTERS}"] = counters(content, states)
    _above(sheet, content)
    results |= _spare(sheet, content)
    add_checks(sheet, content)
    _view(sheet, content)
    return results


def _above(sheet: Worksheet, content: Content) -> None:
    """Write the lines above the table."""
    last = content.columns[-1].role
    for row in (_TITLE, _UNIT, _COUNTERS, _HINT):
        sheet.merge_cells(f"A{row}:{content.at[last]}{row}")
    put(sheet[f"A{_TITLE}"], content.say("title"), font=looks.TITLE)
    sheet.row_dimensions[_TITLE].height = 26
    if content.area:
        put(sheet[f"A{_UNIT}"], content.say("reporting", area=content.area), font=looks.BOLD)
    dress(sheet[f"A{_COUNTERS}"], value=counter_formula(content), **_ACROSS)
    sheet.row_dimensions[_COUNTERS].height = 21
    hint = content.say("hint", guide=content.say("sheet.guide"))
    put(sheet[f"A{_HINT}"], hint, font=looks.PLAIN)
    sheet.row_dimensions[_HINT].height = 18


def _line(sheet: Worksheet, content: Content, row: int, line: Line) -> None:
    for column in content.columns:
        cell = sheet[f"{content.at[column.role]}{row}"]
        _dress(cell, column.role, is_open=column.filled_in)
    _texts(sheet, content, row, line)
    put(sheet[f"{content.at['code']}{row}"], content.codes[line.asked])
    sheet[f"{content.at['number']}{row}"].value = row - HEADER


def _texts(sheet: Worksheet, content: Content, row: int, line: Line) -> None:
    """Write what a line is about, and make room for it."""
    labels = content.labels(line.asked)
    texts = labels._asdict() | {"unit": content.unit(content.indicator(line))}
    widths = {column.role: column.width for column in content.columns}
    for role, text in texts.items():
        if role in widths:
            put(sheet[f"{content.at[role]}{row}"], text)
    if labels.period.isdecimal():
        sheet[f"{content.at['period']}{row}"].value = int(labels.period)
    wrapped = [(text, widths[role]) for role, text in texts.items() if role in widths]
    sheet.row_dimensions[row].height = looks.height(wrapped)


def _dress(cell: Cell, role: str, *, is_open: bool) -> None:
    dress(
        cell,
        font=looks.QUIET if role == "code" else looks.PLAIN,
        border=looks.BOX,
        fill=looks.OPEN if is_open else looks.LOCKED,
        alignment=_ALIGNMENTS.get(role, looks.WRAP),
        number_format=_DAY if role == "released" else "General",
        protection=looks.UNLOCKED if is_open else looks.LOCKED_CELL,
    )


def _figure(sheet: Worksheet, content: Content, row: int, figure: Figure) -> None:
    """Fill in what an earlier submission says."""
    at, origin = content.at, figure.row.origin
    value = sheet[f"{at['value']}{row}"]
    unit = content.catalogue.indicators[figure.row.indicator].unit
    if content.catalogue.units[unit].kind == "yes-no":
        put(value, content.say("yes" if figure.value else "no"))
    elif isinstance(figure.value, Decimal):
        value.value = figure.value
    else:
        put(value, figure.value)
    note = " · ".join(text for text in (origin.note, origin.url) if text)
    status = content.say(f"status.{origin.status}")
    for role, text in (("source", origin.source), ("note", note), ("status", status)):
        put(sheet[f"{at[role]}{row}"], text)
    if origin.released:
        sheet[f"{at['released']}{row}"].value = origin.released
    widths = {column.role: column.width for column in content.columns}
    needed = looks.height([(origin.source, widths["source"]), (note, widths["note"])])
    known = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = max(known, min(needed, 8 * looks.height([("", 1)])))


def _spare(sheet: Worksheet, content: Content) -> dict[str, str]:
    """Add the empty lines for figures of other periods and sources."""
    top = content.last + 1
    sheet.merge_cells(f"A{top}:{content.at['code']}{top}")
    put(sheet[f"A{top}"], content.say("spare"), **_ACROSS)
    sheet.row_dimensions[top].height = 21
    results = {}
    filled = iter(content.carried.beside.items())
    for row in content.spare:
        for column in content.columns:
            is_open = column.role not in ("number", "check", "code")
            _dress(sheet[f"{content.at[column.role]}{row}"], column.role, is_open=is_open)
        sheet.row_dimensions[row].height = 18
        cell = f"{content.at['check']}{row}"
        sheet[cell].value, results[cell] = spare_formula(content, row), ""
        asked, figure = next(filled, (None, None))
        if asked and figure:
            _texts(sheet, content, row, Line(asked, needed=True))
            _figure(sheet, content, row, figure)
            known = "right" if figure.row.origin.source else "source"
            results[cell] = content.say(f"state.{known}")
    return results


def _view(sheet: Worksheet, content: Content) -> None:
    sheet.freeze_panes = f"C{FIRST}"
    sheet.auto_filter.ref = f"A{HEADER}:{content.at['code']}{content.last}"
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_view.showGridLines = False
    footer = " · ".join(text for text in (content.say("title"), content.area) if text)
    looks.page(sheet, footer=footer, title_rows=f"{HEADER}:{HEADER}")
    looks.protect(sheet)
