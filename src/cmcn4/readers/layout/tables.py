"""Sheets: where the table of a sheet starts, what stands above it, which layout it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain, islice

from cmcn4.model.observation import Place, Sheet, column_letters
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.old_encodings import legacy_encoding
from cmcn4.readers.layout.goals import Goals, goal_columns
from cmcn4.readers.layout.header import LAST_HEADER_ROW, Header, find_header, names_of
from cmcn4.readers.layout.long import LongTable
from cmcn4.readers.layout.merged import below_first, filled_down
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.layout.titles import title_area
from cmcn4.readers.problems import Problem, Unreadable, found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.periods import is_school_year

_SAMPLE = 60
_KINDS = frozenset({"loai", "loai so lieu", "phan loai", "noi dung", "tinh chat", "kich ban",
                    "type", "kind", "scenario", "measure"})  # fmt: skip
"""Names of columns that may say of each row whether it is a target."""


class Outcome(Enum):
    """What became of a sheet."""

    READ = "read"
    EMPTY = "empty"
    HEADER_ONLY = "header-only"
    REFUSED = "refused"
    """A table of ours that cannot be read."""
    STRANGE = "strange"
    """No table of ours."""


def read_sheet(file: FileReading, raw: RawSheet) -> tuple[Outcome, Problem | None, Place]:
    """Read one sheet into the file; return what became of it, and what is wrong with it."""
    first = list(islice(raw.rows, LAST_HEADER_ROW + _SAMPLE))
    nowhere = Place(raw.sheet)
    if raw.formats_lost:
        lost = problem("legacy-format", suffix=raw.formats_lost)
        file.note(lost, Place(Sheet(raw.sheet.path)))
    _refuse_legacy(first)
    filled = [row for row in first if any(map(str.strip, row[1]))]
    if (not filled and next(_filled(raw.rows), None) is None) or _lists_ids(filled):
        return Outcome.EMPTY, None, nowhere
    header = find_header(first)
    if header:
        below = [row for row in first if row[0] > header.row]
        _decide_unit(file, header, below)
    what = _problem(raw, header) if header else None
    if header is None or what:
        return _read_wide(file, raw, first, header)
    place = Place(raw.sheet, header.row)
    recorder = _recorder(file, raw, header)
    title_area(file, recorder, [row for row in first if row[0] < header.row])
    rows: Iterator[Row] = chain(below, raw.rows)
    if raw.merges:
        values = header.columns["value"]
        rows = filled_down(rows, below_first(raw.merges, lambda column: column not in values))
    start = next(_filled(rows), None)
    if start is None:
        return Outcome.HEADER_ONLY, problem("file-empty", variant="header-only"), place
    before = len(file.observations)
    rows = chain((start,), rows)
    if raw.form:
        rows = raw.form.resolved(rows, raw, header, recorder)
    goals = Goals(_goal_columns(header, below))
    LongTable(recorder, header, goals).read(rows)
    goals.note(file, raw.sheet)
    recorder.finish()
    count = len(file.observations) - before
    _note_sheet(file, raw, header, count)
    if raw.form and not (count or file.findings):
        return Outcome.HEADER_ONLY, problem("file-empty", variant="form"), place
    return Outcome.READ, None, place


def _lists_ids(filled: list[Row]) -> bool:
    """Whether a sheet is that of a form's ids."""
    if not filled or not filled[0][1][0].startswith("cmcn4"):
        return False
    from cmcn4.readers.containers.form import is_ids  # noqa: PLC0415 - few files are forms

    return is_ids(filled)


def _problem(raw: RawSheet, header: Header) -> Problem | None:
    """Return why a table cannot be read; a form must have all of its columns."""
    lacking = raw.form.lacks(header) if raw.form else None
    return lacking or header.problem()


def _goal_columns(header: Header, below: list[Row]) -> tuple[int, ...]:
    """Return the columns of a long table that may tell targets from observations."""
    known = header.all("value", "area", "period", "source", "url")
    among = set(range(len(header.cells))).difference(known)
    named = {i for i in among if fold(header.cells[i]) in _KINDS}
    return tuple(sorted(named.union(goal_columns(below, among), header.all("status"))))


