"""What is set once and for all: `cmcn4.toml`, or `[tool.cmcn4]` in `pyproject.toml`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.cli.telling.repository import root_of
from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.asked import FileArea, Setting
from cmcn4.model.decision import Decision
from cmcn4.model.digest import sha256
from cmcn4.model.form import TO_NOBODY, Addressed
from cmcn4.model.issuing import BLANK, Issuing
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.wire import AT_COMMIT

if TYPE_CHECKING:
    from cmcn4.readers.commit import Commit

NAMES = _OWN, _PROJECT = "cmcn4.toml", "pyproject.toml"
"""Of the files that have settings."""
_LARGEST, _MOST_PARTS = 1 << 20, 64
"""Bytes of a settings file, some ten thousand decisions; dots of a key, or of a line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one file; options given on the command line win over them."""

    path: str | None = None
    """The file, as shown in the header; None when there is none."""
    sha256: str | None = field(default=None, compare=False)
    """Of its bytes."""
    file: Path | None = field(default=None, compare=False)
    """The same, to be opened."""
    found: bool = field(default=False, compare=False)
    """Whether nobody named it."""
    commit: Commit | None = field(default=None, compare=False)
    """The commit at which it was read, and targets are."""
    stated: tuple[Setting, ...] = field(default=(), compare=False)
    """What it says, line by line."""
    targets: tuple[str, ...] = ()
    as_of: str | None = None
    fail_on: str | None = None
    expect: str | None = None
    """Who should have sent figures: a group, or a file that lists them."""
    lang: str | None = None
    source_order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Indicator id to its sources, the most trusted first; `default` stands for all others."""
    method: str = "linear-pace"
    separator: str = ","
    """What separates the columns of exported CSV."""
    decimal: str = "."
    """The decimal mark of exported CSV."""
    missed_targets: bool = False
    """Whether SARIF tells missed targets, as notes."""
    accept: tuple[Decision, ...] = ()
    """What a person has decided."""
    areas: tuple[FileArea, ...] = ()
    """Whose figures files are that do not say so; those of single files first."""
    limits: Limits = USUAL
    """What one file may cost."""
    issuing: Issuing = BLANK
    """Who issues reports."""
    form: Addressed = TO_NOBODY
    """What forms say of who they go to."""


def load(path: str | None, *, wanted: bool, start: Path) -> Config:
    """Return the settings of a file, of the nearest one upward from `start`, or none.

    `git:REF` stands for the nearest one as it was at a commit, `git:REF:PATH` for one of there.
    """
    if not wanted:
        return Config()
    if path and path.startswith(AT_COMMIT):
        return _at_commit(path)
    found = Path(path) if path else find(start)
    if found is None:
        return Config()
    try:
        raw = found.read_bytes()
    except OSError as error:
        raise UsageError(
            Message("errors.unread", {"cause": cause(error)}), place=str(found)
        ) from error
    shown = found.as_posix()
    if found.is_relative_to(start):
        shown = found.relative_to(start).as_posix()
    read = _read(raw, found, shown)
    targets, expect = read.targets, read.expect
    if not path:
        up = os.path.relpath(found.parent, start).replace(os.sep, "/")
        targets = tuple(_from(up, text, lambda name: (start / name).exists()) for text in targets)
        expect = expect and _from(up, expect, lambda name: (start / name).exists())
        _keep_inside([*targets, *filter(None, [expect])], found.resolve(), start)
    return replace(read, path=shown, file=found, found=not path, targets=targets, expect=expect)


def _from(up: str, text: str, exists: Callable[[str], bool]) -> str:
    """Return a selector of settings that were found so that it begins at their folder.

    `up` leads there from the working folder, from which `exists` looks.
    """
    if up == ".":
        return text
    from cmcn4.packs.selector import paths  # noqa: PLC0415 - where settings stand above

    names = tuple(paths(text))
    if not built_in_names().isdisjoint(names) or Path(text).is_absolute():
        return text
    # What is in the working folder alone is not meant: it is told that there is none.
    there = any(exists(f"{up}/{name}") or exists(name) for name in names)
    return f"{up}/{text}" if there else text


