"""Sheets: their tables one after the other, each with what stands around it, and their account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from itertools import chain, islice

from cmcn4.model.account import accounted
from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Place, Sheet
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.old_encodings import refuse_legacy
from cmcn4.readers.layout.contents import lists_pages
from cmcn4.readers.layout.form_columns import Grid, grid_of
from cmcn4.readers.layout.headings.block import Block, filled, side_by_side
from cmcn4.readers.layout.headings.blocks import LAST_HEADER_ROW, Finder
from cmcn4.readers.layout.headings.columns import names_of
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.headings.unlabelled import without_labels
from cmcn4.readers.layout.reader import Layout, read_block
from cmcn4.readers.layout.roles.looks import figures, is_figure
from cmcn4.readers.layout.roles.plan import Fault
from cmcn4.readers.layout.roles.traits import publishers_own
from cmcn4.readers.layout.surroundings.around import around
from cmcn4.readers.layout.surroundings.covers import keep_comments, keep_lines
from cmcn4.readers.layout.surroundings.dated import year_above
from cmcn4.readers.layout.surroundings.footer import Footer, sources
from cmcn4.readers.layout.surroundings.hidden import as_shown, note_hidden, refuse_cut_off
from cmcn4.readers.layout.surroundings.submitter import submitter
from cmcn4.readers.layout.surroundings.whose import sender
from cmcn4.readers.problems import Problem, Unreadable, found, problem
from cmcn4.readers.reading import Cells, FileReading
from cmcn4.readers.values.periods import is_school_year

_SAMPLE = 60
_TOLD = frozenset({"indicator-ambiguous", "period-unreadable"})
"""What is told of a table whatever its columns are called."""


class Outcome(Enum):
    """What became of a sheet."""

    READ = "read"
    EMPTY = "empty"
    HEADER_ONLY = "header-only"
    REFUSED = "refused"
    """A table of ours that cannot be read."""
    STRANGE = "strange"
    """No table of ours."""


class Became(NamedTuple):
    """What became of a sheet, and what is wrong with it."""

    outcome: Outcome
    what: Problem | None
    place: Place


def read_sheet(file: FileReading, raw: RawSheet) -> Became:
    """Read one sheet into the file."""
    first, nowhere = _beginning(file, raw), Place(raw.sheet)
    some = list(_filled(first))
    if (not some and next(_filled(raw.rows), None) is None) or _lists_ids(some):
        keep_comments(raw, file.context.texts, file.unread)
        return Became(Outcome.EMPTY, None, nowhere)
    first, rest = without_labels(first, raw.rows, file.context.indicators)
    raw.lines = raw.lines if rest is raw.rows else None
    texts = file.context.texts
    grid = grid_of(raw.form, first)
    finder = _finder(first, texts, raw)
    block = None if grid else finder.best(range(min(len(first), LAST_HEADER_ROW)))
    before, most = file.read, file.context.options.limits.table_cells
    above = first[: grid.heading if grid else block.top if block else LAST_HEADER_ROW]
    by = submitter(above, raw.sheet, file.context.areas)
    if by.says_nothing and file.letterhead is not None:
        by = file.letterhead  # a cover says it for the sheets behind it
    if area := sender(by, raw.sheet, file.context.options):
        file.senders[area] = None
    layout = Layout(file, raw, texts, by)
    if grid is not None:
        became = _grid(layout, grid, first, rest)
    elif block is None:
        became = _without_table(layout, first, _kept(first, rest, most))
    elif layout.streams(block, first) and not finder.above(block):
        became = _streamed(layout, block, first, rest)
    else:
        became = _tables(layout, _kept(first, rest, most))
    layout.left["error"] += refuse_cut_off(file, raw)
    read = file.read - before
    if file.letterhead is None:
        cover = by if read else submitter(first[:LAST_HEADER_ROW], raw.sheet, file.context.areas)
        file.letterhead = cover if cover.place is not None and cover.place.row else None
    if not (read or raw.form):
        file.published |= publishers_own(first[:LAST_HEADER_ROW], raw.sheet)
        file.figures += sum(figures(cells) for _, cells in first)
        if block and not any(is_figure(cell) for _, cells in first for cell in cells):
            keep_lines(first, raw.sheet, texts, file.unread)
    keep_comments(raw, texts, file.unread)
    note_hidden(file, raw, read)
    file.account(accounted(raw.sheet, read, layout.left))
    return became


def _without_table(layout: Layout, first: Sequence[Row], rows: Sequence[Row]) -> Became:
    """Keep what a sheet without a table says, and count its numbers; say what it may be."""
    keep_lines(first, layout.raw.sheet, layout.texts, layout.file.unread)
    if not lists_pages(rows):
        ids = layout.count_outside(rows, (), below=None)
        return _told_of(layout, _nothing(layout.raw, first, layout), ids)
    layout.left["counter"] += sum(is_figure(cell) for _, cells in rows for cell in cells)
    some = next(_filled(first), None)
    what = problem("header-not-found", seen=names_of(some[1]) if some else ())
    return Became(Outcome.STRANGE, what, Place(layout.raw.sheet))


def _finder(rows: Sequence[Row], texts: Texts, raw: RawSheet) -> Finder:
    """Return what finds the tables among the rows of a sheet."""
    return Finder(rows, texts, raw.merges, partial(year_above, where=raw.sheet))


def _beginning(file: FileReading, raw: RawSheet) -> list[Row]:
    """Return the rows in which a table may begin, as they are shown."""
    if raw.merges and raw.form is None:  # a form has words of its own for what is merged
        raw.hidden = raw.hidden or Hidden()
        raw.rows = as_shown(raw.rows, raw.merges, raw.hidden)
    first = list(islice(raw.rows, LAST_HEADER_ROW + _SAMPLE))
    if raw.formats_lost:
        lost = problem("legacy-format", suffix=raw.formats_lost, variant=raw.formats_lost[1:])
        file.note(lost, Place(Sheet(raw.sheet.path)))
    refuse_legacy(cell for _, cells in first for cell in cells)
    return first


def _streamed(layout: Layout, block: Block, first: list[Row], rest: Iterator[Row]) -> Became:
    """Read a table whose rows say all that is to be known of them, without keeping them."""
    above, below = first[: block.top], first[block.bottom + 1 :]
    rows = chain(below, rest)
    start = next(_filled(rows), None)
    place = Place(layout.raw.sheet, block.row)
    if start is None:
        return Became(Outcome.HEADER_ONLY, problem("file-empty", variant="header-only"), place)
    layout.count_outside(above, (), below=block)
    rows = chain((start,), rows)
    layout.streaming = True
    fault = read_block(layout, block, above, (below, rows))
    layout.streaming = False
    if fault is not None:
        layout.count_body(block, rows, ours=True)
    if layout.another:
        _read_on(layout, layout.another, rows)
    if fault is None and layout.raw.form and not (layout.file.read or layout.file.findings):
        return Became(Outcome.HEADER_ONLY, problem("file-empty", variant="form"), place)
    return Became(Outcome.READ, None, place) if fault is None else _refused(layout, block, fault)


def _read_on(layout: Layout, header: Row, rows: Iterable[Row]) -> None:
    """Read the tables that follow one which was read row by row."""
    became = _tables(
        layout, _kept((header,), rows, layout.file.context.options.limits.table_cells), 1
    )
    if became.what:
        layout.file.note(became.what, became.place)


def _grid(layout: Layout, grid: Grid, first: Sequence[Row], rest: Iterator[Row]) -> Became:
    """Read a form with a column for each year."""
    from cmcn4.readers.layout.form_grid import read_grid  # noqa: PLC0415 - few files are forms

    what = read_grid(layout, grid, first, rest)
    place = Place(layout.raw.sheet, first[grid.heading][0])
    if what is None:
        return Became(Outcome.READ, None, place)
    empty = what.code == "file-empty"
    return Became(Outcome.HEADER_ONLY if empty else Outcome.REFUSED, what, place)


def _refused(layout: Layout, block: Block, fault: Fault) -> Became:
    column = None if fault.at is None else fault.at + 1
    return Became(Outcome.REFUSED, fault.what, Place(layout.raw.sheet, block.row, column))


def _tables(layout: Layout, rows: list[Row], headers: int = LAST_HEADER_ROW) -> Became:
    """Read all tables of a sheet; the first begins among its first rows, `headers` of them."""
    blocks = _finder(rows, layout.texts, layout.raw).all(headers)
    problems: list[tuple[Became, tuple[str, ...]]] = []
    read = start = 0
    spans = []
    for index, block in enumerate(blocks):
        end = blocks[index + 1].top if index + 1 < len(blocks) else len(rows)
        above, below = rows[start : block.top], rows[block.bottom + 1 : end]
        body, start = _without_title(below, end, layout.raw, last=end == len(rows))
        spans.append((block.top, start))
        for part in side_by_side(block):
            fault = read_block(layout, part, above, (body, iter(body)))
            if fault is None:
                read += 1
                continue
            ours = fault.what.code in _TOLD or layout.is_ours(part, body)
            ours = ours or (index > 0 and _may_go_on(layout, part))
            named = layout.count_body(part, body, ours=ours)
            if ours or named:
                surer = layout.nearly(above)  # a header that lacks one column, taken for a title
                became = (
                    Became(Outcome.REFUSED, *surer[1:])
                    if surer and surer[0]
                    else _refused(layout, part, fault)
                )
                problems.append((became, named))
    ids = layout.count_outside(rows, spans, below=blocks[0] if read else None)
    if not read:
        first = problems[0] if problems else (_nothing(layout.raw, rows, layout), ids)
        return _told_of(layout, *first)
    for became, named in problems:
        if became.what:
            layout.file.block(became.what, became.place, Cells(named, (None,)))
    return Became(Outcome.READ, None, Place(layout.raw.sheet))


def _may_go_on(layout: Layout, block: Block) -> bool:
    """Whether a table may be a part of what the titles above name, by its header."""
    if block.texts != layout.titles.header:
        return False
    said = around(layout.titles.rows, Footer(), layout.raw.sheet, layout.texts)
    return isinstance(layout.file.context.indicators.find((said.indicator,)), Indicator)


def _told_of(layout: Layout, became: Became, ids: tuple[str, ...]) -> Became:
    """Tell what is wrong with a sheet as what blocks the indicators of ours that it names."""
    if not ids or became.what is None:
        return became
    layout.file.block(became.what, became.place, Cells(ids, (None,)))
    return Became(Outcome.REFUSED, None, became.place)


def _nothing(raw: RawSheet, rows: Sequence[Row], layout: Layout) -> Became:
    """Return why no table was found, as well as it can be told."""
    place = Place(raw.sheet)
    some = [cells for _, cells in _filled(rows)]
    years = [cell for cells in some[:LAST_HEADER_ROW] for cell in cells if is_school_year(cell)]
    if years:
        what = problem("period-unreadable", variant="school", found=found(years[0]))
        return Became(Outcome.REFUSED, what, place)
    missing = layout.nearly(rows[:LAST_HEADER_ROW])
    if missing:
        return Became(Outcome.REFUSED if missing[0] else Outcome.STRANGE, *missing[1:])
    seen = names_of(some[0]) if some else ()
    return Became(Outcome.STRANGE, problem("header-not-found", seen=seen), place)


def _without_title(
    body: Sequence[Row], end: int, raw: RawSheet, *, last: bool
) -> tuple[Sequence[Row], int]:
    """Cut the title of the next table off the end of this one, but for its own source."""
    cut = len(body)
    while not last and cut and len(filled(body[cut - 1][1])) <= 1:
        cut -= 1
    ends = cut
    while cut and ends < len(body) and body[ends][0] == body[ends - 1][0] + 1:
        if not sources(body[ends : ends + 1], raw.sheet):
            break
        ends += 1
    if ends < len(body):  # what stands right above the next header is that one's
        cut = ends
    return body[:cut], end - (len(body) - cut)


def _kept(first: Sequence[Row], following: Iterable[Row], most: int) -> list[Row]:
    """Return all rows of a sheet; raise Unreadable when their cells are too many to be kept."""
    rows = list(first)
    size = sum(len(cells) for _, cells in rows)
    for row in following:
        size += len(row[1]) + 1
        if size > most:
            raise Unreadable(row=row[0], variant="too-many-cells", limit=most // 1_000_000)
        rows.append(row)
    return rows


def _lists_ids(rows: list[Row]) -> bool:
    """Whether a sheet is that of a form's ids."""
    if not rows or not rows[0][1][0].startswith("cmcn4"):
        return False
    from cmcn4.readers.containers.form import is_ids  # noqa: PLC0415 - as above

    return is_ids(rows)


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if filled(row[1]))
