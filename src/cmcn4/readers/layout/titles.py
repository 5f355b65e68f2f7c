"""Titles: whose figures a table holds, when a line above it or the sheet's name says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cmcn4.model.catalogue import Area
from cmcn4.model.observation import Place
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.records import Recorder
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.values.names import Near

_REPORTING_UNIT = ("don vi bao cao", "dia phuong bao cao", "reporting unit", "reporting area")
_KIND = re.compile(r"\b(?:tinh|thanh pho|tp|province of|city of) (?=\w)")
_LONGEST = 4
"""Words of the longest name of a province: Bà Rịa - Vũng Tàu."""


def title_area(file: FileReading, recorder: Recorder, rows: Sequence[Row]) -> None:
    """Take the file's own area from a line «Đơn vị báo cáo: …» above the table.

    Without one, a title or a sheet's name that names one province says whose figures these are,
    where no column does; that is noted, for it is read out of a sentence.
    """
    if not _reporting_unit(file, recorder, rows) and "area" not in recorder.columns:
        _named_province(file, recorder, rows)


def _reporting_unit(file: FileReading, recorder: Recorder, rows: Sequence[Row]) -> bool:
    """Take the area from the lines made for it; whether there is one."""
    there = False
    for number, cells in rows:
        for index, cell in enumerate(cells):
            if not fold(cell).startswith(_REPORTING_UNIT):
                continue
            at, named = index, cell.partition(":")[2].strip()
            while not named and at + 1 < len(cells):
                at += 1
                named = cells[at].strip()
            area = file.context.areas.in_title(named) if named else None
            there = there or bool(area)
            if isinstance(area, Near):
                catalogue = file.context.vocabulary.catalogue.areas
                near = tuple(catalogue[each].names for each in area.ids)
                what = problem("area-unknown", found=found(area.text), nearest=near)
                file.note(what, Place(recorder.sheet, number, at + 1))
                recorder.default_area = ""  # whose figures these are is not known: none are used
            elif area:
                _take(recorder, area)
    return there


def _named_province(file: FileReading, recorder: Recorder, rows: Sequence[Row]) -> None:
    """Take the one province that titles and sheet name, if they agree on one."""
    named: dict[str, tuple[Area, str, Place]] = {}
    for number, cells in rows:
        for index, cell in enumerate(cells):
            for area in _provinces(file, cell):
                place = Place(recorder.sheet, number, index + 1)
                named.setdefault(area.id, (area, clean(cell), place))
    title = recorder.sheet.name or ""
    area_of_sheet = _province(file, title)
    if area_of_sheet is not None:
        named.setdefault(area_of_sheet.id, (area_of_sheet, title, Place(recorder.sheet)))
    if len(named) == 1:
        ((area, text, place),) = named.values()
        _take(recorder, area)
        file.note(problem("area-from-title", found=found(text), area=area.names), place)


def _take(recorder: Recorder, area: Area) -> None:
    recorder.default_area = area.id
    if area.kind == "province":
        # As in a column of names: which of two provinces of one name it is depends on the day.
        recorder.default_name = (area.names.vi,)


def _provinces(file: FileReading, text: str) -> Iterator[Area]:
    """Yield the provinces a title names: alone, or after the word for one."""
    alone = _province(file, text)
    if alone is not None:
        yield alone
        return
    key = fold(text)
    for match in _KIND.finditer(key):
        words = key[match.end() :].split()[:_LONGEST]
        for count in range(len(words), 0, -1):
            area = _province(file, " ".join(words[:count]))
            if area is not None:
                yield area
                break


def _province(file: FileReading, text: str) -> Area | None:
    area = file.context.areas.known(text) if text and not text.strip().isdecimal() else None
    return area if area is not None and area.kind == "province" else None
