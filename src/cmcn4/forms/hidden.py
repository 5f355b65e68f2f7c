"""The hidden sheet: what each line stands for, and the lists to choose from.

It is hidden, not «very hidden»: there is no secret in it, and LibreOffice knows only the one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from cmcn4.forms.carry import Figure
from cmcn4.forms.formulas import BLANKS, WORDS
from cmcn4.forms.layout import Content
from cmcn4.forms.looks import protect, put
from cmcn4.model.form import FORMAT, Asked, Earlier
from cmcn4.model.observation import column_letters

TITLE = "cmcn4"
_LISTS = 11
"""Column of the first list; the ids end before it."""
NO_FIGURE = ("-", "–", "..", "…", "...", "n/a", "x")
"""What stands in a cell for no figure."""
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
    for row, texts in enumerate(_ids(content), 1):
        for column, text in enumerate(texts, 1):
            put(sheet[f"{column_letters(column)}{row}"], text)
    for column, (name, texts) in enumerate(_lists(content).items(), _LISTS):
        letters = column_letters(column)
        for row, text in enumerate(texts, 1):
            put(sheet[f"{letters}{row}"], text)
        place = f"'{TITLE}'!${letters}$1:${letters}${max(1, len(texts))}"
        book.defined_names[name] = DefinedName(name, attr_text=place)
    protect(sheet)


def _ids(content: Content) -> Iterator[tuple[str, ...]]:
    """Yield the years, what each line stands for, and what was filled in when it was made."""
    yield FORMAT, " ".join(content.years)
    for line in content.lines:
        yield content.codes[line.series], *line.series, *content.labels(line.series)[:3]
    for key, figure in content.carried.figures.items():
        if key.series in content.codes:
            yield f"{content.codes[key.series]}/{key.period}", *_earlier(content, key, figure)


def _earlier(content: Content, key: Asked, figure: Figure) -> Earlier:
    """Return a figure as the cells of a line of its own would tell it."""
    origin = figure.row.origin
    value = f"{figure.value:f}" if isinstance(figure.value, Decimal) else figure.value
    unit = content.catalogue.indicators[key.indicator].unit
    if content.catalogue.units[unit].kind == "yes-no":
        value = content.say("yes" if figure.value else "no")
    released = origin.released.isoformat() if origin.released else ""
    return Earlier(value, origin.status, origin.source, origin.url, released, origin.note)


def _lists(content: Content) -> Mapping[str, tuple[str, ...]]:
    labels = [content.labels(line.series) for line in content.lines]
    sources = (
        content.catalogue.sources[name].names.get(content.lang)
        for line in content.lines
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
        BLANKS: NO_FIGURE,
    }


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
