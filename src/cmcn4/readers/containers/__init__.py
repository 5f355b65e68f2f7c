"""Containers: which module reads which kind of file, and files that are not what they are named."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Protocol, cast

from cmcn4.readers.containers.packed import MAGIC, suffix_of
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions
    from cmcn4.readers.containers.cells import RawSheet

CONTAINERS: dict[str, str] = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".xlsx": "xlsx.workbook",
    ".xlsm": "xlsx.workbook",
    ".xls": "legacy.xls",
    ".xlsb": "legacy.calamine",
    ".ods": "legacy.ods",
}
"""Suffix to the module of this package that reads it."""

_FIRST_BYTES = {
    "delimited": "",
    "xlsx.workbook": "zip",
    "legacy.xls": "ole",
    "legacy.calamine": "zip",
    "legacy.ods": "zip",
}
"""Module to what its files begin with; one that is not named here looks for itself."""

OTHER_SPREADSHEETS = frozenset({".numbers"})
"""Data in a form that is not read: named even where it is met in a folder."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED, *_OLD_EXCEL = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book")
)
_LARGEST_OLE = 1 << 28
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (_OLE, "ole"),
    (b"%PDF", "pdf"),
    (MAGIC, "gzip"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")


@dataclass(slots=True, kw_only=True)
class Opened:
    """A file that is open and whose first bytes have been looked at."""

    path: str
    """As given, with `/`."""
    file: BinaryIO
    head: bytes
    has_nul: bool = False
    """Whether any of its bytes is 0."""
    has_long_line: bool = False
    """Whether a line of it is longer than any table has."""


class Container(Protocol):
    """What a container module offers."""

    def sheets(self, opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
        """Yield the sheets; each must be read before the next is asked for."""


def container(opened: Opened) -> Container:
    """Return the module that reads a file; raise Unreadable when none does."""
    suffix = suffix_of(opened.path)
    kind = _kind(opened.head)
    if suffix in OTHER_SPREADSHEETS or (suffix not in CONTAINERS and opened.path != "-"):
        variant = "html" if kind == "html" else "format"
        raise Unreadable(variant=variant, suffix=suffix)
    name = CONTAINERS.get(suffix, "delimited")
    if kind != _FIRST_BYTES.get(name, kind):
        _refuse(opened, name, kind)
    if name == "legacy.xls" and _is_encrypted(opened):
        raise Unreadable(variant="encrypted", suffix=suffix)
    return cast("Container", import_module(f"cmcn4.readers.containers.{name}"))


def _refuse(opened: Opened, name: str, kind: str) -> NoReturn:
    """Raise Unreadable with what the file is instead."""
    variant = kind or "not-workbook"
    if kind == "zip":
        variant = "is-workbook"
    elif kind == "ole":
        excel = name != "delimited" and _holds(opened, *_OLD_EXCEL)
        variant = "is-workbook" if name == "delimited" else "is-xls" if excel else "encrypted"
    raise Unreadable(variant=variant, suffix=suffix_of(opened.path))


def _is_encrypted(opened: Opened) -> bool:
    """Whether a file of streams (MS-CFB) holds a workbook under a password."""
    return _holds(opened, _ENCRYPTED)


def _holds(opened: Opened, *names: bytes) -> bool:
    opened.file.seek(0)
    content = opened.file.read(_LARGEST_OLE)
    opened.file.seek(0)
    return any(name in content for name in names)


def _kind(head: bytes) -> str:
    """Return what the first bytes say a file is; empty for text and all else."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(_MARKUP) else ""
