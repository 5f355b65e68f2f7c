"""Number formats: what they show of a number, a date or a text (ECMA-376 18.8.30, 31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Container
from functools import lru_cache
from itertools import chain, repeat
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import fold
from cmcn4.words import meaning, table

EAST_ASIAN = "<east asian date>"
"""Stands for dates in the Excels of China, Japan and Korea that are numbers elsewhere."""
BUILT_IN: dict[int, str] = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((*range(14, 18), 22), "d/m/yyyy"),
    **dict.fromkeys((*range(18, 22), 45, 47), "h:mm:ss"),
    **dict.fromkeys((*range(27, 37), *range(50, 59)), EAST_ASIAN),
    46: "[h]:mm:ss",
}
"""Formats without a definition, as far as they are not plain numbers."""
_LONGEST_FORMAT = 1 << 10  # characters
_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\[\]]*\]|;|[^"\\_*\[;]+|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_GLUED = re.compile(r"\d[^\w):]*$"), re.compile(r"\A[^\w(/%]*\d")
"""What is written right before a number, or right behind it, so that it reads as another one."""
_GENERAL = re.compile("general", re.IGNORECASE)
_ONES = frozenset("123456789")
_DIGITS, _SIGNS = frozenset("0#?@"), frozenset("<>≤≥≦≧~≈∼‰")
_SHOWN = _SIGNS | {" "}
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_COMPARED = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    ">": operator.gt, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
_USUAL: dict[int, list[tuple[str, float]]] = {1: [], 2: [(">=", 0)], 3: [(">", 0), ("<", 0)]}
"""Conditions of sections that name none: positive, negative, zero; or not negative, the rest."""
_PLAUSIBLE_DATE = range(18_264, 73_051)  # 1950 to 2099
Smallest = Literal["year", "month", "day"]


class Shown(NamedTuple):
    """What one section of a number format makes of a number."""

    percent: bool = False
    """Times a hundred: a `%` that is not in quotes and not behind a backslash."""
    date: bool = False
    elapsed: bool = False
    """Hours, minutes or seconds counted on beyond a day."""
    smallest: Smallest = "day"
    """The smallest part of a date that is shown."""
    around: tuple[str, str] = ("", "")
    """Texts before and behind the number that say more of it than what it is in: `"< "0`."""
    instead: bool = False
    """Digits that the format writes itself make it another number: `"7"0`, or stand for it."""
    unseen: bool = False
    """The number is not shown: `;;;`, `"đạt"`."""


def shown(number_format: str, value: float) -> Shown:
    """Return what the section in force for a value shows.

    It is the first whose condition holds, the last for all the rest.
    """
    if number_format == EAST_ASIAN:
        return Shown(date=int(value) in _PLAUSIBLE_DATE)
    *sections, (_, rest) = _sections(number_format[:_LONGEST_FORMAT])
    for condition, about in sections:
        if condition and _COMPARED[condition[0]](value, condition[1]):
            return about
    return rest


@lru_cache(maxsize=4096)
def _sections(number_format: str) -> list[tuple[tuple[str, float] | None, Shown]]:
    parts = _split(number_format)
    if len(parts) > 1 and any("@" in token for token in parts[-1] if token[0] not in '"\\_*['):
        parts.pop()  # for texts
    blank = ['""'] if len(parts) > 1 else []  # `;;;` shows nothing, no format at all everything
    found = [_section(tokens or blank) for tokens in parts[:3]]
    if len(found) == 2 and found[1][0] and not found[0][0]:  # noqa: PLR2004
        return found[::-1]  # the second is asked first
    usual = chain(_USUAL[len(found)], repeat(None))
    return [(own or other, about) for (own, about), other in zip(found, usual, strict=False)]


def _split(number_format: str) -> list[list[str]]:
    """Return the tokens of each section of a format."""
    parts: list[list[str]] = [[]]
    for piece in _TOKEN.findall(number_format):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def _section(tokens: list[str]) -> tuple[tuple[str, float] | None, Shown]:
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
    shows = Shown("%" in bare, date, elapsed, smallest(letters))
    return condition, _dated(tokens, shows) if date else _worded(tokens, shows)


def _dated(tokens: list[str], shows: Shown) -> Shown:
    """Add what a text beside a date makes of it: `d/m/yyyy" (dự báo)"`."""
    texts = (token.strip('"') for token in tokens if token[0] == '"')
    said = next(filter(qualifies, texts), "")
    return shows._replace(around=("", said)) if said else shows


def _worded(tokens: list[str], shows: Shown) -> Shown:
    """Add what the texts before and behind a number, and in its place, make of it."""
    before, behind, is_shown = _texts(tokens)
    if not is_shown:
        written = any(map(str.isdigit, before))
        blank = not before and any(token[0] == "[" for token in tokens)  # a colour alone
        return shows._replace(instead=written, unseen=bool(tokens) and not blank and not written)
    if _GLUED[0].search(before) or _GLUED[1].match(behind):
        return shows._replace(instead=True)
    qualified = qualifies(before) or qualifies(behind)
    return shows._replace(around=(before, behind)) if qualified else shows


def _texts(tokens: list[str]) -> tuple[str, str, bool]:
    """Return the texts before and behind a number, and whether it is shown between them.

    Of what stands without quotes these are signs that compare, and digits but for a denominator.
    """
    texts, is_shown = ["", ""], False
    for token in tokens:
        if token[0] in '"\\':
            texts[is_shown] += token.strip('"') if token[0] == '"' else token[1:]
        elif token.startswith("[$"):  # a currency
            texts[is_shown] += token[2:-1].partition("-")[0]
        elif token[0] not in "_*[":
            said = _SHOWN if "/" in token else _SHOWN | _ONES
            for sign in _GENERAL.sub("0", token):
                is_shown = is_shown or sign in _DIGITS or sign.isalpha()
                texts[is_shown] += sign if sign in said else ""
    return texts[0], texts[1], is_shown


def qualifies(text: str) -> bool:
    """Whether a text beside a number says that it is a bound, a plan, an estimate, a forecast."""
    key = fold(text)
    known = (table("statuses"), table("bounds"), meaning("headings", "plan"))
    return not _SIGNS.isdisjoint(text) or (len(key) > 1 and any(key in words for words in known))


@lru_cache(maxsize=4096)
def of_texts(number_format: str) -> tuple[str, str] | None:
    """Return what a format writes before and behind a text, where it says more of it."""
    if "@" not in number_format or not {'"', "\\"} & {*number_format}:
        return None
    for section in _split(number_format[:_LONGEST_FORMAT]):
        if any("@" in token for token in section if token[0] not in '"\\_*['):
            before, behind, _ = _texts(section)
            return (before, behind) if qualifies(before) or qualifies(behind) else None
    return None


def smallest(letters: Container[str]) -> Smallest:
    """Return the smallest part of a date that is shown, by the letters of its format."""
    if "d" in letters or "h" in letters or "y" not in letters:
        return "day"
    return "month" if "m" in letters else "year"
