"""Data as a checkout of a commit would have them, in a folder of the run's own.

Nothing that the commit brings runs. Where a checkout would have other bytes, or files that the
commit does not hold, that is an error: compared with nothing, nothing would be worse.
"""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from cmcn4.errors import UsageError, cause
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.commit import FILES, LINK, SUBMODULE, Commit, relative
from cmcn4.readers.containers.packed import MAGIC
from cmcn4.readers.folders import passed_over
from cmcn4.readers.paths import Copied, Exact, LinkedFolder
from cmcn4.readers.patterns import Entry, fixed_part, is_pattern, matching

_ENCODING, _FILTER, _IDENT = "working-tree-encoding", "filter", "ident"
_LINE_ENDS = {"text": "set", "crlf": "set", "eol": "crlf"}
_CONVERTING = (_ENCODING, _FILTER, _IDENT, *_LINE_ENDS)
_UNSET = ("unspecified", "unset")


class _Found(NamedTuple):
    """A file of the commit, and where a checkout has it."""

    place: str
    """From the working folder."""
    file: str
    """From the root of the repository, no link."""
    is_read: bool


class Checkout:
    """What a checkout of a commit would have."""

    def __init__(self, commit: Commit) -> None:
        """Look nothing up yet."""
        self._commit = commit

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._commit.tree)

    def matching(self, path: str) -> list[str]:
        """Return the path, and what it matches as a pattern, by paths from the working folder."""
        only_folders = "/" * path.endswith(("/", os.sep))
        path = relative(path)
        if not is_pattern(path):
            return [path]
        base = fixed_part(path)[0]
        start = self._real(base or ".")

        def listed(folder: str) -> Iterable[Entry]:
            below = folder[len(base) :].lstrip("/")
            return self._listed(posixpath.join(start, below) if below else start, folder)

        found = matching(path + only_folders, listed)
        return [path, *found] if self._is_name(path) else found

    def _is_name(self, path: str) -> bool:
        """Whether there is something of just that name."""
        whole = self._whole(path)
        real = self._commit.followed(whole)
        return whole in self._commit.tree or (real is not None and bool(self._below(real)))

    def _listed(self, real: str, shown: str) -> Iterable[Entry]:
        """Return what a folder of the commit has, a link as what it leads to."""
        self._refuse_submodule(real, shown)
        found: dict[str, Entry] = {}
        for path in self._below(real):
            name, _, more = path[len(real) :].lstrip("/").partition("/")
            if name and name not in found:
                found[name] = self._entry(name, path, is_folder=bool(more))
        return found.values()

    def _entry(self, name: str, path: str, *, is_folder: bool) -> Entry:
        mode = "" if is_folder else self._commit.tree[path].mode
        if mode != LINK:
            return Entry(name, folder=is_folder or mode == SUBMODULE)
        real = self._commit.followed(path)
        to_folder = real is not None and real not in self._commit.tree and bool(self._below(real))
        return Entry(name, folder=to_folder, link=True)

    def write(self, paths: Iterable[str], folder: str) -> list[Exact]:
        """Write data to a folder; return the paths in it.

        Raises UsageError for links that lead to no file of the commit, for submodules, for files
        that their attributes convert, and for what is not below the working folder.
        """
        paths = list(paths)
        found = {path: self._found(path) for path in paths if not isinstance(path, LinkedFolder)}
        files = [one for ones in found.values() for one in ones]
        attributes = self._commit.attributes(
            _CONVERTING, [one.file for one in files if one.is_read]
        )
        root, originals = Path(folder).resolve(), dict[str, str]()
        for one in files:
            place = _within(root, one.place)
            originals[str(place)] = one.file
            content = self._commit.blob(self._commit.tree[one.file].sha)
            if attribute := _converting(attributes.get(one.file, {}), content):
                what = Message("errors.git.converted", {"attribute": attribute})
                raise UsageError(what, place=one.place)
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            except OSError as error:  # such as a path that is too long below this folder
                what = Message("errors.unread", {"cause": cause(error)})
                raise UsageError(what, place=one.place) from error
        linked = [LinkedFolder(f"{folder}/{path}") for path in paths if path not in found]
        for path in linked:
            _within(root, path).mkdir(parents=True, exist_ok=True)
        there = [Copied(f"{folder}/{path}", originals) for path, ones in found.items() if ones]
        return [*there, *linked] if there else []

    def _found(self, path: str) -> list[_Found]:
        """Return the file of this path from the working folder, or those in the folder there."""
        real = self._real(path)
        self._refuse_submodule(real, path)
        found = []
        for name in self._below(real):
            rest = name[len(real) :].lstrip("/")
            place = posixpath.join(path, rest) if rest else path
            folder = "/" * (self._commit.tree[name].mode == SUBMODULE)
            is_read = not passed_over(f"{rest}{folder}")
            file = self._file(name, place, is_read=is_read)
            if file is not None:
                found.append(_Found(place, file, is_read))
        return found

    def _whole(self, path: str) -> str:
        """Return a path from the working folder as one from the root of the repository."""
        return posixpath.normpath(posixpath.join(self._commit.folders[0], path))

    def _real(self, path: str) -> str:
        """Return where a path from the working folder leads, from the root of the repository."""
        whole = self._whole(path)
        if whole.split("/")[0] == "..":
            raise UsageError(Message("errors.git.outside"), place=path)
        real = self._commit.followed(whole)
        if real is None or (real != whole.removeprefix(".") and not self._below(real)):
            raise UsageError(Message("errors.git.link"), place=path)
        return real

    def _file(self, name: str, place: str, *, is_read: bool) -> str | None:
        """Return the file that stands at a place; None for none, or a folder reached by a link."""
        tree = self._commit.tree
        if tree[name].mode in FILES:
            return name
        if is_read:
            self._refuse_submodule(name, place)
        real = self._commit.followed(name)
        if real is not None and real in tree and tree[real].mode in FILES:
            return real
        if is_read and not (real is not None and self._below(real)):
            raise UsageError(Message("errors.git.link"), place=place)
        return None

    def _refuse_submodule(self, name: str, place: str) -> None:
        """Raise UsageError for a submodule, and for what is in one."""
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            entry = self._commit.tree.get("/".join(parts[:end]))
            if entry is not None and entry.mode == SUBMODULE:
                raise UsageError(Message("errors.git.submodule"), place=place)

    def _below(self, name: str) -> list[str]:
        """Return a file, link or submodule itself, of a folder all below it."""
        if name in self._commit.tree or not name:
            return [name] if name else self._names
        first, end = (bisect_left(self._names, name + mark) for mark in ("/", "0"))
        return self._names[first:end]  # "0" comes after "/"


def _within(root: Path, path: str) -> Path:
    place = Path(root, path).resolve()
    if not place.is_relative_to(root):
        raise UsageError(Message("errors.git.outside"), place=path)
    return place


def _converting(attributes: Mapping[str, str], content: bytes) -> str:
    """Return the attribute by which a checkout changes more of a file than the ends of its lines.

    NOTE: what Git LFS keeps is told by its pointer.
    https://git-scm.com/docs/gitattributes#_effects
    """
    given = {name: value for name, value in attributes.items() if value not in _UNSET}
    if given.get(_ENCODING, "utf-8").lower() not in ("utf-8", "utf8"):
        return _ENCODING
    if given.get(_FILTER, "lfs") != "lfs":
        return _FILTER
    if _IDENT in given and b"$Id" in content:
        return _IDENT
    if b"\0" in content or content.startswith(MAGIC):
        return next((name for name, on in _LINE_ENDS.items() if given.get(name) == on), "")
    return ""
