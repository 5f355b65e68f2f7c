"""Decisions: what a person has settled that the data leave open, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmcn4.model.observation import Place
    from cmcn4.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on a review, a contested verdict or a warning."""

    place: Place
    """Where it is written."""
    because: str
    target: str | None = None
    """`PACK/ID`; None for a decision on findings."""
    verdict: Verdict | None = None
    """Pass or fail, of a target only."""
    finding: str | None = None
    """The code of the warnings that are accepted."""
    area: str | None = None
    """Only this area."""
    period: str | None = None
    """Only the figure of this period, by its code."""
    document: str | None = None
    """Where the decision is laid down."""
    until: dt.date | None = None
    """The last day asked about for which it holds."""

    @property
    def subject(self) -> str:
        """What it is about, in codes."""
        return " ".join(filter(None, (self.target or self.finding, self.area, self.period)))
