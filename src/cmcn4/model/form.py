"""What the submission form and its reader agree on: names within the workbook, and row codes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

FORMAT = "cmcn4/form@1"
"""Stands in the first cell of the sheet of ids."""
DATA, GUIDE, IDS = "cmcn4_data", "cmcn4_guide", "cmcn4_ids"
"""Defined names: the header of the sheet to fill in, the instructions, the ids. Spreadsheet
programs keep them right when a sheet is renamed."""
REQUIRED = ("indicator", "area", "period", "value", "status", "source", "released")
"""Columns without which a form is not read: each says something the figures need."""
MARK = "M-"
"""Begins every row code, so that none can be taken for a number."""
_SHORTEST = 6


class Asked(NamedTuple):
    """One figure that a form asks for."""

    indicator: str
    breakdown: str
    """Empty for the total."""
    area: str
    period: str
    """Code of the period, e.g. `2025`."""


class Labels(NamedTuple):
    """The same as the form shows it."""

    indicator: str
    breakdown: str
    area: str
    period: str


def row_codes(asked: Iterable[Asked]) -> Mapping[Asked, str]:
    """Return a short code for each figure: the same figure has the same code in every form.

    A row pasted from another form is thus known as what it is, or not known at all.
    """
    digests = {
        asked_figure: base64.b32encode(
            hashlib.sha256("|".join(asked_figure).encode()).digest()
        ).decode()
        for asked_figure in asked
    }
    length = _SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {asked_figure: f"{MARK}{digest[:length]}" for asked_figure, digest in digests.items()}
