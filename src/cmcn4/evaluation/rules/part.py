"""A rule that is a part of another answer: a reading, or a condition among several."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.evaluation.question import Outcome, Question, held_against
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.model.report import Part
from cmcn4.model.rule import All, Some, band
from cmcn4.model.verdict import due, verdict

_ONE = Decimal(1)


def part_of(name: str, asked: Question, outcome: Outcome) -> Part:
    """Return an outcome as a part; where it has members, with the one that decided."""
    is_due = due(asked.as_of, asked.horizon)
    inner = _deciding(asked, outcome, is_due=is_due)
    sign, number = held_against(asked.rule, outcome)
    gap = gap_of(outcome.answer, outcome.margin) if sign else None
    if sign is None:  # a state reached is 1
        sign, number = ">=", _ONE
    return Part(
        member=name,
        value=outcome.value.value if outcome.value else None,
        verdict=verdict(outcome.answer, is_due=is_due),
        gap=gap,
        interval=inner.interval if inner else outcome.value,
        comparison=inner.comparison if inner else sign,
        threshold=inner.threshold if inner else number,
        against=None if inner else outcome.against or band(asked.rule),
        tolerance=getattr(asked.rule, "tolerance", None),
        higher=asked.upward,
        reason=inner.reason if inner else outcome.reason,
        last_day=inner.last_day if inner else None,
    )


def _deciding(asked: Question, outcome: Outcome, *, is_due: bool) -> Part | None:
    """Return the member that gives the answer, of several that are held against one number."""
    if isinstance(asked.rule, All | Some) or getattr(asked.rule, "reference", None):
        # Others whose mean it is are figures that it is held against.
        return None
    same = verdict(outcome.answer, is_due=is_due, lost=outcome.lost)
    found = [part for part in outcome.parts if part.comparison and part.verdict is same]
    worst = [part for part in found if part.interval == outcome.value]
    return next(iter(worst or found), None)
