"""The sheet of figures of other periods and sources: one figure a line."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.carry import Figure
from cmcn4.forms.checks import add_days, add_list
from cmcn4.forms.formulas import spare_formula
from cmcn4.forms.layout import Column, Content
from cmcn4.forms.looks import dress, put
from cmcn4.forms.sheet import write_value
from cmcn4.model.form import Asked
from cmcn4.model.observation import column_letters

OTHERS_HEADER = 3
_SPARE = 25
"""Empty lines."""
_COLUMNS = (
    Column("indicator", 40), Column("breakdown", 17), Column("area", 14), Column("period", 13),
    Column("unit", 15), Column("value", 11), Column("status", 11), Column("source", 26),
    Column("released", 13), Column("note", 20), Column("check", 14),
)  # fmt: skip
AT = {column.role: column_letters(n) for n, column in enumerate(_COLUMNS, 1)}
_DAY = "dd/mm/yyyy"


def rows_of(content: Content) -> range:
    """Return the rows that may be filled in."""
    first = OTHERS_HEADER + 1
    return range(first, first + len(content.carried.beside) + _SPARE)


def others_sheet(sheet: Worksheet, content: Content) -> dict[str, str]:
    """Write the sheet; return the results of its formulas by cell."""
    for column in _COLUMNS:
        letters = AT[column.role]
        sheet.column_dimensions[letters].width = column.width
        name = content.say(f"column.{column.role}")
        put(sheet[f"{letters}{OTHERS_HEADER}"], name, **looks.HEADER)
    put(sheet["A1"], content.say("others"), font=looks.TITLE)
    put(sheet["A2"], content.say("spare"), font=looks.PLAIN)
    for row, height in ((1, 26.0), (2, 18.0), (OTHERS_HEADER, 32.0)):
        sheet.row_dimensions[row].height = height
    results = {}
    filled = iter(content.carried.beside.items())
    rows = rows_of(content)
    for row in rows:
        for column in _COLUMNS:
            _dress(sheet, column.role, row)
        sheet.row_dimensions[row].height = 18
        at = {role: f"${letters}{row}" for role, letters in AT.items()}
        cell = f"{AT['check']}{row}"
        sheet[cell].value, results[cell] = spare_formula(content, at), ""
        asked, figure = next(filled, (None, None))
        if asked and figure:
            _figure(sheet, content, row, (asked, figure))
            known = "right" if figure.row.origin.source else "source"
            results[cell] = content.say(f"state.{known}")
    _checks(sheet, content, rows)
    sheet.freeze_panes = f"B{rows[0]}"
    sheet.sheet_view.showGridLines = False
    looks.page(sheet, footer=content.say("others"),
               title_rows=f"{OTHERS_HEADER}:{OTHERS_HEADER}")  # fmt: skip
    looks.protect(sheet)
    return results


def _dress(sheet: Worksheet, role: str, row: int) -> None:
    is_open = role != "check"
    dress(
        sheet[f"{AT[role]}{row}"],
        font=looks.PLAIN,
        border=looks.BOX,
        fill=looks.OPEN if is_open else looks.LOCKED,
        alignment=looks.NUMBER if role == "value" else looks.WRAP,
        number_format=_DAY if role == "released" else "General",
        protection=looks.UNLOCKED if is_open else looks.LOCKED_CELL,
    )


def _figure(sheet: Worksheet, content: Content, row: int, known: tuple[Asked, Figure]) -> None:
    """Write a figure of an earlier submission, with what it is of and where it comes from."""
    asked, figure = known
    origin, labels = figure.row.origin, content.labels(asked.series)
    texts = {
        "indicator": labels.indicator,
        "breakdown": labels.breakdown,
        "area": labels.area,
        "period": content.period(asked.period),
        "unit": content.unit(content.catalogue.indicators[asked.indicator]),
        "status": content.say(f"status.{origin.status}"),
        "source": origin.source,
        "note": " · ".join(text for text in (origin.note, origin.url) if text),
    }
    for role, text in texts.items():
        put(sheet[f"{AT[role]}{row}"], text)
    write_value(sheet[f"{AT['value']}{row}"], content, figure)
    if origin.released:
        sheet[f"{AT['released']}{row}"].value = origin.released
    widths = {column.role: column.width for column in _COLUMNS}
    wrapped = [(text, widths[role]) for role, text in texts.items()]
    sheet.row_dimensions[row].height = min(looks.height(wrapped), 8 * looks.height([("", 1)]))


def _checks(sheet: Worksheet, content: Content, rows: range) -> None:
    """Add the lists to choose from; parts and sources are only proposed."""
    for role, name in (
        ("indicator", "cmcn4_indicators"), ("breakdown", "cmcn4_breakdowns"),
        ("area", "cmcn4_areas"), ("status", "cmcn4_status"), ("source", "cmcn4_source"),
    ):  # fmt: skip
        cells = f"{AT[role]}{rows[0]}:{AT[role]}{rows[-1]}"
        add_list(sheet, content, name, cells)
    add_days(sheet, content, f"{AT['released']}{rows[0]}:{AT['released']}{rows[-1]}")
