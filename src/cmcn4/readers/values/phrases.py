"""What stands around a number: bounds («gần 80»), estimates («ước 14,02»), ranks («71/193»)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from cmcn4 import words
from cmcn4.model.interval import Bound
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.text import SUPERSCRIPTS, clean, fold
from cmcn4.readers.values.footnotes import LONGEST_MARK, without_footnote

STATUS_WORDS = cast("Mapping[str, Status]", words.table("statuses"))
"""Folded words that tell a status."""

_BOUNDS = cast("Mapping[str, Bound]", words.table("bounds"))
_SYMBOLS = cast("Mapping[str, Bound]", words.marks("bounds"))
_MISSING, _MISSING_MARKS = words.listed("missing"), words.marks("missing")
_FLAGGED = Pattern(r": ?[a-z]{1,3}")  # Eurostat: confidential, of low reliability …
_NOT_YET = tuple(f"{told} " for told in words.listed("not-yet"))
_BOUNDS_AFTER = cast("Mapping[str, Bound]", words.table("bounds-after"))
_FLAGS = cast("Mapping[str, Status]", words.table("flags"))
_SHORTEST_WORDS = 4
"""Letters at most of what is a mark: «none», «null»."""
_AMOUNTS = ("count", "amount")
SURER: tuple[Status, ...] = ("final", "provisional", "estimate", "forecast")
"""Statuses, the surest first."""


def less_sure(first: Status | None, second: Status | None) -> Status | None:
    """Return the less certain of two statuses, or the one there is."""
    return max(first, second, key=SURER.index) if first and second else first or second


_NUMBER = Pattern(r"[+-]?[.,]?[0-9](?:[0-9.,'\u2019 ]*[0-9])?(?:[eE][+-]?[0-9]{1,3}(?![0-9]))?")
_ESTIMATE = Pattern(r"(?:uoc tinh|uoc dat|uoc thuc hien|uoc|estimated|estimate|est)(?: |$)")
_SIGNS = frozenset("<>=≤≥~≈±")
_ARROWS = frozenset("▲▼△▽↑↓⬆⬇⇧⇩")
_STRANGE = Pattern(r"[^\w\s.:<>=≤≥~≈±]")
_PERCENT = Pattern(r"%|phần trăm|phan tram|percent|pct", re.IGNORECASE)
_SHORT = 40
_LONGEST = 32_767  # characters of a cell, as Excel counts them
_NUMBER_MARK = Pattern(r"[ ]\(?[0-9a-z]\)$")
"""Behind a number a digit counts as a mark only when it stands apart: «18,3 1)»."""
_NO_MARK = Pattern(rf"\([epf]\)$|[(\[][2-9][0-9][)\]]$|(?<![0-9.,])10[{SUPERSCRIPTS}]+$")
_RANK_BEFORE = words.listed("ranks") | {""}
_RANK_AFTER = Pattern(
    r"(?:st|nd|rd|th)?\s*(?:(?:/|of|out of|trên|tren|trong|trên tổng số)\s*(?P<of>[0-9]{1,5}))?",
    re.IGNORECASE,
)
_COUNTRIES = words.listed("ranked") | {""}
"""Whom a rank counts, behind their number."""
_MOVED = Pattern(
    r"(?:tang|giam|len|xuong|up|down|cai thien) [0-9]{1,3} (?:bac|hang|vi tri|places?|ranks?)"
    r"(?: so voi (?:nam truoc|ky truoc|nam [0-9]{4}|[0-9]{4}))?"
)
_COUNT = r"[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,3}(?:,[0-9]{3}){1,3}"
_FRACTION = rf"(?P<some>{_COUNT}) ?/ ?(?P<all>{_COUNT})(?P<of> [^()0-9]{{1,40}})?"
_PART = Pattern(rf"\( ?{_FRACTION}\)")
_PART_FIRST = Pattern(
    rf"{_FRACTION} ?\( ?(?:đạt )?(?P<share>[0-9]{{1,3}}(?:[.,][0-9]{{1,4}})? ?%) ?\)"
)
"""«69/69 xã (100%)»: the other way about."""
_ASIDE = Pattern(r"(?:\(.*\))?")
_TIER_BEFORE = words.listed("tiers") | {""}


class Phrase(NamedTuple):
    """A number's text with what its surroundings say."""

    number: str
    bound: Bound = ""
    status: Status | None = None
    percent: bool = False
    of: int | None = None
    """The number of those ranked, where a rank says so."""
    unit: str = ""
    """The unit that a share says, with its population: «70,5% hộ»."""
    part: tuple[int, int] | None = None
    """The numbers a share is worked out of: «98,5% (197/200 xã)»."""


