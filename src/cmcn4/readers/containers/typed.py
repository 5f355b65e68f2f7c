"""Values that are already typed, of Python or of a file that types them: each becomes a cell."""

from __future__ import annotations

import datetime as dt
import operator
from decimal import Decimal
from typing import SupportsIndex

from cmcn4.readers.containers.cells import CellBool, date_cell, number_cell

_NOTHING = frozenset({"None", "nan", "NaT", "<NA>"})


def cell(value: object) -> str:
    """Return a Python value as a raw cell; None, NaN, NaT and NA are empty."""
    match value:
        case str():
            text = value
        case bool():
            text = CellBool(str(value).upper())
        case Decimal() | float() | int():
            text = number_cell(value)
        case dt.date() if str(value) not in _NOTHING:
            text = date_cell(value)
        case SupportsIndex():
            text = number_cell(operator.index(value))
        case _:
            text = "" if str(value) in _NOTHING else str(value)
    return text
