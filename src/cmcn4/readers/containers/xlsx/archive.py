"""The archive around a workbook: limits before anything is parsed, and what parsing would hide."""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from xml.parsers import expat

from cmcn4.readers.containers.cells import Hidden
from cmcn4.readers.problems import Unreadable

_MOST_ENTRIES = 5_000
_LARGEST = 1 << 30
_LARGEST_STRINGS, _LARGEST_STYLES = 1 << 27, 1 << 25
_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO = 10 << 20, 100
_CHUNK, _LONGEST_TAG = 1 << 20, 1 << 10
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*>")
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell ref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\""
)
_MOST_MERGES = 10_000
_LONGEST_PROLOGUE = 1 << 10  # times a tag
_BROKEN = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError)
_ROW = re.compile(rb"\br=\"(\d{1,7})\"")
_SPAN = re.compile(rb"\b(min|max)=\"(\d+)\"")


@dataclass(slots=True)
class SheetScan:
    """What a look at the raw XML of a sheet tells."""

    hidden: Hidden = field(default_factory=Hidden)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column of each merged cell, from 1."""


def check_archive(file: BinaryIO) -> None:
    """Raise Unreadable for an archive that is cut off, encrypted, no workbook, or a bomb."""
    names = check_sizes(file, prologues=True)
    if "xl/workbook.bin" in names:
        raise Unreadable(variant="is-xlsb")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable(variant="not-workbook")


def check_sizes(file: BinaryIO, *, prologues: bool = False) -> frozenset[str]:
    """Return the names in an archive; raise Unreadable when it is unsafe to unpack.

    Sizes are those that the archive declares: reading stops there, so they cannot lie. With
    `prologues` a part that declares a document type, and so perhaps entities, is refused.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unreadable(variant="encrypted")
            if len(entries) > _MOST_ENTRIES or _is_bomb(entries):
                raise Unreadable(variant="bomb")
            for entry in entries:
                if prologues and entry.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        _check_prologue(part)
    except (*_BROKEN, ValueError, OverflowError) as error:
        raise Unreadable(variant="truncated") from error
    return frozenset(entry.filename for entry in entries)


class _Root(Exception):  # noqa: N818 - what was looked for, no error
    """The first element was reached."""


def _check_prologue(part: IO[bytes]) -> None:
    """Raise Unreadable when a document type stands before the first element."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = _reached
    with suppress(_Root, expat.ExpatError):  # who parses it to its end tells what is wrong
        for _ in range(_LONGEST_PROLOGUE):
            chunk = part.read(_LONGEST_TAG)
            parser.Parse(chunk, not chunk)
        raise Unreadable(variant="bomb")


def _refuse_document_type(*_: object) -> None:
    raise Unreadable(variant="entities")


def _reached(*_: object) -> None:
    raise _Root


def _is_bomb(entries: list[zipfile.ZipInfo]) -> bool:
    if sum(entry.file_size for entry in entries) > _LARGEST:
        return True
    for entry in entries:
        if entry.filename.endswith("sharedStrings.xml") and entry.file_size > _LARGEST_STRINGS:
            return True
        if entry.filename.endswith("styles.xml") and entry.file_size > _LARGEST_STYLES:
            return True
        packed = max(entry.compress_size, 1)
        if entry.file_size > _SUSPICIOUS_SIZE and entry.file_size / packed > _SUSPICIOUS_RATIO:
            return True
    return False


def scan_sheet(source: IO[bytes]) -> SheetScan:
    """Look through the XML of a sheet for merged cells, hidden rows and hidden columns."""
    scan, rest = SheetScan(), b""
    while chunk := source.read(_CHUNK):
        text = rest + chunk
        # Tags are short: one that may be cut in two is looked at with the next chunk.
        cut = text.rfind(b"<", max(0, len(text) - _LONGEST_TAG))
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, b"")
        _look(text, scan)
    _look(rest, scan)
    return scan


def _look(text: bytes, scan: SheetScan) -> None:
    if b'hidden="' in text:
        _count_hidden(text, scan.hidden)
    if b"mergeCell " in text and len(scan.merges) < _MOST_MERGES:
        for match in _MERGE.finditer(text):
            left, top, right, bottom = (part.decode() for part in match.groups())
            scan.merges.append((int(top), _column(left), int(bottom), _column(right)))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _count_hidden(text: bytes, hidden: Hidden) -> None:
    for match in _HIDDEN.finditer(text):
        if match[1] == b"row":
            hidden.rows += 1
            number = _ROW.search(match[0])
            if hidden.row is None and number:
                hidden.row = int(number[1])
        else:
            span = {name: int(number) for name, number in _SPAN.findall(match[0])}
            hidden.columns += span.get(b"max", 0) - span.get(b"min", 0) + 1
            if hidden.column is None:
                hidden.column = span.get(b"min")
