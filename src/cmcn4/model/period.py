"""Reference periods: what stretch of time an observation speaks of."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern

# Rank of a kind: the longer of two periods that end on the same day wins.
DAY, MONTH, QUARTER, HALF, YEAR, YEARS = range(6)
_CODE = Pattern(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?"
    r"|Q(?P<quarter>[1-4])|[SH](?P<half>[12])|(?P<last>\d{4})))?"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Period(NamedTuple):
    """A closed interval of days with the code it is written as, e.g. `2025-Q2`."""

    first: dt.date
    """Its first day."""
    last: dt.date
    """Its last day."""
    kind: int
    """DAY to YEARS; longer periods rank higher."""
    code: str
    """`2025`, `2025-06`, `2025-Q2`, `2025-S1`, `2025-10-31` or `2021-2025`."""

    @property
    def year(self) -> int:
        """The year its last day lies in."""
        return self.last.year

    def __str__(self) -> str:
        """Return the code."""
        return self.code


@lru_cache(maxsize=4096)
def year(number: int) -> Period:
    """Return the calendar year as a period."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), YEAR, str(number))


def years(first: int, last: int) -> Period:
    """Return a span of several calendar years; `first` < `last`."""
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31), YEARS, f"{first}-{last}")


def months(number: int, first: int, count: int) -> Period:
    """Return 1, 3 or 6 months of a year from month `first`, as month, quarter or half-year."""
    last = first + count - 1
    after = dt.date(number, last + 1, 1) if last < 12 else None  # noqa: PLR2004 - December
    end = after - dt.timedelta(days=1) if after else dt.date(number, 12, 31)
    kind, code = {
        1: (MONTH, f"{number}-{first:02}"),
        3: (QUARTER, f"{number}-Q{(first + 2) // 3}"),
        6: (HALF, f"{number}-S{(first + 5) // 6}"),
    }[count]
    return Period(dt.date(number, first, 1), end, kind, code)


def day(date: dt.date) -> Period:
    """Return a single day as a period."""
    return Period(date, date, DAY, date.isoformat())


@lru_cache(maxsize=65536)
def parse(code: str) -> Period | None:
    """Read a canonical code; None when it is not one or names no real date from 1900 to 2100."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    part = {name: int(text) for name, text in match.groupdict().items() if text}
    number = part["year"]
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    if "last" in part:
        return years(number, part["last"]) if number < part["last"] <= _LAST_YEAR else None
    if "quarter" in part:
        return months(number, 3 * part["quarter"] - 2, 3)
    if "half" in part:
        return months(number, 6 * part["half"] - 5, 6)
    try:
        if "day" in part:
            return day(dt.date(number, part["month"], part["day"]))
        return months(number, part["month"], 1) if "month" in part else year(number)
    except (ValueError, IndexError):
        return None
