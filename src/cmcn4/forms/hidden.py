"""The hidden sheet: what each line stands for, and the lists to choose from.

It is hidden, not «very hidden»: there is no secret in it, and LibreOffice knows only the one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from cmcn4.forms.formulas import WORDS
from cmcn4.forms.layout import Content
from cmcn4.forms.looks import protect, put
from cmcn4.model.form import FORMAT
from cmcn4.model.observation import column_letters

TITLE = "cmcn4"
_LISTS = 11
"""Column of the first list; the ids end before it."""
BEGINNINGS = (
    *"0123456789-–+.…<>≤≥=~≈",
    "trên", "hơn", "gần", "dưới", "khoảng", "ước", "đạt", "ít nhất", "tối thiểu", "không",
    "nhiều nhất", "tối đa", "xấp xỉ", "chưa", "thứ", "hạng", "nhóm",
    "over", "above", "more than", "greater than", "under", "below", "less than", "nearly",
    "almost", "about", "around", "approx", "at least", "at most", "up to", "est", "rank", "tier",
    "n/a", "no data", "not available",
)  # fmt: skip
"""How texts begin that our readers take for a bound, an estimate, a rank or a missing value."""


def hidden_sheet(book: Workbook, content: Content) -> None:
    """Add the sheet, and a defined name for each list."""
    sheet = book.create_sheet(TITLE)
    sheet.sheet_state = "hidden"
    put(sheet["A1"], FORMAT)
    for row, line in enumerate(content.plan.lines, 2):
        shown = (content.codes[line.asked], *line.asked, *content.labels(line.asked))
        for column, text in enumerate(shown, 1):
            put(sheet[f"{column_letters(column)}{row}"], text)
    for column, (name, texts) in enumerate(_lists(content).items(), _LISTS):
        letters = column_letters(column)
        for row, text in enumerate(texts, 1):
            put(sheet[f"{letters}{row}"], text)
        place = f"'{TITLE}'!${letters}$1:${letters}${max(1, len(texts))}"
        book.defined_names[name] = DefinedName(name, attr_text=place)
    protect(sheet)


def _lists(content: Content) -> Mapping[str, tuple[str, ...]]:
    labels = [content.labels(line.asked) for line in content.plan.lines]
    sources = (
        content.catalogue.sources[name].names.get(content.lang)
        for line in content.plan.lines
        for name in content.indicator(line).sources
        if name in content.catalogue.sources
    )
    return {
        "cmcn4_status": tuple(
            content.say(f"status.{word}") for word in ("final", "estimate", "provisional")
        ),
        "cmcn4_areas": _once(label.area for label in labels),
        "cmcn4_indicators": _once(label.indicator for label in labels),
        "cmcn4_breakdowns": _once(label.breakdown for label in labels if label.breakdown),
        "cmcn4_source": _once(sources),
        WORDS: BEGINNINGS,
    }


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
