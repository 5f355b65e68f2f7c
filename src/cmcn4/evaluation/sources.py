"""Whose a figure is: a source that is named, or the file where only that is known."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.observation import Observation

_FILE = "file:"
"""Begins the key of a file; no id and no folded name of a source has a colon."""


def told_by(row: Observation) -> str:
    """Return the id of the source that a row names or stands under, else the key of its file."""
    return row.origin.source_id or f"{_FILE}{row.sheet.path}"


def tellers(row: Observation) -> set[str]:
    """Return the keys of all that tell a row: its source, its file where it names none of its own.

    A derived figure is of those that tell any of its operands, too.
    """
    origin = row.origin
    found = {origin.source_id}
    if not (origin.stated and origin.source_id):
        found.add(f"{_FILE}{row.sheet.path}")
    return found.union(*map(tellers, row.made.rows)) if row.made else found


def preferred(catalogue: Catalogue, rows: Sequence[Observation]) -> list[Observation]:
    """Return the rows of one cell that count: by source order, then the latest release."""
    order = catalogue.source_order(rows[0].indicator)
    standings = [_standing(row, order) for row in rows]
    highest = max(standings)
    chosen = [row for row, standing in zip(rows, standings, strict=True) if standing == highest]
    return chosen + _undecided(chosen, rows)


def _standing(row: Observation, order: tuple[str, ...]) -> tuple[int, dt.date]:
    source = row.origin.source_id
    rank = order.index(source) if source in order else len(order)
    return -rank, row.origin.released or dt.date.min


def _undecided(best: Sequence[Observation], rows: Iterable[Observation]) -> list[Observation]:
    """Return rows without a day, of bodies whose dated submissions are the best: none is later."""
    bodies = {
        observation.origin.source_id
        for observation in best
        if not observation.origin.stated
        and observation.origin.source_id
        and observation.origin.released
    }
    return [
        observation
        for observation in rows
        if observation.origin.source_id in bodies
        and not observation.origin.stated
        and observation.origin.released is None
    ]


class Tellers:
    """Who tells some rows: sources; files where no source is named or a body contradicts itself."""

    def __init__(self, rows: Iterable[Observation]) -> None:
        """Find the bodies whose submissions of one day differ."""
        self._divided = _divided(rows)

    def key(self, row: Observation) -> str:
        """Return the key of who tells a row."""
        source = row.origin.source_id
        return f"{_FILE}{row.sheet.path}" if source in self._divided else told_by(row)

    def name(self, row: Observation) -> str:
        """Return what the teller is called: a source's id, else the name of the file."""
        key = self.key(row)
        return row.sheet.file if key.startswith(_FILE) else key

    def is_file(self, row: Observation) -> bool:
        """Whether only the file tells the row apart from others."""
        return self.key(row).startswith(_FILE)


def told_alone(series: Mapping[tuple[str, str], Sequence[Observation]]) -> frozenset[str]:
    """Return the indicators that one body or file alone tells, each cell of them once.

    The series are given by indicator and area.
    """
    by: dict[str, set[str]] = defaultdict(set)
    disputed = set()
    for (indicator, _), rows in series.items():
        by[indicator].update(map(told_by, rows))
        if not each_once((row.period.code, row.breakdown) for row in rows):
            disputed.add(indicator)
    return frozenset(name for name, keys in by.items() if len(keys) == 1) - disputed


def each_once(keys: Iterable[object]) -> bool:
    """Whether none comes twice; where most do that is found soon."""
    seen: set[object] = set()
    for number, key in enumerate(keys):
        seen.add(key)
        if len(seen) == number:
            return False
    return True


def _divided(rows: Iterable[Observation]) -> frozenset[str]:
    """Return the bodies of letterheads of which several files differ, none of them the later."""
    cells: dict[object, list[Observation]] = defaultdict(list)
    for observation in rows:
        origin = observation.origin
        if origin.source_id and not origin.stated:
            cells[origin.source_id, observation.period, observation.breakdown].append(observation)
    found = set()
    for group in cells.values():
        if len(group) == 1:
            continue
        last = max(observation.origin.released or dt.date.min for observation in group)
        equal = [
            observation for observation in group if observation.origin.released in (None, last)
        ]
        files = {observation.sheet.path for observation in equal}
        if len(files) > 1 and len({observation.value for observation in equal}) > 1:
            found.add(group[0].origin.source_id)
    return frozenset(found)
