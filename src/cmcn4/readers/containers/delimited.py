"""CSV, TSV and TXT: RFC 4180 with the encodings and separators found in practice."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import accumulate, islice, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, BinaryIO, cast

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import CutOff, Hidden, Lines, RawSheet, Row
from cmcn4.readers.containers.limits import LAST_COLUMN, too_far
from cmcn4.readers.containers.marked import as_marked
from cmcn4.readers.containers.old_encodings import legacy_bytes
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.containers.quotes import DECIMAL_COMMA, Quotes
from cmcn4.readers.problems import Unreadable, found

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_BYTES, _SAMPLE_ROWS = 1 << 16, 40
_DIRECTIVE = Pattern(r'\ufeff?"?sep=([^"\r\n])"?[\r\n]*', re.IGNORECASE)
_MOST_BLANK = 1 << 20
_AT_ONCE, _SLOWLY = 64, 4096
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
    encoding = _encoding(opened) if options.encoding == "auto" else options.encoding
    if opened.has_nul and not encoding.startswith(_WIDE):
        raise Unreadable(row=_first_line(opened, lambda line: b"\0" in line), variant="nul")
    if opened.has_long_line:
        raise Unreadable(variant="long-line")
    text = io.TextIOWrapper(opened.file, encoding=encoding, newline="")
    try:
        lines = [*islice(iter(lambda: text.readline(_SAMPLE_BYTES), ""), _SAMPLE_ROWS)]
        given = _DIRECTIVE.fullmatch(lines[0]) if lines else None
        separator = given[1] if given else separator_of(lines, opened.path)
        text.seek(0)
        if given:  # for Excel, and no data
            text.readline()
        rows = _Rows(text, separator, 2 if given else 1, quoted=opened.has_quote)
        told = rows.read(partial(_undecodable, opened, encoding))
        own = encoding in ("utf-8", "utf-8-sig")
        if opened.has_marks or not own:
            told, own = as_marked(told, rows.hidden), False
        apart = Lines(opened.file, separator, opened.has_quote) if own else None
        yield RawSheet(sheet=Sheet(opened.path), rows=told, hidden=rows.hidden, lines=apart)
    except UnicodeError as error:
        raise _undecodable(opened, encoding) from error
    finally:
        text.detach()


def _encoding(opened: Opened) -> str:
    """Return the encoding by a mark, or by the zero bytes: separators and digits are half zeros.

    Where the zeros stand says which half; a binary file has them at both places.
    """
    head = opened.head
    for marks, encoding in _MARKS:
        if head.startswith(marks):
            return encoding
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) * _FEWEST_ZEROS > len(head):
        return "utf-16-be" if even else "utf-16-le"
    return "utf-8"


def separator_of(lines: list[str], path: str) -> str:
    """Return the separator of a text by its first lines: it makes rows of one width.

    A comma between digits is a decimal mark wherever another separator has a table of its own.
    Names of columns are not looked at: they are the business of those who read cells.
    """
    tab = suffix_of(path) == ".tsv"
    fits = {mark: _fit(lines, mark) for mark in _SEPARATORS}
    if tab and fits["\t"]:
        return "\t"
    if fits[","] and any(fits[mark] for mark in _SEPARATORS if mark != ","):
        fits[","] = _fit((DECIMAL_COMMA.sub(".", line) for line in lines), ",")
    # What is equal goes to the mark that is there most often, then to the usual one.
    text, usual = "".join(lines), "\t" if tab else ","
    return max(_SEPARATORS, key=lambda mark: (fits[mark], text.count(mark), mark == usual))


def _fit(lines: Iterable[str], separator: str) -> int:
    """Return how many separators stand in the rows that are as wide as one before them.

    It is the width that has most of them: a line of prose is as wide as no other.
    """
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what could be read before is enough to judge by
        widths.update(map(len, csv.reader(lines, delimiter=separator)))
    return max(((count - 1) * (width - 1) for width, count in widths.items() if width), default=0)


class _Rows:
    """The rows of a text, numbered by the physical line they start on."""

    def __init__(self, text: io.TextIOWrapper, separator: str, line: int, *, quoted: bool) -> None:
        self.hidden = Hidden()
        """Whether the text seems to end within its last row."""
        self._text, self._quoted, self._quotes = text, quoted, Quotes(separator)
        self._line, self._last, self._above = line, line, line - 1
        self._reader = csv.reader(text, delimiter=separator)
        self._blank = 0
        self._final: list[str] = []
        self._before: list[str] = []
        """The last row of the most cells."""
        self._widths, self._ends = set[int](), 0
        """The widths of all rows but the last, and that of the last."""

    def read(self, undecodable: Callable[[], Unreadable]) -> Iterator[Row]:
        """Yield the rows; of blank ones together the first.

        Many are taken at once: where as many lines were read as rows came of them, and none is
        blank or too wide, there is nothing to look at in each. Elsewhere and at the end there is.
        """
        reader, rows, widest = self._reader, [[""]], 0
        ends = map(attrgetter("line_num"), repeat(reader))
        try:
            while rows:
                rows, error, before = [], None, reader.line_num
                most = max(1, min(_AT_ONCE, _CELLS_AT_ONCE // (widest + 1)))
                try:
                    rows.extend(islice(reader, most))
                except csv.Error as caught:
                    error = caught
                counts = [*map(len, rows)] or [0]
                widths = set(counts)
                widest = max(widths)
                plain = not error and reader.line_num - before == len(rows)
                if self._quoted and plain:
                    alike = widths == {len(self._before) or widest}
                    plain = alike and '"' not in "".join(map("".join, rows))
                if plain and 0 not in widths and widest <= LAST_COLUMN:
                    self._widths.update((self._ends, *counts[:-1]))
                    self._ends = counts[-1]
                    # A copy: who reads the rows may add cells to them.
                    self._before = self._final = [*rows[-1]]
                    yield from enumerate(rows, self._line)
                    self._line, self._blank = self._line + len(rows), 0
                    self._last = self._line - 1
                    continue
                counted = accumulate(map(_lines, rows), initial=before)
                yield from self._each(zip(rows, islice(counted, 1, None), strict=True))
                if error:
                    raise error
                yield from self._each(islice(zip(reader, ends, strict=False), _SLOWLY))
            self._end()
        except csv.Error as error:
            variant = "quote" if self._above + reader.line_num > self._line else "long-cell"
            raise Unreadable(row=self._line, variant=variant) from error
        except UnicodeError as error:
            raise undecodable() from error

    def _end(self) -> None:
        """Look at the text once more when its rows are read: at its quotation marks, at its end."""
        self._text.seek(0)
        self._quotes.refuse_broken(self._text)
        tail = self._tail()
        # An odd quote in the last line: the file may have been cut off inside it.
        if _lines(self._final) > 1 or tail.rpartition(b"\n")[2].count(b'"') % 2:
            self._text.seek(0)
            self._quotes.refuse_open(islice(self._text, self._last - 1, None), self._last)
        narrowest = min((width for width in self._widths if width > 1), default=0)
        if 1 < self._ends < narrowest and not tail.rstrip(b"\0").endswith((b"\n", b"\r")):
            last = self._final[self._ends - 1]
            self.hidden.cut_off = CutOff(self._last, self._ends, narrowest, last)

    def _each(self, rows: Iterable[tuple[list[str], int]]) -> Iterator[Row]:
        """Yield the rows, given with the lines that have been read after them."""
        above, cells = self._above + 1, self._final
        for cells, read in rows:
            line, after = self._line, above + read
            width = len(cells)
            if (after > line + 1 or width < len(self._before)) and self._quotes.swallowed(
                cells, self._before
            ):
                raise Unreadable(row=line, variant="quote")
            if self._quoted:
                self._quotes.doubt(cells, line, after)
            self._last, self._line = line, after
            if width:
                self._widths.add(self._ends)
                self._ends = width
            if width > LAST_COLUMN:
                if any(cells[LAST_COLUMN:]):
                    raise too_far(line)
                del cells[LAST_COLUMN:]
            if width:
                self._blank = 0
                self._before = [*cells] if width >= len(self._before) else self._before
                yield line, cells
            else:
                self._blank += 1
                if self._blank == 1:
                    yield line, cells
                elif self._blank > _MOST_BLANK:
                    raise Unreadable(row=line, variant="blank-lines")
        self._final = cells

    def _tail(self) -> bytes:
        """Return the last bytes of the file."""
        file = cast("BinaryIO", self._text.buffer)
        file.seek(max(0, file.seek(0, io.SEEK_END) - _TAIL))
        return file.read()


def _lines(cells: list[str]) -> int:
    """Return over how many lines a row goes."""
    text = "\0".join(cells)
    lines = 1 + text.count("\n")
    return lines + text.count("\r") - text.count("\r\n") if "\r" in text else lines


def _undecodable(opened: Opened, encoding: str) -> Unreadable:
    """Return the reason with the first line that is not of the encoding."""
    opened.file.seek(0)
    legacy = legacy_bytes(opened.file.read(_SAMPLE_BYTES)) if encoding.startswith("utf-8") else None
    if legacy:
        name, example = legacy
        return Unreadable(code="legacy-vietnamese-encoding", found=f"{name}: {found(example)}")
    line = None if encoding.startswith(_WIDE) else _first_line(opened, partial(_fails, encoding))
    return Unreadable(code="encoding-unknown", row=line, encoding=encoding)


def _fails(encoding: str, line: bytes) -> bool:
    try:
        codecs.decode(line, encoding)
    except UnicodeError:
        return True
    return False


def _first_line(opened: Opened, wanted: Callable[[bytes], bool]) -> int | None:
    opened.file.seek(0)
    return next((number for number, line in enumerate(opened.file, 1) if wanted(line)), None)
