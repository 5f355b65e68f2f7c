"""What the members of a group have in a period: found once for all areas that ask about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from cmcn4.evaluation.judge import Among
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.observation import InData, Observation, in_data
from cmcn4.model.period import Period

Told = Choice | Outcome | None
"""The rows that count; the outcome none where a cell is in error; None where nobody tells any."""


class Members:
    """The members in their order, each with what counts for it."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        """Take what counts for each."""
        self.told = told

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Those of whom there is a figure."""
        return {name: told for name, told in self.told.items() if isinstance(told, Choice)}

    @cached_property
    def silent(self) -> dict[str, Outcome | None]:
        """Those of whom there is none, with the error that is in its place."""
        return {name: told for name, told in self.told.items() if not isinstance(told, Choice)}

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Those whose figure leaves their place open."""
        return frozenset(name for name, choice in self.choices.items() if choice.doubt)

    @cached_property
    def among(self) -> Among:
        """The figures that are in no doubt, in their order."""
        choices = self.choices.items()
        return Among([choice.value for name, choice in choices if name not in self.doubtful])

    @cached_property
    def unsettled(self) -> list[str]:
        """Those of whom not one certain number is known."""
        return [
            name
            for name, choice in self.choices.items()
            if name in self.doubtful or not choice.value.is_point
        ]

    @cached_property
    def _used(self) -> tuple[tuple[Observation, ...], dict[str, int], bool]:
        """All rows, where those of each begin, and whether each is one of the data by itself."""
        rows: list[Observation] = []
        starts = {}
        for name, choice in self.choices.items():
            starts[name] = len(rows)
            rows += choice.used
        return tuple(rows), starts, in_data(rows) == tuple(rows)

    def used(self, first: str) -> tuple[Observation, ...]:
        """Return the rows of all, those of one of them before all others."""
        rows, starts, plain = self._used
        start = starts[first]
        own = self.choices[first].used
        found = (*own, *rows[:start], *rows[start + len(own) :])
        return InData(found) if plain else found


def members(question: Question, group: str, day: str, period: Period, part: str = "") -> Members:
    """Return the members that a group has on an ISO date, with what counts for them in a period."""
    known, other = question.data.members, question.variation
    source = other.source if other else None
    shared = other.shared if other and source is not None else False
    key = question.indicator.id, group, day, question.limit, period, part, source, shared
    if other is not None and other.row is not None:
        # It is exchanged for its own area alone.
        found = members(replace(question, variation=None), group, day, period, part)
        area = other.row.area
        if area not in found.told:
            return found
        return Members({**found.told, area: told_by_member(question, area, period, part)})
    if key not in known:
        names = question.catalogue.groups[group].members_on(day)
        known[key] = Members({name: told_by_member(question, name, period, part) for name in names})
    return known[key]


def told_by_member(question: Question, area: str, period: Period, part: str) -> Told:
    """Return what counts for one of them."""
    theirs = replace(question, area=area)
    return at(theirs, candidates(theirs, (part,)), period)
