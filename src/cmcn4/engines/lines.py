"""The lines of a text, looked at as bytes: whether DuckDB takes them apart as the reader does."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_TAIL = 1 << 12
_SPACED = re.compile(rb'[ \t]"|"[ \t]')
_MOST_BLANK = 1 << 10
"""Empty lines that may stand at the end."""


class Text:
    """A text in a file of its own, of whose lines each is a row."""

    def __init__(self, file: BinaryIO, folder: Path) -> None:
        """Look at all of its bytes; what lies in no file is written into one in the folder."""
        self.lines = 0
        """The number of lines, without empty ones at the end."""
        self.plain = True
        """Whether it is UTF-8 with the same ends of lines throughout."""
        self.spaced = False
        """Whether a quotation mark stands beside a space, which DuckDB drops."""
        self.ended = True
        """Whether its last line ends."""
        # NOTE: DuckDB takes «*», «?» and «[» in a path for a pattern, and suffixes for a packing.
        self.path = folder / "text"
        self._copied = not _linked(file, self.path)
        before = file.tell()
        file.seek(0)
        try:
            self._look(file)
        except UnicodeError:
            self.plain = False
        file.seek(before)

    def _look(self, file: BinaryIO) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        ends = returns = both = blank = 0
        last, copy = b"", self.path.open("wb") if self._copied else None
        while chunk := file.read(_CHUNK):
            if copy:
                copy.write(chunk)
            if not (chunk.isascii() and not decoder.getstate()[0]):
                decoder.decode(chunk)
            ends += chunk.count(b"\n")
            if b'"' in chunk:
                self.spaced = self.spaced or _SPACED.search(last[-1:] + chunk) is not None
            if b"\r" in chunk or last.endswith(b"\r"):
                returns += chunk.count(b"\r")
                both += chunk.count(b"\r\n") + (last.endswith(b"\r") and chunk[:1] == b"\n")
            last = (last + chunk)[-_TAIL:] if len(chunk) < _TAIL else chunk[-_TAIL:]
        if copy:
            copy.close()
        decoder.decode(b"", final=True)
        text = last.rstrip(b"\r\n")
        blank = last[len(text) :].count(b"\n")
        self.ended = blank > 0
        self.lines = ends - blank + 1
        # NOTE: one quotation mark in the last line may be one that was cut off.
        whole = b"\n" in text and blank < _MOST_BLANK
        self.plain = whole and (not returns or returns == both == ends)

    def close(self) -> None:
        """Remove the copy or the link."""
        self.path.unlink(missing_ok=True)


def _linked(file: BinaryIO, path: Path) -> bool:
    """Link a file by another name; whether that could be done."""
    name = getattr(file, "name", None)
    if not isinstance(name, (str, Path)):
        return False
    try:
        path.symlink_to(Path(name).resolve())
    except OSError:
        return False
    return True
