"""Paths: opening a file without being drawn into a device, and how a path is shown."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from cmcn4.model.digest import hasher
from cmcn4.model.wire import is_pointer
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.marked import has_marks
from cmcn4.readers.containers.packed import unpacked
from cmcn4.readers.problems import Unreadable

STDIN = "-"
DEEPEST = 200
"""Folders in folders; what lies deeper is not looked at, and that is an error."""
WINDOWS = os.name == "nt"
_IN_USE = (32, 33)  # ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows
_CHUNK = 1 << 18
_HEAD = 1 << 12
_LARGEST_PIPE = 1 << 30
_LONGEST_LINE = 4  # chunks
_PATIENCE = 5.0  # seconds


class Below(str):
    """A file that was found below a folder, not named."""

    __slots__ = ()


class LinkOutside(Below):
    """A link below a folder that leads out of it: what it shows is not the folder's."""

    __slots__ = ()


class Exact(str):
    """A path that was found by a pattern, not named: it is none itself, whatever it looks like."""

    __slots__ = ()


class LinkedFolder(Exact):
    """A link to a folder that was found by a pattern: it is passed over, as below a folder."""

    __slots__ = ()


class Copied(Exact):
    """A path to copies of the files of a commit, where a link is a copy of what it leads to."""

    originals: Mapping[str, str]

    def __new__(cls, path: str, originals: Mapping[str, str]) -> Self:
        """Keep what each copy is of: copies of one file are one file, as it and its links are."""
        copied = super().__new__(cls, path)
        copied.originals = originals
        return copied


class Held(str):  # noqa: SLOT000 - it holds more than its text
    """A file that a script has opened: the name that it is shown by, and what it holds."""

    content: bytes

    def __new__(cls, name: str, content: bytes) -> Self:
        """Keep both."""
        held = super().__new__(cls, name)
        held.content = content
        return held


def leads_out_of(file: str, home: str) -> bool:
    """Whether a file that lies in a repository leads out of it by a link, or to what git keeps."""
    if file == STDIN or isinstance(file, Held):
        return False
    top = Path(home).resolve()
    if top not in Path(os.path.normpath(Path.cwd().resolve() / file)).parents:
        return False  # named by whoever runs it
    real = Path(os.path.realpath(file))
    return top not in real.parents or ".git" in real.relative_to(top).parts


def leads_out(file: str, folder: str) -> bool:
    """Whether a file is a link to something that is not below the folder."""
    if not Path(file).is_symlink():
        return False
    return Path(folder).resolve() not in Path(os.path.realpath(file)).parents


def shown(path: str) -> str:
    """Return a path as reports show it: with `/`, as text in any locale.

    Bytes that are no UTF-8 are shown as escapes; in a locale without UTF-8 Python keeps all
    letters beyond ASCII as such bytes, which are given back here.
    """
    path = path.replace(os.sep, "/")
    if not path.isascii():
        path = os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


@contextmanager
def opened(path: str) -> Iterator[tuple[Opened, str]]:
    """Open a file; give it together with the SHA-256 of its bytes.

    Raises Unreadable when it is no file, may not be read, or changes while it is read.
    """
    try:
        with _open(path) as file:
            before = _stamp(file)
            digest, *traits = _digest(file)
            with unpacked(file, path) as plain:
                if plain is not file:
                    _, *traits = _digest(plain)
                head = plain.read(_HEAD)
                plain.seek(0)
                if is_pointer(head):
                    raise Unreadable(variant="pointer")
                has_nul, has_quote, has_long_line, marks = traits
                yield Opened(path=shown(path), file=plain, head=head, has_nul=has_nul,
                             has_quote=has_quote, has_long_line=has_long_line,
                             has_marks=marks), digest  # fmt: skip
            changed = _stamp(file) != before
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable(variant=_variant(error), problem=reason) from error
    if changed:
        raise Unreadable(variant="changed")


def _stamp(file: BinaryIO) -> tuple[int, int] | None:
    """Return the size and the time of the last change; None for what is no file of a disk."""
    if not isinstance(file, io.BufferedReader):
        return None
    now = os.fstat(file.fileno())
    return now.st_size, now.st_mtime_ns


def _variant(error: OSError) -> str:
    """Tell a file that another program holds open from one that may not be read.

    NOTE: opening a file goes through Windows' C runtime, which says EACCES for both and keeps
    the system's own number to itself; a workbook that is open in Excel is the likelier by far.
    """
    number = getattr(error, "winerror", None)
    if number in _IN_USE:
        return "locked"
    if not isinstance(error, PermissionError):
        return "system"
    return "locked" if WINDOWS and number is None else "denied"


def _open(path: str) -> BinaryIO:
    if path == STDIN:
        return _spooled(sys.stdin.buffer)
    if isinstance(path, Held):
        return io.BytesIO(path.content)
    if isinstance(path, LinkOutside):
        raise Unreadable(variant="outside")
    mode = Path(path).stat().st_mode
    if stat.S_ISFIFO(mode):
        return _from_pipe(path)
    if not stat.S_ISREG(mode):
        raise Unreadable(variant="device")
    return Path(path).open("rb")


def _from_pipe(path: str) -> BinaryIO:
    """Return all that comes from a named pipe; raise Unreadable when nobody writes to it."""
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    end = time.monotonic() + _PATIENCE
    with os.fdopen(number, "rb") as pipe:
        while True:
            try:
                first = os.read(number, 1)
            except BlockingIOError:  # somebody has it open and has not written yet
                first = None
            if first != b"" or time.monotonic() > end:
                break
            time.sleep(0.01)
        if first == b"":
            raise Unreadable(variant="silent")
        os.set_blocking(number, True)
        return _spooled(pipe, first or b"")


def _spooled(pipe: BinaryIO, first: bytes = b"") -> BinaryIO:
    """Return all that comes from a pipe, up to a gibibyte: reading needs to go back."""
    content = first + pipe.read(_LARGEST_PIPE + 1)
    if len(content) > _LARGEST_PIPE:
        raise Unreadable(variant="too-large", limit=_LARGEST_PIPE >> 20)
    return io.BytesIO(content)


def _digest(file: BinaryIO) -> tuple[str, bool, bool, bool, bool]:
    """Return the digest, and whether there are zero bytes, quotation marks, far too long lines.

    The last: whether there are characters that strike out others, or turn them.
    """
    marks, before = False, b""
    chunk, has_nul, has_quote, has_long_line, run = file.read(_CHUNK), False, False, False, 0
    digest = hasher(len(chunk))
    while chunk:
        digest.update(chunk)
        has_nul = has_nul or b"\0" in chunk
        has_quote = has_quote or b'"' in chunk
        marks = marks or has_marks(before + chunk[:2]) or has_marks(chunk)
        before = chunk[-2:]
        run = 0 if b"\n" in chunk or b"\r" in chunk else run + 1
        has_long_line = has_long_line or run >= _LONGEST_LINE
        chunk = file.read(_CHUNK)
    file.seek(0)
    return digest.hexdigest(), has_nul, has_quote, has_long_line, marks
