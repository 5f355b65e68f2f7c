"""CSV, TSV and TXT: RFC 4180 with the encodings and separators found in practice."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from cmcn4.model.observation import Sheet
from cmcn4.readers.containers import Opened
from cmcn4.readers.containers.cells import Hidden, RawSheet, Row
from cmcn4.readers.containers.old_encodings import legacy_bytes
from cmcn4.readers.containers.packed import suffix_of
from cmcn4.readers.layout.header import find_header
from cmcn4.readers.problems import Unreadable, found

if TYPE_CHECKING:
    from cmcn4.readers import ReadOptions

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_BYTES = 1 << 16
_SAMPLE_ROWS = 40
_LAST_COLUMN = 16_384
_MOST_BLANK = 1 << 20
_MARKS: tuple[tuple[bytes | tuple[bytes, ...], str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),  # begins like UTF-16's
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
)
_FEWEST_ZEROS = 4  # one byte in so many; Vietnamese text has one in three


def sheets(opened: Opened, options: ReadOptions) -> Generator[RawSheet]:
    """Yield the file as one sheet."""
    encoding = _encoding(opened, options.encoding)
    if opened.has_nul and not encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        raise Unreadable(row=_line_with(opened, b"\0"), variant="nul")
    if opened.has_long_line:
        raise Unreadable(variant="long-line")
    text = io.TextIOWrapper(opened.file, encoding=encoding, newline="")
    try:
        separator = _separator(_sample(text), opened.path)
        text.seek(0)
        beyond = Hidden()
        rows = _rows(text, separator, opened, (encoding, beyond))
        yield RawSheet(sheet=Sheet(opened.path), rows=rows, hidden=beyond)
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


def _sample(text: io.TextIOWrapper) -> list[str]:
    """Return the first lines, the last one whole."""
    lines: list[str] = []
    size = 0
    while size < _SAMPLE_BYTES and len(lines) < _SAMPLE_ROWS:
        line = text.readline(_SAMPLE_BYTES)
        if not line:
            break
        size += len(line)
        lines.append(line)
    return lines


def _separator(lines: list[str], path: str) -> str:
    """Return the separator that makes the best header; else the one that is there most often."""
    usual = "\t" if suffix_of(path) == ".tsv" else ","
    best, best_score = usual, (0, 0, 0)
    for separator in _SEPARATORS:
        rows: list[Row] = []
        with suppress(csv.Error):  # what could be read before is enough to judge by
            rows.extend(enumerate(csv.reader(lines, delimiter=separator), 1))
        header = find_header(rows)
        score = (*(header.score if header else (0, 0)), sum(x.count(separator) for x in lines))
        if score > best_score:
            best, best_score = separator, score
    return best


def _rows(
    text: io.TextIOWrapper, separator: str, opened: Opened, how: tuple[str, Hidden]
) -> Iterator[Row]:
    """Yield rows numbered by the physical line they start on; of blank ones together the first.

    `how` is the encoding, and what is told of cells too far to the right to be read.
    """
    reader = csv.reader(text, delimiter=separator)
    line, last, width, blank = 1, 0, 0, 0
    try:
        for cells in reader:
            after = reader.line_num + 1
            if after != line + 1:
                _refuse_swallowed(cells, separator, width, line)
            width = len(cells)
            blank = 0 if width else blank + 1
            if width > _LAST_COLUMN:
                how[1].beyond += sum(map(bool, cells[_LAST_COLUMN:]))
                del cells[_LAST_COLUMN:]
            if blank < 2:  # noqa: PLR2004 - the first
                yield line, cells
            elif blank > _MOST_BLANK:
                raise Unreadable(row=line, variant="blank-lines")
            last, line = line, after
        if width and line - last > 1:
            _refuse_open_quote(text, separator, last)
    except csv.Error as error:
        variant = "quote" if reader.line_num > line else "long-cell"
        raise Unreadable(row=line, variant=variant) from error
    except UnicodeError as error:
        raise _undecodable(opened, how[0]) from error


def _refuse_swallowed(cells: list[str], separator: str, width: int, line: int) -> None:
    """Raise when a quote left open has swallowed whole rows into one cell."""
    for cell in cells:
        if "\n" in cell and width > 1:
            inner = cell.splitlines()[1:-1]
            if any(each.count(separator) == width - 1 for each in inner):
                raise Unreadable(row=line, variant="quote")


def _refuse_open_quote(text: io.TextIOWrapper, separator: str, last: int) -> None:
    """Raise when the last record, which spans several lines, has a quote left open."""
    text.seek(0)
    for _ in range(last - 1):
        text.readline()
    try:
        for _ in csv.reader(text, delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        raise Unreadable(row=last, variant="quote") from error


def _undecodable(opened: Opened, encoding: str) -> Unreadable:
    """Return the reason with the first line that is not of the encoding."""
    opened.file.seek(0)
    legacy = legacy_bytes(opened.file.read(_SAMPLE_BYTES)) if encoding.startswith("utf-8") else None
    if legacy:
        name, example = legacy
        return Unreadable(code="legacy-vietnamese-encoding", found=f"{name}: {found(example)}")
    opened.file.seek(0)
    line = None
    if not encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
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
