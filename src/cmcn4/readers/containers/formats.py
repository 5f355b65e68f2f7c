"""Number formats: what they show of a number, a date or a text (ECMA-376 18.8.30, 31)."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from itertools import chain, repeat
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import clean
from cmcn4.readers.containers.cells import MINUS

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
_TOKEN = Pattern(r'"[^"]*"?|\\.|_.|\*.|\[[^\[\]]*\]|;|[^"\\_*\[;]+|.', re.DOTALL)
_CONDITION = Pattern(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_GLUED = Pattern(r"\d[^\w):]*$"), Pattern(r"\A[^\w(/%]*\d")
"""What is written right before a number, or right behind it, so that it reads as another one."""
_GENERAL = Pattern("general|e[+-]|/[ ?#0-9]+", re.IGNORECASE)
"""What stands for a number as digits do: all of it, its exponent, the lower half of a fraction."""
_DIGITS, _PLACES = frozenset("0#?@"), frozenset("0#?@.,%")
_SCALED = Pattern("[0#?],+(?![0#?,])")
_WHITE = frozenset(("[white]", "[color2]", "[color 2]"))
_WORD = Pattern(r"\w+")
_TIMES = frozenset(("ngày", "năm"))
_PARTS_OF_DATES = _TIMES | {"ngay", "tháng", "thang", "giờ", "phút", "giây", "h", "lúc", "de"}
_ELAPSED = Pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_COMPARED = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    ">": operator.gt, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
_USUAL: dict[int, list[tuple[str, float]]] = {1: [], 2: [(">=", 0)], 3: [(">", 0), ("<", 0)]}
"""Conditions of sections that name none: positive, negative, zero; or not negative, the rest."""
_USUAL_FIRST: list[tuple[str, float] | None] = [(">", 0), (">=", 0)]
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
    """Texts before and behind the number, as if they were typed with it: `"< "0`."""
    instead: bool = False
    """Digits that the format writes itself make it another number: `"7"0`, or stand for it."""
    unseen: bool = False
    """Only zero is shown as it is: `;;;`, `"đạt"`, `0.0,`, or `-0.0` for what is above it."""
    minus: bool = False
    """The format writes the sign of a negative number itself."""
    unsigned: bool = False
    """Only negative numbers are shown so, without the sign that all others would have."""


def shown(number_format: str, value: float) -> Shown:
    """Return what the section in force for a value shows.

    It is the first whose condition holds, the last for all the rest.
    """
    if number_format == EAST_ASIAN:
        return Shown(date=int(value) in _PLAUSIBLE_DATE)
    *sections, (_, about) = _sections(number_format[:_LONGEST_FORMAT])
    for condition, other in sections:
        if condition and _COMPARED[condition[0]](value, condition[1]):
            about = other
            break
    if about.minus != (about.unsigned and value < 0):
        return about._replace(unseen=True)
    return about


@lru_cache(maxsize=4096)
def _sections(number_format: str) -> list[tuple[tuple[str, float] | None, Shown]]:
    parts = _split(number_format)
    if len(parts) > 1 and any("@" in token for token in parts[-1] if token[0] not in '"\\_*['):
        parts.pop()  # for texts
    blank = ['""'] if len(parts) > 1 else []  # `;;;` shows nothing, no format at all everything
    found = [_section(tokens or blank) for tokens in parts[:3]]
    if len(found) == 2 and found[1][0] and not found[0][0]:  # noqa: PLR2004
        found.reverse()  # the second is asked first
    usual = chain(_USUAL[len(found)], repeat(None))
    asked = [own or other for (own, _), other in zip(found, usual, strict=False)]
    if len(asked) == 2 and asked[0] in _USUAL_FIRST:  # noqa: PLR2004
        asked[1] = ("<", 0)
    return [
        (condition, about._replace(unsigned=_is_below_zero(condition)))
        for condition, (_, about) in zip(asked, found, strict=True)
    ]


def _is_below_zero(condition: tuple[str, float] | None) -> bool:
    return condition is not None and condition[0] in ("<", "<=") and condition[1] <= 0


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
    return condition, _dated(tokens, shows) if date else _worded(tokens, bare, shows)


def _dated(tokens: list[str], shows: Shown) -> Shown:
    """Add what texts around a date make of it: `d/m/yyyy" (dự báo)"`, `"Quý I/"yyyy`."""
    texts, is_shown = ["", ""], False
    for token in tokens:
        text = token.strip('"') if token[0] == '"' else token[1:] if token[0] == "\\" else ""
        texts[is_shown] += text if says_more(text) else ""
        is_shown = is_shown or token[0] not in '"\\_*['
    return shows._replace(around=(texts[0], texts[1]))


def says_more(text: str) -> bool:
    """Whether a text within a date says more than that it is one."""
    return not _PARTS_OF_DATES.issuperset(_words(text))


def _worded(tokens: list[str], bare: str, shows: Shown) -> Shown:
    """Add what the texts before and behind a number, and in its place, make of it."""
    before, behind, is_shown = _texts(tokens)
    if not is_shown:
        written = any(map(str.isdigit, before))
        blank = not before and any(token[0] == "[" for token in tokens)  # a colour alone
        return shows._replace(instead=written, unseen=bool(tokens) and not blank and not written)
    before, behind, minus = without_sign(before, behind)
    glued = _GLUED[0].search(before) or _GLUED[1].match(behind)
    return shows._replace(
        around=said(before, behind),
        instead=glued is not None,
        unseen=_SCALED.search(bare) is not None or not _WHITE.isdisjoint(map(str.lower, tokens)),
        minus=minus,
    )


def _texts(tokens: list[str]) -> tuple[str, str, bool]:
    """Return the texts before and behind a number, and whether it is shown between them."""
    bare = [_GENERAL.sub("0", token) for token in tokens if token[0] not in '"\\_*[']
    placed = not _DIGITS.isdisjoint("".join(bare))
    texts, is_shown = ["", ""], False
    for token in tokens:
        if token[0] in '"\\*':  # a star fills the cell with the sign behind it
            text = token.strip('"') if token[0] == '"' else token[1:]
            texts[is_shown] += text.strip() if token[0] == "*" else text
        elif token.startswith("[$"):  # a currency
            texts[is_shown] += token[2:-1].partition("-")[0]
        elif token[0] not in "_*[":
            for sign in _GENERAL.sub("0", token):
                # A word without any digits is «General» in another language.
                place = sign in _PLACES or (not placed and sign.isalpha())
                is_shown = is_shown or (place and sign not in ".,%")
                texts[is_shown] += "" if place else sign
    return texts[0], texts[1], is_shown


def without_sign(before: str, behind: str) -> tuple[str, str, bool]:
    """Return texts around a number without the sign of a negative one, and whether there is one.

    That is a minus before or behind it, or brackets around it: `-0`, `(0)`.
    """
    first, last = _bare(before), _bare(behind)
    if first and MINUS.issuperset(first):
        return "", behind, True
    if last and MINUS.issuperset(last):
        return before, "", True
    if first == "(" and behind.count(")") > behind.count("("):
        return "", behind.replace(")", "", 1), True
    return before, behind, False


def said(before: str, behind: str) -> tuple[str, str]:
    """Return what texts around a number say of it: a percent sign or a currency is all the same.

    So is «ngày» or «năm» behind it, in which nothing is measured here.
    """
    last = clean(_bare(behind)).casefold()
    is_more = last != "%" and not _TIMES.issuperset(last.replace("/", " ").split())
    return (before, behind) if _bare(before) or is_more else ("", "")


def _words(text: str) -> list[str]:
    """Return the words of a text, with their marks: «nam» are men."""
    return _WORD.findall(clean(text).casefold())


def _bare(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Sc").strip()


@lru_cache(maxsize=4096)
def of_texts(number_format: str) -> tuple[str, str, bool] | None:
    """Return what a format writes before and behind a text, and whether it shows it at all.

    None where it shows no more than the text, and where it hides it.
    """
    parts = _split(number_format[:_LONGEST_FORMAT])
    for section in parts[3:4] or parts:
        if parts[3:] or any("@" in token for token in section if token[0] not in '"\\_*['):
            before, behind, is_shown = _texts(section)
            around = before.strip() or behind.strip()
            return (before, behind, is_shown) if around else None
    return None


def smallest(letters: Container[str]) -> Smallest:
    """Return the smallest part of a date that is shown, by the letters of its format."""
    if "d" in letters or "h" in letters or "y" not in letters:
        return "day"
    return "month" if "m" in letters else "year"
