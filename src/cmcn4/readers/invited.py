"""Lists of areas that figures are expected of: a group of the catalogue, or a file that names them.

A file has a line or a row for each area, by code or name, and beside it whom to write to there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.errors import UsageError
from cmcn4.locale import ENGLISH, Message, known
from cmcn4.model.expected import Invited
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.place import Place
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers import container
from cmcn4.readers.paths import opened, shown
from cmcn4.readers.problems import Unreadable, found
from cmcn4.readers.values.names import Areas
from cmcn4.readers.values.nearest import Nearest
from cmcn4.words import listed, table

if TYPE_CHECKING:
    from cmcn4.model.vocabulary import Vocabulary
    from cmcn4.readers import ReadOptions

_COMMENT = "#"


def invited(name: str, options: ReadOptions, day: dt.date) -> tuple[Invited, ...]:
    """Return the areas of a group on a day, or those that a file names, each once.

    Raises UsageError for what is neither a group nor a file, for a file that cannot be read, and
    at the line of a name that nobody knows.
    """
    groups = options.vocabulary.catalogue.groups
    group = groups.get(name)
    if group is not None and group.kind == "areas":
        members = group.members_on(day.isoformat()) or [member.id for member in group.members]
        return tuple(map(Invited, members))
    if not Path(name).is_file():
        names = [group.id for group in groups.values() if group.kind == "areas"]
        what = Message("errors.expect", {"name": repr(name)})
        raise UsageError(what, place="--expect", hint=_meant(name, names))
    try:
        return _listed(name, options)
    except Unreadable as reason:
        key = known(ENGLISH, f"finding.{reason.code}", reason.facts.get("variant"))
        raise UsageError(Message(key, reason.facts), place=shown(name)) from reason


def _meant(name: str, names: Sequence[str]) -> Message:
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    near = get_close_matches(name, names) or names
    return Message("errors.expect.use", {"names": near})


class _Columns(NamedTuple):
    """Where a list has its areas, and whom to write to."""

    area: int
    recipient: int
    titled: bool
    """Whether its first row are titles."""


def _listed(path: str, options: ReadOptions) -> tuple[Invited, ...]:
    names = Areas(options.vocabulary, frozenset())
    all_of: dict[str, Invited] = {}
    columns: _Columns | None = None
    for place, cells in _rows(path, options):
        if columns is None:
            columns = _columns(cells, names)
            if columns.titled:
                continue
        text, recipient = (
            cells[at] if at < len(cells) else "" for at in (columns.area, columns.recipient)
        )
        if not text:
            continue  # a total, or a remark beside the list
        area = names.known(text)
        if area is None:
            raise _unknown(text, place, options.vocabulary)
        all_of.setdefault(area.id, Invited(area.id, clean(recipient)))
    if not all_of:
        raise UsageError(Message("errors.expect.empty"), place=shown(path))
    return tuple(all_of.values())


def _rows(path: str, options: ReadOptions) -> Iterator[tuple[Place, list[str]]]:
    """Yield the rows with anything in them of the first sheet that has such, remarks left out."""
    with opened(path) as (source, _), closing(container(source).sheets(source, options)) as sheets:
        for sheet in sheets:
            filled = False
            for number, cells in sheet.rows:
                texts = [str.__str__(cell).strip() for cell in cells]
                first = next(filter(None, texts), "")
                if first and not first.startswith(_COMMENT):
                    filled = True
                    yield Place(sheet.sheet, number), texts
            if filled:
                return


def _columns(first: Sequence[str], names: Areas) -> _Columns:
    """Return the columns by their titles; without any by the first cell that is an area.

    A bare number is a running number rather than a code, where another cell names an area.
    """
    roles = [table("columns").get(fold(text), "").partition(" ")[0] for text in first]
    contacts = [fold(text) in listed("contacts") for text in first]
    areas = [at for at, text in enumerate(first) if text and names.known(text)]
    if not areas and "area" in roles:
        area = roles.index("area")
        return _Columns(area, contacts.index(True) if True in contacts else len(first), titled=True)
    area = next((at for at in areas if not first[at].isdecimal()), areas[0] if areas else 0)
    return _Columns(area, area + 1, titled=False)


def _unknown(text: str, place: Place, vocabulary: Vocabulary) -> UsageError:
    near = Nearest(vocabulary.areas, places=True).to(fold(text))
    areas = dict.fromkeys(id_ for name in near for id_ in vocabulary.areas[name])
    what = Message("errors.area", {"name": f"“{found(text)}”"})
    hint = Message("errors.near", {"names": _either(list(areas))}) if areas else None
    where = f"{shown(place.sheet.path)}:{place.row}"
    if place.sheet.name:
        where = f"{shown(place.sheet.path)} {place.sheet.name}:{place.row}"
    return UsageError(what, place=where, hint=hint or Message("errors.expect.area"))


def _either(ids: Sequence[str]) -> Message | str:
    joined: Message | str = f"`{ids[0]}`"
    for id_ in ids[1:3]:
        joined = Message("errors.or", {"one": joined, "more": f"`{id_}`"})
    return joined
