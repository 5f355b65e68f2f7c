"""Number formats of spreadsheets, as far as they change what a number says (ECMA-376 18.8.31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

EAST_ASIAN = "<east asian date>"
"""Stands for dates in the Excels of China, Japan and Korea that are numbers elsewhere."""
BUILT_IN: dict[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys(range(14, 18), "d/m/yyyy"),
    **dict.fromkeys(range(18, 22), "h:mm:ss"),
    22: "d/m/yyyy h:mm",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), EAST_ASIAN),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
"""Formats without a definition (18.8.30), as far as they are not plain numbers."""
Smallest = Literal["year", "month", "day"]
_LONGEST = 1 << 10
_PLAUSIBLE_DATE = range(18_264, 73_051)  # 1950 to 2099
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
_Condition = tuple[str, float]
_USUAL: dict[int, list[_Condition]] = {1: [], 2: [(">=", 0.0)], 3: [(">", 0.0), ("<", 0.0)]}
"""Conditions of sections that name none: positive, negative, zero; or not negative, the rest."""


class Shown(NamedTuple):
    """What one section of a format makes of a number."""

    percent: bool = False
    """Times a hundred: a `%` that is not in quotes and not behind a backslash."""
    date: bool = False
    elapsed: bool = False
    """Hours, minutes or seconds counted on beyond a day."""
    smallest: Smallest = "day"
    """The smallest part of a date that is shown."""


def shown(number_format: str, value: float) -> Shown:
    """Return what the section in force for a value shows.

    It is the first whose condition holds, the last for all the rest.
    """
    if number_format == EAST_ASIAN:
        return Shown(date=int(value) in _PLAUSIBLE_DATE)
    sections = _sections(number_format[:_LONGEST])
    for condition, about in sections[:-1]:
        if condition and _COMPARED[condition[0]](value, condition[1]):
            return about
    return sections[-1][1]


@lru_cache(maxsize=4096)
def _sections(number_format: str) -> list[tuple[_Condition | None, Shown]]:
    parts: list[list[str]] = [[]]
    for piece in _TOKEN.findall(number_format):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) > 1 and any("@" in token for token in parts[-1] if token[0] not in '"\\_*['):
        parts.pop()  # for texts
    found = [_section(tokens) for tokens in parts[:3]]
    if len(found) == 2 and found[1][0] and not found[0][0]:  # noqa: PLR2004
        return found[::-1]  # the second is asked first
    usual = [*_USUAL[len(found)], None]
    return [(own or other, about) for (own, about), other in zip(found, usual, strict=True)]


def _section(tokens: list[str]) -> tuple[_Condition | None, Shown]:
    condition, elapsed, bare = None, False, ""
    for token in tokens:
        if match := _CONDITION.fullmatch(token):
            condition = match[1], float(match[2])
        elif _ELAPSED.fullmatch(token):
            elapsed = True
        elif token[0] not in '"\\_*[':
            bare += token.lower()
    letters = bare.replace("general", "")
    date = elapsed or any(letter in letters for letter in "dmyhs")
    return condition, Shown("%" in bare, date, elapsed, smallest(letters))


def smallest(letters: str) -> Smallest:
    """Return the smallest part of a date that is shown, by the letters of its format."""
    if "d" in letters or "h" in letters or "y" not in letters:
        return "day"
    return "month" if "m" in letters else "year"
