"""The numbers of a report, of all its assessments in one pass: what is only counted asks these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol, runtime_checkable

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report.assessment import Assessment, Chosen
from cmcn4.model.verdict import Answer, Reason, Verdict


class Part(NamedTuple):
    """Assessments whose numbers may be added up."""

    country: bool
    """Whether their areas are countries."""
    own: bool
    """Whether their targets are of just these areas, rather than of those around them."""
    informs: bool
    """Whether they are only shown, and demand nothing."""


@dataclass(slots=True)
class Tally:
    """How many assessments of one target came to what, in one part."""

    chosen: Chosen
    part: Part
    due: bool
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    """Those that count: a person's where there is one."""
    answers: Counter[Answer] = field(default_factory=Counter)
    """By the data alone."""
    contested: int = 0
    """Of which nobody has decided."""
    decided: int = 0
    """By a person."""
    absent: int = 0
    """Those with nothing at all to show: no row, no error, no stale figure."""

    def add(self, each: Assessment, number: int = 1) -> None:
        """Count one assessment, or a number of those that came to the same."""
        self.answers[each.answer] += number
        if each.decision is None:
            self.verdicts[each.verdict] += number
            self.contested += number * each.contested
        else:
            self.verdicts[each.decided] += number
            self.decided += number
        if each.answer is Answer.NONE:
            self.absent += number * (each.reason is Reason.NO_OBSERVATION)


@dataclass(slots=True)
class Counts:
    """The tallies of a report, and its areas."""

    tallies: list[Tally]
    """In the order of the assessments: each where the first one of it stands."""
    areas: list[str]
    """Each once, in the order of the assessments."""
    parts: dict[Part, list[str]]
    """The areas of each part, in the same order."""

    @classmethod
    def of(cls, assessments: Iterable[Assessment], countries: AbstractSet[str]) -> Counts:
        """Count assessments, each once."""
        found: dict[tuple[int, Part], tuple[Tally, dict[str, None]]] = {}
        parts: dict[Part, dict[str, None]] = {}
        areas: dict[str, None] = {}
        own: dict[int, frozenset[str]] = {}
        for each in assessments:
            chosen, area = each.chosen, each.area
            target = id(chosen)  # each stays in its tally, so that no other one gets its number
            if target not in own:
                own[target] = frozenset(chosen.applies_to)
            part = Part(area in countries, area in own[target], each.informs)
            known = found.get((target, part))
            if known is None:
                tally = Tally(chosen, part, each.due)
                known = found[target, part] = tally, parts.setdefault(part, {})
            known[0].add(each)
            known[1][area] = areas[area] = None
        tallies = [tally for tally, _ in found.values()]
        return cls(tallies, list(areas), {part: list(those) for part, those in parts.items()})

    def summary(self) -> dict[str, int]:
        """Return the number of each verdict, and of what is contested; what informs left out."""
        return summed(tally for tally in self.tallies if not tally.part.informs)

    def chosen(self) -> list[Chosen]:
        """Return the targets, each once."""
        return list({tally.chosen.id: tally.chosen for tally in self.tallies}.values())

    @property
    def judged(self) -> bool:
        """Whether any target has data that say something."""
        return any(answer is not Answer.NONE for answer in self._answers())

    @property
    def levels(self) -> bool:
        """Whether anything is above or below a level that it is only compared with."""
        return any(
            tally.part.informs
            and not tally.chosen.target.informs
            and (tally.answers[Answer.YES] or tally.answers[Answer.NO])
            for tally in self.tallies
        )

    def _answers(self) -> Iterator[Answer]:
        return (answer for tally in self.tallies for answer in tally.answers)


@runtime_checkable
class Counting(Protocol):
    """Assessments that know their numbers without being made one by one."""

    def counts(self, countries: AbstractSet[str]) -> Counts:
        """Return what `Counts.of` would."""
        ...


class Lot(NamedTuple):
    """Assessments of one target that came to the same: answer, verdict, and whether contested."""

    one: Assessment
    areas: Collection[str]


class OfTarget(NamedTuple):
    """What a target came to, without an assessment of each area."""

    lots: Sequence[Lot]
    """In the order of the first of each."""
    far: Sequence[Assessment]
    """Those farthest from it, in their order; more where some are as far as each other."""


@runtime_checkable
class Gathered(Protocol):
    """Assessments that stand together by what they came to."""

    def by_target(self, but: AbstractSet[str], far: int) -> Iterator[OfTarget]:
        """Yield each target, some areas left out; `far` are to be known of those not met."""
        ...


def counts_of(assessments: Iterable[Assessment], countries: AbstractSet[str]) -> Counts:
    """Return the numbers of assessments, by themselves if they know them."""
    if isinstance(assessments, Counting):
        return assessments.counts(countries)
    return Counts.of(assessments, countries)


def summed(tallies: Iterable[Tally]) -> dict[str, int]:
    """Return the number of each verdict, and of what is contested, over some tallies."""
    verdicts: Counter[Verdict] = Counter()
    contested = 0
    for tally in tallies:
        verdicts += tally.verdicts
        contested += tally.contested
    return {**{verdict.value: verdicts[verdict] for verdict in Verdict}, "contested": contested}