def phrase(text: str, kind: str) -> Phrase | None:
    """Take a cleaned text apart; `kind` is the kind of the indicator's unit."""
    if len(text) < _SHORT and text.isascii() and text.isdigit():
        return Phrase(text)  # digits alone, around which nothing has to be taken off
    text = _unmarked(_minus(text))
    if kind == "percent" and (turned := _PART_FIRST.fullmatch(text)):
        text = f"{turned['share']} ({turned['some']}/{turned['all']}{turned['of'] or ''})"
    match = _NUMBER.search(text)
    if match is None:
        return None
    before, number, after = text[: match.start()].strip(), match[0], text[match.end() :].strip()
    if number.lstrip("+-")[0] in ".," and before.endswith((".", ",")):
        return None  # a leader of dots: «...85» is not .85, and may not be 85
    if kind == "rank":
        ranked = _RANK_AFTER.match(after)
        if (
            ranked and fold(before) in _RANK_BEFORE and _SIGNS.isdisjoint(before)
            and _ARROWS.isdisjoint(before)  # «▲70»: so many places up
            and _is_of_ranks(after[ranked.end() :], counted=ranked["of"] is not None)
        ):  # fmt: skip
            return Phrase(number, of=int(ranked["of"]) if ranked["of"] else None)
    if kind == "tier" and fold(before) in _TIER_BEFORE and _ASIDE.fullmatch(after):
        return Phrase(number)
    return _bounded(before, number, after, kind)


def _bounded(before: str, number: str, after: str, kind: str) -> Phrase | None:
    percent = _PERCENT.match(after)
    if percent and after[percent.end() :].casefold() == "p":
        return None  # «%p» are points, no mark of a provisional share
    after = after[percent.end() :].strip() if percent else after
    behind = _BOUNDS_AFTER.get(fold(after), "")
    status = _flag(after, kind) if after and not behind else None
    unit, part = "", None
    if after and not (behind or status):
        counted = _PART.fullmatch(after)
        # «xã, phường» are told together
        unit = (counted["of"] or "").replace(",", "") if counted else after
        if not percent or not all(c.isalpha() or c == " " for c in unit) or len(unit) > _SHORT:
            return None
        unit = f"% {unit.strip()}".strip()
        part = (_count(counted["some"]), _count(counted["all"])) if counted else None
    said = fold(before)
    if estimate := _ESTIMATE.match(said):
        said, status = said[estimate.end() :], "estimate"
    said = said.removeprefix("dat ").removesuffix(" dat") if said != "dat" else ""
    symbol = "".join(filter(_SIGNS.__contains__, before))
    bound = _SYMBOLS.get(symbol, "") if symbol else _BOUNDS.get(said, "")
    left_over = said if symbol else said and not bound
    if left_over or (symbol and not bound) or _STRANGE.search(before) or (bound and behind):
        return None
    return Phrase(number, bound or behind, status, percent is not None, None, unit, part)


def _count(text: str) -> int:
    return int(text.replace(".", "").replace(",", ""))


def _is_of_ranks(text: str, *, counted: bool) -> bool:
    """Whether what stands behind a rank says who is ranked, or by how much it moved."""
    ranked, bracket, moved = text.partition("(")
    told = not bracket or (moved.endswith(")") and _MOVED.fullmatch(fold(moved)) is not None)
    return told and (fold(ranked) in _COUNTRIES if counted else not ranked.strip())


def number_apart(text: str) -> tuple[str, str] | None:
    """Return a text to the end of its first number, and what stands behind that."""
    match = _NUMBER.search(_minus(text[:_LONGEST]))
    return (text[: match.end()], text[match.end() :].strip()) if match else None


def _flag(after: str, kind: str) -> Status | None:
    """Return what a word or the letters of flags behind a number say («ước», «ep», «b»)."""
    key = fold(after)
    known = STATUS_WORDS.get(key)
    # «1,2 b» may be billions.
    lower = after.isascii() and after == after.lower()
    return known if known or kind in _AMOUNTS or not lower else _FLAGS.get(key)


def is_flag(letter: str) -> bool:
    """Whether a letter in brackets says that a figure is less than final: e, p, f."""
    return _FLAGS.get(letter.casefold(), "final") != "final"


def _unmarked(text: str) -> str:
    """Take the marks of footnotes off.

    «(e)», «(p)» and «(f)» tell a status, «10⁶» is a power, and «84 (78)» are two figures.
    """
    if _NO_MARK.search(text[-LONGEST_MARK:]):
        return text
    text = without_footnote(text[:_LONGEST])
    mark = _NUMBER_MARK.search(text[-LONGEST_MARK:])
    return without_footnote(text[: len(text) - len(mark[0])]) if mark else text


def _minus(text: str) -> str:
    text = text.replace("−", "-").replace("‑", "-")  # a typographer's minus; one that never breaks
    if text[:1] in "–—" and text[1:2].isdigit():  # dashes used as minus
        return f"-{text[1:]}"
    return text


def is_missing(text: str) -> bool:
    """Whether the text is a mark of a missing value; zero is a value."""
    # What begins with a digit is the commonest cell, and no mark does.
    return not text or (not "0" <= text[0] <= "9" and _says_nothing(text))


@lru_cache(maxsize=16384)
def _says_nothing(text: str) -> bool:
    text = clean(text)
    if not text or text.casefold() in _MISSING_MARKS or _FLAGGED.fullmatch(text):
        return True
    key = fold(text)
    if text.startswith("#") or not key:  # Excel's errors are no marks
        return False
    return key in _MISSING or (f"{key} ".startswith(_NOT_YET) and not any(map(str.isdigit, key)))


def says_none_yet(text: str) -> bool:
    """Whether words say that there is no figure, which beside one is more than an empty cell."""
    if type(text) is not str or not text or not is_missing(text):
        return False
    key = fold(text)
    return len(key) > _SHORTEST_WORDS and key not in words.listed("empty")
