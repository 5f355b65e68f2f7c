"""The first sheet of a form: how to fill it in, and what the documents say word for word."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from cmcn4.forms import looks
from cmcn4.forms.layout import Content
from cmcn4.forms.looks import dress, put
from cmcn4.locale.writing import writing
from cmcn4.model.report import Chosen

TOPICS = (
    "what", "number", "unit", "bound", "status", "missing", "source", "yes-no", "part", "other",
    "earlier", "met", "check", "send",
)  # fmt: skip
_FIRST = 3
"""The row of the first topic."""
_WIDTHS = {"A": 6.0, "B": 32.0, "C": 46.0, "D": 28.0, "E": 10.0, "F": 44.0}
_TEXT = sum(_WIDTHS[letter] for letter in "CDEF")
_HEADINGS = ("number", "indicator", "wording", "document", "due", "condition")


def guide_sheet(sheet: Worksheet, content: Content) -> None:
    """Write the instructions and the targets."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    put(sheet["A1"], content.say("guide.title"), font=looks.TITLE)
    sheet.row_dimensions[1].height = 26
    parts = any(line.series.breakdown for line in content.lines)
    choices = any(content.kind(line) == "yes-no" for line in content.lines)
    skipped = {"part": not parts, "yes-no": not choices, "earlier": not content.carried.figures}
    topics = [topic for topic in TOPICS if not skipped.get(topic)]
    for row, topic in enumerate(topics, _FIRST):
        _topic(sheet, content, row, topic)
    row = _FIRST + len(topics)
    put(sheet[f"A{row + 1}"], content.say("guide.targets"), font=looks.HEADING)
    sheet.row_dimensions[row + 1].height = 22
    _targets(sheet, content, row + 2)
    sheet.sheet_view.showGridLines = False
    looks.page(sheet, footer=content.say("guide.title"), title_rows=f"{row + 2}:{row + 2}")
    looks.protect(sheet)


def _topic(sheet: Worksheet, content: Content, row: int, topic: str) -> None:
    sheet.merge_cells(f"C{row}:F{row}")
    for letter in _WIDTHS:
        dress(sheet[f"{letter}{row}"], border=looks.BOX, alignment=looks.WRAP, font=looks.PLAIN)
    sheets = {name: content.say(f"sheet.{name}") for name in ("form", "others")}
    text = content.say(f"guide.{topic}", **sheets)
    dress(sheet[f"A{row}"], value=row - _FIRST + 1, alignment=looks.CENTRE)
    put(sheet[f"B{row}"], content.say(f"guide.{topic}.topic"), font=looks.BOLD, fill=looks.LOCKED)
    put(sheet[f"C{row}"], text)
    sheet.row_dimensions[row].height = looks.height([(text, _TEXT)])


def _targets(sheet: Worksheet, content: Content, top: int) -> None:
    for letter, heading in zip(_WIDTHS, _HEADINGS, strict=True):
        put(sheet[f"{letter}{top}"], content.say(f"guide.column.{heading}"), **looks.HEADER)
    sheet.row_dimensions[top].height = 22
    for number, chosen in enumerate(content.plan.targets, 1):
        target = chosen.target
        texts = {
            "B": _indicator(content, chosen),
            "C": target.quote.join(writing(content.lang).quotes),
            "D": _document(content, chosen),
            "E": str(target.year)
            if target.ends_year
            else writing(content.lang).date(target.due_date),
            "F": content.conditions[chosen.id],
        }
        row = top + number
        for letter in _WIDTHS:
            alignment = looks.CENTRE if letter in "AE" else looks.WRAP
            look = {"font": looks.PLAIN, "border": looks.BOX, "alignment": alignment}
            put(sheet[f"{letter}{row}"], texts.get(letter, str(number)), **look)
        wrapped = [(text, _WIDTHS[letter]) for letter, text in texts.items()]
        sheet.row_dimensions[row].height = looks.height(wrapped)


def _indicator(content: Content, chosen: Chosen) -> str:
    indicator = content.catalogue.indicators[chosen.indicator]
    return f"{indicator.names.get(content.lang)} ({content.unit(indicator)})"


def _document(content: Content, chosen: Chosen) -> str:
    document = chosen.pack.document
    return document.number or document.title.get(content.lang)
