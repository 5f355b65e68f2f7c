"""What stands around a table: title, unit line, source line, the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cmcn4.model.observation import Sheet
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings import Headings
from cmcn4.readers.reading import Context
from cmcn4.readers.values.labels import is_text, without_footnote
from cmcn4.readers.values.periods import When, when

_UNIT_LINES = frozenset({"don vi tinh", "dvt", "don vi", "unit", "units", "unit of measure"})
_SOURCE_LINES = frozenset({"nguon", "nguon so lieu", "source", "sources", "data source"})
_INDICATOR_LINES = frozenset({"chi tieu", "indicator", "chi so", "ten chi tieu"})
_PERIOD_LINES = frozenset(
    {"nam", "nam bao cao", "ky bao cao", "ky so lieu", "year", "period", "reporting year", "ky"}
)
_NUMBERED = re.compile(
    r"^(?:bảng|biểu|table|phụ lục|annex)(?: số)?\s*[\d.]*\w?\s*[.:–-]?\s*", re.IGNORECASE
)
_BY = re.compile(r"\s+(?:by|phân theo|chia theo|theo)\s+", re.IGNORECASE)
_YEAR_AT_END = re.compile(
    r",?\s*\(?(?:(?:in|năm|year)\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\)?$", re.IGNORECASE
)
# A day of a decision or of signing is not the year of the figures.
_NAMED_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\b(?:nam|year) (\d{4})\b(?! \d{4})")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(slots=True)
class Surroundings:
    """What a table's surroundings say of all its values."""

    unit: str = ""
    source: str = ""
    indicator: str = ""
    """Text of a known indicator; else the title, if the table has one."""
    periods: tuple[str, ...] = ()
    """Codes of the periods named: the values' own if it is just one."""


def around(
    rows: Sequence[Row], below: Iterable[Row], where: Sheet, context: Context
) -> Surroundings:
    """Look at the rows above a table, those below it, the names of its sheet and its file."""
    found, sheet = Surroundings(), where.name or ""
    titles: list[str] = []
    named: list[When] = []
    for name, text in _lines(rows):
        if name in _UNIT_LINES:
            found.unit = text
        elif name in _SOURCE_LINES:
            found.source = found.source or text
        elif name in _INDICATOR_LINES:
            titles.insert(0, text)
        elif name in _PERIOD_LINES and when(text):
            named += [period for period in (when(text),) if period]
        elif not name and is_text(text):
            titles.append(text)
    for name, text in _lines(below):
        if name in _SOURCE_LINES and not found.source:
            found.source = text
    found.indicator = _indicator([*titles, sheet], Headings(context))
    if not found.indicator:  # a title that names something else would be believed
        found.indicator = _indicator(["", _file_name(where.path)], Headings(context))
    found.periods = _periods(named, titles, sheet)
    return found


def _lines(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield what is said as «name: text», in one cell or two, and other texts with no name."""
    for _, cells in rows:
        filled = [clean(cell) for cell in cells if cell and not cell.isspace()]
        if not filled:
            continue
        name, colon, text = filled[0].partition(":")
        key = fold(name)
        if key in _ALL and (text.strip() or len(filled) > 1):
            yield key, text.strip() or filled[1]
            continue
        for each in dict.fromkeys(filled):
            name, colon, text = each.strip("()").partition(":")
            yield (fold(name), text.strip()) if colon and fold(name) in _ALL else ("", each)


_ALL = _UNIT_LINES | _SOURCE_LINES | _INDICATOR_LINES | _PERIOD_LINES


def _indicator(titles: Sequence[str], headings: Headings) -> str:
    """Return the one indicator that the titles name; else the first title."""
    known: dict[str, str] = {}
    for title in titles:
        for form in _forms(title):
            heading = headings.read((form,))
            if heading.indicator and not heading.goal:
                known.setdefault(fold(heading.indicator), heading.indicator)
                break
    if len(known) == 1:
        return next(iter(known.values()))
    return "" if known else next(iter(titles[:-1]), "")


def _file_name(path: str) -> str:
    """Return the name of a file without its type: `internet-users.csv`, `indicator_17-8-1.csv`."""
    return PurePosixPath(path.lower().removesuffix(".gz")).stem.replace("_", " ")


def _forms(title: str) -> Iterator[str]:
    """Yield a title, then without its number, its year, and what it is broken down by."""
    text = without_footnote(title)
    yield text
    text = _NUMBERED.sub("", text)
    yield text
    cuts = [match.start() for match in _BY.finditer(text)]
    for cut in [*reversed(cuts), None]:
        form = without_footnote(text[:cut])
        yield form
        yield without_footnote(_YEAR_AT_END.sub("", form))


def _periods(named: list[When], titles: Sequence[str], sheet: str) -> tuple[str, ...]:
    """Return the periods named by a line of their own, else by titles and the sheet's name."""
    if named:
        return tuple(dict.fromkeys(each.period.code for each in named))
    codes: dict[str, None] = {}
    for title in titles:
        whole = when(title)
        if whole:
            codes[whole.period.code] = None
        codes.update(dict.fromkeys(_NAMED_YEAR.findall(fold(title))))
    of_sheet = when(sheet) if sheet else None
    if of_sheet:
        codes[of_sheet.period.code] = None
    elif sheet:
        codes.update(dict.fromkeys(_ANY_YEAR.findall(sheet)))
    return tuple(codes)
