"""Number formats of spreadsheets, as far as they change what a number says (ECMA-376 18.8.31)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CONDITION = re.compile(r"\[(?:[<>=]+)\s*-?[0-9.]+\]")


@lru_cache(maxsize=4096)
def is_percent(number_format: str, *, negative: bool = False, zero: bool = False) -> bool:
    """Whether a number is shown times a hundred: a `%` in the section that is in force for it.

    In quotes or after a backslash it is only a letter: 20.5 under `0.0"%"` is 20.5.
    """
    if "%" not in number_format:
        return False
    if _CONDITION.search(number_format):
        return "%" in _LITERAL.sub("", number_format)
    sections = _LITERAL.sub("", number_format).split(";")
    index = 1 if negative else 2 if zero else 0
    return "%" in (sections[index] if index < len(sections) else sections[0])


@lru_cache(maxsize=4096)
def date_shows(number_format: str) -> Literal["year", "month", "day"]:
    """Return the smallest part of a date that its format shows."""
    bare = _LITERAL.sub("", number_format.lower())
    if "d" in bare or "h" in bare or "y" not in bare:
        return "day"
    return "month" if "m" in bare else "year"
