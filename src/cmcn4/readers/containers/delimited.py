"""CSV, TSV and TXT: RFC 4180 with the encodings and separators found in practice."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, cast

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.old_encodings import legacy_bytes
from cmcn4.readers.containers.separators import SAMPLE_BYTES, directive, sample, separator_of
from cmcn4.readers.problems import Unreadable, found

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_LAST_COLUMN = 16_384
_MOST_BLANK = 1 << 20
_AT_ONCE = 64
"""Rows taken at once: enough to be fast, few enough for cells as long as they may be."""
_CELLS_AT_ONCE = 1 << 16
_TAIL = 1 << 12
_MARKS: tuple[tuple[bytes | tuple[bytes, ...], str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),  # begins like UTF-16's
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
)
_WIDE = ("utf-16", "utf_16", "utf-32", "utf_32")
_FEWEST_ZEROS = 4  # one byte in so many; Vietnamese text has one in three


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the file as one sheet."""
    encoding = _encoding(opened, options.encoding)
    if opened.has_nul and not encoding.startswith(_WIDE):
        raise Unreadable(row=_line_with(opened, b"\0"), variant="nul")
    if opened.has_long_line:
        raise Unreadable(variant="long-line")
    text = io.TextIOWrapper(opened.file, encoding=encoding, newline="")
    try:
        lines = sample(text)
        given = directive(lines[0]) if lines else None
        separator = given or separator_of(lines, opened.path)
        text.seek(0)
        if given:
            text.readline()
        rows = _Rows(text, separator, 2 if given else 1, partial(_undecodable, opened, encoding))
        yield RawSheet(sheet=Sheet(opened.path), rows=rows.read(), hidden=rows.hidden)
    except UnicodeError as error:
        raise _undecodable(opened, encoding) from error
    finally:
        text.detach()


def _encoding(opened: Opened, wanted: str) -> str:
    if wanted != "auto":
        return wanted
    for marks, encoding in _MARKS:
        if opened.head.startswith(marks):
            return encoding
    return _unmarked(opened.head) if opened.has_nul else "utf-8"


def _unmarked(head: bytes) -> str:
    """Return the encoding of a text with zero bytes: separators and digits are half zeros.

    Where the zeros stand says which half; a binary file has them at both places.
    """
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) * _FEWEST_ZEROS > len(head):
        return "utf-16-be" if even else "utf-16-le"
    return "utf-8"


class _Rows:
    """The rows of a text, numbered by the physical line they start on."""

    def __init__(
        self, text: io.TextIOWrapper, separator: str, line: int, reason: Callable[[], Unreadable]
    ) -> None:
        """`line` is where the first row starts; `reason` tells why bytes cannot be decoded."""
        self.hidden = Hidden()
        """What is told of cells too far to the right to be read."""
        self._text, self._separator, self._line, self._reason = text, separator, line, reason
        self._reader = csv.reader(text, delimiter=separator)
        self._before = self._last = line - 1
        self._width = self._blank = 0

    def read(self) -> Iterator[Row]:
        """Yield the rows; of blank ones together the first.

        Many are taken at once: where as many lines were read as rows came of them, and none is
        blank or too wide, there is nothing to look at in each.
        """
        reader, width, last = self._reader, 0, [""]
        while True:
            rows: list[list[str]] = []
            error = self._take(rows, max(1, min(_AT_ONCE, _CELLS_AT_ONCE // (width + 1))))
            if rows:
                last, after = rows[-1], self._before + reader.line_num + 1
                widths = set(map(len, rows))
                width = max(widths)
                plain = after - self._line == len(rows) and error is None
                if plain and 0 not in widths and width <= _LAST_COLUMN:
                    yield from enumerate(rows, self._line)
                    self._line, self._last, self._width, self._blank = (
                        after,
                        after - 1,
                        len(last),
                        0,
                    )
                else:
                    yield from self._each(rows)
            if error:
                variant = "quote" if self._before + reader.line_num > self._line else "long-cell"
                raise Unreadable(row=self._line, variant=variant) from error
            if not rows:
                break
        if _breaks(last) or self._ends_in_quote():
            self._refuse_open_quote()

    def _take(self, rows: list[list[str]], most: int) -> csv.Error | None:
        """Add the next rows, as far as they can be read; return the error that ends them."""
        try:
            rows.extend(islice(self._reader, most))
        except csv.Error as error:
            return error
        except UnicodeError as error:
            raise self._reason() from error
        return None

    def _each(self, rows: list[list[str]]) -> Iterator[Row]:
        for cells in rows:
            line, breaks = self._line, _breaks(cells)
            if breaks:
                self._refuse_swallowed(cells)
            self._line, self._last = line + 1 + breaks, line
            self._width = len(cells)
            self._blank = 0 if cells else self._blank + 1
            if len(cells) > _LAST_COLUMN:
                self.hidden.beyond += sum(map(bool, cells[_LAST_COLUMN:]))
                del cells[_LAST_COLUMN:]
            if self._blank < 2:  # noqa: PLR2004 - the first
                yield line, cells
            elif self._blank > _MOST_BLANK:
                raise Unreadable(row=line, variant="blank-lines")

    def _refuse_swallowed(self, cells: list[str]) -> None:
        """Raise when a quote left open has swallowed whole rows into one cell.

        One separator in one line is nothing: a heading of several lines below a title has it.
        """
        width = self._width
        for cell in cells:
            if width > 1 and "\n" in cell:
                inner = [line.count(self._separator) for line in cell.splitlines()[1:-1]]
                if inner.count(width - 1) > (width == 2):  # noqa: PLR2004 - a single separator
                    raise Unreadable(row=self._line, variant="quote")

    def _ends_in_quote(self) -> bool:
        """Whether the file may have been cut off inside a quote: its last line has an odd one."""
        file = cast("BinaryIO", self._text.buffer)
        file.seek(max(0, file.seek(0, io.SEEK_END) - _TAIL))
        return file.read().rpartition(b"\n")[2].count(b'"') % 2 == 1

    def _refuse_open_quote(self) -> None:
        """Raise when the last record has a quote left open."""
        self._text.seek(0)
        for _ in range(self._last - 1):
            self._text.readline()
        try:
            for _ in csv.reader(self._text, delimiter=self._separator, strict=True):
                pass
        except csv.Error as error:
            raise Unreadable(row=self._last, variant="quote") from error


def _breaks(cells: list[str]) -> int:
    """Return how many lines end inside the cells of a row."""
    text = "\0".join(cells)
    lines = text.count("\n")
    return lines + text.count("\r") - text.count("\r\n") if "\r" in text else lines


def _undecodable(opened: Opened, encoding: str) -> Unreadable:
    """Return the reason with the first line that is not of the encoding."""
    opened.file.seek(0)
    legacy = legacy_bytes(opened.file.read(SAMPLE_BYTES)) if encoding.startswith("utf-8") else None
    if legacy:
        name, example = legacy
        return Unreadable(code="legacy-vietnamese-encoding", found=f"{name}: {found(example)}")
    opened.file.seek(0)
    line = None
    if not encoding.startswith(_WIDE):
        decode = codecs.getdecoder(encoding)
        for number, content in enumerate(opened.file, 1):
            try:
                decode(content)
            except UnicodeError:
                line = number
                break
    return Unreadable(code="encoding-unknown", row=line, encoding=encoding)


def _line_with(opened: Opened, what: bytes) -> int | None:
    opened.file.seek(0)
    for number, content in enumerate(opened.file, 1):
        if what in content:
            return number
    return None
