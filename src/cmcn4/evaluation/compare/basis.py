"""What a verdict rests on besides its own figure: it may change though the verdict stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from cmcn4.model.baseline import Basis, Change, Snapshot


def in_rows(sources: Iterable[str | None]) -> str:
    """Return the sources of rows of evidence with their numbers of rows, in no order of rows."""
    counted = sorted(Counter(source or "?" for source in sources).items())
    return "; ".join(name if count == 1 else f"{name} × {count}" for name, count in counted)


def changed(old: Snapshot, new: Snapshot, listed: AbstractSet[tuple[str, str]]) -> Iterator[Change]:
    """Yield what verdicts that stay rest on otherwise: a pace, its class, rows of other sources.

    Not of an indicator and area of which a figure is listed, which says it more plainly.
    """
    for (target, area), now in new.bases.items():
        before = old.bases.get((target, area))
        same = old.verdicts.get((target, area)) == new.verdicts[target, area]
        if before is not None and same and (now.indicator, area) not in listed:
            yield from _otherwise(f"{target} {area}", before, now)


def _otherwise(what: str, before: Basis, now: Basis) -> Iterator[Change]:
    pairs = {
        "pace": (before.pace, now.pace),
        "progress": (before.progress, now.progress),
        "evidence": (before.evidence, now.evidence),
    }
    for name, (old, new) in pairs.items():
        if old != new:
            named = frozenset({"revised"})
            yield Change(kind="revised", what=f"{what} {name}", old=old, new=new, named=named)
            return  # a class follows from its pace, and a pace from its rows
