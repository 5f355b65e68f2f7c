"""The archive around a workbook (ECMA-376 part 2): limits before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError

from cmcn4.readers.containers.limits import MOST_ELEMENTS, damaged
from cmcn4.readers.containers.markup import Element, elements
from cmcn4.readers.problems import Unreadable

LARGEST, LARGEST_STRINGS, LARGEST_PART = 1 << 29, 1 << 27, 1 << 25
"""Bytes of all parts, of the texts, and of a part that holds neither cells nor texts."""
_MOST_ENTRIES = 5_000
_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO = 10 << 20, 100
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError)


class Parts:
    """The parts of a workbook by name, whose case does not count."""

    def __init__(self, file: BinaryIO) -> None:
        """Look at the directory only; raise Unreadable for what is cut off, encrypted or a bomb.

        Sizes are those that the archive declares: reading stops there, so they cannot lie.
        """
        try:
            self._archive = zipfile.ZipFile(file)
        except (*_BROKEN, OverflowError) as error:
            raise Unreadable(variant="truncated") from error
        entries = self._archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(variant="encrypted")
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_ENTRIES or size > LARGEST or any(map(_is_bomb, entries)):
            raise Unreadable(variant="bomb")
        if any(entry.compress_type not in _METHODS for entry in entries):
            raise damaged("compression")
        # Some programs write a name as a path of Windows.
        self._entries = {
            each.filename.replace("\\", "/").lower().lstrip("/"): each for each in entries
        }
        self.packed = sum(entry.compress_size for entry in entries)
        """Bytes of all parts as they are stored."""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def has_folder(self, name: str) -> bool:
        """Whether any part is in a folder."""
        return any(each.startswith(f"{name}/") for each in self._entries)

    @contextmanager
    def open(self, name: str, *, largest: int = 0) -> Iterator[IO[bytes]]:
        """Give the content of a part; raise Unreadable when it is too large or no good XML.

        `largest` in bytes; without it the part is none that may be large.
        """
        entry = self._entries[name.lower()]
        if entry.file_size > (largest or LARGEST_PART):
            raise Unreadable(variant="bomb")
        try:
            with self._archive.open(entry) as part:
                yield part
        except (*_BROKEN, ExpatError, LookupError) as error:
            raise damaged(f"{name}: {error}") from error

    def elements(
        self, name: str, *tags: str, most: int = MOST_ELEMENTS, largest: int = 0
    ) -> Iterator[Element]:
        """Yield the elements of these names as they end; none where there is no such part."""
        if name in self:
            with self.open(name, largest=largest) as source:
                yield from elements(source, name, tags, most)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    ratio = entry.file_size / max(entry.compress_size, 1)
    return entry.file_size > _SUSPICIOUS_SIZE and ratio > _SUSPICIOUS_RATIO
