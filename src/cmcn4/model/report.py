"""The result of a run: assessments, findings and what was read; everything a reporter may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Input, Observation, Status
from cmcn4.model.pace import History, Progress
from cmcn4.model.rule import Comparison, Rule
from cmcn4.model.target import Pack, PackFile, Target
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Reason, Verdict, verdict

if TYPE_CHECKING:
    from cmcn4.model.baseline import Baseline  # most runs have none, and need not load it
    from cmcn4.model.expected import Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member of a rule with several: a sector, a region, a year, a reading."""

    member: str
    value: Decimal | None
    verdict: Verdict
    interval: Interval | None = None
    """What was compared; None when there is nothing."""
    comparison: Comparison | None = None
    """None where the member is only shown."""
    threshold: Decimal | None = None
    tolerance: Decimal | None = None
    higher: bool = True
    reason: Reason | None = None
    """Why its answer is what it is, where the interval alone does not say."""
    against: Interval | None = None
    last_day: dt.date | None = None
    """The day after which it can no longer be mended, if it has one of its own."""
    rule: Rule | None = None
    """Of a condition among several: its rule; its indicator, and its name if it has one."""
    indicator: str | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What the verdict would be with one input exchanged."""

    kind: Literal["reading", "source", "vintage", "period"]
    id: str
    value: Decimal | None
    threshold: Decimal | None
    verdict: Verdict
    opposes: bool
    """Whether it makes the default verdict contested."""


class PassedOver(NamedTuple):
    """An observation that was considered and did not decide."""

    row: Observation
    why: str
    """`older`, `shorter`, `source`, `release`, `later`, `forecast`, `breakdown`, …"""


class Turn(NamedTuple):
    """Values that an assumed figure may have, and what follows from all of them."""

    value: Interval
    answer: Answer
    verdict: Verdict


class Turns(NamedTuple):
    """What would follow from each value of an assumed figure, the lowest first."""

    row: Observation
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A target as it was asked for: its pack, and which reading is the default."""

    pack: Pack
    target: Target
    reading: str = "default"

    @property
    def id(self) -> str:
        """`PACK/ID`."""
        return f"{self.pack.id}/{self.target.id}"

    @property
    def applies_to(self) -> tuple[str, ...]:
        """The areas the target speaks of: its own, else those of its pack."""
        return self.target.applies_to or self.pack.applies_to

    @property
    def rule(self) -> Rule:
        """The rule of the reading chosen."""
        chosen = self.target.reading(self.reading)
        return chosen.rule if chosen else self.target.rule

    @property
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
    made: tuple[Observation, ...] = ()
    """Figures of derived indicators, worked out of the evidence."""
    predecessors: tuple[Observation, ...] = ()
    """The last figures of the units that the area was made of; never compared with its own."""
    progress: Progress | None = None
    """Only ahead of the horizon, and only where a pace has a meaning."""
    passed_over: tuple[PassedOver, ...] = ()
    """Other observations of its series; only where the run was asked to explain."""
    turns: tuple[Turns, ...] = ()
    """From which values of assumed figures on the verdict is another; only where explained."""
    decision: Decision | None = None
    """A person's, where the verdict is open."""
    history: History | None = None
    """Only where the run was asked for it, and only where one series was judged."""

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
        own = [row for row in self.evidence if row.area == self.area] or self.evidence
        named = dict.fromkeys(row.origin.source for row in own)
        return "; ".join(filter(None, named)) or None if self.interval is not None else None

    @property
    def assumed(self) -> bool:
        """Whether an assumed figure has a part in it: in its verdict or in its pace."""
        base = self.progress.base if self.progress else None
        return any(row.assumed for row in (*self.evidence, *([base] if base else [])))

    @property
    def observed(self) -> tuple[Observation, ...]:
        """The evidence that stands in data."""
        return tuple(row for row in self.evidence if not row.assumed)

    @property
    def indicator(self) -> str:
        """The indicator judged."""
        return self.chosen.indicator

    @property
    def value(self) -> Decimal | None:
        """The value compared; None when it is an interval or there is none."""
        return self.interval.value if self.interval else None


def counted(assessments: Iterable[Assessment]) -> dict[str, int]:
    """Return the number of each verdict, and of what is contested; what only informs left out."""
    found = [assessment for assessment in assessments if not assessment.informs]
    counts = {verdict.value: sum(one.decided is verdict for one in found) for verdict in Verdict}
    counts["contested"] = sum(target.contested and not target.decision for target in found)
    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a run found out."""

    question: Question
    """What was asked; its areas are ids."""
    packs: tuple[PackFile, ...]
    inputs: tuple[Input, ...]
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...]
    catalogue: Catalogue
    catalogue_sha256: str
    """Of the files of the built-in catalogue."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """Indicators observed, and names in the data that are not ours, with their numbers of rows."""
    observations: Sequence[Observation] = field(default=(), repr=False)
    """Everything that was read, used or not."""
    assumed: tuple[Observation, ...] = ()
    """Figures that were judged with in the place of those observed, or of none."""
    senders: tuple[Sender, ...] = ()
    """What became of each area that figures are expected of; only where it was asked who is."""
    baseline: Baseline | None = None
    """An earlier run compared with: then only what is worse or new makes the run fail."""

    @property
    def as_of(self) -> dt.date:
        """The day asked about."""
        return self.question.as_of

    @property
    def summary(self) -> dict[str, int]:
        """Counts of verdicts, of contested ones, of findings; targets that only inform left out.

        What a person has decided counts as decided, and no longer as contested or as a warning.
        """
        counts = counted(self.assessments)
        undecided = [finding for finding in self.findings if finding.decision is None]
        for level in ("error", "warning"):
            counts[f"{level}s"] = sum(finding.level == level for finding in undecided)
        counts["exit_code"] = self._exit_code(counts)
        return counts

    def _exit_code(self, counts: Mapping[str, int]) -> int:
        """Return 4 after a defect, 2 for settings in error, 3 without trust, 1 for fail_on."""
        for code, status in (("internal-error", 4), ("settings-invalid", 2)):
            if any(finding.code == code for finding in self.findings):
                return status
        judged = any(assessment.verdict is not Verdict.NO_DATA for assessment in self.assessments)
        if counts["errors"] or not judged:
            return 3
        if self.baseline is not None:
            return int(bool(self.baseline.named & self.question.fail_on))
        off_track = any(target.off_track and not target.informs for target in self.assessments)
        named = {**counts, "warning": counts["warnings"], "off-track": off_track}
        return int(
            any(named.get(name) for name in self.question.fail_on)
        )  # the others need a baseline
