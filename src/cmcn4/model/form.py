"""What the submission form and its reader agree on: names within the workbook, and its codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from cmcn4.model.lazy.named import NamedTuple

FORMAT = "cmcn4/form@2"
"""Stands in the first cell of the sheet of ids, the years asked for behind it."""
FIRST_FORMAT = "cmcn4/form@1"
"""The same in forms of the first version, which have one figure a line."""
DATA, GUIDE, IDS, OTHERS = "cmcn4_data", "cmcn4_guide", "cmcn4_ids", "cmcn4_others"
"""Defined names: the header of the sheet to fill in, the instructions, the ids, the sheet of
figures of other periods and sources. Spreadsheet programs keep them right when a sheet is
renamed."""
REQUIRED = ("indicator", "area", "period", "value", "status", "source", "released")
"""Columns without which lines of one figure are not read: each says something it needs."""
REQUIRED_OF_YEARS = ("indicator", "area", "status", "source", "released")
"""The same of lines with a column for each year."""
MARK = "M-"
"""Begins every row code, so that none can be taken for a number."""
COLUMN_MARK = "C-"
"""Begins every column code: the year, or the role, follows."""
_SHORTEST = 6


class Series(NamedTuple):
    """What one line of a form asks for, year by year."""

    indicator: str
    breakdown: str
    """Empty for the total."""
    area: str


class Asked(NamedTuple):
    """One figure that a form asks for."""

    indicator: str
    breakdown: str
    """Empty for the total."""
    area: str
    period: str
    """Code of the period, e.g. `2025`; empty for all years of a line."""

    @property
    def series(self) -> Series:
        """The line it stands in."""
        return Series(*self[:3])


class Labels(NamedTuple):
    """The same as the form shows it."""

    indicator: str
    breakdown: str
    area: str
    period: str = ""


class Earlier(NamedTuple):
    """A figure that was filled in when the form was made, each part as a cell holds it."""

    value: str
    status: str
    source: str
    url: str
    released: str
    note: str


class Addressed(NamedTuple):
    """Who a form goes to, until when, and where it is signed; each may be empty."""

    recipient: str = ""
    deadline: dt.date | None = None
    place: str = ""


TO_NOBODY = Addressed()
"""A form of which nobody has said so yet."""


def row_codes(asked: Iterable[Series]) -> Mapping[Series, str]:
    """Return a short code for each line: the same line has the same code in every form.

    A row pasted from another form is thus known as what it is, or not known at all.
    """
    import base64  # noqa: PLC0415 - for a form alone
    import hashlib  # noqa: PLC0415 - as above

    digests = {
        series: base64.b32encode(hashlib.sha256("|".join(series).encode()).digest()).decode()
        for series in asked
    }
    length = _SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {series: f"{MARK}{digest[:length]}" for series, digest in digests.items()}
