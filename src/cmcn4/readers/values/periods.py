"""Periods as people and publishers write them, and the status some of them carry («Ước 2025»)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from cmcn4 import words
from cmcn4.model.observation import Status
from cmcn4.model.period import QUARTER, Period, day, months, parse
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import CellDate, year_mistaken_for_date
from cmcn4.readers.values.footnotes import without_footnote
from cmcn4.readers.values.phrases import STATUS_WORDS

_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")  # the dashes found in files
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BESIDE = words.table("period-words")
_YEAR_SHOWN_TWICE = re.compile(r"\s*\[YR[0-9]{4}\]$")
_SCHOOL_YEAR = re.compile(r"\b(?:nam hoc|nien hoc|school year|academic year) [0-9]{4} [0-9]{2,4}")
_GLUED_FIRST = re.compile(r"(?P<words>[^0-9 ]{1,24})(?P<rest>[0-9].*)")
_GLUED_LAST = re.compile(r"(?P<rest>[0-9]{4}(?:-[0-9QSM]{1,5})?) ?(?P<words>[^0-9 ].{0,40})")
_CUMULATED = re.compile(
    r"(?:(?:0?[24578]|09|9|10|11) ?(?:thang|t)|(?:hai|bon|bay|tam|chin|muoi|muoi mot) thang)"
    r"(?: |$|(?=[0-9]))|\b(?:0?[24578]|0?9|10|11) (?:months|m)\b"
)
_INTERVAL = {"P1Y": 12, "P6M": 6, "P3M": 3, "P1M": 1}
_LONGEST = 100  # characters; nothing longer is a period
_MOST_WORDS = 6


class When(NamedTuple):
    """A period and the status written beside it, if any."""

    period: Period
    status: Status | None = None


@lru_cache(maxsize=65536, typed=True)
def when(text: str) -> When | None:
    """Read a period; None when it is none."""
    if isinstance(text, CellDate) and year_mistaken_for_date(text) is not None:
        return None
    code = _DASHES.sub("-", clean(text[: 4 * _LONGEST]))
    if len(code) > _LONGEST:
        return None
    code = _YEAR_SHOWN_TWICE.sub("", code)
    bare = without_footnote(code)
    return _read(code) or (_read(bare) if bare != code else None)


def cumulated(text: str) -> bool:
    """Whether a text tells a part of a year that is no period here: «9 tháng», «11 tháng đầu năm».

    Such a figure counts from January on; it is neither a month's nor a quarter's nor a year's.
    """
    key = fold(text[:_LONGEST])
    return any(
        _CUMULATED.match(rest) is not None
        for rest in (key, *(key[at + 1 :] for at, c in enumerate(key) if c == " "))
    )


def date(text: str) -> dt.date | None:
    """Read a day; of a month or year alone its last day. None when it is no date."""
    read = when(text)
    return read.period.last if read and read.status is None else None


def is_school_year(text: str) -> bool:
    """Whether a text names a school year, which lies in two years and is no period here."""
    return _SCHOOL_YEAR.search(fold(text)) is not None


def _plain(code: str) -> Period | None:
    period = parse(code.upper())
    if period or not code:
        return period
    for form, build in _NUMERIC:
        match = form.fullmatch(code)
        if match:
            return _built(build, match)
    key = fold(code)
    for form, build in _WORDED:
        match = form.fullmatch(key)
        if match:
            return _built(build, match)
    return None


def _read(code: str, depth: int = 3) -> When | None:
    """Read a period with the words that may stand before or behind it."""
    period = _plain(code)
    if period or not depth:
        return When(period) if period else None
    tokens = code.split()
    for count in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        read = _beside(" ".join(tokens[:count]), " ".join(tokens[count:]), depth)
        if read:
            return read
    for form in (_GLUED_FIRST, _GLUED_LAST):
        match = form.fullmatch(code)
        read = _beside(match["words"], match["rest"], depth) if match else None
        if read:
            return read
    name, bracket, inner = code.removesuffix(")").partition("(")
    return _beside(inner, name.strip(), depth) if bracket and code.endswith(")") else None


def _beside(said: str, rest: str, depth: int) -> When | None:
    key = fold(said)
    status = STATUS_WORDS.get(key)
    role = _BESIDE.get(key)
    read = _read(rest, depth - 1) if status or role else None
    if read is None or (role == "end" and read.period.kind > QUARTER):
        return None
    return When(read.period, status or read.status)


def _built(build: Callable[[re.Match[str]], Period | None], match: re.Match[str]) -> Period | None:
    try:
        return build(match)
    except (ValueError, IndexError, KeyError):
        return None  # a month 13, a 31 April


def _year_of(text: str) -> int:
    number = int(text)
    if parse(text) is None:
        raise ValueError(text)
    return number


def _months(year: str, first: int, count: int) -> Period:
    if not 1 <= first <= len(_MONTHS):
        raise ValueError(first)
    return months(_year_of(year), first, count)


def _interval(year: str, month: str, length: str) -> Period | None:
    count, first = _INTERVAL[length], int(month)
    if first % count != 1 % count:
        return None
    return parse(year) if count == len(_MONTHS) else _months(year, first, count)


def _day(year: str, month: str, number: str) -> Period:
    return day(dt.date(_year_of(year), int(month), int(number)))


def _quarter(year: str, quarter: str) -> Period:
    number = _ROMAN.get(quarter) or int(quarter)
    return _months(year, 3 * number - 2, 3)


def _month_named(name: str, year: str) -> Period:
    return _months(year, _MONTHS.index(name[:3]) + 1, 1)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_NUMERIC: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_form(r"(\d{4})\.0+"), lambda m: parse(m[1])),
    (_form(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), lambda m: _day(m[3], m[2], m[1])),
    (_form(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})"), lambda m: _day(m[1], m[2], m[3])),
    (
        _form(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]\d{1,2}:\d{2}.*"),
        lambda m: _day(m[1], m[2], m[3]),
    ),
    (_form(r"(\d{1,2})[/-](\d{4})"), lambda m: _months(m[2], int(m[1]), 1)),
    (_form(r"(\d{4})[/-](\d{1,2})"), lambda m: _months(m[1], int(m[2]), 1)),
    (_form(r"(\d{4})-?M(\d{1,2})"), lambda m: _months(m[1], int(m[2]), 1)),
    (_form(r"(\d{1,2})\.(\d{4})"), lambda m: _months(m[2], int(m[1]), 1)),
    (_form(r"(\d{4})-?A1?"), lambda m: parse(m[1])),
    (_form(r"(\d{4})-(\d{2})(?:-01)?/(P1Y|P[136]M)"), lambda m: _interval(m[1], m[2], m[3])),
)
_WORDED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_form(r"(\d{4}) ?q([1-4])"), lambda m: _quarter(m[1], m[2])),
    (
        _form(r"(?:quy|q|quarter) ?(i{1,3}|iv|[1-4]) (?:nam )?(\d{4})"),
        lambda m: _quarter(m[2], m[1]),
    ),
    (
        _form(r"(?:thang|th|t|month) ?(\d{1,2}) (?:nam )?(\d{4})"),
        lambda m: _months(m[2], int(m[1]), 1),
    ),
    (_form(r"(?:0?6|sau) ?(?:thang|t) ?(?:dau )?(?:nam )?(\d{4})"), lambda m: _months(m[1], 1, 6)),
    (_form(r"(?:0?6|sau) thang cuoi (?:nam )?(\d{4})"), lambda m: _months(m[1], 7, 6)),
    (_form(r"(?:0?3|ba) thang (?:dau )?(?:nam )?(\d{4})"), lambda m: _months(m[1], 1, 3)),
    (_form(r"12 thang (?:nam )?(\d{4})"), lambda m: parse(m[1])),
    (_form(r"([12])h ?(\d{4})"), lambda m: _months(m[2], 6 * int(m[1]) - 5, 6)),
    (_form(r"nua dau nam (\d{4})"), lambda m: _months(m[1], 1, 6)),
    (_form(r"nua cuoi nam (\d{4})"), lambda m: _months(m[1], 7, 6)),
    (_form(r"[hs]([12]) (\d{4})"), lambda m: _months(m[2], 6 * int(m[1]) - 5, 6)),
    (_form(r"(\d{4}) ?[hs]([12])"), lambda m: _months(m[1], 6 * int(m[2]) - 5, 6)),
    (
        _form(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})"),
        lambda m: _day(m[3], m[2], m[1]),
    ),
    (_form(rf"((?:{'|'.join(_MONTHS)})[a-z]*) (\d{{4}})"), lambda m: _month_named(m[1], m[2])),
)
