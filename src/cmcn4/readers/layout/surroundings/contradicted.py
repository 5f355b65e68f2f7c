"""Lines above a table that contradict all of its rows: another unit, an earlier time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from cmcn4.errors import MOST_SHOWN
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Observation, Place, Sheet
from cmcn4.model.period import YEAR, Period, parse
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block, filled
from cmcn4.readers.layout.headings.bodies import PLACE_AND_DAY, is_reference
from cmcn4.readers.layout.headings.brackets import in_brackets
from cmcn4.readers.layout.headings.inside import IN_YEAR
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.roles.looks import is_figure
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.layout.surroundings.dated import dated, file_name
from cmcn4.readers.layout.surroundings.disagreeing import disagreeing
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.periods import has_part, means, when
from cmcn4.readers.values.phrases import is_missing
from cmcn4.readers.values.units import is_mismatch, is_unit, read_unit, without_caption

_UPDATED = Pattern(r"(?:cập nhật|updated)\s", re.IGNORECASE)
_ONE_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_YEARS = Pattern(r"\b(?:19|20)[0-9]{2} ?[-–—] ?(?:19|20)?[0-9]{2}\b")
_LONGEST_UNIT = 2  # words
_LATE = 10
"""The first month in which a day may be that of figures of its year."""
_BASES = frozenset(("goc", "so sanh", "co so", "base", "baseline"))
"""What a year is called that figures are compared with."""


def tell_contradicted(
    file: FileReading,
    table: tuple[Block, Plan, Around],
    rows: tuple[Sequence[Row], Sequence[Row]],
    texts: Texts,
    read: int,
) -> None:
    """Warn of a unit or a time above a table that no row agrees with, the last `read` figures.

    `rows` are those above it, and its own. Where one row agrees, the others are exceptions.
    """
    block, plan, said = table
    own = dict(rows[1])
    figures = [each for each in file.observations[-read:] if each.row in own] if read else []
    if not figures:
        return
    sheet = figures[0].sheet
    told = (
        *_units(file, plan, said, own, figures),
        *_times(said, texts, _names_of(sheet), figures),
        *_letters(chain(*rows), figures),
        *islice(_alone(rows[0], figures), MOST_SHOWN),
    )
    for text, what in told:
        named = (each.place for each in said.said if (each.role, each.text) == ("unit", text))
        stands = _places(text, (*rows[0], *rows[1]), sheet)
        file.note(what, next(chain(named, stands), Place(sheet, block.row)), len(figures))
    _keep_unread(file, (block, said), rows[0], figures)
    for place, what in disagreeing((block, plan), own, figures):
        file.note(what, place)


def _keep_unread(
    file: FileReading,
    table: tuple[Block, Around],
    rows: Sequence[Row],
    figures: Sequence[Observation],
) -> None:
    """Keep what names a part of the year that the figures below are of, or a time after them."""
    (block, _), unread, sheet = table, file.unread, figures[0].sheet
    names = [*_names_of(sheet)]
    for text, place in _later(table, names, figures):
        unread.add(text, place or next(_places(text, rows, sheet), Place(sheet, block.row)))
    if not all(each.period.kind >= YEAR for each in figures):
        return
    if when(names[1]):
        names.pop()  # «Q3-2025»: when the file was sent
    for name in (name for name in names if has_part(name.replace("-", " "))):
        unread.add(name, Place(sheet))
    for row, cells in rows if not unread.is_full(sheet) else ():
        for at, text in enumerate(cells):
            if has_part(text) and not is_reference(text):
                unread.add(text, Place(sheet, row, at + 1))


def _names_of(sheet: Sheet) -> tuple[str, str]:
    """Return the names of a sheet and of its file."""
    return sheet.name or "", file_name(sheet.path)


def _places(text: str, rows: Iterable[Row], sheet: Sheet) -> Iterator[Place]:
    """Yield the cells that have a text."""
    for row, cells in rows:
        yield from (Place(sheet, row, at + 1) for at, cell in enumerate(cells) if text in cell)


def _units(
    file: FileReading,
    plan: Plan,
    said: Around,
    rows: Mapping[int, Sequence[str]],
    figures: Sequence[Observation],
) -> Iterator[tuple[str, Problem]]:
    """Yield the unit above a table, or a line in it, where each row below has another one."""
    at = plan.single.get("unit")
    if at is None:
        return
    vocabulary = file.context.vocabulary
    sections: list[tuple[str, dict[int, str]]] = [(said.unit, {})]
    for row, cells in rows.items():
        texts = filled(cells)
        alone = texts[0] if len(texts) == 1 else ""
        if (unit := without_caption(alone)) != alone and is_unit(vocabulary, unit):
            sections.append((alone, {}))
        elif any(is_figure(cells[i]) for i in plan.values if i < len(cells)):
            sections[-1][1][row] = cells[at] if at < len(cells) else ""
    for line, units in sections:
        own = [each for each in figures if each.row in units]
        if line and own and _disagrees(vocabulary, line, units, own):
            examples = tuple(map(found, dict.fromkeys(units.values())))[:3]
            yield line, problem("unit-suspicious", variant="around", found=found(line),
                                examples=examples)  # fmt: skip


def _disagrees(
    vocabulary: Vocabulary, line: str, units: Mapping[int, str], figures: Sequence[Observation]
) -> bool:
    """Whether no row has the unit of a line above it, and no figure may be in that."""
    key = unit_key(without_caption(line))
    if any(is_missing(unit) or unit_key(without_caption(unit)) == key for unit in units.values()):
        return False  # it is that of some rows
    for each in figures:
        indicator, year = vocabulary.catalogue.indicators[each.indicator], each.period.year
        around = read_unit(vocabulary, indicator, line, year)
        wrong = around.problem
        if wrong and not is_mismatch(wrong) and len(key.split()) > _LONGEST_UNIT:
            return False  # «theo từng chỉ tiêu»
        if around == read_unit(vocabulary, indicator, units[each.row], year):
            return False
    return True


def _times(
    said: Around, texts: Texts, names: Sequence[str], figures: Sequence[Observation]
) -> Iterator[tuple[str, Problem]]:
    """Yield the titles that say of all figures that they are of an earlier time."""
    first = min(each.period.first for each in figures)
    last = max(each.period.last for each in figures)
    years = {each.period.code for each in figures}
    if said.cumulated and all(year in said.cumulated for year in years):  # «9 THÁNG NĂM 2025»
        own = figures[0].period.code
        what = problem("unit-suspicious", variant="dated", found=found(said.cumulated), period=own)
        yield said.cumulated, what
    whole = all(each.period.kind >= YEAR for each in figures)
    yearly = whole and all(each.period.kind == YEAR for each in figures)
    for name in names:
        if whole and IN_YEAR.search(fold(name)) and not said.others:
            yield name, problem("unit-suspicious", variant="dated", found=found(name),
                                period=figures[0].period.code)  # fmt: skip
    for title, named in _days(said, texts, names):
        late = named.last.month >= _LATE or not whole
        if named.last < first or (named.last < last and named.first == named.last and not late):
            yield title, problem("unit-suspicious", variant="dated", found=found(title),
                                 period=figures[0].period.code)  # fmt: skip
    for title in said.titles:
        read = texts.read(_UPDATED.sub("", title))
        base = any(f" {word} " in f" {fold(title)} " for word in _BASES)
        periods = [read.period if read.known else None, *map(when, in_brackets(title))]
        before = not base and any(each.period.last < first for each in periods if each)
        if before or (yearly and _is_of_several_years(title)):
            yield title, problem("unit-suspicious", variant="dated", found=found(title),
                                 period=figures[0].period.code)  # fmt: skip


def _later(
    table: tuple[Block, Around], names: Sequence[str], figures: Sequence[Observation]
) -> Iterator[tuple[str, Place | None]]:
    """Yield what says that all figures are of a time that comes after them, and its own place.

    A title or a name may be that of a report a year later, or of plans in another column.
    """
    block, said = table
    last = max(each.period.last for each in figures)
    headed = " ".join(block.texts)
    for each in said.said:
        period = parse(each.text) if each.role == "period" else None
        if period and period.first > last:
            yield each.text, each.place
    for text in (*said.titles, *names):
        years = [period.first.year for period in map(parse, dated((text,), "").periods) if period]
        if years and min(years) > last.year + 1 and str(min(years)) not in headed:
            yield text, None


def _days(said: Around, texts: Texts, names: Sequence[str]) -> Iterator[tuple[str, Period]]:
    """Yield the day, or the period, that a line says figures are of, with what says it."""
    for each in said.said:
        if each.role == "period" and (period := parse(each.text)):
            yield each.text, period
    for name in names:
        read = texts.read(name)  # «Lào Cai 2024»
        if named := when(name) or (read.period if read.known else None):
            yield name, named.period
    for title in filter(lambda title: any(map(str.isdigit, title)), said.titles):
        periods = filter(None, map(parse, dated((title,), "").periods))
        yield from ((title, period) for period in periods if period.first == period.last)


def _is_of_several_years(title: str) -> bool:
    """Whether a title names the mean of some years, and no year by itself."""
    rest = _YEARS.sub(" ", title)
    return rest != title and means(title) and _ONE_YEAR.search(rest) is None


def _alone(rows: Iterable[Row], figures: Sequence[Observation]) -> Iterator[tuple[str, Problem]]:
    """Yield the time that stands alone in a row above a table, and is not that of its figures.

    A day, a year and what ends with the year may be those of a letter: they must be earlier.
    """
    first = min(each.period.first for each in figures)
    last = max(each.period.last for each in figures)
    whole = all(each.period.kind >= YEAR for each in figures)
    lines = (filled(cells) for _, cells in rows)
    for text in (texts[0] for texts in lines if len(texts) == 1):
        named = when(text)
        part = named and whole and named.period.first < named.period.last < last
        if named and (named.period.last < first or (part and named.period.kind < YEAR)):
            yield text, problem("unit-suspicious", variant="dated", found=found(text),
                                period=figures[0].period.code)  # fmt: skip


def _letters(rows: Iterable[Row], figures: Sequence[Observation]) -> Iterator[tuple[str, Problem]]:
    """Yield the day of a letter that is older than half the time whose results it tells."""
    results = [each.period for each in figures if each.origin.status == "final"]
    last = max(results, key=lambda period: period.last, default=None)
    texts = (clean(cell) for _, cells in rows for cell in filled(cells) if "," in cell)
    for text in texts if last else ():
        named = PLACE_AND_DAY.match(text)
        period = named and parse(f"{named[3]}-{named[2]:0>2}-{named[1]:0>2}")
        if last and period and period.last - last.first < last.last - period.last:
            yield text, problem("unit-suspicious", variant="letter", found=found(text),
                                period=last.code)  # fmt: skip
