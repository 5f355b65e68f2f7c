"""The result of a run: assessments, findings and what was read; everything a reporter may know."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from cmcn4.model.asked import Question
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Block, Input, Observation
from cmcn4.model.target import PackFile

if TYPE_CHECKING:
    from cmcn4.model.baseline import Baseline  # most runs have none, and need not load it
    from cmcn4.model.expected import Sender


from cmcn4.model.report.assessment import Assessment
from cmcn4.model.report.counts import Counts, counts_of
from cmcn4.model.report.told import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a run found out."""

    question: Question
    """What was asked; its areas are ids."""
    packs: tuple[PackFile, ...]
    inputs: tuple[Input, ...]
    assessments: Sequence[Assessment]
    findings: tuple[Finding, ...]
    """All of them; what is shown to anybody is `told`."""
    catalogue: Catalogue
    catalogue_sha256: str
    """Of the files of the built-in catalogue."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """Indicators observed, and names in the data that are not ours, with their numbers of rows."""
    observations: Sequence[Observation] = field(default=(), repr=False)
    """Everything that was read, used or not."""
    blocks: Sequence[Block] = field(default=(), repr=False)
    """The cells in error."""
    assumed: tuple[Observation, ...] = ()
    """Figures that were judged with in the place of those observed, or of none."""
    senders: tuple[Sender, ...] = ()
    """What became of each area that figures are expected of; only where it was asked who is."""
    _counts: list[Counts] = field(default_factory=list, init=False, repr=False, compare=False)
    """The numbers, once somebody has asked for them."""
    _told: list[tuple[Finding, ...]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )
    """The findings that are told, likewise."""
    baseline: Baseline | None = None
    """An earlier run compared with: then only what is worse or new makes the run fail."""

    def beside(self, baseline: Baseline) -> Self:
        """Return the report with what it is compared with, each target with what it came to."""
        found = tuple(
            replace(each, earlier=baseline.targets.get((each.chosen.id, each.area)))
            for each in self.assessments
        )
        return replace(self, baseline=baseline, assessments=found)

    @property
    def as_of(self) -> dt.date:
        """The day asked about."""
        return self.question.as_of

    @property
    def counts(self) -> Counts:
        """How many assessments came to what, and the areas: worked out once, in one pass."""
        if not self._counts:
            known = self.catalogue.areas.items()
            countries = {name for name, area in known if area.kind == "country"}
            self._counts.append(counts_of(self.assessments, countries))
        return self._counts[0]

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings one by one; of very many of one kind the first, the next for the others."""
        if not self._told:
            self._told.append(told(self.findings))
        return self._told[0]

    @property
    def summary(self) -> dict[str, int]:
        """Counts of verdicts, of contested ones, of findings; targets that only inform left out.

        What a person has decided counts as decided, and no longer as contested or as a warning.
        """
        counts = self.counts.summary()
        levels = Counter(finding.level for finding in self.findings if finding.decision is None)
        counts |= {"errors": levels["error"], "warnings": levels["warning"]}
        counts["exit_code"] = self._exit_code(counts)
        return counts

    def _exit_code(self, counts: Mapping[str, int]) -> int:
        """Return 4 after a defect, 2 for settings in error, 3 without trust, 1 for fail_on."""
        for code, status in (("internal-error", 4), ("settings-invalid", 2)):
            if any(finding.code == code for finding in self.findings):
                return status
        if counts["errors"] or not self.counts.judged:
            return 3
        if self.baseline is not None:
            return int(bool(self.baseline.named & self.question.fail_on))
        # A pace has to be reckoned, of very many assessments: not where nobody asks for it.
        off_track = "off-track" in self.question.fail_on and any(
            each.off_track and not each.informs for each in self.assessments
        )
        named = {**counts, "warning": counts["warnings"], "off-track": off_track}
        return int(
            any(named.get(name) for name in self.question.fail_on)
        )  # the others need a baseline
