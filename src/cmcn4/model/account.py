"""How a file was read: its tables, what each column was taken for, what became of each number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.place import Place, Sheet

Role = Literal[
    "indicator",
    "area",
    "period",
    "value",
    "unit",
    "breakdown",
    "source",
    "url",
    "released",
    "status",
    "note",
    "multiplier",
    "action",
    "plan",
    "change",
    "counter",
    "attribute",
    "ignored",
    "unread",
]
"""What a column is taken for. `plan` are targets, `change` is any other measure than the value,
`attribute` says something of the area itself, `unread` is what nothing was made of."""

Why = Literal["name", "cells", "above", "around"]
"""Why: by its own name, by its cells, by the headings above it, by what stands around the table."""

Reason = Literal[
    "error", "series", "area", "plan", "change", "counter", "key", "unread", "surroundings"
]
"""Why a number is no observation: it is in error; of another series or area; a target; another
measure of the same thing; a running number; a period or a code; in a column that was not
understood; or it stands outside all tables."""


class ColumnRead(NamedTuple):
    """One column of a table."""

    column: int
    """Counted from 1."""
    heading: str
    """All headings above it, joined."""
    role: Role
    why: Why
    means: str = ""
    """What the heading says of the values below it: periods, ids, units, joined by ` · `."""


class Said(NamedTuple):
    """What surroundings say of all values of a table."""

    role: Role
    text: str
    """As understood: an area's or indicator's id, a period's code, a source's or unit's text."""
    place: Place


class TableRead(NamedTuple):
    """One table: a header and a body."""

    sheet: Sheet
    header: tuple[int, int]
    """First and last row of its header."""
    body: tuple[int, int]
    """First and last row below it."""
    columns: tuple[ColumnRead, ...]
    said: tuple[Said, ...] = ()
    observations: int = 0


class Account(NamedTuple):
    """What became of the numbers of one sheet."""

    sheet: Sheet
    seen: int
    """Cells that hold a number."""
    read: int
    """Observations made of them."""
    left: tuple[tuple[Reason, int], ...] = ()
    """Those left out, by reason; with `read` they add up to `seen`."""

    def given_up(self) -> Account:
        """Return the account of a sheet in a file that broke: what was read of it is in error."""
        left = dict(self.left)
        return accounted(self.sheet, 0, left | {"error": left.get("error", 0) + self.read})


def accounted(sheet: Sheet, read: int, left: Mapping[Reason, int]) -> Account:
    """Return the account of a sheet: all its numbers were read, or left out for a reason."""
    reasons = tuple(sorted((reason, count) for reason, count in left.items() if count))
    return Account(sheet, read + sum(left.values()), read, reasons)
