"""Numbers and dates of cells: what a workbook shows is what they say (ECMA-376 18.8.30, 31)."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import chain, repeat
from math import isfinite
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import CellError, CellMasked, CellNumber, date_cell, number_cell
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
_MOST_KEPT = 65_536
_LONGEST, _LONGEST_FORMAT = 400, 1 << 10  # characters; a number of Excel's has some twenty
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = re.compile(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")
_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\[\]]*\]|;|[^"\\_*\[;]+|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
_GLUED = re.compile(r"\d[^\w):]*$"), re.compile(r"\A[^\w(/%]*\d")
"""What is written right before a number, or right behind it, so that it reads as another one."""
_SHOWN_NUMBER = re.compile(r"([^\d+-]*)[-+]?(\d(?:[\d.,\s]*\d)?)(\D*)")
_GENERAL = re.compile("general", re.IGNORECASE)
_LESS, _EXACT_DIGITS = 0.999, 15  # of one of the last digit; as many as any number of Excel's has
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
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - cells have none
_PLAUSIBLE_DATE = range(18_264, 73_051)  # 1950 to 2099
_LEAP_DAY_OF_1900 = 60
_DAY, _DAY_IN_MS = dt.timedelta(days=1), 86_400_000
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
    parts: list[list[str]] = [[]]
    for piece in _TOKEN.findall(number_format):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) > 1 and any("@" in token for token in parts[-1] if token[0] not in '"\\_*['):
        parts.pop()  # for texts
    blank = ['""'] if len(parts) > 1 else []  # `;;;` shows nothing, no format at all everything
    found = [_section(tokens or blank) for tokens in parts[:3]]
    if len(found) == 2 and found[1][0] and not found[0][0]:  # noqa: PLR2004
        return found[::-1]  # the second is asked first
    usual = chain(_USUAL[len(found)], repeat(None))
    return [(own or other, about) for (own, about), other in zip(found, usual, strict=False)]


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
    return condition, shows if date else _worded(tokens, shows)


def _worded(tokens: list[str], shows: Shown) -> Shown:
    """Add what the texts before and behind a number, and in its place, make of it."""
    before, behind, is_shown = _texts(tokens)
    if not is_shown:
        written = any(map(str.isdigit, before))
        blank = not before and any(token[0] == "[" for token in tokens)  # a colour alone
        return shows._replace(instead=written, unseen=bool(tokens) and not blank and not written)
    if _GLUED[0].search(before) or _GLUED[1].match(behind):
        return shows._replace(instead=True)
    qualified = _qualifies(before) or _qualifies(behind)
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


def _qualifies(text: str) -> bool:
    """Whether a text beside a number says that it is a bound, a plan, an estimate, a forecast."""
    key = fold(text)
    known = (table("statuses"), table("bounds"), meaning("headings", "plan"))
    return not _SIGNS.isdisjoint(text) or (len(key) > 1 and any(key in words for words in known))


def as_written(text: str, number: str, cell: str) -> str:
    """Return the cell of a number by the text that a document shows of it, as a format would."""
    match = _SHOWN_NUMBER.fullmatch(text)
    if match is None:
        return cell
    before, digits, behind = match.groups()
    if _is_another(digits, float(number)):
        return CellMasked(cell)
    return f"{before}{cell}{behind}" if _qualifies(before) or _qualifies(behind) else cell


def _is_another(text: str, value: float) -> bool:
    """Whether digits that are shown are those of another number, whatever mark or power it has."""
    digits = "".join(filter(str.isdigit, text)).lstrip("0")[:_EXACT_DIGITS]
    if not digits or not isfinite(value):
        return False
    last = len(digits) - 1
    first, most = int(digits) / 10**last, float(f"{abs(value):.15e}"[:17])
    # 9.996 may be shown as 10.0, and is cut off by some instead of being rounded.
    return all(abs(first - each) > _LESS / 10**last for each in (most, most / 10, most * 10))


def smallest(letters: Container[str]) -> Smallest:
    """Return the smallest part of a date that is shown, by the letters of its format."""
    if "d" in letters or "h" in letters or "y" not in letters:
        return "day"
    return "month" if "m" in letters else "year"


class Numbers(dict[str | None, "_Styled"]):
    """Style as written, to numbers as written, to cells: each is made once."""

    def __init__(self, formats: Sequence[str], *, since_1904: bool) -> None:
        """Take the number formats by style."""
        super().__init__()
        self._formats, self._kept = formats, 0
        self.epoch = _EPOCH_1904 if since_1904 else _EPOCH

    def __missing__(self, style: str | None) -> _Styled:
        number = whole(style, 0)
        number_format = self._formats[number] if number < len(self._formats) else "General"
        self.keep()
        made = self[style] = _Styled(self, number_format)
        return made

    def keep(self) -> None:
        """Count what is kept; forget all of it when it is too much."""
        self._kept += 1
        if self._kept > _MOST_KEPT:
            self._kept = 0
            self.clear()


class _Styled(dict[str, str]):
    """The cells of one style; a CellError for what Excel would not take as a number."""

    def __init__(self, numbers: Numbers, number_format: str) -> None:
        super().__init__()
        self._numbers, self._format = numbers, number_format

    def __missing__(self, text: str) -> str:
        self._numbers.keep()
        made = self[text] = self._made(text)
        return made

    def _made(self, text: str) -> str:
        if self._format == "General" and _CANONICAL.fullmatch(text):
            return CellNumber(text)
        bare = text.strip()
        # NaN and INF, too, are numbers that no cell of Excel's holds.
        value = float(bare) if len(bare) <= _LONGEST and _NUMBER.fullmatch(bare) else None
        if value is None or value - value != 0:  # infinite
            return CellError(bare)
        shows = shown(self._format, value)
        if shows.date:
            return self._date(value, shows)
        exact = int(bare) if bare.lstrip("-").isdecimal() else value
        cell = number_cell(exact, percent=shows.percent)
        if shows.instead or (shows.unseen and value):
            return CellMasked(cell)
        before, behind = shows.around
        return f"{before}{cell}{'%' * shows.percent}{behind}" if before or behind else cell

    def _date(self, serial: float, shows: Shown) -> str:
        """Return a date; a day of Excel's is one later before March 1900."""
        epoch = self._numbers.epoch
        try:
            if shows.elapsed:
                return str(dt.timedelta(milliseconds=round(serial * _DAY_IN_MS)))
            if serial < 0:
                return CellError("#VALUE!")  # what Excel shows as ####
            day, fraction = divmod(serial, 1)
            rest = dt.timedelta(milliseconds=round(fraction * _DAY_IN_MS))
            if day == 0 and rest < _DAY:
                return str((_EPOCH + rest).time())
            if epoch is _EPOCH and 0 < serial < _LEAP_DAY_OF_1900:
                day += 1
            return date_cell(epoch + dt.timedelta(days=day) + rest, shows=shows.smallest)
        except OverflowError:
            return CellError("#VALUE!")

    def day(self, text: str) -> str:
        """Return a date written as ISO 8601."""
        for kind in (dt.datetime, dt.time):
            try:
                read = kind.fromisoformat(text.strip())
            except ValueError:
                continue
            shows = shown(self._format, 1).smallest
            return date_cell(read, shows=shows) if isinstance(read, dt.date) else str(read)
        return CellError(text)


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return a number of an attribute; another text is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise  # noqa: PLR2004 - below a billion
