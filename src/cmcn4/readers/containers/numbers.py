"""Numbers and dates of a workbook's cells: what Excel shows is what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from cmcn4.readers.containers.cells import CellError, CellNumber, date_cell, number_cell
from cmcn4.readers.containers.markup import whole
from cmcn4.readers.containers.numberformats import Shown, shown

_MOST_KEPT = 65_536
_LONGEST = 400  # characters; a number of Excel's has some twenty
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = re.compile(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - cells have none
_LEAP_DAY_OF_1900 = 60
_DAY, _DAY_IN_MS = dt.timedelta(days=1), 86_400_000


class Numbers(dict[str | None, "_Styled"]):
    """Style as written, to numbers as written, to cells: each is made once."""

    def __init__(self, formats: Sequence[str], *, since_1904: bool) -> None:
        """Take the number formats by style."""
        super().__init__()
        self.epoch = _EPOCH_1904 if since_1904 else _EPOCH
        self.kept = 0
        self._formats = formats

    def __missing__(self, style: str | None) -> _Styled:
        number = whole(style, 0)
        number_format = self._formats[number] if number < len(self._formats) else "General"
        self.keep()
        made = self[style] = _Styled(self, number_format)
        return made

    def keep(self) -> None:
        """Count what is kept; forget all of it when it is too much."""
        self.kept += 1
        if self.kept > _MOST_KEPT:
            self.kept = 0
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
        if len(bare) > _LONGEST or not _NUMBER.fullmatch(bare):
            return CellError(bare)  # NaN and INF, too: numbers that no cell of Excel's holds
        value = float(bare)
        if value - value != 0:  # infinite
            return CellError(bare)
        shows = shown(self._format, value)
        if shows.date:
            return self._date(value, shows)
        exact = int(bare) if bare.lstrip("-").isdecimal() else value
        return number_cell(exact, percent=shows.percent)

    def _date(self, serial: float, shows: Shown) -> str:
        """Return a date; a day of Excel's is one later before March 1900."""
        try:
            if shows.elapsed:
                return str(dt.timedelta(milliseconds=round(serial * _DAY_IN_MS)))
            if serial < 0:
                return CellError("#VALUE!")  # what Excel shows as ####
            day, fraction = divmod(serial, 1)
            rest = dt.timedelta(milliseconds=round(fraction * _DAY_IN_MS))
            if day == 0 and rest < _DAY:
                return str((_EPOCH + rest).time())
            if self._numbers.epoch is _EPOCH and 0 < serial < _LEAP_DAY_OF_1900:
                day += 1
            date = self._numbers.epoch + dt.timedelta(days=day) + rest
        except OverflowError:
            return CellError("#VALUE!")
        return date_cell(date, shows=shows.smallest)

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
