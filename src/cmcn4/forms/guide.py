"""The first sheet of a form: how to fill it in, and what the documents say word for word."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.layout import Content
from cmcn4.forms.looks import put
from cmcn4.locale.writing import writing
from cmcn4.model.report import Chosen

TOPICS = (
    "what", "number", "unit", "bound", "status", "missing", "source", "yes-no", "part", "other",
    "check", "send",
)  # fmt: skip
_WIDTHS = {"A": 6.0, "B": 32.0, "C": 46.0, "D": 28.0, "E": 10.0, "F": 44.0}
_TEXT = sum(_WIDTHS[letter] for letter in "CDEF")
_HEADINGS = ("number", "indicator", "wording", "document", "due", "condition")


def guide_sheet(sheet: Worksheet, content: Content) -> None:
    """Write the instructions and the targets."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    put(sheet["A1"], content.say("guide.title")).font = looks.TITLE
    sheet.row_dimensions[1].height = 26
    row = 3
    parts = any(each.asked.breakdown for each in content.plan.lines)
    choices = any(content.kind(each) == "yes-no" for each in content.plan.lines)
    skipped = {"part": not parts, "yes-no": not choices}
    for number, topic in enumerate((t for t in TOPICS if not skipped.get(t)), 1):
        _topic(sheet, content, row, (number, topic))
        row += 1
    title = put(sheet[f"A{row + 1}"], content.say("guide.targets"))
    title.font = looks.HEADING
    sheet.row_dimensions[row + 1].height = 22
    _targets(sheet, content, row + 2)
    sheet.sheet_view.showGridLines = False
    looks.page(sheet, footer=content.say("guide.title"), title_rows=f"{row + 2}:{row + 2}")
    looks.protect(sheet)


def _topic(sheet: Worksheet, content: Content, row: int, topic: tuple[int, str]) -> None:
    number, name = topic
    sheet.merge_cells(f"C{row}:F{row}")
    text = content.say(f"guide.{name}", form=content.say("sheet.form"))
    sheet[f"A{row}"].value = number
    put(sheet[f"B{row}"], content.say(f"guide.{name}.topic")).font = looks.BOLD
    put(sheet[f"C{row}"], text).font = looks.PLAIN
    for letter in _WIDTHS:
        cell = sheet[f"{letter}{row}"]
        cell.border, cell.alignment = looks.BOX, looks.WRAP
    sheet[f"A{row}"].alignment, sheet[f"A{row}"].font = looks.CENTRE, looks.PLAIN
    sheet[f"B{row}"].fill = looks.LOCKED
    sheet.row_dimensions[row].height = looks.height([(text, _TEXT)])


def _targets(sheet: Worksheet, content: Content, top: int) -> None:
    for letter, heading in zip(_WIDTHS, _HEADINGS, strict=True):
        cell = put(sheet[f"{letter}{top}"], content.say(f"guide.column.{heading}"))
        cell.font, cell.fill, cell.border = looks.ON_DARK, looks.DARK, looks.BOX
        cell.alignment = looks.CENTRE
    sheet.row_dimensions[top].height = 22
    for number, chosen in enumerate(content.plan.targets, 1):
        texts = {
            "B": _indicator(content, chosen),
            "C": chosen.target.quote.join(writing(content.lang).quotes),
            "D": _document(content, chosen),
            "E": str(chosen.target.horizon),
            "F": content.conditions[chosen.id],
        }
        row = top + number
        for letter in _WIDTHS:
            cell = sheet[f"{letter}{row}"]
            put(cell, texts.get(letter, str(number)))
            cell.font, cell.border = looks.PLAIN, looks.BOX
            cell.alignment = looks.CENTRE if letter in "AE" else looks.WRAP
        wrapped = [(text, _WIDTHS[letter]) for letter, text in texts.items()]
        sheet.row_dimensions[row].height = looks.height(wrapped)


def _indicator(content: Content, chosen: Chosen) -> str:
    indicator = content.catalogue.indicators[chosen.indicator]
    return f"{indicator.names.get(content.lang)} ({content.unit(indicator)})"


def _document(content: Content, chosen: Chosen) -> str:
    document = chosen.pack.document
    return document.number or document.title.get(content.lang)
