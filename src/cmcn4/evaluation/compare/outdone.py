"""Misses that others hide: the cells that they were missed by have figures still that miss."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import chain, product

from cmcn4.evaluation.assess import judged
from cmcn4.evaluation.compare.figures import as_it_was, cell_of
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.settings import Settings
from cmcn4.model.baseline import Cell, Figures, Snapshot
from cmcn4.model.catalogue import Indicator
from cmcn4.model.interval import Interval
from cmcn4.model.measure import operands
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Report

MISSED = frozenset({"fail", "pending"})
"""Verdicts that are one answer."""
_MOST_CHOICES = 6
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
        verdicts = (again.judged(key, years, kept) for kept in _put_back(stood, cells))
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

    def judged(self, key: _Key, years: Collection[_Series], kept: Sequence[Observation]) -> str:
        """Return the verdict where of the years of these series some figures alone count."""
        target, area = key
        series: dict[_Key, list[Observation]] = {
            (name, of): [row for row in self._data.rows(name, of) if _series(row) not in years]
            for name, _, of, _ in years
        }
        for row in kept:
            series[row.indicator, row.area].append(row)
        with localcontext(EXACT):
            data = self._data.exchanged(series)
            _, verdict = judged(self._chosen[target], area, data, self._settings)
        return verdict.value


def _put_back(
    stood: Sequence[Observation], cells: Mapping[Cell, Sequence[Observation]]
) -> Iterator[tuple[Observation, ...]]:
    """Yield one figure of each cell: those nearest to what they were, the lowest, the highest.

    Figures may pull in opposite directions, as both ends of a change do: of few cells every choice
    of lowest and highest is tried.
    """
    were = {cell_of(row): row for row in reversed(stood)}
    nearest = tuple(min(rows, key=_distance(were[cell])) for cell, rows in cells.items())
    ends = [(min(rows, key=_low), max(rows, key=_high)) for rows in cells.values()]
    few = sum(one is not other for one, other in ends) <= _MOST_CHOICES
    choices = product(*map(dict.fromkeys, ends)) if few else zip(*ends, strict=True)
    yield from dict.fromkeys(chain((nearest,), choices))  # most cells have one figure


def _low(row: Observation) -> Decimal:
    return row.value.low


def _high(row: Observation) -> Decimal:
    return row.value.high


def _distance(before: Observation) -> Callable[[Observation], tuple[bool, Decimal, bool]]:
    """Return a key by which the figure that was there comes first, then what is nearest to it."""

    def key(row: Observation) -> tuple[bool, Decimal, bool]:
        same = as_it_was(row) == as_it_was(before)
        return not same, _apart(row.value, before.value), row.origin.source != before.origin.source

    return key


def _apart(one: Interval, other: Interval) -> Decimal:
    with localcontext(EXACT):
        ends = ((one.low, other.low), (one.high, other.high))
        finite = (pair for pair in ends if all(map(Decimal.is_finite, pair)))
        return sum((abs(first - second) for first, second in finite), Decimal(0))
