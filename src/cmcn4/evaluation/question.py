"""What is asked of the data, and what a rule answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from cmcn4.evaluation.dataset import Dataset
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.observation import Observation
from cmcn4.model.period import Period
from cmcn4.model.report import Part
from cmcn4.model.rule import Comparison, Rule, comparison, facing
from cmcn4.model.verdict import Answer, Reason


@dataclass(frozen=True, slots=True)
class Variation:
    """One input exchanged: the rest of the question stays as it is."""

    kind: Literal["source", "vintage", "period"]
    id: str
    source: str | None = None
    """Select from this source alone."""
    shared: bool = False
    """Whether members of whom it tells nothing keep what counts for them."""
    row: Observation | None = None
    """Take this row where another vintage of the same cell would be taken."""
    period: Period | None = None
    """Take this period instead of the latest of its year."""
    worked_out: frozenset[str] = frozenset()
    """Derived indicators: what the data state of these gives way where their operands tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One rule asked of one area on one day."""

    data: Dataset
    catalogue: Catalogue
    rule: Rule
    indicator: Indicator
    area: str
    horizon: dt.date
    """The day from which the target is due."""
    as_of: dt.date
    variation: Variation | None = None

    @property
    def limit(self) -> dt.date:
        """The day after which no period may begin: as-of, at most the day of the horizon."""
        return min(self.as_of, self.horizon)

    @property
    def upward(self) -> bool:
        """Whether higher values are better."""
        return self.indicator.direction != "lower"

    def varied(self, variation: Variation) -> Question:
        """Return the same question with one input exchanged."""
        return self._with(self.rule, self.indicator, variation)

    def read(self, rule: Rule, indicator: str) -> Question:
        """Return the same question by another reading of the wording."""
        found = self.catalogue.indicators[indicator]
        return self._with(facing(rule, found.direction), found, self.variation)

    def about(self, indicator: str) -> Question:
        """Return the same question about another indicator."""
        return self._with(self.rule, self.catalogue.indicators[indicator], self.variation)

    def _with(self, rule: Rule, indicator: Indicator, variation: Variation | None) -> Question:
        # Asked for every alternative: `dataclasses.replace` takes twice as long.
        return Question(
            data=self.data,
            catalogue=self.catalogue,
            rule=rule,
            indicator=indicator,
            area=self.area,
            horizon=self.horizon,
            as_of=self.as_of,
            variation=variation,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rule makes of the data, before the horizon turns it into a verdict."""

    answer: Answer
    reason: Reason
    facts: Mapping[str, Any] = field(default_factory=dict)
    value: Interval | None = None
    margin: Decimal | None = None
    """Signed distance to the threshold; None where there is nothing to measure."""
    held_against: tuple[Comparison, Decimal | None] | None = None
    """The comparison with its number where the data say it, such as another area's figure; the
    rule's own when absent."""
    against: Interval | None = None
    """What the value was held against where that may be no single number: other figures, a band."""
    period: str | None = None
    used: tuple[Observation, ...] = ()
    rejected: tuple[Observation, ...] = ()
    """Rows of the period chosen that a filter of the rule does not accept."""
    parts: tuple[Part, ...] = ()
    undecided: tuple[Observation, ...] = ()
    """Rows that did not decide, so that others serve in their place."""
    rival: Outcome | None = None
    """What the rule makes of a published value that serves only where the rows do not decide."""
    lost: bool = False
    """Missed for good: no later observation can mend it."""


def held_against(rule: Rule, outcome: Outcome) -> tuple[Comparison | None, Decimal | None]:
    """Return the comparison and the number that an outcome's value was held against."""
    return outcome.held_against or comparison(rule) or (None, None)


def nothing(reason: Reason, facts: Mapping[str, Any] | None = None, **more: Any) -> Outcome:
    """Return the outcome of a rule that could not be applied."""
    return Outcome(answer=Answer.NONE, reason=reason, facts=facts or {}, **more)
