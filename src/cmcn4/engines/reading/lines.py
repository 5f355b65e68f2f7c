"""The lines of a text, looked at as bytes: whether DuckDB takes them apart as the reader does."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cmcn4.model.lazy.named import NamedTuple

_CHUNK = 1 << 20
_PART = 1 << 24
_TAIL = 1 << 12
_FIRST = 1 << 14
"""Bytes of which a sample has every line."""
_NEAR, _APART = 1 << 10, (1 << 13) - 1
"""Bytes between its other lines: so many, and at most so many more."""
_SPACED = (b' "', b'" ', b'\t"', b'"\t')  # looked for one by one: much faster than a pattern
_MOST_BLANK = 1 << 10
"""Empty lines that may stand at the end."""


class Part(NamedTuple):
    """Some of the lines of a text, in a file of their own."""

    path: Path
    first: int
    """The number of the first line in the whole text."""
    lines: int
    ended: bool
    """Whether the last of them ends."""
    sample: Sequence[bytes] = ()
    """A few of them, from everywhere."""


class Text:
    """A text of whose lines each is a row."""

    def __init__(self, file: BinaryIO) -> None:
        """Look at all of its bytes."""
        self._file = file
        self.plain = False
        """Whether it is UTF-8 with the same ends of lines throughout."""
        self.spaced = False
        """Whether a quotation mark stands beside a space, which DuckDB drops."""
        self._size = 0
        """The bytes without empty lines at the end."""
        before = file.tell()
        file.seek(0)
        with suppress(UnicodeError):  # it is none of DuckDB's then
            self._look()
        file.seek(before)

    def _look(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        returns = both = size = 0
        bare = False  # whether any line ends without a return
        last = b""
        while chunk := self._file.read(_CHUNK):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
            size += len(chunk)
            if b'"' in chunk:
                edge = last[-1:] + chunk
                self.spaced = self.spaced or any(each in edge for each in _SPACED)
            if b"\r" in chunk or last.endswith(b"\r"):
                pairs = chunk.count(b"\r\n") + (last.endswith(b"\r") and chunk[:1] == b"\n")
                returns, both = returns + chunk.count(b"\r"), both + pairs
                bare = bare or chunk.count(b"\n") > pairs
            else:
                bare = bare or b"\n" in chunk
            last = (last + chunk)[-_TAIL:] if len(chunk) < _TAIL else chunk[-_TAIL:]
        decoder.decode(b"", final=True)
        text = last.rstrip(b"\r\n")
        rest = last[len(text) :]
        blank = rest.count(b"\n")
        more = len(rest) - (len(rest) // blank if blank else 0)
        self._size = size - more if blank > 1 else size
        # NOTE: in a longer line a quotation mark may be one that was cut off.
        whole = b"\n" in text and blank < _MOST_BLANK
        self.plain = whole and (not returns or (returns == both and not bare))

    def widest(self, first: int, separator: str) -> int:
        """Return the most cells of a row above a line."""
        before = self._file.tell()
        self._file.seek(0)
        lines = [line.decode() for line in islice(self._file, first - 1)]
        self._file.seek(before)
        return max(map(len, csv.reader(lines, delimiter=separator)), default=0)

    def parts(self, first: int, folder: Path) -> Generator[Part]:
        """Yield the lines from one on in parts, each to be used before the next is asked for.

        Raises StopIteration at the end; a line within a cell may fall apart, which is noticed.
        """
        before = self._file.tell()
        self._file.seek(0)
        for _ in islice(self._file, first - 1):
            pass
        path = folder / "part"
        try:
            while (left := self._size - self._file.tell()) > 0:
                content = self._file.read(min(_PART, left))
                if left > _PART:
                    content += self._file.readline()
                path.write_bytes(content)
                ended = content.endswith(b"\n")
                lines = content.count(b"\n") + (not ended)
                yield Part(path, first, lines, ended, [*_sampled(content)])
                first += lines
        finally:
            path.unlink(missing_ok=True)
            self._file.seek(before)


def _sampled(content: bytes) -> Iterator[bytes]:
    """Yield the first lines of a text and some of the others.

    These are not at even steps, since what a text says may repeat.
    """
    place = step = 0
    while (end := content.find(b"\n", place)) >= 0:
        yield content[place:end]
        if end < _FIRST:
            place = end + 1
            continue
        step = (step * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        place = content.find(b"\n", end + _NEAR + (step >> 8 & _APART)) + 1
        if not place:
            return
