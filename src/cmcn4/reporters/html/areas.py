"""Many areas: whose matrix can be read no more, counts per target and parent; gaps in one line."""

from __future__ import annotations

from collections import defaultdict

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.verdicts import ABOVE, BELOW
from cmcn4.reporters.presentation.words import Words

READABLE = 100
"""Areas up to which every one has a row of its own."""
MOST_FAR = 5
"""Areas named as farthest from a target."""
WORST = 3
"""Gaps shown of each area."""
_TINTS = 5


class Share(NamedTuple):
    """How many areas of a parent meet a target."""

    met: int
    judged: int

    @property
    def tint(self) -> int:
        """0 for none to 5 for all of them."""
        return _TINTS * self.met // self.judged


class Parent(NamedTuple):
    """The areas that are part of one area."""

    name: str
    areas: int
    shares: tuple[Share | None, ...]

    @property
    def met(self) -> float:
        """The share of all targets that is met; those of which nothing is known come last."""
        shares = [share for share in self.shares if share]
        judged = sum(share.judged for share in shares)
        return sum(share.met for share in shares) / judged if judged else 2


def levels(found: gaps.Matrix, words: Words) -> bool:
    """Whether some cells only compare with a level."""
    return any(words.symbol(cell) in (ABOVE, BELOW) for cell in found.cells.values())


def regions(found: gaps.Matrix, words: Words) -> list[Parent]:
    """Return how many areas of each parent meet each target, the worst parents first."""
    known = words.catalogue.areas
    parents: dict[str, list[str]] = defaultdict(list)
    for area in found.areas:
        parents[(known[area].parent if area in known else None) or ""].append(area)
    lines = [
        Parent(
            words.area(parent) if parent else words.say("html.no-parent"),
            len(areas),
            tuple(_share(found, areas, place) for place in range(len(found.targets))),
        )
        for parent, areas in parents.items()
    ]
    return sorted(lines, key=lambda line: (line.met, line.name))


def _share(found: gaps.Matrix, areas: list[str], place: int) -> Share | None:
    cells = (found.cells.get((area, place)) for area in areas)
    decided = [
        assessment.decided
        for assessment in cells
        if assessment and assessment.decided is not Verdict.NO_DATA
    ]
    return Share(decided.count(Verdict.PASS), len(decided)) if decided else None


def gap_in_words(group: gaps.Group, words: Words) -> str:
    """Return a gap in one line."""
    said = gaps.cells(group, words)
    far = ", ".join(filter(None, (said.gap, said.road or said.relative)))
    return f"{said.target} {said.horizon}: {said.observed}, {said.wanted} ({far})"
