"""Figures that rivals tell differently, and submissions that a later one replaces."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cmcn4.evaluation.dataset import by_place
from cmcn4.evaluation.places import named_from
from cmcn4.evaluation.sources import Tellers
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation


def conflicts(series: list[Observation]) -> Iterator[Finding]:
    """Yield cells of which several tell different values, each by its last release."""
    if len({_teller(observation) for observation in series}) == 1:
        return
    cells: dict[object, list[Observation]] = defaultdict(list)
    for observation in series:
        if observation.origin.status != "forecast":
            cells[observation.period, observation.breakdown].append(observation)
    for rows in cells.values():
        if len(rows) > 1:
            yield from _conflict(rows)


def _teller(row: Observation) -> tuple[str, str]:
    """Return the source; the file, too, where the row itself names none."""
    origin = row.origin
    named = origin.stated and origin.source_id
    return origin.source_id, "" if named else row.sheet.path


def _conflict(rows: list[Observation]) -> Iterator[Finding]:
    """Yield the first value that differs from the one that stands first."""
    tellers = Tellers(rows)
    latest: dict[str, Observation] = {}
    for row in sorted(rows, key=_release):
        latest[tellers.key(row)] = row
    first, *others = sorted(latest.values(), key=by_place)
    for other in others:
        if other.value != first.value:
            same = _name(other) == _name(first)
            facts = {
                "source": _full_name(other) if same else _name(other),
                "value": other.value,
                "other_source": _full_name(first) if same else _name(first),
                "other_value": first.value,
                "period": other.period,
            }
            yield Finding("source-conflict", other.place, facts)
            return


def _name(row: Observation) -> str:
    return row.origin.source or row.sheet.file


def _full_name(row: Observation) -> str:
    """Return a name that tells two files of one body apart."""
    return f"{row.origin.source} ({row.sheet.file})" if row.origin.source else row.sheet.path


def _release(row: Observation) -> tuple[dt.date, tuple[str, str, int, int]]:
    return row.origin.released or dt.date.min, by_place(row)


class _Pair(NamedTuple):
    """Two submissions of one body: the files, the later one first."""

    source: str
    later: str
    earlier: str


def superseded(lists: Iterable[list[Observation]]) -> Iterator[Finding]:
    """Yield a note for each submission that a later one of the same body replaces."""
    first: dict[_Pair, tuple[Observation, Observation]] = {}
    counts: dict[_Pair, int] = defaultdict(int)
    for series in lists:
        if len(series) > 1:
            for later, earlier in _replaced(series):
                pair = _Pair(later.origin.source_id, later.sheet.path, earlier.sheet.path)
                counts[pair] += 1
                known = first.get(pair)
                if known is None or by_place(later) < by_place(known[0]):
                    first[pair] = later, earlier
    for pair, (later, earlier) in first.items():
        facts = {
            "earlier": named_from(earlier.place, later.place),
            "source": later.origin.source,
            "date": later.origin.released,
            "other_date": earlier.origin.released,
        }
        yield Finding("superseded", later.place, facts, counts[pair])


def _replaced(series: list[Observation]) -> Iterator[tuple[Observation, Observation]]:
    """Yield the row that counts with each earlier one of the same body and cell."""
    cells: dict[object, list[Observation]] = defaultdict(list)
    for observation in series:
        origin = observation.origin
        if not origin.stated and origin.source_id and origin.released:
            cells[origin.source_id, observation.period, observation.breakdown].append(observation)
    for rows in cells.values():
        last = max(rows, key=_release)
        for observation in rows:
            if (
                _release(observation)[0] < _release(last)[0]
                and observation.sheet.path != last.sheet.path
            ):
                yield last, observation
