"""Titles: whose figures a table holds, when a line above it says so."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.model.observation import Place
from cmcn4.model.text import fold
from cmcn4.readers.cells import Row
from cmcn4.readers.names import Near
from cmcn4.readers.problems import found, problem
from cmcn4.readers.reading import FileReading
from cmcn4.readers.records import Recorder

_REPORTING_UNIT = ("don vi bao cao", "dia phuong bao cao", "reporting unit", "reporting area")


def title_area(file: FileReading, recorder: Recorder, rows: Sequence[Row]) -> None:
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
