"""Initials that more than one index goes by: GII is innovation, or gender inequality."""

from __future__ import annotations

from cmcn4.model.catalogue import Indicator
from cmcn4.readers.layout.record import Record
from cmcn4.readers.problems import Problem
from cmcn4.readers.reading import Context


class Meanings:
    """Looks around a name for what settles which index it is."""

    def __init__(self, context: Context) -> None:
        """Start with nothing settled."""
        self._context = context

    def unsettled(
        self, record: Record, indicator: Indicator, around: frozenset[str]
    ) -> Problem | None:
        """Return the problem of a name that may be another index's; None where it is settled."""
        del record, indicator, around
        return None
