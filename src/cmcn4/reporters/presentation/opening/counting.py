"""Targets by numbers of areas, in one pass that keeps no assessment but those that are named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.report import Assessment, Gathered, OfTarget
from cmcn4.model.verdict import Answer
from cmcn4.reporters.presentation.outline import is_absent, target_key
from cmcn4.reporters.presentation.sections import Counted, Result
from cmcn4.reporters.presentation.words import Words, level_sign

_FAR = 5
"""Areas named as farthest from a target, at most."""


@dataclass(slots=True)
class _Target:
    """What is known of one target so far."""

    checks: dict[str, Assessment] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)
    results: Counter[Result] = field(default_factory=Counter)
    contested: int = 0
    far: list[Assessment] = field(default_factory=list)
    present: bool = False
    """Whether any area has something to show."""

    def add_all(self, found: OfTarget, words: Words) -> None:
        """Add what many areas came to."""
        new = set[str]()
        for one, areas in found.lots:
            self.present = self.present or not is_absent(one)
            mine = self.areas.symmetric_difference(areas).difference(self.areas)
            new |= mine
            self.results[one.decided, level_sign(one, words)] += len(mine)
            self.contested += len(mine) * (one.contested and not one.decision)
        self.areas |= new
        for each in found.far:
            if each.area in new:
                self._add_far(each, words)

    def add(self, each: Assessment, words: Words) -> None:
        self.present = self.present or not is_absent(each)
        if each.area in self.areas:
            return
        self.areas.add(each.area)
        self.results[each.decided, level_sign(each, words)] += 1
        self.contested += each.contested and not each.decision
        if each.answer is not Answer.YES and each.gap:
            self._add_far(each, words)

    def _add_far(self, each: Assessment, words: Words) -> None:
        far = self.far
        if len(far) == _FAR and (each.gap or 0) < (far[-1].gap or 0):
            return
        far.append(each)
        far.sort(key=lambda one: (-(one.gap or 0), words.area(one.area)))
        del far[_FAR:]

    def counted(self) -> Counted:
        return Counted(list(self.checks.values()), self.results, self.contested, self.far)


def counted(
    shown: Iterable[Assessment], words: Words, but: AbstractSet[str] = frozenset()
) -> list[Counted]:
    """Return targets of which any area has data by horizon, what has fallen due first.

    Identical checks of several documents are one; some areas may be left out.
    """
    alike: dict[object, _Target] = defaultdict(_Target)
    if isinstance(shown, Gathered):
        for target in shown.by_target(but, _FAR):
            first = target.lots[0].one
            alike[target_key(first)].checks.setdefault(first.chosen.id, first)
            alike[target_key(first)].add_all(target, words)
        return _by_day(alike.values())
    known: dict[int, _Target] = {}
    for each in shown:
        if each.area in but:
            continue
        # Each target stays in its checks, so that no other one gets its number.
        found = known.get(id(each.chosen))
        if found is None:
            found = known[id(each.chosen)] = alike[target_key(each)]
            found.checks.setdefault(each.chosen.id, each)
        found.add(each, words)
    return _by_day(alike.values())


def _by_day(targets: Iterable[_Target]) -> list[Counted]:
    told = [found.counted() for found in targets if found.present]
    return sorted(told, key=lambda line: (not line.first.due, line.first.chosen.target.due_date))
