"""What rows share: source, address, day of publication, status, note; one object for them all."""

from __future__ import annotations

import datetime as dt
from typing import cast

from cmcn4 import words
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Origin, Status
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.periods import date
from cmcn4.readers.values.phrases import STATUS_WORDS, SURER, is_missing

_CELLS = words.table("status-cells")


_OF_YES = frozenset("✓✔✅☑√●•■*+")
"""Marks of a figure that is as it should be."""


class StatusText(NamedTuple):
    """What a status cell says."""

    status: Status = "final"
    absent: bool = False
    """Whether it says that there is no value."""
    known: bool = True
    told: bool = True
    """Whether it says how sure a figure is, not how far a matter has come: «Hoàn thành»."""


def read_status(text: str) -> StatusText:
    """Read a status cell; an unknown word counts as final and is told apart."""
    key = fold(text)
    if said := _CELLS.get(key):
        if said == "progress":
            return StatusText(told=False)
        return StatusText(absent=True) if said == "absent" else StatusText(cast("Status", said))
    if not key and text.strip() and not (is_missing(text) or text.strip() in _OF_YES):
        return StatusText(known=False)  # «✗», «?»
    if not key or (is_missing(text) and not any(map(str.isalpha, key))):
        return StatusText()  # a mark; «đang chờ» says something of the figure beside it
    status = STATUS_WORDS.get(key)
    return StatusText(status) if status else StatusText(known=False)


def least_sure(first: Status, second: Status | None) -> Status:
    """Return the less certain of two statuses told of the same value."""
    return max(first, second or "final", key=SURER.index)


def with_note(origins: dict[tuple[str, ...], Origin], cells: tuple[str, ...]) -> Origin | None:
    """Return the origin known for the cells source, url, released and note.

    Notes differ from row to row where the rest does not: only they are read anew.
    """
    known = origins.get(cells)
    if known is None:
        known = origins.get((*cells[:3], ""))
        note = cells[3]
        if known and not is_missing(note):
            return known._replace(note=clean(note))
    return known


def read_origin(
    vocabulary: Vocabulary, cells: tuple[str, str, str, str], status: Status
) -> Origin | Problem:
    """Build the origin from the cells source, url, released and note."""
    source, url, released, note = (
        "" if is_missing(cell) else clean(str.__str__(cell)) for cell in cells
    )
    day: dt.date | None = None
    if released:
        day = date(cells[2])
        if day is None:
            return problem("period-unreadable", variant="released", found=found(released))
    return Origin(
        source=source,
        source_id=vocabulary.source(source) if source else "",
        url=url,
        released=day,
        status=status,
        note=note,
    )


def odd_cell(what: Problem) -> str:
    """Return the role of the cell of an origin that a problem is told at."""
    return "source" if what.code == "area-unknown" else "released"


def source_and_day(source: str) -> tuple[str, str]:
    """Return a source and the day of publication behind it: «BTTTT; ngày 20/12/2024»."""
    for mark in (";", ","):
        name, _, day = source.rpartition(mark)
        day = day.strip().removeprefix("ngày ")
        if name and any(c.isdigit() for c in day) and date(day):
            return name.strip(), day
    return source, ""


def with_day(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells source, url, released and note, the day taken from behind the source."""
    source, released = source_and_day(cells[0])
    return source, cells[1], released, cells[3]