def _read_wide(
    file: FileReading, raw: RawSheet, first: list[Row], header: Header | None
) -> tuple[Outcome, Problem | None, Place]:
    """Read a sheet that is no long table; if it is no wide one either, say what is missing."""
    before = len(file.observations)
    place = Place(raw.sheet, header.row if header else None)
    if header and (header.complete or raw.form):
        return Outcome.REFUSED, _problem(raw, header), place  # a long table with a column twice
    from cmcn4.readers.layout.wide_sheet import read_wide  # noqa: PLC0415 - tidy files need none of it

    became = read_wide(file, raw, first)
    if became is True:
        _note_hidden(file, raw, len(file.observations) - before)
        return Outcome.READ, None, Place(raw.sheet)
    if header and header.found > 1:
        return Outcome.REFUSED, header.problem(), place
    years = [cell for cell in header.cells if is_school_year(cell)] if header else []
    if years:
        what = problem("period-unreadable", variant="school", found=found(years[0]))
        return Outcome.REFUSED, what, place
    if became:
        return Outcome.REFUSED, *became
    if header is None:
        filled = [cells for _, cells in first if any(map(str.strip, cells))]
        seen = names_of(filled[0]) if filled else ()
        return Outcome.STRANGE, problem("header-not-found", seen=seen), Place(raw.sheet)
    return Outcome.STRANGE, header.problem(), place


def _refuse_legacy(rows: list[Row]) -> None:
    """Refuse text of before Unicode: passed on, it would be other words."""
    legacy = legacy_encoding(cell for _, cells in rows for cell in cells)
    if legacy:
        name, example = legacy
        raise Unreadable(code="legacy-vietnamese-encoding", found=f"{name}: {found(example)}")


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if any(map(str.strip, row[1])))


def _recorder(file: FileReading, raw: RawSheet, header: Header) -> Recorder:
    columns = {role: indices[0] + 1 for role, indices in header.columns.items()}
    recorder = Recorder(file, raw.sheet, columns)
    recorder.publisher = header.publisher
    if raw.form:
        recorder.form, recorder.default_area = True, ""  # its rows name their areas
    for language, count in header.languages.items():
        languages = file.context.languages
        languages[language] = languages.get(language, 0) + count
    return recorder


def _decide_unit(file: FileReading, header: Header, rows: list[Row]) -> None:
    """Decide what columns called «đơn vị» hold: units of measure, or reporting units."""
    for index in header.undecided:
        texts = Counter(cells[index] for _, cells in rows if index < len(cells) and cells[index])
        areas = sum(n for text, n in texts.items() if file.context.areas.known(text))
        units = sum(
            n for text, n in texts.items() if unit_key(text) in file.context.vocabulary.units
        )
        area = "unit" in header.columns or areas > units
        role = "area" if area and "area" not in header.columns else "unit"
        header.columns.setdefault(role, []).append(index)
        header.languages["vi"] = header.languages.get("vi", 0) + 1


def _note_sheet(file: FileReading, raw: RawSheet, header: Header, count: int) -> None:
    """Note what all rows of a sheet share."""
    if count and "source" not in header.columns:
        what = problem("source-missing", variant="column", rows=count)
        file.note(what, Place(raw.sheet, header.row), count)
    _note_hidden(file, raw, count)


def _note_hidden(file: FileReading, raw: RawSheet, count: int) -> None:
    hidden = raw.hidden
    if hidden and hidden.beyond:
        column = "AMJ" if raw.sheet.name else "XFD"
        what = problem("rows-skipped", variant="beyond", cells=hidden.beyond, column=column)
        file.note(what, Place(raw.sheet), hidden.beyond)
    if count and hidden:
        if hidden.sheet:
            file.note(problem("hidden-data", variant="sheet"), Place(raw.sheet))
        if hidden.rows or hidden.columns:
            file.note(_hidden_cells(hidden), Place(raw.sheet, hidden.row, hidden.column))


def _hidden_cells(hidden: Hidden) -> Problem:
    """Return how many rows and columns are hidden, and the first as Excel writes them: `3:3`."""
    letters = column_letters(hidden.column) if hidden.column else ""
    first = [f"{each}:{each}" for each in (hidden.row, letters) if each]
    return problem(
        "hidden-data",
        variant="cells",
        rows=hidden.rows,
        columns=hidden.columns,
        first=tuple(first) or "–",
    )
