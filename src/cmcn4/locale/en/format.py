"""How English writes numbers, dates and periods."""

from __future__ import annotations

import datetime as dt

from cmcn4.locale.writing import Writing


def short_date(day: dt.date) -> str:
    """Return `1/7/2025`."""
    return f"{day.day}/{day.month}/{day.year}"


WRITING = Writing(
    tag="en-GB",
    excel="[$-409]",
    excel_dates=("yyyy-mm-dd", "yyyy-mm-dd"),
    group=",",
    mark=".",
    quotes=("“", "”"),
    is_own=str.isascii,
    date=dt.date.isoformat,
    long_date=dt.date.isoformat,
    short_date=short_date,
    nation=None,
    period=lambda value: value.code,
)
