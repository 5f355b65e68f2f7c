"""Rows of the table `observations`, made quickly: there may be a million of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cmcn4.model.observation import Observation, Origin, Sheet, column_letters
from cmcn4.model.period import Period
from cmcn4.model.report import Report
from cmcn4.reporters.audit.rows import written

Cells = tuple[str | int | None, ...]


def numbered(report: Report, ids: dict[Observation, int]) -> Iterator[tuple[int, Observation]]:
    """Yield all observations with their numbers, and note in `ids` those of the evidence."""
    wanted = dict.fromkeys(row for assessment in report.assessments for row in assessment.evidence)
    # Comparing whole rows is slow; most are told apart by where they stand.
    places = {(place.row, place.column) for place in wanted}
    number = 0
    for number, row in enumerate(report.observations, 1):
        if (row.row, row.column) in places and row in wanted:
            ids.setdefault(row, number)
        yield number, row
    # A report that keeps no observations still has its evidence.
    for row in wanted:
        if row not in ids:
            number += 1
            ids[row] = number
            yield number, row


def cells(report: Report, ids: dict[Observation, int]) -> Iterator[Cells]:
    """Yield the values of the table's columns, in their order."""
    text, letters = cache(encodable), cache(column_letters)

    @cache
    def place(sheet: Sheet) -> Cells:
        return encodable(sheet.path), None if sheet.name is None else encodable(sheet.name)

    @cache
    def time(period: Period) -> Cells:
        return period.code, period.first.isoformat(), period.last.isoformat()

    @cache
    def origin(each: Origin) -> Cells:
        released = each.released.isoformat() if each.released else None
        source, url, note = (encodable(part) for part in (each.source, each.url, each.note))
        return source, released, each.status, url, note, int(each.stated), each.doubt or None

    for number, row in numbered(report, ids):
        value = row.value
        low: str | None
        high: str | None
        if value.high is value.low:
            low = high = written(value.low)
        else:
            low, high = (None if end is None else written(end) for end in value.ends)
        yield (
            number,
            *place(row.sheet),
            row.row,
            row.column,
            f"{letters(row.column)}{row.row}",
            text(row.indicator),
            text(row.area),
            *time(row.period),
            text(row.breakdown),
            low if value.is_point else None,
            low,
            high,
            int(value.low_open),
            int(value.high_open),
            *origin(row.origin),
        )


def encodable(text: str) -> str:
    """Return the text; bytes of a path that are no text become escapes."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
