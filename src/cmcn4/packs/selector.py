"""What a selector of `--targets` means: packs, a glob on target ids, a reading.

For example `all`, `qd-2289`, `plan.yaml`, `plans/`, `qd-2289/*-2030`, `plan.yaml/a-2030:strict`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.packs.locations import unread
from cmcn4.packs.nearest import suggestion

_READING = Pattern(r"(?P<head>.+):(?P<reading>[a-z0-9]+(?:-[a-z0-9]+)*)")
_SUFFIXES = {".yaml", ".yml"}
ALL = "all"
"""Stands for the packs of all built-in documents."""
SEPARATORS = "/" if os.sep == "/" else f"/{os.sep}"
"""What may stand between a pack and a glob: on Windows the backslash of its paths, too."""
# A file of a folder is a pack if it looks as if it were meant to be one, be it wrong otherwise.
_PACK = Pattern(rb"^(?:format:\s*[\"']?cmcn4/pack\b|targets:)", re.MULTILINE)


class Selector(NamedTuple):
    """A selector taken apart."""

    text: str
    packs: tuple[str | Path, ...]
    """Ids of built-in packs, and files."""
    glob: str = "*"
    """Which of their targets, by id."""
    reading: str | None = None
    """The reading to make the default."""


def paths(text: str) -> Iterator[str]:
    """Yield what of a selector may be the path of a pack, the longest first."""
    yield text
    head, _ = _without_reading(text)
    if head != text:
        yield head
    left = head[: max(0, *(head.rfind(separator) for separator in SEPARATORS))]
    if left:
        yield left


def _without_reading(text: str) -> tuple[str, str | None]:
    match = _READING.fullmatch(text)
    if match and not (len(match["head"]) == 1 and match["head"].isalpha()):  # a drive: `C:plan`
        return match["head"], match["reading"]
    return text, None


def parse_selector(text: str, ids: Mapping[str, object]) -> Selector:
    """Take a selector apart; `ids` are those of the built-in packs.

    Raises UsageError when it names no pack, file or folder that exists.
    """
    packs = _packs(text, ids)
    if packs:
        return Selector(text, packs)
    head, reading = _without_reading(text)
    packs = _packs(head, ids) if reading else ()
    if packs:
        return Selector(text, packs, reading=reading)
    place = max(head.rfind(separator) for separator in SEPARATORS)
    left, glob = head[: max(0, place)], head[place + 1 :]
    if left and Path(glob).suffix not in _SUFFIXES:
        packs = _packs(left, ids)
        if packs:
            return Selector(text, packs, glob or "*", reading)
    raise _nothing(head, ids)


def _packs(name: str, ids: Mapping[str, object]) -> tuple[str | Path, ...]:
    """Return the packs that a name stands for; empty when there is nothing of that name."""
    if name == ALL:
        return tuple(ids)
    if name in ids:
        return (name,)
    if not name:
        return ()
    path = Path(name)
    with suppress(OSError):  # a name no file can have
        if path.is_file():
            return (path,)
        if path.is_dir():
            found = tuple(_packs_below(path))
            if not found:
                raise UsageError(Message("errors.folder.empty", {"name": name}))
            return found
    if set("*?[") & set(name):
        return tuple(pack_id for pack_id in ids if fnmatchcase(pack_id, name))
    return ()


def _packs_below(folder: Path) -> Iterator[Path]:
    """Return the packs of a folder and those below it, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and "catalogue" not in path.relative_to(folder).parts[:-1]:
            try:
                raw = path.read_bytes() if path.is_file() else b""
            except OSError as error:
                raise unread(path, error) from error
            if _PACK.search(raw):
                yield path


def _nothing(name: str, ids: Mapping[str, object]) -> UsageError:
    parts = re.split(f"([{re.escape(SEPARATORS)}])", name)
    for place, part in enumerate(parts, 1):
        if Path(part).suffix in _SUFFIXES:
            return UsageError(Message("errors.file", {"name": "".join(parts[:place])}))
    return UsageError(
        Message("errors.pack", {"pack": parts[0], "name": name}), hint=suggestion(parts[0], ids)
    )
