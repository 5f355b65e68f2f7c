"""Misses that others hide: the cells that they were missed by have figures still that miss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import localcontext

from cmcn4.evaluation.assess import judged
from cmcn4.evaluation.compare.figures import cell_of
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.settings import Settings
from cmcn4.model.baseline import Cell, Figures, Snapshot
from cmcn4.model.catalogue import Indicator
from cmcn4.model.measure import operands
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Report

MISSED = frozenset({"fail", "pending"})
"""Verdicts that are one answer."""
_Key = tuple[str, str]
"""Target and area."""
_Series = tuple[str, str, str, int]
"""Indicator, breakdown, area and year."""


def outdone(old: Snapshot, new: Snapshot, report: Report) -> Iterator[_Key]:
    """Yield target and area of what is met, or open, by figures put over those it was missed by.

    One figure over one is an alternative, which contests; of several no one exchanged alone would
    tell of those that they hide: another month *and* another source, each year of a mean. One put
    beside it, as good as it is, leaves open what was a miss.
    """
    again: _Again | None = None
    for key, now in new.verdicts.items():
        before, stood = old.verdicts.get(key), old.stood.get(key)
        if not stood or before is None or before.verdict not in MISSED:
            continue
        if now.verdict not in ("pass", "review") or now.decided:
            continue
        cells = {cell_of(row): _counting(new.figures or {}, cell_of(row)) for row in stood}
        if not all(cells.values()):
            continue  # one that is gone is told
        used = new.stood.get(key, ())
        years = _years(stood, used, report)
        counting = (cells.get(cell_of(row), ()) for row in used if _series(row) in years)
        if all(len(rows) == 1 for rows in counting):
            continue  # nothing is put over or beside them
        again = again or _Again(report)
        verdicts = again.judged(key, years, cells)
        # A miss that a person decided on was open, and would be that again.
        if any(each in MISSED or (before.decided and each == "review") for each in verdicts):
            yield key


def _counting(figures: Figures, cell: Cell) -> list[Observation]:
    """Return the figures of a cell that may count, whoever tells them."""
    return [row for row in figures.get(cell, ()) if row.origin.status != "forecast"]


def _series(row: Observation) -> _Series:
    return row.indicator, row.breakdown, row.area, row.period.year


def _years(
    stood: Sequence[Observation], used: Sequence[Observation], report: Report
) -> set[_Series]:
    """Return the years of the series that some figures are of, and of what stands in their place.

    That is what those used now are of: a stated figure in the place of one worked out, or what it
    is worked out of, a rank in the world in that of one within a group, a total in that of parts.
    """
    known, found = report.catalogue.indicators, set(map(_series, stood))
    behind = {other for row in stood for other in _instead(known, row)}
    wholes = {(name, area, year, not part) for name, part, area, year in found}
    return found | {
        _series(row)
        for row in used
        if _series(row) in behind
        or (row.indicator, row.area, row.period.year, bool(row.breakdown)) in wholes
        or not found.isdisjoint(_instead(known, row))
    }


def _instead(known: Mapping[str, Indicator], row: Observation) -> Iterator[_Series]:
    """Yield the series whose figures answer for an indicator where it has none."""
    indicator, part = known[row.indicator], row.breakdown
    names = list(operands(known, row.indicator, part))
    names += [(name, part) for name in indicator.group_ranks.values()]
    names += [(name, part) for name in (indicator.lower_bound_of,) if name]
    names += [(tiers.indicator, part) for tiers in (indicator.tiers,) if tiers]
    yield from ((*name, row.area, row.period.year) for name in names)


class _Again:
    """The data of a run, to be judged once more with fewer figures."""

    def __init__(self, report: Report) -> None:
        """Index the data, which a run no longer has."""
        self._data = Dataset(Submission(observations=list(report.observations)))
        self._chosen = {each.chosen.id: each.chosen for each in report.assessments}
        self._settings = Settings(
            targets=(), packs=(), catalogue=report.catalogue, question=report.question
        )

    def judged(
        self,
        key: _Key,
        years: Collection[_Series],
        cells: Mapping[Cell, Sequence[Observation]],
    ) -> Iterator[str]:
        """Yield the verdicts on one figure of each cell, the lowest and the highest of them.

        Nothing else counts of the years of these series.
        """
        target, area = key
        lowest = tuple(min(rows, key=lambda row: row.value.low) for rows in cells.values())
        highest = tuple(max(rows, key=lambda row: row.value.high) for rows in cells.values())
        for kept in dict.fromkeys((lowest, highest)):  # most cells have one
            series: dict[_Key, list[Observation]] = {
                (name, of): [row for row in self._data.rows(name, of) if _series(row) not in years]
                for name, _, of, _ in years
            }
            for row in kept:
                series[row.indicator, row.area].append(row)
            with localcontext(EXACT):
                data = self._data.exchanged(series)
                _, verdict = judged(self._chosen[target], area, data, self._settings)
            yield verdict.value
