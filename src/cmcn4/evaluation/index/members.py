"""What the members of a group have in a period: found once for all areas that ask about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from cmcn4.evaluation.judge import Among
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import InData, Observation, in_data
from cmcn4.model.period import Period

Told = Choice | Outcome | None
"""The rows that count; the outcome none where a cell is in error; None where nobody tells any."""


class Members:
    """The members in their order, each with what counts for it."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        """Take what counts for each."""
        self.told = told
        self.tellers: Mapping[str, set[str]] | None = None

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """Those of whom there is a figure."""
        return {name: told for name, told in self.told.items() if isinstance(told, Choice)}

    @cached_property
    def values(self) -> dict[str, Interval]:
        """Their figures; one that several rows tell is looked at once."""
        return {name: choice.value for name, choice in self.choices.items()}

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
        values = self.values.items()
        return Among([value for name, value in values if name not in self.doubtful])

    @cached_property
    def unsettled(self) -> list[str]:
        """Those of whom not one certain number is known."""
        return [
            name
            for name, value in self.values.items()
            if name in self.doubtful or not value.is_point
        ]

    @cached_property
    def _used(self) -> tuple[tuple[Observation, ...], dict[str, tuple[int, int]], bool]:
        """All rows, where those of each begin and end, whether each is in the data by itself."""
        rows: list[Observation] = []
        places = {}
        for name, choice in self.choices.items():
            start = len(rows)
            rows += choice.used
            places[name] = start, len(rows)
        return tuple(rows), places, in_data(rows) == tuple(rows)

    def used(self, first: str, own: Choice) -> tuple[Observation, ...]:
        """Return the rows of all, before all others those that count for one of them."""
        rows, places, plain = self._used
        start, end = places[first]
        found = (*own.used, *rows[:start], *rows[end:])
        return InData(found) if plain else found


def members(question: Question, group: str, day: str, period: Period, part: str = "") -> Members:
    """Return the members that a group has on an ISO date, with what counts for them in a period."""
    known, other = question.data.members, question.variation
    source = other.source if other else None
    shared = other.shared if other and source is not None else False
    worked_out = other.worked_out if other else None
    key = (question.indicator.id, group, day, question.limit, period, part, source, shared,
           worked_out or None)  # fmt: skip
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


def beside(question: Question, group: str, day: str, period: Period) -> Members:
    """Return the members as they are beside the area asked about, which may be told otherwise.

    What an alternative exchanges for that area alone leaves the others as they are.
    """
    other = question.variation
    if other is None or other.period is not None or other.worked_out or question.indicator.derived:
        return members(question, group, day, period)
    default = replace(question, variation=None)
    found = members(default, group, day, period)
    if other.row is not None:
        concerned = {other.row.area}
    else:
        assert other.source is not None and other.shared  # noqa: S101, PT018 - of members it is
        if found.tellers is None:
            found.tellers = _tellers(default, found, period)
        concerned = found.tellers.get(other.source, set())
    return found if concerned <= {question.area} else members(question, group, day, period)


def _tellers(question: Question, found: Members, period: Period) -> Mapping[str, set[str]]:
    """Return the members of which each source or file tells something in a period."""
    tellers = defaultdict(set)
    for name in found.told:
        for when, teller in candidates(replace(question, area=name)).by_teller:
            if when == period:
                tellers[teller].add(name)
    return tellers


def told_by_member(question: Question, area: str, period: Period, part: str) -> Told:
    """Return what counts for one of them."""
    theirs = replace(question, area=area)
    return at(theirs, candidates(theirs, (part,)), period)
