"""How fast a value moves: paces, the progress to a horizon ahead, the figures over the years."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation

PaceClass = Literal[
    "met", "on-track", "slow", "stalled", "worsening", "regressed", "insufficient-data",
    "substantial", "moderate", "limited", "deterioration",
]  # fmt: skip


class Pace(NamedTuple):
    """One classed pace; numbers are per year in the indicator's unit."""

    method: str
    """The method it was reckoned by; ranks and the like fall back to `linear-pace`."""
    class_: PaceClass
    ratio: Decimal | None
    pace: Decimal | None
    pace_required: Decimal | None
    pace_needed_from_now: Decimal | None
    projected: Decimal | None
    """The value at the horizon at this pace, within the valid range."""
    reached: int | None
    """The year in which the target would be reached at this pace."""
    misses: bool = False
    """Whether the projection misses the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Whether the pace is enough for a horizon ahead."""

    paces: tuple[Pace, ...]
    """One, or one for each class that a bounded value leaves possible, the best first."""
    base: Observation | None
    latest: Observation
    missing: bool
    """Whether the projection misses the target, at either end."""
    points: tuple[Observation, ...] = ()
    """The series it is drawn from, one observation a year, of one source."""
    other_bases: Mapping[str, PaceClass] = field(default_factory=dict)
    """Other bases within two years that change the class."""
    rivals: Mapping[str, PaceClass] = field(default_factory=dict)
    """The class by each rival source's own series."""

    @property
    def pace(self) -> Pace:
        """The pace to count on: the worst that is possible."""
        return self.paces[-1]

    @property
    def method(self) -> str:
        """The method it was reckoned by."""
        return self.pace.method

    @property
    def class_(self) -> PaceClass:
        """Its class."""
        return self.pace.class_

    @property
    def off_track(self) -> bool:
        """Whether there is a projection and it misses the target."""
        return self.base is not None and self.missing


class History(NamedTuple):
    """The figures over the years behind an assessment, for a chart and the length of the road."""

    points: tuple[Observation, ...]
    """One observation a year up to the one judged, of its source, on its scale."""
    rivals: Mapping[str, tuple[Observation, ...]]
    """The same of each other source, by the source's id; the earliest year first."""
    base: Observation | None
    """Where the road to the target begins; None where a road has no meaning."""
