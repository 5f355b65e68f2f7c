"""What a run is compared with: the state of an earlier one, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from cmcn4.model.finding import Level
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Block, Observation
from cmcn4.model.text import Text

State = Literal["new", "unchanged", "updated"]
"""How a finding stands to those of the earlier run; updated: the same in another cell."""


class Standing(NamedTuple):
    """How one target stands for one area."""

    verdict: str
    """The verdict that counts, a person's where there is one."""
    contested: bool = False
    """And nobody has decided."""
    off_track: bool = False
    """Whether the projection misses the target."""
    informs: bool = False
    decided: bool = False
    """Whether a person has said so, which nothing contests."""

    def __str__(self) -> str:
        """Return it in codes."""
        marks = {"contested": self.contested, "off-track": self.off_track}
        return " ".join([self.verdict, *(name for name, is_so in marks.items() if is_so)])


ChangeKind = Literal["value", "verdict", "finding", "revised", "removed"]
"""A figure that is new, a verdict, a finding, a figure of another value, a figure gone."""
Difference = Literal["targets", "settings", "catalogue", "version"]
"""What was not asked alike."""


class Cell(NamedTuple):
    """What a value is of."""

    indicator: str
    part: str
    """The breakdown, or of a judged value the kind of its rule."""
    area: str
    period: str


Figures = Mapping[Cell, Sequence[Observation]]
"""What was observed, whoever tells it."""


class Basis(NamedTuple):
    """What a verdict rests on besides its own figure."""

    indicator: str
    pace: Decimal | None
    """Per year; None where there is none."""
    progress: str | None
    """The class of the pace."""
    evidence: str
    """The sources of its rows, with their numbers of rows."""


class Earlier(NamedTuple):
    """What a target came to in an earlier run."""

    verdict: str
    """The verdict that counted."""
    gap: Decimal | None
    """In the indicator's unit; 0 when met, None where there was none to tell."""
    low: Decimal | None
    high: Decimal | None
    """The ends of the value judged; None where there was none, or no limit."""
    period: str | None
    """Of the value."""


class ReportedFinding(NamedTuple):
    """A finding as it was told; an earlier report has it in one language only."""

    code: str
    level: Level
    where: str
    """File and cell."""
    sheet: str | None
    cell: str | None
    message: Text
    fingerprint: str
    times: int
    accepted: bool
    path: str = ""
    """Of its file, from where the data of its run are."""
    texts: tuple[str, ...] | None = None
    """What it is told of, as far as that is known; None of a report that does not say it."""
    fresh: bool = False
    """Whether it names texts that its sheet did not have in the run compared with."""
    blocks: bool = False
    """Whether it is known which cells it blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state of one run, as far as it can be compared."""

    as_of: str
    packs: Mapping[str, str]
    """Ids with the SHA-256 of their files."""
    values: Mapping[Cell, Decimal | str]
    """What was judged, by what it is of."""
    figures: Figures | None
    """Of data all; of a report the rows that it stands on and has considered; None of a report
    that does not say of what they are."""
    stood: Mapping[tuple[str, str], Sequence[Observation]]
    """Those that the verdicts stand on, by target and area; nothing of a report that does not say
    of what they are."""
    complete: bool
    """Whether the figures are all there are."""
    verdicts: Mapping[tuple[str, str], Standing]
    """By target and area."""
    bases: Mapping[tuple[str, str], Basis]
    """By target and area."""
    targets: Mapping[tuple[str, str], Earlier]
    """By target and area."""
    findings: tuple[ReportedFinding, ...]
    errors: int
    """Errors in the data, which block what they are about."""
    blocks: Sequence[Block]
    """What they block; nothing of a report, which does not tell it."""
    files: frozenset[str]
    """The paths of what was read, from where the data are."""
    same_paths: bool = False
    """Whether another run has the same files at these paths: at a commit."""
    settings: str | None
    """The SHA-256 of the settings file."""
    catalogue: str
    """The SHA-256 of the built-in catalogue."""
    version: str
    """Of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference."""

    kind: ChangeKind
    what: str
    old: Decimal | str | Text | None
    new: Decimal | str | Text | None
    worse: bool = False
    named: frozenset[str] = frozenset()
    """The names of `--fail-on` that make a run fail by it."""
    still: tuple[Observation, ...] = ()
    """Of a verdict: figures that it rested on, which are still there and not used any more."""
    whole: bool = False
    """Whether it is told of a file or sheet, and of no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An earlier report or earlier data, and what has changed since."""

    path: str
    as_of: str
    packs: tuple[str, ...]
    """Ids of packs that are not the same any more."""
    changes: tuple[Change, ...]
    errors: int = 0
    """Errors in the data compared with."""
    differs: tuple[Difference, ...] = ()
    """What else was not asked alike."""
    findings: tuple[State, ...]
    """How each finding of the new run stands to the earlier ones, in their order."""
    targets: Mapping[tuple[str, str], Earlier] = field(default_factory=dict)
    """What each target came to, by target and area."""

    @property
    def named(self) -> frozenset[str]:
        """Everything named by any change."""
        return frozenset().union(*(change.named for change in self.changes))


def joined(values: set[tuple[Decimal, Decimal]]) -> Decimal | str:
    """Return one value as it is, an interval or several values as a text.

    An end without a limit is `…`.
    """
    texts = [low if low == high else f"{_end(low)}–{_end(high)}" for low, high in sorted(values)]
    if len(texts) == 1:
        return texts[0]
    return "; ".join(f"{text:f}" if isinstance(text, Decimal) else text for text in texts)


def span(value: Interval) -> Decimal | str:
    """Return a number as it is, else both ends, with their signs where open: `>78–85.8`, `…–<20`.

    NOTE: of values judged an earlier report does not say which ends are open: `joined` tells none.
    """
    if value.is_point:
        return value.low
    low = ">" if value.low_open and value.low.is_finite() else ""
    high = "<" if value.high_open and value.high.is_finite() else ""
    return f"{low}{_end(value.low)}–{high}{_end(value.high)}"


def _end(end: Decimal) -> str:
    return f"{end:f}" if end.is_finite() else "…"


class Projection(NamedTuple):
    """What tells whether a projection misses its target, from a report old or new."""

    comparison: str | None
    threshold: Decimal | None
    value: Decimal | None
    margin: Decimal | None
    projected: Decimal | None

    @property
    def misses(self) -> bool:
        """Whether there is a projection and it misses."""
        if self.threshold is None or self.projected is None:
            return False
        beyond = self.projected - self.threshold
        match self.comparison:
            case ">=":
                return beyond < 0
            case ">":
                return beyond <= 0
            case "<=":
                return beyond > 0
            case "<":
                return beyond >= 0
            case _:
                if self.value is None or self.margin is None:
                    return beyond < 0
                # The margin is signed by the direction that is better.
                lower = (self.value - self.threshold) * self.margin < 0
                return beyond > 0 if lower else beyond < 0
