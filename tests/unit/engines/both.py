"""Reading both ways: row by row, and through the engine; what comes of it must be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from cmcn4.engines.reading.sieve import Engine
from cmcn4.engines.rows import PlainRows
from cmcn4.model.observation import Observation, Submission
from cmcn4.readers import Reading, ReadOptions, read


def together(submission: Submission, rows: PlainRows) -> list[Observation]:
    """Return all observations in the order in which one file after the other gives them."""
    files = {each.path: number for number, each in enumerate(submission.inputs)}
    places = [
        (files[row.sheet.path], (row.sheet, row.row) in rows.late, row.row, row)
        for row in submission.observations
    ]
    late = [place for place in places if place[1]]
    others = [place for place in places if not place[1]]
    plain = [(files[row.sheet.path], False, row.row, row) for row in rows.observations()]
    ordered = sorted([*others, *plain], key=lambda place: (place[0], place[2]))
    return [
        place[3]
        for number in files.values()
        for part in (ordered, late)
        for place in part
        if place[0] == number
    ]


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
