"""Gzip (RFC 1952) around text tables: unpacked into a temporary file, up to a limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import PurePath
from typing import BinaryIO, cast

from cmcn4.readers.problems import Unreadable

MAGIC = b"\x1f\x8b"
TEXTS = (".csv", ".tsv", ".txt")
_CHUNK = 1 << 18
_LARGEST = 1 << 30
_SUSPICIOUS_SIZE, _SUSPICIOUS_RATIO = 10 << 20, 100
_IN_MEMORY = 1 << 24


def suffix_of(path: str) -> str:
    """Return the suffix that says what a file holds: of `data.csv.gz` it is `.csv`."""
    return PurePath(path.lower().removesuffix(".gz")).suffix


def is_bomb(unpacked_size: int, packed_size: int) -> bool:
    """Whether so many bytes come of so few that whoever packed them meant harm."""
    ratio = unpacked_size / max(packed_size, 1)
    return unpacked_size > _SUSPICIOUS_SIZE and ratio > _SUSPICIOUS_RATIO


@contextmanager
def unpacked(file: BinaryIO, path: str) -> Iterator[BinaryIO]:
    """Give the content of a gzip file named `.gz`, any other file as it is."""
    packed = path.lower().endswith(".gz") and file.read(len(MAGIC)) == MAGIC
    whole = file.seek(0, SEEK_END)
    file.seek(0)
    if not packed or suffix_of(path) not in TEXTS:
        yield file
        return
    import gzip  # noqa: PLC0415 - most files are not packed
    import tempfile  # noqa: PLC0415 - as above
    import zlib  # noqa: PLC0415 - as above

    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as plain:
        size = 0
        try:
            with gzip.GzipFile(fileobj=file) as source:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > _LARGEST:
                        raise Unreadable(variant="too-large", limit=_LARGEST >> 20)
                    if is_bomb(size, whole):
                        raise Unreadable(variant="expands")
                    plain.write(chunk)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable(problem=str(error)) from error
        plain.seek(0)
        yield cast("BinaryIO", plain)