def built_in_names() -> frozenset[str]:
    """Return what a selector names whatever files there are: `all`, ids of built-in packs."""
    from cmcn4.packs.builtin import all_packs  # noqa: PLC0415 - not for most settings
    from cmcn4.packs.selector import ALL  # noqa: PLC0415 - as above

    return frozenset({ALL, *(file.pack.id for file in all_packs())})


def _at_commit(text: str) -> Config:
    from cmcn4.readers.commit import Commit  # noqa: PLC0415 - where one is named

    ref, _, named = text.removeprefix(AT_COMMIT).partition(":")
    commit = Commit(ref)
    names = [named] if named else _names(commit)
    for name in names:
        raw = commit.content(name)
        if raw is not None and (name == named or _is_ours(name, raw)):
            here = commit.folders[0] or "."
            read = _read(raw, Path(posixpath.relpath(name, here)), name)
            if not named:
                up = posixpath.relpath(posixpath.dirname(name) or ".", here)
                targets = (_from(up, text, commit.holds) for text in read.targets)
                expect = read.expect and _from(up, read.expect, commit.holds)
                read = replace(read, targets=tuple(targets), expect=expect)
            return replace(read, path=f"{AT_COMMIT}{ref}:{name}", found=not named, commit=commit)
    if named:
        raise UsageError(Message("errors.git.missing", {"path": named}), place=text)
    return Config(commit=commit)


def _names(commit: Commit) -> list[str]:
    return [f"{folder}{name}" for folder in commit.folders for name in (_OWN, _PROJECT)]


@lru_cache(maxsize=1)
def _read(raw: bytes, place: Path, shown: str) -> Config:
    """Return what a settings file says; UsageError with its place where that is wrong.

    It is asked once more for the language of an error that has to do with something else.
    """
    import tomllib  # noqa: PLC0415 - only where there are settings

    from cmcn4.cli.setting.place import SettingPlace  # noqa: PLC0415
    from cmcn4.cli.settings import settings  # noqa: PLC0415
    from cmcn4.cli.toml_errors import not_toml  # noqa: PLC0415

    if len(raw) > _LARGEST:
        what = Message("errors.set.large", {"limit": _LARGEST >> 20})
        raise UsageError(what, place=str(place))
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        if _keys_in_keys(text):
            raise UsageError(Message("errors.toml.excess"), place=str(place))
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UsageError(
            Message("errors.unread", {"cause": Message("errors.not-utf8")}), place=str(place)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(not_toml(error), place=str(place)) from error
    except (ValueError, RecursionError) as error:  # a number without end, brackets within brackets
        raise UsageError(Message("errors.toml.excess"), place=str(place)) from error
    if place.name == _PROJECT:
        data = data.get("tool", {}).get("cmcn4", {})
    where = SettingPlace(place, text, shown)
    found = settings(data, where)
    return Config(**found, sha256=sha256(raw), stated=tuple(where.stated(data)))


def _keys_in_keys(text: str) -> bool:
    """Whether a key has parts without end: the time to read it grows with their square."""
    keys = (key for line in text.splitlines() for key in line.split("="))
    return any(key.count(".") > _MOST_PARTS for key in keys)


def _keep_inside(targets: Sequence[str], found: Path, start: Path) -> None:
    """Refuse packs outside the repository in settings that nobody named.

    Who submits such a file would else have any file of this machine opened, and what is wrong
    with it told.
    """
    home = root_of(found.parent) or found.parent
    for name in targets:
        place = start / name
        while not os.path.exists(place) and place != place.parent:  # noqa: PTH110 - any text
            place = place.parent
        if home not in (place := place.resolve()).parents and place != home:
            raise UsageError(
                Message("errors.set.outside", {"name": repr(name)}), place=found.as_posix()
            )


def find(start: Path) -> Path | None:
    """Return the nearest settings file in a folder or above it."""
    for folder in (start, *start.parents):
        for place in (folder / _OWN, folder / _PROJECT):
            if place.is_file() and (place.name == _OWN or _is_ours(place.name, place.read_bytes())):
                return place
    return None


def _is_ours(name: str, raw: bytes) -> bool:
    return not name.endswith(_PROJECT) or b"[tool.cmcn4" in raw
