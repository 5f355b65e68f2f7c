"""The parts of a workbook (ECMA-376 part 2), unpacked and parsed in chunks, within limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, BinaryIO, Generic, TypeVar
from xml.parsers import expat

from cmcn4.model.limits import Limits
from cmcn4.readers.containers.limits import (
    DEEPEST,
    LONGEST_TEXT,
    TOO_DEEP,
    TOO_LONG,
    damaged,
    too_much,
)
from cmcn4.readers.containers.packed import is_bomb
from cmcn4.readers.problems import Unreadable

LARGEST, LARGEST_STRINGS, LARGEST_PART = 1, 4, 16
"""What of the bytes of all parts one with cells, with texts, or with neither may have: 1 / this."""
_MOST_ENTRIES, _MOST_ELEMENTS = 5_000, 1 << 21
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, ValueError)
_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    }
)
"""The namespaces of what is read (ECMA-376 parts 1, 2 and 4; OpenDocument 1.3 part 2)."""
_CHUNK, _LONGEST_TOKEN = 1 << 16, 1 << 20
"""Bytes that are read at once, and of a tag or a comment: expat starts that anew every time."""

Made = TypeVar("Made")
Attributes = Mapping[str, str]
Element = tuple[str, Attributes, str]
"""Name, attributes, and the text behind the last tag that began in it."""


class Parts:
    """The parts of a workbook by name, whose case does not count."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        """Look at the directory only; raise Unreadable for what is cut off, encrypted or a bomb.

        Sizes are those that the archive declares: reading stops there, so they cannot lie.
        """
        try:
            self._archive = zipfile.ZipFile(file)
        except (*_BROKEN, OverflowError) as error:
            raise Unreadable(variant="truncated") from error
        entries = self._archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(variant="encrypted")
        self._largest = limits.unpacked << 20
        if len(entries) > _MOST_ENTRIES or any(
            is_bomb(entry.file_size, entry.compress_size) for entry in entries
        ):
            raise Unreadable(variant="bomb")
        if size > self._largest:
            raise too_much("unpacked")
        if any(entry.compress_type not in _METHODS for entry in entries):
            raise damaged("compression")
        self.packed = sum(entry.compress_size for entry in entries)
        """Bytes of all parts as they are stored."""
        # Some programs write a name as a path of Windows.
        names = [entry.filename.replace("\\", "/").lower().lstrip("/") for entry in entries]
        self._entries = dict(zip(names, entries, strict=True))
        if len(self._entries) < len(entries):
            # Which of the two other programs show is not known.
            raise damaged("two parts of one name")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def has_folder(self, name: str) -> bool:
        """Whether any part is in a folder."""
        return any(entry.startswith(f"{name}/") for entry in self._entries)

    @contextmanager
    def open(self, name: str, share: int = LARGEST_PART) -> Iterator[IO[bytes]]:
        """Give the content of a part; raise Unreadable when it is too large or no good XML.

        `share` as above; without it the part is none that may be large.
        """
        entry = self._entries[name.lower()]
        if entry.file_size > self._largest // share:
            raise too_much("unpacked")
        try:
            with self._archive.open(entry) as part:
                yield part
        except (*_BROKEN, expat.ExpatError, LookupError) as error:
            raise damaged(f"{name}: {error}") from error

    def made(self, name: str, machine: Machine[Made], share: int = LARGEST_PART) -> Iterator[Made]:
        """Yield what a machine makes of a part; raise Unreadable as above, or for a trap."""
        with self.open(name, share) as source:
            chunk, done = source.read(_CHUNK), 0
            parser = _parser(name, chunk, machine)
            while True:
                try:
                    machine.feed(parser, chunk)
                except expat.ExpatError:
                    if machine.passed_over:  # its place is not that in the whole part
                        self._refuse(name)
                    raise
                done += len(chunk)
                if done - machine.passed_over - parser.CurrentByteIndex > _LONGEST_TOKEN + _CHUNK:
                    raise damaged(f"{name}: a tag without an end")
                if len(machine.texts) > 1 and sum(map(len, machine.texts)) > LONGEST_TEXT:
                    raise damaged(TOO_LONG)
                yield from machine.done
                machine.done.clear()
                if not chunk:
                    return
                chunk = source.read(_CHUNK)

    def _refuse(self, name: str) -> None:
        """Raise ExpatError for a part that is no good XML."""
        parser = expat.ParserCreate()
        with self._archive.open(self._entries[name.lower()]) as source:
            while chunk := source.read(_CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - it takes it by position alone

    def elements(
        self, name: str, *tags: str, most: int = _MOST_ELEMENTS, share: int = LARGEST_PART
    ) -> Iterator[Element]:
        """Yield the elements of these names as they end; none where there is no such part."""
        return self.made(name, _Elements(tags, most), share) if name in self else iter(())


class Machine(Generic[Made]):
    """Makes something of the elements of a part."""

    def __init__(self, *tags: str) -> None:
        """`tags` are asked about, without prefix; if there are none, names have a namespace."""
        self.tags = tags
        self.texts: list[str] = []
        """Characters as they come; who takes the elements clears it."""
        self.done: list[Made] = []
        self.passed_over = 0
        """Bytes that the machine has read itself, and the parser has never seen."""

    def feed(self, parser: expat.XMLParserType, chunk: bytes) -> None:
        """Have the parser take the next bytes of the part; there are none at its end."""
        parser.Parse(chunk, not chunk)

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """Take the begin of an element."""

    def end(self, tag: str, /) -> None:
        """Take its end."""


class _Elements(Machine[Element]):
    def __init__(self, tags: tuple[str, ...], most: int) -> None:
        super().__init__(*tags)
        self._left = most
        self._open: list[Attributes] = []

    def start(self, _: str, attributes: Attributes, /) -> None:
        self._open.append(attributes)
        self._left -= 1
        if self._left < 0:
            raise too_much("cells")
        if len(self._open) > DEEPEST:
            raise damaged(TOO_DEEP)
        if self.texts:
            self.texts.clear()

    def end(self, tag: str, /) -> None:
        attributes = self._open.pop()
        if tag in self.tags:
            self.done.append((tag, attributes, "".join(self.texts)))


def _parser(name: str, head: bytes, machine: Machine[Made]) -> expat.XMLParserType:
    """Return a parser that knows the names by the prefixes which the first element declares.

    NOTE: a parser that resolves namespaces itself needs an eighth more time.
    """
    prefixes = _prefixes(name, head) if machine.tags else ()
    names = {f"{prefix}{tag}": tag for prefix in prefixes for tag in machine.tags}
    parser = expat.ParserCreate(namespace_separator=None if names else " ", intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = machine.start
    parser.EndElementHandler = machine.end
    parser.CharacterDataHandler = machine.texts.append
    return parser


def _prefixes(name: str, head: bytes) -> set[str]:
    """Return the prefixes of the namespace that the first element is in; Unreadable if not ours."""
    begun: list[tuple[str, Attributes]] = []

    def begin(root: str, attributes: Attributes) -> None:
        begun.append((root, attributes))
        raise StopIteration

    probe = expat.ParserCreate()
    probe.StartDoctypeDeclHandler = _refuse
    probe.StartElementHandler = begin
    # What is wrong behind the first element tells who parses all of it.
    with suppress(expat.ExpatError, StopIteration):
        probe.Parse(head)
    if not begun and len(head) == _CHUNK:
        raise damaged(f"{name}: no element in its first 64 KiB")
    root, attributes = begun[0] if begun else ("", {"xmlns": min(_SPACES)})
    prefix = root.rpartition(":")[0]
    space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    if space not in _SPACES:
        raise damaged(f"{name}: namespace {space[:60]}")
    same = {key[6:] for key in attributes if key[:5] == "xmlns" and attributes[key] == space}
    return {f"{each}:" if each else "" for each in (*same, prefix)}


def _refuse(*_: object) -> None:
    raise Unreadable(variant="entities")
