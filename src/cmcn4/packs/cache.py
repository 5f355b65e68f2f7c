"""Packs of one's own as they were compiled by an earlier run, kept in the user's cache folder.

A pack is kept only when nothing was wrong with it, under the hash of all that its reading
depends on: nothing of an entry has to be checked again, and no entry outlives what made it. Who
can write an entry decides what is judged, so the folder has to be the user's alone and outside
any repository; an entry that is not as it was written is none. No failure here is told: the
long way is always there.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cmcn4._version import __version__
from cmcn4.model.digest import hasher
from cmcn4.packs.compiled import Compiled, decode_pack, encode_pack, shape

VARIABLE = "CMCN4_CACHE"
"""Names another folder to keep it in; empty it switches the cache off."""
_CI = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL")
_REPOSITORIES = (".git", ".hg", ".svn")
_SUFFIX = ".json"
_LARGEST, _MOST_BYTES, _MOST_ENTRIES = 8 << 20, 32 << 20, 64
_PRIVATE, _OTHERS = 0o700, 0o077
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


class Cache:
    """The entries of one folder; without a folder there are none, and none is kept."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Find the folder; nothing is made before there is something to keep."""
        named = _folder(environ)
        self.folder = named if named and not _is_in_repository(named) else None

    def __bool__(self) -> bool:
        return self.folder is not None

    def get(self, key: str) -> Compiled | None:
        """Return the pack that was kept under a key; None where there is no good entry."""
        with suppress(*_DAMAGE):
            return decode_pack(self._content(key), key)
        return None

    def keep(self, key: str, made: Compiled) -> None:
        """Keep a pack with which nothing is wrong; entries beyond the bounds go, oldest first."""
        with suppress(*_DAMAGE):
            entry = encode_pack(made, key)
            if len(entry) <= _LARGEST and decode_pack(entry, key) == made:
                self._write(key + _SUFFIX, entry)

    def _content(self, key: str) -> bytes:
        """Return the bytes of an entry; OSError where there is none of the user's alone."""
        if self.folder is None or not _is_private(self.folder):
            raise FileNotFoundError
        handle = os.open(self.folder / (key + _SUFFIX), os.O_RDONLY | _NO_LINK)
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or not _is_ours(found):
                raise PermissionError
            return stream.read(_LARGEST)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all: others may read at the same time."""
        import tempfile  # noqa: PLC0415 - in the first run with a pack alone

        if self.folder is None:
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=_PRIVATE, exist_ok=True)
        if not _is_private(self.folder):
            return
        handle, temporary = tempfile.mkstemp(dir=self.folder)  # the user's alone
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(temporary).replace(self.folder / name)
        finally:
            with suppress(OSError):
                Path(temporary).unlink()
        _bound(self.folder)


def key_of(*parts: object) -> str:
    """Return the key of what is made from these parts by this version of the program."""
    python = ".".join(map(str, sys.version_info[:2]))
    digest = hasher()
    for part in (__version__, python, shape(), *parts):
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


def _folder(environ: Mapping[str, str]) -> Path | None:
    """Return where entries are kept; None where they are not.

    In CI there is none unless it is named: machines are new, and what a cache of theirs brings
    back may have been written by another run than this one.
    """
    if VARIABLE in environ:
        base = environ[VARIABLE]
    elif any(environ.get(name, "").lower() not in ("", "0", "false") for name in _CI):
        return None
    else:
        base = _usual(environ)
    return Path(base) / "cmcn4" if os.path.isabs(base) else None  # noqa: PTH117 - may be empty


def _usual(environ: Mapping[str, str]) -> str:
    """Return the cache folder of the user, as the system has it; empty where there is none."""
    if os.name == "nt":
        return environ.get("LOCALAPPDATA", "")
    home = environ.get("HOME", "")
    if sys.platform == "darwin":
        return home and f"{home}/Library/Caches"
    return environ.get("XDG_CACHE_HOME", "") or (home and f"{home}/.cache")


def _is_in_repository(folder: Path) -> bool:
    """Whether a folder is below one that is under version control: others' commits come there."""
    real = Path(os.path.realpath(folder))
    places = (f"{above}{os.sep}{name}" for above in real.parents for name in _REPOSITORIES)
    return any(map(os.path.lexists, places))


def _is_private(folder: Path) -> bool:
    """Whether a folder is the user's alone, and no link to another one."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and _is_ours(found)


def _is_ours(found: os.stat_result) -> bool:
    """Whether a folder or file is the user's alone; on Windows the profile's rights say so."""
    if os.name == "nt":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS


def _bound(folder: Path) -> None:
    """Remove the oldest entries, and what interrupted runs left, beyond what may be kept."""
    with os.scandir(folder) as entries:
        files = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
    kept = 0
    newest_first = sorted(files, key=lambda file: file[0].st_mtime_ns, reverse=True)
    for number, (found, path) in enumerate(newest_first):
        kept += found.st_size
        if number >= _MOST_ENTRIES or kept > _MOST_BYTES:
            Path(path).unlink(missing_ok=True)
