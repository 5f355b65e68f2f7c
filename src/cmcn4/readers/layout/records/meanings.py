"""Initials that more than one index goes by: GII is innovation, or gender inequality."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.model.catalogue import Indicator
from cmcn4.model.text import Text
from cmcn4.readers.layout.records.record import Record
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.values.initials import initials, meant, shared

_RIVALS = {
    "gii": Text(vi="Chỉ số bất bình đẳng giới (UNDP)", en="Gender Inequality Index (UNDP)"),
    "gci": Text(
        vi="Chỉ số năng lực cạnh tranh toàn cầu (WEF)", en="Global Competitiveness Index (WEF)"
    ),
    "idi": Text(vi="Chỉ số phát triển bao trùm (WEF)", en="Inclusive Development Index (WEF)"),
}


class Meanings:
    """Looks around a name for what settles which index it is; every distinct one once."""

    def __init__(self) -> None:
        """Start with nothing looked at."""
        self._seen: dict[tuple[object, ...], Problem | None] = {}

    def of_record(
        self, record: Record, indicator: Indicator, around: frozenset[str]
    ) -> Problem | None:
        """Return the problem of a name that may be another index's; None where it is settled."""
        if not shared(indicator):
            return None
        beside = (record.unit, record.origin[0], record.origin[3])
        key = record.indicator, beside, around
        if key not in self._seen:
            self._seen[key] = self.unsettled(record.indicator, indicator, (*beside, *around))
        return self._seen[key]

    def unsettled(
        self, texts: tuple[str, ...], indicator: Indicator, around: Iterable[str]
    ) -> Problem | None:
        """Return the same for the texts that name an indicator."""
        filled = [text for text in texts if text]
        if not any(initials(text, indicator) for text in filled):
            return None
        if indicator.id in filled or meant(indicator, (*filled, *around)) == "ours":
            return None
        readings = indicator.names, _RIVALS[shared(indicator)]
        return problem("indicator-ambiguous", found=found(filled[0]), readings=readings)
