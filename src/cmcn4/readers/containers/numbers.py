"""Numbers and dates of cells: what a workbook shows is what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from math import isfinite

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.containers.cells import (
    MINUS,
    CellDisguised,
    CellError,
    CellMasked,
    CellNumber,
    CellPercent,
    CellWhite,
    StruckOut,
    date_cell,
    number_cell,
)
from cmcn4.readers.containers.formats import Shown, of_texts, said, shown, without_sign
from cmcn4.readers.containers.partly import PartlySeen

_MOST_KEPT = 65_536
_LONGEST = 400  # characters; a number of Excel's has some twenty
_NUMBER = Pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = Pattern(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")
_SHOWN_NUMBER = Pattern(r"\d+(?:[.,\s]+\d+)*")
_EXPONENT = Pattern(r"[eE][+-]?\d+")
_FRACTION = Pattern(r"\s*(-?)(?:(\d{1,15}) +)?(\d{1,5})/(\d{1,5})\s*")
_ZEROS, _DIGITS = frozenset("0., "), "0123456789 "
_DECIMALS = 3
_LESS, _EXACT_DIGITS = 0.999, 15  # of one of the last digit; as many as any number of Excel's has
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - cells have none
_LEAP_DAY_OF_1900 = 60
_DAY, _DAY_IN_MS = dt.timedelta(days=1), 86_400_000


def as_written(text: str, number: str, cell: str) -> str:
    """Return the cell of a number by the text that a document shows of it, as a format would."""
    value = float(number)
    if (match := _FRACTION.fullmatch(text)) and _is_near(match, value):
        return cell
    found = [*_SHOWN_NUMBER.finditer(text)]
    same = next((each for each in found if not _is_another(each[0], value)), None)
    if same is None:
        return CellMasked(cell) if found or (value and text.strip(" #")) else cell
    before, behind = text[: same.start()], text[same.end() :]
    if exponent := _EXPONENT.match(behind):
        behind = behind[exponent.end() :]
    if isinstance(cell, CellPercent):
        behind = behind.lstrip().removeprefix("%")
    before, behind, minus = without_sign(before, behind)
    if not minus and before[-1:] in MINUS:
        before, minus = before[:-1], True
    # What is rounded to zero may be shown with any sign.
    masked = minus != (value < 0) and not _ZEROS.issuperset(same[0])
    return _worded(cell, said(before, behind), masked=masked)


def _is_near(fraction: re.Match[str], value: float) -> bool:
    """Whether «92 1/2» is a value, as far as it is shown so."""
    sign, whole_, part, of = fraction.groups()
    shows = int(whole_ or 0) + int(part) / (int(of) or 1)
    return abs((-shows if sign else shows) - value) < 1 / (int(of) or 1)


def _worded(cell: str, around: tuple[str, str], *, masked: bool) -> str:
    """Return the cell of a number with the texts around it as if it had been typed with them."""
    before, behind = around
    if not (before or behind):
        return CellMasked(cell) if masked else cell
    if masked and not (before + behind).strip(_DIGITS):
        return CellMasked(cell)
    # With three decimals a point might be a mark of thousands.
    digits = f"{cell}0" if len(cell.partition(".")[2]) == _DECIMALS else cell
    digits += "%" * isinstance(cell, CellPercent)
    return (CellDisguised if masked else str)(f"{before}{digits}{behind}")


def _is_another(text: str, value: float) -> bool:
    """Whether digits that are shown are those of another number, whatever mark or power it has."""
    digits = "".join(filter(str.isdigit, text)).lstrip("0")[:_EXACT_DIGITS]
    if not digits or not isfinite(value):
        return False
    last = len(digits) - 1
    first, most = int(digits) / 10**last, float(f"{abs(value):.15e}"[:17])
    # 9.996 may be shown as 10.0, and is cut off by some instead of being rounded.
    return all(abs(first - each) > _LESS / 10**last for each in (most, most / 10, most * 10))


class Looks(NamedTuple):
    """Cell styles that are seldom meant to show a figure, by their numbers."""

    crossed: AbstractSet[int] = frozenset()
    """Those with a line from corner to corner."""
    unseen: AbstractSet[int] = frozenset()
    """Those whose letters are as the ground they stand on, or too small."""
    conditional: AbstractSet[int] = frozenset()
    """Those of conditions that make letters so."""
    coloured: AbstractSet[int] = frozenset()
    """Those whose ground is not white: white letters are seen on it."""


class Numbers(dict[str | None, "_Styled"]):
    """Style as written, to numbers as written, to cells: each is made once."""

    def __init__(
        self,
        formats: Sequence[str],
        *,
        since_1904: bool,
        struck: Container[int] = (),
        looks: Looks = Looks(),  # noqa: B008 - it never changes
    ) -> None:
        """Take the number formats by style, and the styles that strike out, or hide figures."""
        super().__init__()
        self._formats, self._struck, self._kept = formats, struck, 0
        self._looks = looks
        self.unseen = frozenset(map(str, looks.unseen))
        """The styles of cells in which nothing is to be seen."""
        self.odd = {
            str(style): around
            for style, each in enumerate(formats)
            if (around := of_texts(each)) or style in struck or style in self._looks.crossed
        }
        """What those few styles make of texts that change them; None for one that strikes out."""
        self.epoch = _EPOCH_1904 if since_1904 else _EPOCH

    def __missing__(self, style: str | None) -> _Styled:
        number = whole(style, 0)
        number_format = self._formats[number] if number < len(self._formats) else "General"
        self.keep()
        struck = number in self._struck or number in self._looks.crossed
        hides: type[str] | None = CellWhite if number in self._looks.unseen else None
        made = self[style] = _Styled(self, number_format, StruckOut if struck else hides)
        return made

    def text(self, text: str, style: str | None) -> str:
        """Return the cell of a text, with what its format writes beside it."""
        if type(text) is PartlySeen and text.is_white and whole(style, 0) in self._looks.coloured:
            text = text.whole
        if style not in self.odd:
            return text
        around = self.odd[style]
        if whole(style) in self._struck:
            return StruckOut(text) if text.strip() else text
        # The corner of a table is divided by such a line, too.
        if whole(style) in self._looks.crossed:
            return text if any(map(str.isalpha, text)) else StruckOut(text)
        if around is None or type(text) is not str:
            return text
        before, behind, is_shown = around
        return f"{before}{text}{behind}" if is_shown else CellDisguised(f"{text} ({before})")

    def keep(self) -> None:
        """Count what is kept; forget all of it when it is too much."""
        self._kept += 1
        if self._kept > _MOST_KEPT:
            self._kept = 0
            self.clear()


class _Styled(dict[str, str]):
    """The cells of one style; a CellError for what Excel would not take as a number."""

    def __init__(self, numbers: Numbers, number_format: str, hides: type[str] | None) -> None:
        super().__init__()
        self._numbers, self._format, self._hides = numbers, number_format, hides

    def __missing__(self, text: str) -> str:
        self._numbers.keep()
        cell = self._made(text)
        if self._hides and (self._hides is StruckOut or type(cell) in (CellNumber, CellPercent)):
            cell = self._hides(cell)
        self[text] = cell
        return cell

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
        masked = shows.instead or (shows.unseen and value != 0)
        return _worded(cell, shows.around, masked=masked)

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
            return _dated(epoch + dt.timedelta(days=day) + rest, shows)
        except OverflowError:
            return CellError("#VALUE!")

    def day(self, text: str) -> str:
        """Return a date written as ISO 8601."""
        for kind in (dt.datetime, dt.time):
            try:
                read = kind.fromisoformat(text.strip())
            except ValueError:
                continue
            shows = shown(self._format, 1)
            return _dated(read, shows) if isinstance(read, dt.date) else str(read)
        return CellError(text)


def _dated(day: dt.date, shows: Shown) -> str:
    before, behind = shows.around
    date = date_cell(day, shows=shows.smallest)
    return f"{before}{date}{behind}" if before or behind else date


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return a number of an attribute; another text is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise  # noqa: PLR2004 - below a billion


def column_number(letters: str) -> int:
    """Return the number of a column by its letters, A being 1."""
    return reduce(lambda number, letter: 26 * number + ord(letter) - 64, letters, 0)


def truth(text: str | None) -> bool:
    """Return whether an attribute says yes (xsd:boolean)."""
    return text in ("1", "true")
