"""ODS (OpenDocument 1.3, part 3): the archive, and what its styles say of cells and tables."""

from __future__ import annotations

import zipfile
from collections.abc import Container, Generator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import RawSheet
from cmcn4.readers.containers.legacy.ods_tables import Tables
from cmcn4.readers.containers.xlsx.archive import check_sizes
from cmcn4.readers.problems import Unreadable

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_STYLES, _CONTENT, _MANIFEST = "styles.xml", "content.xml", "META-INF/manifest.xml"
_LARGEST_MANIFEST = 1 << 22


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the tables, hidden ones too."""
    del options  # nothing of it matters to a spreadsheet
    names = check_sizes(opened.file)
    if _is_encrypted(opened.file, names):
        raise Unreadable(variant="encrypted", suffix=".ods")
    if _CONTENT not in names:
        raise Unreadable(variant="not-workbook", suffix=".ods")
    try:
        tables = Tables(opened.path)
        with zipfile.ZipFile(opened.file) as archive:
            for name in (_STYLES, _CONTENT):
                if name in names:
                    with archive.open(name) as part:
                        yield from tables.read(part)
    except Unreadable:
        raise
    except Exception as error:  # zipfile, zlib and expat raise anything on a damaged archive
        raise Unreadable(variant="damaged", problem=type(error).__name__) from error


def _is_encrypted(file: BinaryIO, names: Container[str]) -> bool:
    """Whether the manifest tells how parts are encrypted; newer files are one such part."""
    manifest = b""
    with suppress(Exception), zipfile.ZipFile(file) as archive, archive.open(_MANIFEST) as part:
        manifest = part.read(_LARGEST_MANIFEST)
    return b"encryption-data" in manifest or "encrypted-package" in names
