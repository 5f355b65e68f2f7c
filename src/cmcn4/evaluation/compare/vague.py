"""Misses that are open now only because their figures are told less exactly than they were."""

from __future__ import annotations

from collections.abc import Iterator

from cmcn4.evaluation.compare.figures import cell_of
from cmcn4.evaluation.compare.outdone import MISSED
from cmcn4.model.baseline import Figures, Snapshot
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation


def made_vague(old: Snapshot, new: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield target and area of a miss that is to review now, though nothing says that it is none.

    Each figure that it was missed by stands, or is told so that it may still be what it was.
    """
    for key, now in new.verdicts.items():
        before, stood = old.verdicts.get(key), old.stood.get(key)
        if not stood or before is None or before.verdict not in MISSED:
            continue
        if now.verdict == "review" and not now.decided:
            kept = [_kept(row, new.figures or {}) for row in stood]
            if None not in kept and False in kept:
                yield key


def _kept(before: Observation, now: Figures) -> bool | None:
    """Return whether a figure has its value, False where that is one of several; else None."""
    values = [each.value for each in now.get(cell_of(before), ())]
    if before.value in values:
        return True
    return False if any(_holds(value, before.value) for value in values) else None


def _holds(wide: Interval, narrow: Interval) -> bool:
    """Whether all that one value may be, another may be, too: «> 78» is no other one than 78."""
    return wide.low <= narrow.low and narrow.high <= wide.high
