"""What separates the fields of a text: the mark that makes rows of one width, most of all fields.

Names of columns are not looked at: what a table says is the business of those who read cells.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from cmcn4.readers.containers.packed import suffix_of

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_BYTES = 1 << 16
_SAMPLE_ROWS = 40
_DIRECTIVE = re.compile(r'\ufeff?"?sep=([^"\r\n])"?[\r\n]*', re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def sample(text: TextIO) -> list[str]:
    """Return the first lines, the last one whole."""
    lines: list[str] = []
    size = 0
    while size < SAMPLE_BYTES and len(lines) < _SAMPLE_ROWS:
        line = text.readline(SAMPLE_BYTES)
        if not line:
            break
        size += len(line)
        lines.append(line)
    return lines


def directive(line: str) -> str | None:
    """Return the separator that a first line names for Excel: `sep=;` is no data."""
    match = _DIRECTIVE.fullmatch(line)
    return match[1] if match else None


def separator_of(lines: list[str], path: str) -> str:
    """Return the separator of a text by its first lines.

    A comma between digits is a decimal mark wherever another separator has a table of its own.
    """
    tab = suffix_of(path) == ".tsv"
    usual = "\t" if tab else ","
    fits = {mark: _fit(lines, mark) for mark in SEPARATORS}
    if tab and fits["\t"]:
        return "\t"
    others = max(fits[mark] for mark in SEPARATORS if mark != ",")
    if others and fits[","]:
        fits[","] = _fit((_DECIMAL_COMMA.sub(".", line) for line in lines), ",")
    # What is equal goes to the mark that is there most often, then to the usual one.
    return max(
        SEPARATORS,
        key=lambda mark: (fits[mark], sum(line.count(mark) for line in lines), mark == usual),
    )


def _fit(lines: Iterable[str], separator: str) -> int:
    """Return how many separators stand in the rows that are as wide as one before them.

    It is the width that has most of them: a line of prose is as wide as no other.
    """
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what could be read before is enough to judge by
        widths.update(map(len, csv.reader(lines, delimiter=separator)))
    return max(((count - 1) * (width - 1) for width, count in widths.items() if width), default=0)
