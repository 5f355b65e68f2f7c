"""What is missing to a target, and what it came to before, as records."""

from __future__ import annotations

from cmcn4.locale.numbers import trimmed
from cmcn4.model.report import Assessment
from cmcn4.model.rule import PeerRank
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.figures import ahead
from cmcn4.reporters.presentation.missing import UNMET, missing
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.record.assessment import BeforeRecord, MissingRecord


def lacking(words: Words, each: Assessment) -> MissingRecord | None:
    """Return what is missing to a target that is not met."""
    if each.decided not in UNMET:
        return None
    whole, peers = each.whole, isinstance(each.chosen.rule, PeerRank)
    return MissingRecord(
        text=missing(each, words),
        quantity=None if each.quantity is None else trimmed(each.quantity),
        of=whole.indicator if whole else None,
        whole=whole.value if whole else None,
        whole_source=whole.source or None if whole else None,
        a_year=each.needed,
        ahead=[row.area for row in ahead(each, words.catalogue)] if peers else [],
    )


def before(each: Assessment) -> BeforeRecord | None:
    """Return what a target came to in the run compared with."""
    earlier = each.earlier
    if earlier is None:
        return None
    return BeforeRecord(
        verdict=Verdict(earlier.verdict).value,
        gap=earlier.gap,
        change=each.moved,
        low=earlier.low,
        high=earlier.high,
        period=earlier.period,
    )
