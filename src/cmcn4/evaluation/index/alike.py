"""Sources and releases that say the same, so that what would be otherwise by them is asked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from cmcn4.evaluation.dataset import Dataset, by_place
from cmcn4.evaluation.question import Question, Variation
from cmcn4.evaluation.sources import told_by
from cmcn4.model.observation import Observation
from cmcn4.model.rule import Change

_FEW = 100
"""Alternatives that are asked one by one before it is looked which are alike."""


class Alike:
    """The alternatives of one outcome, as far as they differ by more than a name.

    Two sources of which the data hold the same figures can be exchanged for one another without
    anything else being different: what one of them makes of a question the other does, too.
    """

    def __init__(self, question: Question, used: Iterable[Observation]) -> None:
        """Take the question, and the rows that decided it: their sources are unlike the others."""
        self._question = question
        self._own = {told_by(row) for row in used}
        self._asked = 0

    def says(self, variation: Variation) -> Hashable:
        """Return what an alternative says; None where it is to be asked."""
        self._asked += 1
        if self._asked <= _FEW:
            return None
        row, source = variation.row, variation.source
        if row is not None:
            return None if row.made else (variation.kind, *_said(row), bool(row.origin.released))
        if source is None or source in self._question.catalogue.sources:
            return None
        used = source in self._own
        if used and isinstance(self._question.rule, Change):
            return None  # of a change it matters which of its two figures are another's
        data = self._question.data
        if data.said is None:
            data.said = _told(data)
        said = data.said.get(source)
        return None if said is None else (said, used)


def _told(data: Dataset) -> dict[str, Hashable]:
    """Return for each source, that all its rows name, what it says; equal for those alike."""
    told: dict[str, list[Observation]] = defaultdict(list)
    for rows in data.series():
        for row in rows:
            told[row.origin.source_id].append(row)
    numbers: dict[Hashable, int] = {}
    found: dict[str, Hashable] = {}
    for source, rows in told.items():
        if source and all(row.origin.stated for row in rows):
            in_order = sorted(rows, key=by_place) if len(rows) > 1 else rows
            says = tuple((*_said(row), row.origin.released) for row in in_order)
            found[source] = numbers.setdefault(says, len(numbers))
    return found


def _said(row: Observation) -> tuple[Hashable, ...]:
    """Return what a row says of its cell, as written: 55.20 is not told as 55.2."""
    origin, value = row.origin, row.value
    cell = row.indicator, row.area, row.period, row.breakdown
    ends = str(value.low), str(value.high), value.low_open, value.high_open
    file = "" if origin.stated and origin.source_id else row.sheet.path
    return *cell, *ends, bool(origin.source), origin.stated, origin.status, origin.doubt, file
