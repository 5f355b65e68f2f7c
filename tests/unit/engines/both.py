"""Reading both ways: row by row, and through the engine; what comes of it must be the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import fields

from cmcn4.engines.reading.sieve import Engine
from cmcn4.engines.rows import PlainRows
from cmcn4.model.observation import Observation, Submission
from cmcn4.readers import Reading, ReadOptions, read


def together(submission: Submission, rows: PlainRows) -> list[Observation]:
    """Return all observations in the order in which one file after the other gives them.

    The reader's own keep their order: each plain row goes before the first of them that stands
    behind it, or that is late.
    """
    plain: dict[str, list[Observation]] = {}
    for row in rows.observations():
        plain.setdefault(row.sheet.path, []).append(row)
    found: list[Observation] = []
    for each in submission.inputs:
        left = deque(plain.get(each.path, ()))
        for row in submission.observations:
            if row.sheet.path == each.path:
                late = (row.sheet, row.row) in rows.late
                while left and (late or left[0].row < row.row):
                    found.append(left.popleft())
                found.append(row)
        found += left
    return found


def assert_same(paths: Sequence[str], options: ReadOptions) -> int:
    """Read both ways, compare all that is kept, and return how many rows were plain."""
    engine = Engine(least=0)
    try:
        found = read(paths, options, Reading(engine=engine))
        expected = read(paths, options)
        # Reading marks compares equal where numbers are written in different ways.
        assert list(map(repr, together(found, engine.rows))) == list(
            map(repr, expected.observations)
        )
        for each in fields(Submission):
            if each.name != "observations":
                assert getattr(found, each.name) == getattr(expected, each.name), each.name
        return len(engine.rows)
    finally:
        engine.rows.close()
