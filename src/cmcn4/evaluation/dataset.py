"""Observations indexed for judging; the same cell given twice is settled here."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap, defaultdict
from collections.abc import (
    Callable,
    Container,
    Hashable,
    Iterable,
    Mapping,
    MutableMapping,
    Sequence,
)
from functools import partial
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cmcn4.evaluation.index.memory import Memory
from cmcn4.evaluation.index.rounded import rounded
from cmcn4.evaluation.index.same import contradicts, foretells, repeats, rounds, told_of
from cmcn4.evaluation.index.unread import Unread
from cmcn4.evaluation.sources import each_once, tellers, told_alone, told_by
from cmcn4.model.finding import Finding
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.kept import kept
from cmcn4.model.observation import Block, Observation, Submission
from cmcn4.model.period import Period

if TYPE_CHECKING:
    from cmcn4.evaluation.index.members import Members  # which is found in data
    from cmcn4.evaluation.select import Choice  # of rows

_Key = tuple[str, str]
_Cell = tuple[Period, str, str, dt.date | None, str]


lateness: Callable[[Period], tuple[dt.date, int]] = attrgetter("last", "kind")
"""Returns what orders periods, the one that counts last."""


class Rows(list[Observation]):
    """Rows of one series that may count, with their periods told apart once."""

    blocks: tuple[Block, ...] = ()
    """The cells in error of the series, of any period that may count or that is not known."""
    lacking: Mapping[str, Any] = MappingProxyType({})
    """What a reason says where there is no row, if more than that."""

    @kept
    def by_period(self) -> dict[Period, list[Observation]]:
        """The rows of each period."""
        found: dict[Period, list[Observation]] = {}
        for row in self:
            found.setdefault(row.period, []).append(row)
        return found

    @kept
    def latest(self) -> Period | None:
        """The period whose last day is latest, on a tie the longest; None if there is no row."""
        return max(self.by_period, key=lateness, default=None)

    @kept
    def end(self) -> Period | None:
        """The period that ends last of those with a row or a cell in error; None without any."""
        if not self.blocks:
            return self.latest
        ends = [self.latest, *self.unread]
        return max((end for end in ends if end is not None), key=lateness, default=None)

    @kept
    def unread(self) -> dict[Period | None, list[tuple[int, Block]]]:
        """The cells in error of each period, and of none that is known, with their places."""
        found: dict[Period | None, list[tuple[int, Block]]] = {}
        for place, block in enumerate(self.blocks):
            found.setdefault(block.period, []).append((place, block))
        return found

    @kept
    def by_source(self) -> dict[str, Rows]:
        """The rows of each source, by its id."""
        found: dict[str, Rows] = {}
        for row in self:
            found.setdefault(row.origin.source_id, Rows()).append(row)
        return found

    @kept
    def by_teller(self) -> dict[tuple[Period, str], list[Observation]]:
        """The rows of each period by the keys of all that tell them; one may have several.

        What a letterhead in a file gives to a body is not what the file says where it names none.
        """
        found: dict[tuple[Period, str], list[Observation]] = {}
        for row in self:
            for key in tellers(row):
                found.setdefault((row.period, key), []).append(row)
        return {
            (period, key): [row for row in rows if told_by(row) == key] or rows
            for (period, key), rows in found.items()
        }

    @kept
    def counting(self) -> dict[Period, Choice]:
        """What counts of the rows of a period where there are several, as far as it was asked."""
        return {}

    @kept
    def known(self) -> frozenset[Observation]:
        """The rows, for whoever asks often whether one is among them."""
        return frozenset(self)

    def during(self, counts: Callable[[Period], bool]) -> Rows:
        """Return the rows of periods that count, with the cells in error of these or of none."""
        found = Rows(row for row in self if counts(row.period))
        found.blocks = tuple(
            block for block in self.blocks if block.period is None or counts(block.period)
        )
        found.lacking = self.lacking
        return found


class Dataset:
    """Rows by indicator and area, blocks by indicator; what one assessment needs is one look-up."""

    __slots__ = (
        "_blocks", "_instead", "_rows", "aside", "assumed", "findings", "members", "memory",
        "replaced", "said", "several", "told_alone",
    )  # fmt: skip

    def __init__(
        self,
        submission: Submission,
        assumed: Sequence[Observation] = (),
        aside: frozenset[str] = frozenset(),
    ) -> None:
        """Index the rows; the order in which they came has no influence on anything.

        Rows that are assumed stand in the place of all totals of their cells, and of errors there.
        Of indicators `aside`, which no target asks for, nothing is remarked.
        """
        self._instead: dict[_Key, set[Period]] = defaultdict(set)
        self.assumed, self.replaced = tuple(assumed), list[Observation]()
        self.aside = aside
        self._rows: MutableMapping[_Key, list[Observation]] = {}
        self._blocks = Unread(submission.blocks)
        self.findings: list[Finding] = []
        self.memory: Memory[Rows] = Memory()
        self.members: Memory[Members] = Memory()
        self.told_alone: frozenset[str] | None = None
        self.said: Mapping[str, Hashable] | None = None
        self.several: dict[str, set[str]] = defaultdict(set)
        """Areas of which an indicator has several rows for one period, by indicator."""
        rows = self._rows
        for observation in self._with(assumed, submission.observations):
            key = (observation.indicator, observation.area)
            if key in rows:
                rows[key].append(observation)
            else:
                rows[key] = [observation]
        for key, series in rows.items():
            if key[0] not in aside and not each_once(row.period.code for row in series):
                self.several[key[0]].add(key[1])
                rows[key] = self._settle(series)

    def _with(
        self, assumed: Sequence[Observation], observed: list[Observation]
    ) -> Iterable[Observation]:
        """Return the rows to judge, and note which were replaced."""
        if not assumed:
            return observed
        for row in assumed:
            self._instead[row.indicator, row.area].add(row.period)
        kept = [*assumed]
        for row in observed:
            at = self._instead.get((row.indicator, row.area), ())
            (self.replaced if not row.breakdown and row.period in at else kept).append(row)
        return kept

    def exchanged(self, series: dict[_Key, list[Observation]]) -> Dataset:
        """Return the same data with other rows of some indicators and areas."""
        found = Dataset.__new__(Dataset)
        for name in Dataset.__slots__:
            setattr(found, name, getattr(self, name))
        found.memory, found.members = Memory(), Memory()
        found.told_alone = found.said = None
        found._rows = ChainMap(series, self._rows)  # noqa: SLF001 - its own
        return found

    def rows(self, indicator: str, area: str) -> list[Observation]:
        """Return all observations of an indicator for an area, of any breakdown."""
        return self._rows.get((indicator, area), [])

    def blocks(self, indicator: str, area: str, breakdowns: Container[str]) -> list[Block]:
        """Return the errors that block cells of a series."""
        found = self._blocks.of(indicator, area, breakdowns)
        assumed = self._instead.get((indicator, area))
        if assumed is None or "" not in breakdowns:
            return found
        # An error of an unknown period may be that of the very figure that is assumed.
        return [block for block in found if block.period not in {*assumed, None}]

    def undisputed(self, indicator: str) -> bool:
        """Whether one body or file tells an indicator of all areas, each cell of it once."""
        if self.told_alone is None:
            self.told_alone = told_alone(self._rows)
        return indicator in self.told_alone

    def areas(self) -> set[str]:
        """Return the areas the data speak of, in rows or in errors."""
        own = {area for indicator, area in self._rows if indicator not in self.aside}
        return own | self._blocks.areas(self.aside)

    def counts(self) -> dict[str, int]:
        """Return the indicators observed with their numbers of rows."""
        found: dict[str, int] = {}
        for (indicator, _), rows in self._rows.items():
            found[indicator] = found.get(indicator, 0) + len(rows)
        return found

    def series(self) -> Iterable[list[Observation]]:
        """Return the rows that some target may ask for, series by series."""
        return [rows for key, rows in self._rows.items() if key[0] not in self.aside]

    def _settle(self, series: list[Observation]) -> list[Observation]:
        """Drop repetitions of a row and block cells that one source gives two values for.

        Forecasts never count, and so they contradict nothing.
        """
        if each_once(map(_cell, series)):
            return series
        foretold = [row for row in series if row.origin.status == "forecast"]
        kept = [*foretold]
        groups: dict[_Cell, list[Observation]] = defaultdict(list)
        # Most stand in their order already: sorting would hold a key for each.
        if any(place > behind for place, behind in pairwise(map(by_place, series))):
            series = sorted(series, key=by_place)
        for row in series:
            if row.origin.status != "forecast":
                groups[_cell(row)].append(row)
        for group in groups.values():
            pairs = rounded(group)
            self.findings += [rounds(group[full], group[at]) for at, full in pairs]
            less = {at for at, _ in pairs}
            first, *others = (row for at, row in enumerate(group) if at not in less)
            same = [other for other in others if other.value == first.value]
            self.findings += told_of(same, partial(repeats, first))
            rivals = [other for other in others if other.value != first.value]
            conflicts = told_of(rivals, partial(contradicts, first))
            self.findings += conflicts
            if conflicts:
                cell = first.area, first.period, first.breakdown
                self._blocks.add(Block(first.indicator, *cell, conflicts[0]))
            # Of two rows that contradict the first one alike, one is enough.
            kept += [first, *{rival.value: rival for rival in reversed(rivals)}.values()]
        if foretold:
            results = {_said(row): row for rows in groups.values() for row in rows}
            twins = [row for row in foretold if _said(row) in results]
            self.findings += told_of(twins, lambda row: foretells(results[_said(row)], row))
        return kept


def by_place(row: Observation) -> tuple[str, str, int, int]:
    """Return a key that sorts observations by file, sheet, row and column."""
    return row.sheet.path, row.sheet.name or "", row.row, row.column


def _cell(row: Observation) -> _Cell:
    """Return what must not come twice within a series: one source, one release, one cell.

    Only a source that rows name themselves is one across files: two letterheads are two.
    """
    origin = row.origin
    file = "" if origin.stated and origin.source_id else row.sheet.path
    return row.period, row.breakdown, origin.source_id, origin.released, file


def _said(row: Observation) -> tuple[_Cell, Interval]:
    """Return what a row says of which cell, be it foretold."""
    return _cell(row), row.value
