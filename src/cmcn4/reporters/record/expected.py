"""Who was to send figures, as records."""

from __future__ import annotations

from cmcn4.model.expected import Sender
from cmcn4.model.place import Place, Sheet
from cmcn4.model.report import Report
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.report import OwedRecord, SenderRecord


def expected(words: Words, report: Report) -> list[SenderRecord]:
    """Return the senders in the order of the list, then those that are not on it."""
    return [_sender(words, sender) for sender in report.senders]


def _sender(words: Words, sender: Sender) -> SenderRecord:
    first = next(iter(sender.refused), None)
    place = first.place if first else Place(Sheet(""))
    return SenderRecord(
        area=sender.area,
        area_name=words.country(sender.area) if sender.area else None,
        recipient=sender.recipient or None,
        state=sender.state,
        files=list(sender.files),
        errors=len(sender.refused),
        reason_code=first.code if first else None,
        reason=words.message(first) if first else None,
        path=place.sheet.path or None,
        sheet=place.sheet.name,
        cell=place.cell,
        lacks=[
            OwedRecord(
                indicator=owed.indicator, periods=list(owed.periods), breakdowns=list(owed.parts)
            )
            for owed in sender.owed
        ],
    )
