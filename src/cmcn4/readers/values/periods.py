"""Periods as people and publishers write them, and the status some of them carry («Ước 2025»)."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from cmcn4 import words
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Status
from cmcn4.model.period import QUARTER, YEARS, Period, parse
from cmcn4.model.text import clean, fold
from cmcn4.readers.containers.cells import CellDate, year_mistaken_for_date
from cmcn4.readers.values.footnotes import without_footnote
from cmcn4.readers.values.phrases import STATUS_WORDS, less_sure

_DASHES = Pattern(r"(?<!\s)\s*[-‐‑‒–—−]\s*")  # the dashes found in files
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {name: number for names in (_MONTHS, ("i", "ii", "iii", "iv"))
            for number, name in enumerate(names, 1)}  # fmt: skip
_BESIDE = words.table("period-words")
_OVER = {"sum": "lũy kế", "mean": "bình quân"}
_SUMS = Pattern(r"\b(?:luy ke|cong don|cumulative|cumulated|accumulated)\b")
_MEANS = Pattern(r"\b(?:binh quan|trung binh|average|mean)\b")
_YEAR = Pattern(r"(?<!\d)(?![03-9])\d{4}(?!\d)")  # what has none is no period, at little cost
_MEN_BEHIND = Pattern(r"[0-9]\s*[-–—(,;:/]\s*nam\s*\)?$", re.IGNORECASE)
"""«2025 (Nam)»: the men, for the word for a year stands before it."""
_YEAR_SHOWN_TWICE = Pattern(r"(?<!\s)\s*\[YR[0-9]{4}\]$")
_SCHOOL_YEAR = Pattern(r"\b(?:nam hoc|nien hoc|school year|academic year) [0-9]{4} [0-9]{2,4}")
_GLUED = (
    Pattern(r"(?P<words>[^0-9 ]{1,24})(?P<rest>[0-9].*)"),
    Pattern(r"(?P<rest>[0-9]{4}(?:-[0-9QSM]{1,5})?) ?(?P<words>[^0-9 ].{0,40})"),
)
_UNITS = frozenset("tm")
_CUMULATED = Pattern(
    r"(?<!\S)(?:(?:(?:0?[245789]|1[01]) ?(?:thang|t)|(?:hai|bon|bay|tam|chin|muoi|muoi mot) thang)"
    r"(?![^ 0-9])|(?:0?[245789]|1[01]) (?:months|m)(?!\S))"
)
_IN_SHORT = Pattern(
    r"(?<![\w./])(?:q\.? ?[1-4]|th?\.? ?(?:0?[1-9]|1[0-2])|[hs][12]|(?:0?[1-9]|1[01]) ?t"
    r"|(?:i{1,3}|iv)/(?:19|20)[0-9]{2}"
    r"|[0-9]{1,2}(?:/[0-9]{1,4}){0,2} ?[-–] ?[0-9]{1,2}(?:/[0-9]{1,2})?/(?:19|20)[0-9]{2})(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 100  # characters; nothing longer is a period
_MOST_WORDS = 6
_GROUPS = {"y": r"\d{4}", "m": r"\d{1,2}", "d": r"\d{1,2}", "q": "i{1,3}|iv|[1-4]", "h": "[12]",
           "month": "|".join(_MONTHS)}  # fmt: skip
_GROUP = Pattern(r"(?<!\?P)<(\w+)>")
_FLAGS = re.ASCII | re.IGNORECASE


def _forms(codes: dict[str, tuple[str, str]]) -> list[tuple[frozenset[str], Pattern, str]]:
    """Make forms, in which `<y>` is a year, with the canonical code of what matches.

    Before it come characters of which each text of the form has one: others need no pattern.
    """
    whole = [_GROUP.sub(lambda m: f"(?P{m[0]}{_GROUPS[m[1]]})", form) for form in codes]
    made = zip(whole, codes.values(), strict=True)
    return [(frozenset(needed), Pattern(form, _FLAGS), code) for form, (needed, code) in made]


_NUMERIC = _forms({
    r"<y>(?:\.0+|-?A1?)": (".Aa", "{y}"),
    r"<d>[/.-]<m>[/.-]<y>": ("/.-", "{y}-{m:0>2}-{d:0>2}"),
    r"<y>[/-]<m>[/-]<d>": ("/-", "{y}-{m:0>2}-{d:0>2}"),
    r"<y>-<m>-<d>[T ]\d{1,2}:\d{2}.*": (":", "{y}-{m:0>2}-{d:0>2}"),
    r"<m>[/.-]<y>": ("/.-", "{y}-{m:0>2}"),
    r"<y>(?:[/-]|-?M)<m>": ("/-Mm", "{y}-{m:0>2}"),
    r"<y>-01(?:-01)?/P1Y": ("Pp", "{y}"),
    r"<y>-(?P<m>\d\d)(?:-01)?/P1M": ("Pp", "{y}-{m}"),
    **{rf"<y>-{3 * q - 2:02}(?:-01)?/P3M": ("Pp", f"{{y}}-Q{q}") for q in range(1, 5)},
    **{rf"<y>-{6 * h - 5:02}(?:-01)?/P6M": ("Pp", f"{{y}}-S{h}") for h in (1, 2)},
})  # fmt: skip
_WORDED = _forms({
    r"<y> ?q(?P<q>[1-4])": ("q", "{y}-Q{q}"),
    r"(?:quy|q|quarter) ?<q> (?:nam )?<y>": ("q", "{y}-Q{q}"),
    r"(?:thang|th|t|month) ?<m> (?:nam )?<y>": ("tm", "{y}-{m:0>2}"),
    r"(?:(?:0?6|sau) ?(?:thang|t) ?(?:dau )?(?:nam )?|nua dau nam )<y>": ("td", "{y}-S1"),
    r"(?:(?:0?6|sau) thang cuoi (?:nam )?|nua cuoi nam )<y>": ("c", "{y}-S2"),
    r"(?:0?3|ba) thang (?:dau )?(?:nam )?<y>": ("g", "{y}-Q1"),
    r"12 thang (?:nam )?<y>": ("g", "{y}"),
    r"<h>h ?<y>": ("h", "{y}-S{h}"),
    r"[hs]<h> <y>": ("hs", "{y}-S{h}"),
    r"<y> ?[hs]<h>": ("hs", "{y}-S{h}"),
    r"(?:ngay )?<d> thang <m> nam <y>": ("g", "{y}-{m:0>2}-{d:0>2}"),
    r"(?:ngay )?<d> <m> nam <y>": ("m", "{y}-{m:0>2}-{d:0>2}"),
    r"<month>[a-z]* <y>": ("abcejopu", "{y}-{month:0>2}"),
})  # fmt: skip


class When(NamedTuple):
    """A period and the status written beside it, if any."""

    period: Period
    status: Status | None = None
    over: Literal["", "sum", "mean"] = ""
    """What is said to be made of its several years: «Lũy kế 2021-2025», «Bình quân 2021-2025»."""

    @property
    def text(self) -> str:
        """A text that says the same but for the status."""
        return f"{_OVER[self.over]} {self.period.code}" if self.over else self.period.code


@lru_cache(maxsize=65536, typed=True)
def when(text: str) -> When | None:
    """Read a period; None when it is none."""
    if isinstance(text, CellDate) and year_mistaken_for_date(text) is not None:
        return None
    code = _DASHES.sub("-", clean(text[: 4 * _LONGEST]))
    if len(code) > _LONGEST or _YEAR.search(code) is None:
        return None
    if code[-1:] in "mM)" and _MEN_BEHIND.search(code):
        return None
    code = _YEAR_SHOWN_TWICE.sub("", code)
    bare = without_footnote(code)
    return _read(code) or (_read(bare) if bare != code else None)


def cumulated(text: str) -> bool:
    """Whether a text tells a part of a year that is no period here: «9 tháng», «11 tháng đầu năm».

    Such a figure counts from January on; it is neither a month's nor a quarter's nor a year's.
    """
    key = fold(text[:_LONGEST])
    if "thang" not in key and (_UNITS.isdisjoint(key) or not any(map(str.isdigit, key))):
        return False
    return _CUMULATED.search(key) is not None


def has_part(text: str) -> bool:
    """Whether a text names a part of a year in short: «Q1», «T6», «H1», «9T», «1-9/2025»."""
    return any(map(str.isdigit, text)) and _IN_SHORT.search(text[: 4 * _LONGEST]) is not None


def is_part(text: str) -> bool:
    """Whether a text is a part of a year in short, and no more."""
    return _IN_SHORT.fullmatch(text.strip()) is not None


def sums(text: str) -> bool:
    """Whether a text speaks of what has added up."""
    return _SUMS.search(fold(text[: 4 * _LONGEST])) is not None


def means(text: str) -> bool:
    """Whether a text speaks of a mean."""
    return _MEANS.search(fold(text[: 4 * _LONGEST])) is not None


def date(text: str) -> dt.date | None:
    """Read a day; of a month or year alone its last day. None when it is no date."""
    read = when(text)
    return read.period.last if read and read.status is None else None


def is_school_year(text: str) -> bool:
    """Whether a text names a school year, which lies in two years and is no period here."""
    key = fold(text)
    return any(map(str.isdigit, key)) and _SCHOOL_YEAR.search(key) is not None


def _plain(code: str) -> Period | None:
    period = parse(code.upper())
    if period or not code:
        return period
    for forms, text in ((_NUMERIC, code), (_WORDED, fold(code))):
        for needed, form, canonical in forms:
            if not needed.isdisjoint(text) and (match := form.fullmatch(text)):
                said = {name: _NUMBERS.get(each, each) for name, each in match.groupdict().items()}
                return parse(canonical.format_map(said))
    return None


def _read(code: str, depth: int = 3) -> When | None:
    """Read a period with the words that may stand before or behind it."""
    period = _plain(code)
    if period or not depth:
        return When(period) if period else None
    tokens = code.split()
    for count in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
        if read := _beside(" ".join(tokens[:count]), " ".join(tokens[count:]), depth):
            return read
    for form in _GLUED:
        match = form.fullmatch(code)
        if match and (read := _beside(match["words"], match["rest"], depth)):
            return read
    name, bracket, inner = code.removesuffix(")").partition("(")
    return _beside(inner, name.strip(), depth) if bracket and code.endswith(")") else None


def _beside(said: str, rest: str, depth: int) -> When | None:
    key = fold(said)
    status, role = STATUS_WORDS.get(key), _BESIDE.get(key)
    read = _read(rest, depth - 1) if status or role else None
    if read is None or (role == "end" and read.period.kind > QUARTER):
        return None
    several, over = read.period.kind == YEARS, read.over
    if role in ("mean", "sum") and not several:
        return None
    if several and role in ("mean", "sum", "cumulated"):
        over = "mean" if role == "mean" else "sum"
    return When(read.period, less_sure(status, read.status), over)
