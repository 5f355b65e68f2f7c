"""Numbers and dates of a workbook's cells: what Excel shows is what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from cmcn4.readers.containers.cells import CellError, CellNumber, date_cell, number_cell
from cmcn4.readers.containers.numberformats import Shown, shown
from cmcn4.readers.containers.xlsx.book import EAST_ASIAN
from cmcn4.readers.containers.xlsx.markup import whole

_MOST_KEPT = 65_536
_LONGEST = 400  # characters; a number of Excel's has some twenty
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
# What float and repr would leave as it is: the commonest numbers need neither.
_CANONICAL = re.compile(r"(?:0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,5})\.[0-9]{0,7}[1-9])")
_EPOCH, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - cells have none
_LEAP_DAY_OF_1900 = 60
_DAY_IN_MS = 86_400_000
_PLAUSIBLE_DATE = range(18_264, 73_051)  # 1950 to 2099


class Numbers:
    """Makes cells of numbers; every distinct one of a style once."""

    def __init__(self, formats: Sequence[str], *, since_1904: bool) -> None:
        """Take the number formats by style."""
        self._formats = formats
        self._epoch = _EPOCH_1904 if since_1904 else _EPOCH
        self.known: dict[str | None, dict[str, str]] = {}
        """Style as written, to numbers as written, to cells."""

    def cell(self, text: str, style: str | None) -> str:
        """Return a number as a cell; a CellError for what Excel would not take as one."""
        table = self.known.setdefault(style, {})
        if len(table) >= _MOST_KEPT or len(self.known) > _MOST_KEPT:
            self.known.clear()
        made = table[text] = self._made(text, self._format(style))
        return made

    def _format(self, style: str | None) -> str:
        number = whole(style, 0)
        return self._formats[number] if number < len(self._formats) else "General"

    def _made(self, text: str, number_format: str) -> str:
        if number_format == "General" and _CANONICAL.fullmatch(text):
            return CellNumber(text)
        bare = text.strip()
        if len(bare) > _LONGEST or not _NUMBER.fullmatch(bare):
            return CellError(bare)  # NaN and INF, too: numbers that no cell of Excel's holds
        value = float(bare)
        if value - value != 0:  # infinite
            return CellError(bare)
        shows = self._shown(number_format, value)
        if shows.date:
            return self._date(value, shows)
        exact = int(bare) if bare.lstrip("-").isdecimal() else value
        return number_cell(exact, percent=shows.percent)

    def _shown(self, number_format: str, value: float) -> Shown:
        if number_format == EAST_ASIAN:
            return Shown(date=int(value) in _PLAUSIBLE_DATE)
        return shown(number_format, value)

    def _date(self, serial: float, shows: Shown) -> str:
        """Return a date; a day of Excel's is one later before March 1900."""
        try:
            if shows.elapsed:
                return str(dt.timedelta(milliseconds=round(serial * _DAY_IN_MS)))
            if serial < 0:
                return CellError("#VALUE!")  # what Excel shows as ####
            day, fraction = divmod(serial, 1)
            rest = dt.timedelta(milliseconds=round(fraction * _DAY_IN_MS))
            if day == 0 and rest.days == 0:
                return str((_EPOCH + rest).time())
            if self._epoch is _EPOCH and 0 < serial < _LEAP_DAY_OF_1900:
                day += 1
            date = self._epoch + dt.timedelta(days=day) + rest
        except OverflowError:
            return CellError("#VALUE!")
        return date_cell(date, shows=shows.smallest)

    def day(self, text: str, style: str | None) -> str:
        """Return a date written as ISO 8601."""
        try:
            date = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            try:
                return str(dt.time.fromisoformat(text.strip()))
            except ValueError:
                return CellError(text)
        return date_cell(date, shows=shown(self._format(style), 1).smallest)
