"""Whose figures: the body in the letterhead or in «Đơn vị báo cáo», its area and its day.

Of two bodies the lower is the submitter: a ward below its province is not the province. See
Decree 30/2020/NĐ-CP, annex I, for what a letterhead looks like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile
from pathlib import PurePosixPath

from cmcn4.model.catalogue import Area
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.bodies import (
    LONGEST_LINE,
    NATION,
    PLACE_AND_DAY,
    UNSIGNED,
    first_province,
    is_letterhead,
    is_motto,
    level_of_body,
    near_province,
    province,
    province_of_body,
    provinces,
)
from cmcn4.readers.layout.headings.places import below_province
from cmcn4.readers.layout.surroundings.territory import (
    elsewhere,
    is_nation,
    pieces,
    says_nation,
    without_merger,
)
from cmcn4.readers.values.labels import barest
from cmcn4.readers.values.names import Areas, Near
from cmcn4.words import listed, table

_LISTED = ("-", "–", "+", "•")


@dataclass(slots=True)
class Submitter:
    """Who reports."""

    area: str = ""
    """Id of the area the body reports for; empty where nothing says it."""
    name: str = ""
    """The body as written; it is the source of figures that name none."""
    unknown: str = ""
    """A body that reports for no area of ours."""
    near: Near | None = None
    """An area that is nearly one of ours."""
    day: dt.date | None = None
    place: Place | None = None
    title: str = ""
    titled: bool = False
    """Whether the area was read out of a title."""
    addressed: bool = False
    """Whether it is sent to a body in a province: from whom is not said, but not the country."""
    whole: bool = False
    """Whether a title says that its figures are of all the country, of whose body is not said."""
    others: list[tuple[str, Place]] = field(default_factory=list)
    """Other areas named at the same time, with their places."""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing names a body or an area."""
        return not (self.area or self.unknown or self.near or self.name)

    def below(self, own: Submitter) -> Submitter:
        """Return who reports the figures of a table with a caption of its own."""
        if own.says_nothing:
            return self
        return replace(own, day=own.day or self.day, name=own.name or self.name)


def submitter(rows: Sequence[Row], sheet: Sheet, areas: Areas) -> Submitter:
    """Return who reports, by the rows above the first table, the sheet's name and the file's."""
    found = spoken_above(rows, sheet, areas)
    if sheet.name and is_nation(sheet.name, areas):
        _also(found, NATION, Place(sheet))
    for name in (sheet.name or "", PurePosixPath(sheet.path).stem):
        if below_province(name, areas):
            found.unknown, found.area, found.place = found.unknown or name, "", Place(sheet)
            return found
        area = _named_in(name, areas)
        if area is not None:
            _also(found, area.id, Place(sheet))
    return found


def spoken_above(rows: Sequence[Row], sheet: Sheet, areas: Areas) -> Submitter:
    """Return the same by the rows above a table alone."""
    found = Submitter()
    if not _labelled(found, rows, sheet, areas):
        lines = list(_lines(rows, sheet))
        _bodies(found, lines, areas)
        if not found.unknown:
            _titles(found, list(_without_recipients(found, lines, areas)), areas)
    return found


def _also(found: Submitter, area: str, place: Place) -> None:
    """Take an area where none is known yet; else remember that another one is named."""
    if not found.area and not found.unknown and found.near is None:
        found.area, found.place, found.titled = area, place, True
    elif found.area and found.area != area:
        found.others.append((area, place))


def _labelled(found: Submitter, rows: Sequence[Row], sheet: Sheet, areas: Areas) -> bool:
    """Take the body from the lines made for it; whether there is one."""
    kinds = table("lines")
    for number, cells in rows:
        for index, cell in enumerate(cells):
            name, colon, text = cell.partition(":")
            kind = kinds.get(fold(name), "") if name or colon else ""
            if kind not in ("area", "unit or area"):
                continue
            rest = ((at, other.strip()) for at, other in enumerate(cells) if at > index)
            at, text = next(
                (placed for placed in ((index, text.strip()), *rest) if placed[1]), (index, "")
            )
            place = Place(sheet, number, at + 1)
            if text and _resolve(found, clean(text), place, areas, sure=kind == "area"):
                return True
    return False


def _resolve(found: Submitter, text: str, place: Place, areas: Areas, *, sure: bool) -> bool:
    """Read a body or an area; with `sure` what is neither is a body of no area of ours."""
    kind = level_of_body(text, areas)
    area = areas.known(text) or province_of_body(text, areas)
    if kind in ("lower", "other") or (sure and below_province(text, areas)):
        found.unknown = text
    elif area is not None:
        found.area, found.name = area.id, "" if area.names.get("vi") == text else text
    elif kind in ("nation", "inner"):
        found.area, found.name = NATION, text
    elif isinstance(near := areas.in_title(text), Near):
        found.near = near
    elif sure or kind:
        found.unknown = text
    else:
        return False
    found.place = place
    return True


