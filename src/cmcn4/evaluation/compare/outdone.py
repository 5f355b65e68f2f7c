"""Misses that others hide without anything being changed: their figures stand in the data still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.evaluation.compare.figures import cell_of
from cmcn4.model.baseline import Snapshot
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.measure import operands
from cmcn4.model.observation import Observation

MISSED = frozenset({"fail", "pending"})
"""Verdicts that are one answer."""
_Series = tuple[str, str, str, int]
"""Indicator, breakdown, area and year."""


def outdone(old: Snapshot, new: Snapshot, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield target and area of what is met, or open, by figures put over all it was missed by.

    One figure over one is an alternative, which contests; of several no one exchanged alone would
    tell of those that they hide: another month *and* another source, each year of a mean. One put
    beside it, as good as it is, leaves open what was a miss.
    """
    for key, now in new.verdicts.items():
        before, stood = old.verdicts.get(key), old.stood.get(key)
        if not stood or before is None or before.verdict not in MISSED:
            continue
        if now.verdict not in ("pass", "review") or now.decided:
            continue
        used = new.stood.get(key, ())
        then, there = set(map(_key, stood)), set(map(_key, used))
        hidden = {series for series, _ in then - there}
        put = hidden <= _series(used, catalogue) if hidden else now.verdict == "review"
        if put and there - then and _stand(stood, new):
            yield key


def _key(row: Observation) -> tuple[_Series, object]:
    series = row.indicator, row.breakdown, row.area, row.period.year
    return series, (row.period.code, row.value)


def _stand(rows: Sequence[Observation], new: Snapshot) -> bool:
    """Whether all of some figures are among those of a later run, whoever tells them there."""
    figures = new.figures or {}
    return all(
        any(
            other.value == row.value and other.origin.status != "forecast"
            for other in figures.get(cell_of(row), ())
        )
        for row in rows
    )


def _series(rows: Sequence[Observation], catalogue: Catalogue) -> set[_Series]:
    """Return of what figures are, and what they could have been worked out of."""
    return {
        (name, part, row.area, row.period.year)
        for row in rows
        for name, part in (
            (row.indicator, row.breakdown),
            *operands(catalogue.indicators, row.indicator, row.breakdown),
        )
    }
