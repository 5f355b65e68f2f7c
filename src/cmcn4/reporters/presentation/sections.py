"""All that a report is made of: what each section holds, for every format alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import count
from typing import TYPE_CHECKING

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Assessment, Report
from cmcn4.model.verdict import Verdict
from cmcn4.reporters.presentation.verdicts import VERDICTS

if TYPE_CHECKING:  # most runs have few of these sections, and need not load what makes them
    from cmcn4.model.baseline import Change
    from cmcn4.model.finding import Finding
    from cmcn4.reporters.presentation.files import FileLine
    from cmcn4.reporters.presentation.gaps import GapTable, Group, Matrix
    from cmcn4.reporters.presentation.senders.lines import SenderLine
    from cmcn4.reporters.presentation.words import Words


class Summary(NamedTuple):
    """What is read first: what was asked of what, and what came out."""

    heading: str
    data: str
    """The line that says whether the data are accepted, and how many errors there are."""
    accepted: bool
    """Whether they are."""
    targets: str
    """How many targets have which verdict."""
    nothing_judged: str
    """Why nothing could be judged; empty where something was."""


class Paragraph(NamedTuple):
    """What came out, in sentences: what is met, what is missed, what cannot be said."""

    scope: str
    """Whose results these are; empty where the report has no others."""
    sentences: tuple[str, ...]


class Opening(NamedTuple):
    """The answer, before any table: of the nation, then of all other areas, never of both."""

    paragraphs: tuple[Paragraph, ...]


class Demand(NamedTuple):
    """What one or several documents want, and where its details stand."""

    number: int
    """Of its details among all of `Results.numbered()`."""
    wanted: str
    documents: tuple[str, ...]
    """As their packs are cited."""
    gap: str
    """How far it is from there, with its unit; a dash where it is met or cannot be told."""


class Line(NamedTuple):
    """One indicator with its horizon in one area; a dash where there is nothing to tell."""

    first: Assessment
    """One of those it stands for, for the look of its verdict."""
    demands: tuple[Demand, ...]
    """One, or those of several documents that come to the same verdict."""
    title: str
    area: str
    due: dt.date
    horizon: str
    """Its year or day in words."""
    value: str
    period: str
    """Of the value, and what the value is that is not final; empty without one."""
    before: str
    """The value of the year before it by the same source, with its period."""
    change: str
    """From that one, signed, with its unit."""
    pace: str
    """Whether it is in time, while it is not due."""
    lead: str
    """Who answers for it."""


class Synopsis(NamedTuple):
    """Everything that was judged on one page; what has no data is only counted."""

    lines: tuple[Line, ...]
    """By horizon, worst first."""
    counted: tuple[Counted, ...]
    """The targets by numbers of areas, where no area is shown line by line."""
    several: bool
    """Whether a line has to say which area it is of."""
    leads: bool
    """Whether any document says who answers for its target."""
    absent: str
    """How many targets are left out for want of data; empty where none is."""


class Files(NamedTuple):
    """The state of each file, where there are several."""

    lines: list[FileLine]
    remarks: list[str]
    """What they are all together, and who has sent none."""


class Expected(NamedTuple):
    """Who was to send figures, and what became of each."""

    counts: str
    short: list[str]
    """Who has to mend, to send, who is not on the list: a sentence each."""
    lines: list[SenderLine]
    """All of them, who has to do something first."""


class Horizon(NamedTuple):
    """The targets that fall due on one day."""

    due_date: dt.date
    groups: tuple[Group, ...]
    """One line each, worst first; levels that are only compared with come last."""

    @property
    def first(self) -> Assessment:
        """One of them, by which to see whether they have fallen due."""
        return self.groups[0][0]

    def by_area(self, areas: Iterable[str]) -> list[list[Group]]:
        """Return the lines of each area, in the order of these; of some there may be none."""
        lines: dict[str, list[Group]] = {area: [] for area in areas}
        for group in self.groups:
            lines[group[0].area].append(group)
        return list(filter(None, lines.values()))


class Results(NamedTuple):
    """The areas that are shown in full, target by target."""

    areas: tuple[str, ...]
    shown: tuple[Assessment, ...]
    """All of theirs, those without any data included."""
    horizons: tuple[Horizon, ...]
    """What has data."""

    def numbered(self) -> list[tuple[Horizon, list[tuple[int, Group]]]]:
        """Return the lines of each horizon, each with its number, by which others refer to it."""
        numbers = count(1)
        return [
            (horizon, [(next(numbers), group) for group in horizon.groups])
            for horizon in self.horizons
        ]


Result = tuple[Verdict, str]
"""The verdict that counts, and the sign of what is above or below a level; else empty."""


def of_verdicts(results: Mapping[Result, int]) -> tuple[int, ...]:
    """Return the number of each verdict, in the order of the summary."""
    return tuple(
        sum(number for (of, _), number in results.items() if of is verdict) for verdict in VERDICTS
    )


class Counted(NamedTuple):
    """One target over many areas."""

    checks: Group
    """One of each document that asks for it."""
    results: Mapping[Result, int]
    """The number of areas of each: what two documents ask alike they answer alike."""
    contested: int
    """Of how many nobody has decided."""
    far: Group
    """The areas farthest from it, those of equal gap by name: no more than may be named."""

    @property
    def first(self) -> Assessment:
        """One of them, for what all have in common."""
        return self.checks[0]

    def numbers(self) -> tuple[int, ...]:
        """Return the number of areas of each verdict, in the order of the summary."""
        return of_verdicts(self.results)

    def farthest(self, words: Words, most: int) -> str:
        """Return the areas farthest from the target."""
        return ", ".join(
            f"{words.area(each.area)} ({words.value(each)})" for each in self.far[:most]
        )


class ByTarget(NamedTuple):
    """The other areas, which are shown by numbers: each target for which any of them has data."""

    targets: list[Counted]
    number: int
    """How many areas these are."""


class Absent(NamedTuple):
    """What has no data at all, where it is not shown as open."""

    number: int
    """Targets for which no area has data."""
    titles: tuple[str, ...]
    """Each with its area; empty where not all is shown."""

    def text(self, words: Words) -> str:
        """Return the number of them, or the titles as one sentence."""
        if self.titles:
            return words.say("absent.list", titles="; ".join(self.titles))
        key = "absent.one" if self.number == 1 else "absent.many"
        return words.composed(key, count=self.number)


class Gaps(NamedTuple):
    """What is not met, the worst first, grouped as asked for."""

    by: str
    heading: str
    tables: list[GapTable]
    several: bool
    """Whether a line has to say which area it is of, if its table does not."""
    many: bool
    """Whether the areas follow at a glance."""
    compared: str
    """Since what the gaps before are, and what else changed; empty where there is no baseline."""


class Areas(NamedTuple):
    """Many areas: all of them by all targets, and the worst gaps of each."""

    matrix: Matrix
    worst: dict[str, list[Group]]


class Open(NamedTuple):
    """What could not be judged: what a person may decide, then what has no data."""

    title: str
    groups: list[Group]
    absent: list[Group]
    several: bool
    """Whether a line has to say which area it is of."""


class Findings(NamedTuple):
    """What is wrong with the data, errors first."""

    title: str
    findings: list[Finding]


class Changes(NamedTuple):
    """What is not as it was in the baseline, the worse first."""

    title: str
    changes: list[Change]


class Background(NamedTuple):
    """What the documents say, where the figures come from, how to read it: from the report."""

    report: Report


Section = (
    Summary | Opening | Synopsis | Files | Expected | Results | ByTarget | Absent | Gaps | Areas
    | Open | Findings | Changes | Background
)  # fmt: skip
"""All that a report is made of."""