def _lines(rows: Sequence[Row], sheet: Sheet) -> Iterator[tuple[str, Place]]:
    for number, cells in rows:
        for index, cell in enumerate(cells):
            if cell and type(cell) is str and len(cell) <= 4 * LONGEST_LINE:
                for line in cell.splitlines():
                    address = fold(line.partition(":")[0]) in listed("addresses")
                    if line.strip() and len(line) <= LONGEST_LINE and not address:
                        yield clean(line), Place(sheet, number, index + 1)


def _is_said_of_sender(line: tuple[str, Place]) -> bool:
    name = fold(line[0].partition(":")[0])
    beginnings = (word for word in listed("recipients") if " " in word)
    return name not in listed("recipients") and not f"{name} ".startswith(
        tuple(f"{beginning} " for beginning in beginnings)
    )


def _without_recipients(
    found: Submitter, lines: Sequence[tuple[str, Place]], areas: Areas
) -> Iterator[tuple[str, Place]]:
    """Yield the lines that name no one it is sent to; note whether a province's body is."""
    row: int | None = 0
    """The last one that goes on with recipients."""
    for text, place in lines:
        listing = row and (place.row == row or text.startswith(_LISTED))
        if listing or not _is_said_of_sender((text, place)):
            row = place.row
            named = text.rpartition(":")[2]
            found.addressed |= province_of_body(named, areas) is not None
        else:
            row = 0
            yield text, place


def _joined(lines: Iterable[tuple[str, Place]], areas: Areas) -> Iterator[tuple[str, Place]]:
    """Yield the lines of a letterhead, a body and its place in the next line as one.

    What is listed with a dash is sent to, and no sender; the motto may stand beside them.
    """
    waiting: tuple[str, Place] | None = None
    for text, place in lines:
        bare = barest(text)
        if text.startswith(_LISTED) or is_motto(bare):
            continue
        if waiting and province(bare, areas) is not None and not level_of_body(bare, areas):
            text, waiting = f"{waiting[0]} {bare}", None  # noqa: PLW2901 - one line of two
        elif waiting:
            yield waiting
        mere = level_of_body(bare, areas) == "province" and province_of_body(text, areas) is None
        waiting = (text, place) if mere else None
        if waiting is None:
            yield text, place
    if waiting:
        yield waiting


def _bodies(found: Submitter, lines: Sequence[tuple[str, Place]], areas: Areas) -> None:
    """Take the lowest of the bodies in the letterhead, and its day."""
    waiting = ""
    for text, place in _joined(takewhile(_is_said_of_sender, lines), areas):
        signed = PLACE_AND_DAY.match(text)
        if signed:
            found.day = _day(signed) or found.day
        bare = barest(text)
        kind = "" if is_motto(bare) else level_of_body(bare, areas)
        if not kind or signed or UNSIGNED.match(text):
            continue
        area = province_of_body(text, areas)
        if kind in ("lower", "other"):
            found.unknown, found.area, found.name, found.place = text, "", text, place
            return
        if area is not None:
            found.area, found.name, found.place, waiting = area.id, text, place, ""
        elif kind == "nation" and not found.area:
            found.area, found.name, found.place = NATION, text, place
        elif kind == "province" and not found.area:
            waiting, found.place = text, place  # «ỦY BAN NHÂN DÂN», and its place in the next line
        elif found.area and found.area != NATION:
            found.name = text  # a department of the province above it
    if waiting and not found.area:
        found.unknown = found.name = waiting


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _titles(found: Submitter, lines: Sequence[tuple[str, Place]], areas: Areas) -> None:
    """Take the one province that titles name, below no body or a national one."""
    for text, place in lines:
        if is_letterhead(text):
            continue
        if _is_below(text, areas):
            found.unknown, found.area, found.place = text, "", place
            return
        found.whole |= not _is_aside(text) and says_nation(text, areas)
        if not found.area and is_nation(text, areas):
            found.area, found.place = NATION, place
        other = elsewhere(text, areas)
        if isinstance(other, str) and found.area in ("", NATION):
            found.unknown, found.area, found.place = other, "", place
            return
        if isinstance(other, Area):
            found.area, found.place, found.titled, found.title = other.id, place, True, text
            return
        named = list(provinces(without_merger(text, found.area), areas))
        named = named or [
            area
            for piece in pieces(without_merger(text, found.area))
            if (area := province(piece, areas))
        ]
        near = None if named or found.area else near_province(text, areas)
        if near is not None:
            found.near, found.place = near, place
            return
        for area in named:
            found.title = found.title or text
            if found.area == NATION:
                found.area = ""
            _also(found, area.id, place)


def _is_below(text: str, areas: Areas) -> bool:
    """Whether a title names a place below a province."""
    return not _is_aside(text) and below_province(text, areas)


def _is_aside(text: str) -> bool:
    """Whether a line is a source or a note, and no title."""
    kind = table("lines").get(fold(text.partition(":")[0]), "") if ":" in text else ""
    return kind in ("source", "note")


def _named_in(name: str, areas: Areas) -> Area | None:
    """Return the first province whose name stands in the name of a sheet or a file."""
    words = fold(name).split()
    named = (first_province(words[index:], areas) for index in range(len(words)))
    glued = (province(f"{w[:at]} {w[at:]}", areas) for w in words for at in range(2, len(w) - 1))
    return next((area for area in chain(named, glued) if area is not None), None)
