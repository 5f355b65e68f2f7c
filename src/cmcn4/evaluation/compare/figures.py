"""Figures observed in two runs: which are the same, and which count no more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter

from cmcn4.evaluation.sources import preferred
from cmcn4.model.baseline import Cell, Figures
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation

Pair = tuple[Observation | None, Observation | None]
"""A figure then and now; None where there was none, and where it counts no more."""
_Rows = list[Observation]
_Both = list[tuple[Observation, Observation]]


def figures(rows: Iterable[Observation]) -> Figures:
    """Return the rows of each cell, whoever tells them."""
    found: dict[Cell, _Rows] = defaultdict(list)
    for row in rows:
        found[cell_of(row)].append(row)
    return found


def cell_of(row: Observation) -> Cell:
    """Return what a figure is of."""
    return Cell(row.indicator, row.breakdown, row.area, row.period.code)


def pairs(old: Figures, new: Figures, catalogue: Catalogue) -> Iterator[Pair]:
    """Yield what differs: figures of another value or source, new ones, then those gone.

    Each release of a source is a figure of its own, and of files without a source each file's. A
    forecast is none: marked as one, a figure is gone from what is judged.
    """
    gone: list[Pair] = []
    for cell in (*new, *(cell for cell in old if cell not in new)):
        rows, rows_now = old.get(cell, ()), new.get(cell, ())
        if len(rows) == len(rows_now) == 1 and _unchanged(rows[0], rows_now[0]):
            continue  # as most are
        then, there = _counting(rows), _counting(rows_now)
        same, before, now = _paired(then, there, as_it_was)
        told, told_now = (set(map(as_it_was, run)) for run in (then, there))
        before = [row for row in before if as_it_was(row) not in told_now]  # once more is no more
        now = [row for row in now if as_it_was(row) not in told]
        if not (before or now):
            continue
        forecasts = {
            (row.origin.source_id, row.value)
            for row in new.get(cell, ())
            if row.origin.status == "forecast"
        }
        others, before, now = _changed(before, now, forecasts, catalogue)
        if same or others:
            before += _hidden(then, there, same + others, catalogue)
        gone += [(row, None) for row in before]
        yield from (both for both in others if _differs(*both))
        yield from ((None, row) for row in now)
    yield from gone


def _counting(rows: Sequence[Observation]) -> _Rows:
    """Return the figures among the rows of a cell, each once, the latest release first.

    Of those without a source each file's, which may be another one's.
    """
    kept = {
        (as_it_was(row), row.origin.source_id or row.sheet.path): row
        for row in rows
        if row.origin.status != "forecast"
    }
    return sorted(kept.values(), key=_day, reverse=True)


def _day(row: Observation) -> dt.date:
    return row.origin.released or dt.date.min


def as_it_was(row: Observation) -> Hashable:
    """Return what tells a figure of a cell from the others there."""
    return row.origin.source_id, row.origin.released, row.origin.stated, row.value


def _unchanged(before: Observation, now: Observation) -> bool:
    same = before.origin.status == now.origin.status
    return same and as_it_was(before) == as_it_was(now)


def _same_value(row: Observation) -> Hashable:
    return row.origin.source_id, row.value


def _same_release(row: Observation) -> Hashable:
    source = row.origin.source_id
    return source, row.origin.released, "" if source else row.sheet.file


def _same_source(row: Observation) -> Hashable:
    return row.origin.source_id


def _no_earlier(before: Observation, now: Observation) -> bool:
    """Whether a release may follow another one: a day that goes back hides a later one."""
    return _day(now) >= _day(before)


def _changed(
    before: _Rows,
    now: _Rows,
    forecasts: set[tuple[str, Interval]],
    catalogue: Catalogue,
) -> tuple[_Both, _Rows, _Rows]:
    """Pair figures of another day, value or source; return those that were or are alone, too."""
    found, before, now = _paired(before, now, _same_value)
    alone = [row for row in before if _same_value(row) in forecasts]
    before = [row for row in before if _same_value(row) not in forecasts]
    for alike in (_same_release, _same_source):
        before.sort(key=_day, reverse=True)
        more, before, now = _paired(before, now, alike, _no_earlier)
        found += more
    more, before, now = _paired(before, now, attrgetter("value"))
    found += more
    # The figure of a body that is known does not become another body's: only where its own file
    # says no more whose it is, it may be revised.
    known = [row for row in before if row.origin.source_id in catalogue.sources]
    before = [row for row in before if row.origin.source_id not in catalogue.sources]
    named = [row for row in now if row.origin.source_id]
    unnamed = [row for row in now if not row.origin.source_id]
    more, known, now = _paired(known, unnamed, attrgetter("sheet.file"))
    found += more
    more, before, now = _paired(before, named + now, _any)
    return found + more, alone + known + before, now


def _any(_: Observation) -> Hashable:
    return None


def _paired(
    before: _Rows,
    now: _Rows,
    alike: Callable[[Observation], Hashable],
    may: Callable[[Observation, Observation], bool] = lambda _, __: True,
) -> tuple[_Both, _Rows, _Rows]:
    """Return pairs of figures that are alike, and those of either run without one."""
    waiting: dict[Hashable, deque[Observation]] = defaultdict(deque)
    for row in before:
        waiting[alike(row)].append(row)
    found, alone, left = _Both(), _Rows(), _Rows()
    for row in now:
        rest = waiting[alike(row)]
        while rest and not may(rest[0], row):  # nor any behind it, which is no later
            alone.append(rest.popleft())
        if rest:
            found.append((rest.popleft(), row))
        else:
            left.append(row)
    return found, alone + [row for rest in waiting.values() for row in rest], left


def _hidden(old: _Rows, new: _Rows, both: _Both, catalogue: Catalogue) -> _Rows:
    """Return the figures that counted, and would still, had nobody changed what puts them last.

    That is the day or the source of such a figure, or of others that stood there before: these go
    first now, or are as good.
    """
    counted, counting = (_preferred(catalogue, rows) for rows in (old, new))
    as_told = {
        id(now): now._replace(origin=before.origin)
        for before, now in both
        if before.value == now.value or id(before) in counted
    }
    as_before = _preferred(catalogue, [as_told.get(id(row), row) for row in new])
    would = {id(row) for row in new if id(as_told.get(id(row), row)) in as_before}
    still = counting if counting <= would else set[int]()
    return [
        before
        for before, now in both
        if id(before) in counted and id(now) in would and id(now) not in still
    ]


def _preferred(catalogue: Catalogue, rows: _Rows) -> set[int]:
    return set(map(id, preferred(catalogue, rows)))


def _differs(before: Observation, now: Observation) -> bool:
    return before.value != now.value or before.origin.source != now.origin.source
