"""Findings on rows of one cell: the same once more, rounded, foretold, or another value."""

from __future__ import annotations

from collections.abc import Callable

from cmcn4.errors import MOST_SHOWN
from cmcn4.evaluation.places import named_from
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation


def told_of(rows: list[Observation], tell: Callable[[Observation], Finding]) -> list[Finding]:
    """Return findings on rows of one cell: on the first hundred, and how many more there are."""
    found = [tell(row) for row in rows[: MOST_SHOWN + 1]]
    if len(rows) > MOST_SHOWN:
        found[-1] = replace(found[-1], count=len(rows) - MOST_SHOWN)
    return found


def repeats(first: Observation, row: Observation) -> Finding:
    """Return that the value of a row stands elsewhere already."""
    facts = {"value": row.value, "other": named_from(first.place, row.place)}
    return Finding("duplicate-same", row.place, facts)


def foretells(result: Observation, row: Observation) -> Finding:
    """Return that the value of a forecast is told as a result, too."""
    found = repeats(result, row)
    return replace(found, facts={**found.facts, "variant": "forecast"})


def rounds(full: Observation, row: Observation) -> Finding:
    """Return that the value of a row is another one, rounded."""
    found = contradicts(full, row)
    return replace(found, code="duplicate-same", facts={**found.facts, "variant": "rounded"})


def contradicts(first: Observation, row: Observation) -> Finding:
    """Return that a row says another value of the same."""
    facts = {
        "value": row.value,
        "other_value": first.value,
        "other": named_from(first.place, row.place),
    }
    return Finding("duplicate-conflict", row.place, facts)
