"""Number formats of spreadsheets, as far as they change what a number says (ECMA-376 18.8.31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

BUILT_IN: dict[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys(range(14, 18), "d/m/yyyy"),
    **dict.fromkeys(range(18, 22), "h:mm:ss"),
    22: "d/m/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
"""Formats without a definition (18.8.30), as far as they are not plain numbers."""
EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Dates in the Excels of China, Japan and Korea; numbers elsewhere."""
_LONGEST = 1 << 10

_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|;|[^"\\_*\[;]+|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Shown(NamedTuple):
    """What one section of a format makes of a number."""

    percent: bool = False
    """Times a hundred: a `%` that is not in quotes and not behind a backslash."""
    date: bool = False
    elapsed: bool = False
    """Hours, minutes or seconds counted on beyond a day."""
    smallest: Literal["year", "month", "day"] = "day"
    """The smallest part of a date that is shown."""


class _Section(NamedTuple):
    condition: tuple[str, float] | None
    shown: Shown


def shown(number_format: str, value: float) -> Shown:
    """Return what the section in force for a value shows.

    Without conditions the sections are for positive, negative and zero, or for zero and above and
    negative; with them the first whose condition holds, the last for all the rest.
    """
    sections = _sections(number_format[:_LONGEST])
    for condition, about in sections[:-1]:
        if condition and _COMPARED[condition[0]](value, condition[1]):
            return about
    return sections[-1].shown


@lru_cache(maxsize=4096)
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[str]] = [[]]
    for piece in _TOKEN.findall(number_format):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) > 1 and any("@" in token for token in parts[-1] if token[0] not in '"\\_*['):
        parts.pop()  # for texts
    usual = {2: [(">=", 0.0)], 3: [(">", 0.0), ("<", 0.0)]}
    defaults = usual.get(min(len(parts), 3), [])
    found = [_section(tokens) for tokens in parts[:3]]
    if len(found) == 2 and found[1].condition and not found[0].condition:  # noqa: PLR2004
        defaults = []  # the second is asked first
        found = [found[1], found[0]]
    return tuple(
        _Section(each.condition or (defaults[at] if at < len(defaults) else None), each.shown)
        for at, each in enumerate(found)
    )


def _section(tokens: list[str]) -> _Section:
    condition, elapsed, bare = None, False, ""
    for token in tokens:
        match = _CONDITION.fullmatch(token)
        if match:
            condition = match[1], float(match[2])
        elif _ELAPSED.fullmatch(token):
            elapsed = True
        elif token[0] not in '"\\_*[':
            bare += token.lower()
    letters = bare.replace("general", "")
    date = any(letter in letters for letter in "dmyhs")
    return _Section(condition, Shown("%" in bare, date or elapsed, elapsed, _smallest(letters)))


def date_shows(number_format: str) -> Literal["year", "month", "day"]:
    """Return the smallest part of a date that its format shows."""
    return shown(number_format, 1).smallest


def _smallest(letters: str) -> Literal["year", "month", "day"]:
    if "d" in letters or "h" in letters or "y" not in letters:
        return "day"
    return "month" if "m" in letters else "year"
