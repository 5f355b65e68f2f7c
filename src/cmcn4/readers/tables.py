"""Sheets: where the table of a sheet starts, what stands above it, which layout it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import chain, islice

from cmcn4.model.observation import Place
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.cells import RawSheet, Row
from cmcn4.readers.header import LAST_HEADER_ROW, Header, find_header, names_of
from cmcn4.readers.long import LongTable
from cmcn4.readers.names import Near
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.records import Recorder

_SAMPLE = 60
_REPORTING_UNIT = ("don vi bao cao", "dia phuong bao cao", "reporting unit", "reporting area")


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
    filled = [row for row in first if any(map(str.strip, row[1]))]
    if not filled and next(_filled(raw.rows), None) is None:
        return Outcome.EMPTY, None, nowhere
    header = find_header(first)
    if header is None:
        seen = names_of(filled[0][1]) if filled else ()
        return Outcome.STRANGE, problem("header-not-found", seen=seen), nowhere
    below = [row for row in first if row[0] > header.row]
    _decide_unit(file, header, below)
    place = Place(raw.sheet, header.row)
    what = header.problem()
    if what:
        return Outcome.REFUSED if header.found > 1 else Outcome.STRANGE, what, place
    recorder = _recorder(file, raw, header)
    _title_area(file, recorder, [row for row in first if row[0] < header.row])
    rows = chain(below, raw.rows)
    start = next(_filled(rows), None)
    if start is None:
        return Outcome.HEADER_ONLY, problem("file-empty", variant="header-only"), place
    before = len(file.observations)
    LongTable(recorder, header).read(chain((start,), rows))
    recorder.finish()
    _note_sheet(file, raw, header, len(file.observations) - before)
    return Outcome.READ, None, place


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if any(map(str.strip, row[1])))


def _recorder(file: FileReading, raw: RawSheet, header: Header) -> Recorder:
    columns = {role: indices[0] + 1 for role, indices in header.columns.items()}
    recorder = Recorder(file, raw.sheet, columns)
    recorder.publisher = header.publisher
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


def _title_area(file: FileReading, recorder: Recorder, rows: list[Row]) -> None:
    """Take the file's own area from a line «Đơn vị báo cáo: …» above the table."""
    for number, cells in rows:
        for index, cell in enumerate(cells):
            if not fold(cell).startswith(_REPORTING_UNIT):
                continue
            at, named = index, cell.partition(":")[2].strip()
            while not named and at + 1 < len(cells):
                at += 1
                named = cells[at].strip()
            area = file.context.areas.in_title(named) if named else None
            if isinstance(area, Near):
                catalogue = file.context.vocabulary.catalogue.areas
                near = tuple(catalogue[each].names for each in area.ids)
                what = problem("area-unknown", found=found(area.text), nearest=near)
                file.note(what, Place(recorder.sheet, number, at + 1))
                recorder.default_area = ""  # whose figures these are is not known: none are used
            elif area:
                recorder.default_area = area.id


def _note_sheet(file: FileReading, raw: RawSheet, header: Header, count: int) -> None:
    """Note what all rows of a sheet share."""
    if count and "source" not in header.columns:
        what = problem("source-missing", variant="column", rows=count)
        file.note(what, Place(raw.sheet, header.row), count)
    if count and raw.hidden:
        hidden = raw.hidden
        variant = "sheet" if hidden.sheet else "cells"
        what = problem("hidden-data", variant=variant, rows=hidden.rows, columns=hidden.columns)
        file.note(what, Place(raw.sheet))
