"""The archive around a workbook (ECMA-376 part 2): limits before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from cmcn4.readers.problems import Unreadable

_MOST_ENTRIES = 5_000
_LARGEST = 1 << 29
_LARGEST_STRINGS = 1 << 27
LARGEST_PART = 1 << 25
"""Bytes of a part that holds neither cells nor texts."""
_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO = 10 << 20, 100
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError)


class Parts:
    """The parts of a workbook by name, whose case does not count."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at the directory of the archive only."""
        self._archive = archive
        self._entries = {_name(each).lower().lstrip("/"): each for each in archive.infolist()}
        self.packed = sum(each.compress_size for each in archive.infolist())
        """Bytes of all parts as they are stored."""

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._entries

    @contextmanager
    def open(self, name: str, *, largest: int = 0) -> Iterator[IO[bytes]]:
        """Give the content of a part; raise Unreadable when it is too large or broken.

        `largest` in bytes; without it the part is none that may be large.
        """
        entry = self._entries[name.lower()]
        if entry.file_size > (largest or LARGEST_PART):
            raise Unreadable(variant="bomb")
        try:
            with self._archive.open(entry) as part:
                yield part
        except _BROKEN as error:
            raise Unreadable(variant="damaged", problem=f"{name}: {error}") from error


@contextmanager
def workbook_parts(file: BinaryIO) -> Iterator[Parts]:
    """Give the parts; raise Unreadable for what is cut off, encrypted, no workbook, or a bomb."""
    names = check_sizes(file)
    if "xl/workbook.bin" in names:
        raise Unreadable(variant="is-xlsb")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable(variant="not-workbook")
    with zipfile.ZipFile(file) as archive:
        yield Parts(archive)


def check_sizes(file: BinaryIO) -> frozenset[str]:
    """Return the names in an archive; raise Unreadable when it is unsafe to unpack.

    Sizes are those that the archive declares: reading stops there, so they cannot lie.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (*_BROKEN, OverflowError) as error:
        raise Unreadable(variant="truncated") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(variant="encrypted")
    if len(entries) > _MOST_ENTRIES or _is_bomb(entries):
        raise Unreadable(variant="bomb")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise Unreadable(variant="damaged", problem="compression")
    return frozenset(map(_name, entries))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a part; some programs write it as a path of Windows."""
    return entry.filename.replace("\\", "/")


def _is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    if sum(entry.file_size for entry in entries) > _LARGEST:
        return True
    for entry in entries:
        if entry.filename.endswith("sharedStrings.xml") and entry.file_size > _LARGEST_STRINGS:
            return True
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SUSPICIOUS_SIZE and entry.file_size / packed > _SUSPICIOUS_RATIO:
            return True
    return False
