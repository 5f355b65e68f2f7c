"""Containers: which module reads which kind of file, and files that are not what they are named."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.readers.containers.packed import MAGIC, TEXTS, suffix_of
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions
    from cmcn4.readers.containers.cells import RawSheet

CONTAINERS: dict[str, str] = {
    **dict.fromkeys(TEXTS, "delimited"),
    ".xlsx": "xlsx.workbook",
    ".xlsm": "xlsx.workbook",
    ".xls": "legacy.apart",
    ".xlsb": "legacy.apart",
    ".ods": "ods",
    ".parquet": "parquet",
}
"""Suffix to the module of this package that reads it."""

OTHER_SPREADSHEETS = frozenset({".numbers"})
"""Data in a form that is not read: named even where it is met in a folder."""

_FIRST_BYTES = {
    **dict.fromkeys((*TEXTS, ""), ""),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".ods"), "zip"),
    ".xls": "ole",
}
"""Suffix to what a file begins with; the module of one that is not named here looks for itself."""
_ENCRYPTED, *_OLD_EXCEL = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book")
)
_LARGEST_OLE = 1 << 28
_MAGIC = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0": "ole",
    b"%PDF": "pdf",
    MAGIC: "gzip",
}
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
    has_quote: bool = True
    """Whether any of its bytes is a quotation mark."""
    has_long_line: bool = False
    """Whether a line of it is longer than any table has."""
    has_marks: bool = False
    """Whether there is a character in it that strikes out another, or turns what follows."""


class Container(Protocol):
    """What a container module offers."""

    def sheets(self, opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
        """Yield the sheets; each must be read before the next is asked for."""


def container(opened: Opened) -> Container:
    """Return the module that reads a file; raise Unreadable when none does."""
    suffix, kind = suffix_of(opened.path), _kind(opened.head)
    if suffix not in CONTAINERS and opened.path != "-":
        variant = "html" if kind == "html" else "format"
    elif kind != _FIRST_BYTES.get(suffix, kind):
        variant = _instead(opened, kind, text=_FIRST_BYTES[suffix] == "")
    elif suffix == ".xls" and _holds(opened, _ENCRYPTED):
        variant = "encrypted"
    else:
        name = CONTAINERS.get(suffix, "delimited")
        return cast("Container", import_module(f"{__name__}.{name}"))
    raise Unreadable(variant=variant, suffix=suffix)


def _instead(opened: Opened, kind: str, *, text: bool) -> str:
    """Return what a file is that is not what it is named."""
    if kind == "zip" or (kind == "ole" and text):
        return "is-workbook"
    if kind == "ole":
        return "is-xls" if _holds(opened, *_OLD_EXCEL) else "encrypted"
    return kind or "not-workbook"


def _holds(opened: Opened, *names: bytes) -> bool:
    """Whether a file of streams (MS-CFB) has one of these names."""
    opened.file.seek(0)
    content = opened.file.read(_LARGEST_OLE)
    opened.file.seek(0)
    return any(name in content for name in names)


def _kind(head: bytes) -> str:
    """Return what the first bytes say a file is; empty for text and all else."""
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(_MARKUP) else ""
