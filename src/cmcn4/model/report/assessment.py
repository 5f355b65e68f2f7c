"""One target judged for one area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cmcn4.model.decision import Decision
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.observation import Observation, Status
from cmcn4.model.pace import History, Progress
from cmcn4.model.rule import Comparison, Rule
from cmcn4.model.target import Pack, Target
from cmcn4.model.verdict import Answer, Reason, Verdict, verdict

if TYPE_CHECKING:
    from cmcn4.model.baseline import Earlier  # most runs have none, and need not load it


from cmcn4.model.report.parts import Alternative, Part, PassedOver, Turns, Whole


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A target as it was asked for: its pack, and which reading is the default.

    What is asked of it for every area is found once.
    """

    pack: Pack
    target: Target
    reading: str = "default"

    @cached_property
    def id(self) -> str:
        """`PACK/ID`."""
        return f"{self.pack.id}/{self.target.id}"

    @property
    def applies_to(self) -> tuple[str, ...]:
        """The areas the target speaks of: its own, else those of its pack."""
        return self.target.applies_to or self.pack.applies_to

    @cached_property
    def own_areas(self) -> frozenset[str]:
        """The same areas, for whoever asks of many whether it is one of them."""
        return frozenset(self.applies_to)

    @cached_property
    def rule(self) -> Rule:
        """The rule of the reading chosen."""
        chosen = self.target.reading(self.reading)
        return chosen.rule if chosen else self.target.rule

    @cached_property
    def indicator(self) -> str:
        """The indicator of the reading chosen."""
        chosen = self.target.reading(self.reading)
        return (chosen.indicator if chosen else None) or self.target.indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One target judged for one area."""

    chosen: Chosen
    area: str
    as_of: dt.date
    due: bool
    informs: bool
    answer: Answer
    verdict: Verdict
    reason: Reason
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the reason's sentence speaks of, unformatted."""
    comparison: Comparison | None
    threshold: Decimal | None
    interval: Interval | None
    """What was compared; None when there is nothing."""
    against: Interval | None = None
    """What it was held against where that may be no single number: other figures, or a band."""
    period: str | None
    status: Status | None
    gap: Decimal | None
    """Distance to the threshold, 0 when met; in the indicator's unit."""
    margin: Decimal | None
    """The same, signed: negative is short of it."""
    contested: bool
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[Part, ...] = ()
    evidence: tuple[Observation, ...] = ()
    considered: tuple[Observation, ...] = ()
    """Rows beside the evidence: what contests or decides with it, and where the pace begins."""
    made: tuple[Observation, ...] = ()
    """Figures of derived indicators, worked out of the evidence."""
    predecessors: tuple[Observation, ...] = ()
    """The last figures of the units that the area was made of; never compared with its own."""
    progress: Progress | None = None
    """Only ahead of the horizon, and only where a pace has a meaning."""
    earlier: Earlier | None = None
    """What it came to in the run that this one is compared with."""
    whole: Whole | None = None
    """What the gap of a share is a share of, where that is known."""
    needed: Decimal | None = None
    """What it takes each year from the latest figure to the horizon, in the unit of the gap: a
    change with its sign, or of a mean and a sum what each year ahead must have. None where it is
    too late, or where a number a year has no meaning."""
    passed_over: tuple[PassedOver, ...] = ()
    """Other observations of its series; only where the run was asked to explain."""
    turns: tuple[Turns, ...] = ()
    """From which values of assumed figures on the verdict is another; only where explained."""
    decision: Decision | None = None
    """A person's, where the verdict is open."""
    history: History | None = None
    """Only where the run was asked for it, and only where one series was judged."""

    @property
    def moved(self) -> Decimal | None:
        """How much the gap is larger than in the run compared with; None where there is none."""
        if self.earlier is None or self.earlier.gap is None or self.gap is None:
            return None
        return self.gap - self.earlier.gap

    @property
    def quantity(self) -> Decimal | None:
        """The gap as a number of what the share is of, such as households; None where unknown."""
        if self.whole is None or self.gap is None:
            return None
        return self.gap * self.whole.value / 100

    @property
    def decided(self) -> Verdict:
        """The verdict that counts: a person's where there is one, its horizon applied."""
        if self.decision is None:
            return self.verdict
        holds = self.decision.verdict is Verdict.PASS
        return verdict(Answer.YES if holds else Answer.NO, is_due=self.due)

    @property
    def off_track(self) -> bool:
        """Whether its projection misses the target, and nobody has decided that it is met."""
        met = self.decision is not None and self.decided is Verdict.PASS
        return self.progress is not None and self.progress.off_track and not met

    @property
    def open(self) -> bool:
        """Whether the data leave it to a person; nobody decides on a figure that is assumed."""
        return (self.verdict is Verdict.REVIEW or self.contested) and not self.assumed

    @property
    def source(self) -> str | None:
        """The sources of the area's own figures, each once, as written."""
        if self.interval is None:
            return None
        if len(self.evidence) == 1:
            return self.evidence[0].origin.source or None
        own = [row for row in self.evidence if row.area == self.area] or self.evidence
        named = dict.fromkeys([row.origin.source for row in own])
        return "; ".join(filter(None, named)) or None

    @property
    def assumed(self) -> bool:
        """Whether an assumed figure has a part in it: in its verdict or in its pace."""
        base = self.progress.base if self.progress else None
        if base is not None and base.assumed:
            return True
        for row in self.evidence:  # noqa: SIM110 - any() takes twice as long, of very many
            if row.assumed:
                return True
        return False

    @property
    def observed(self) -> tuple[Observation, ...]:
        """The evidence that stands in data."""
        return tuple([row for row in self.evidence if not row.assumed])

    @property
    def indicator(self) -> str:
        """The indicator judged."""
        return self.chosen.indicator

    @property
    def value(self) -> Decimal | None:
        """The value compared; None when it is an interval or there is none."""
        return self.interval.value if self.interval else None
