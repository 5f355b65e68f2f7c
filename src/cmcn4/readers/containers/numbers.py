"""Numbers and dates of cells: what a workbook shows is what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from math import isfinite

from cmcn4.readers.containers.cells import CellError, CellMasked, CellNumber, date_cell, number_cell
from cmcn4.readers.containers.formats import Shown, of_texts, qualifies, shown

_MOST_KEPT = 65_536
_LONGEST = 400  # characters; a number of Excel's has some twenty
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = re.compile(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")
_SHOWN_NUMBER = re.compile(r"([^\d+-]*)[-+]?(\d(?:[\d.,\s]*\d)?)(\D*)")
_LESS, _EXACT_DIGITS = 0.999, 15  # of one of the last digit; as many as any number of Excel's has
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - cells have none
_LEAP_DAY_OF_1900 = 60
_DAY, _DAY_IN_MS = dt.timedelta(days=1), 86_400_000


def as_written(text: str, number: str, cell: str) -> str:
    """Return the cell of a number by the text that a document shows of it, as a format would."""
    match = _SHOWN_NUMBER.fullmatch(text)
    if match is None:
        return cell
    before, digits, behind = match.groups()
    if _is_another(digits, float(number)):
        return CellMasked(cell)
    return f"{before}{cell}{behind}" if qualifies(before) or qualifies(behind) else cell


def _is_another(text: str, value: float) -> bool:
    """Whether digits that are shown are those of another number, whatever mark or power it has."""
    digits = "".join(filter(str.isdigit, text)).lstrip("0")[:_EXACT_DIGITS]
    if not digits or not isfinite(value):
        return False
    last = len(digits) - 1
    first, most = int(digits) / 10**last, float(f"{abs(value):.15e}"[:17])
    # 9.996 may be shown as 10.0, and is cut off by some instead of being rounded.
    return all(abs(first - each) > _LESS / 10**last for each in (most, most / 10, most * 10))


class Numbers(dict[str | None, "_Styled"]):
    """Style as written, to numbers as written, to cells: each is made once."""

    def __init__(self, formats: Sequence[str], *, since_1904: bool) -> None:
        """Take the number formats by style."""
        super().__init__()
        self._formats, self._kept = formats, 0
        self.texts = {str(i): said for i, each in enumerate(formats) if (said := of_texts(each))}
        """What styles write around texts, those few that do: `@" (dự báo)"`."""
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
            date = date_cell(epoch + dt.timedelta(days=day) + rest, shows=shows.smallest)
            return date + shows.around[1] if shows.around[1] else date
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
            if isinstance(read, dt.date):
                return date_cell(read, shows=shows.smallest) + shows.around[1]
            return str(read)
        return CellError(text)


def whole(text: str | None, otherwise: int = -1) -> int:
    """Return a number of an attribute; another text is no number."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise  # noqa: PLR2004 - below a billion
