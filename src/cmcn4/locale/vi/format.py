"""How Vietnamese writes numbers, dates and periods."""

from __future__ import annotations

import datetime as dt

from cmcn4.locale.writing import Writing
from cmcn4.model.period import DAY, HALF, MONTH, QUARTER, Period

_MARCH = 3


def date(day: dt.date) -> str:
    """Return `31/12/2025`; a zero stands before days below 10, January and February alone."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def is_own(name: str) -> bool:
    """Whether a name has letters that only Vietnamese has: «NSO» and «State Bank» have none."""
    return not name.isascii()


def long_date(day: dt.date) -> str:
    """Return `ngày 05 tháng 3 năm 2026`."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: dt.date) -> str:
    return f"{day.month:02}" if day.month < _MARCH else f"{day.month}"


def period(value: Period) -> str:
    """Return «10/2025», «quý II/2025», «6 tháng đầu năm 2025»; the code of years."""
    year, month = value.first.year, value.first.month
    if value.kind == DAY:
        return date(value.first)
    if value.kind == MONTH:
        return f"{month}/{year}"
    if value.kind == QUARTER:
        return f"quý {('I', 'II', 'III', 'IV')[month // 3]}/{year}"
    if value.kind == HALF:
        return f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}"
    return value.code


WRITING = Writing(
    tag="vi-VN",
    excel="[$-42A]",
    excel_dates=("dd/mm/yyyy", "dd/m/yyyy"),
    group=".",
    mark=",",
    quotes=("“", "”"),
    is_own=is_own,
    date=date,
    long_date=long_date,
    short_date=date,
    period=period,
    nation="Cả nước",
)
