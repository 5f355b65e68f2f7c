"""What an assessment is made of beside its own figures: parts, alternatives, wholes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.rule import Comparison, Rule
from cmcn4.model.text import Text
from cmcn4.model.verdict import Answer, Reason, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member of a rule with several: a sector, a region, a year, a reading."""

    member: str
    value: Decimal | None
    verdict: Verdict
    gap: Decimal | None = None
    """How far it is short of its own number, 0 when met; None where it is not known."""
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


class Alternative(NamedTuple):
    """What the verdict would be with one input exchanged. A tuple, because there are many."""

    kind: Literal["reading", "source", "vintage", "period"]
    id: str
    value: Decimal | None
    threshold: Decimal | None
    verdict: Verdict
    opposes: bool
    """Whether it makes the default verdict contested."""


class Whole(NamedTuple):
    """What a share is a share of, in the same area and year."""

    indicator: str
    """What is counted, e.g. `households`."""
    value: Decimal
    source: str
    """As written in the data, or in the catalogue."""


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
