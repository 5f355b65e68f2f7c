"""Misses that others hide: the cells that they were missed by have figures still that miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import chain, product

from cmcn4.evaluation.assess import assess
from cmcn4.evaluation.compare.figures import as_it_was, cell_of
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.settings import Settings
from cmcn4.evaluation.trace import Aside
from cmcn4.model.baseline import Cell, Figures, Snapshot
from cmcn4.model.interval import Interval
from cmcn4.model.lazy.kept import kept
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Assessment, Report

MISSED = frozenset({"fail", "pending"})
"""Verdicts that are one answer."""
_HIDDEN = {"pass": MISSED, "review": MISSED, "pending": frozenset({"fail"})}
"""By verdict, those that it is no longer by figures put over others."""
_MOST_CHOICES = 6
_Key = tuple[str, str]
"""Target and area."""


def outdone(
    old: Snapshot, new: Snapshot, report: Report
) -> Iterator[tuple[_Key, tuple[Observation, ...]]]:
    """Yield target and area of what is met, or open, by figures put over those it was missed by.

    With them come those that are still there, but for what is used now.
    One figure over one is an alternative, which contests; of several no one exchanged alone would
    tell of those that they hide: another month *and* another source, each year of a mean. One put
    beside it, as good as it is, leaves open what was a miss.
    """
    again = _Again(report)
    for key, now in new.verdicts.items():
        before, stood = old.verdicts.get(key), old.stood.get(key)
        if not stood or before is None:
            continue
        hidden = _HIDDEN.get(now.verdict, frozenset())
        if before.verdict not in hidden or now.contested:
            continue  # unchanged, no better, or told as it is
        if now.decided and not _woken(again.told[key], old.figures or {}):
            continue
        cells = {cell_of(row): _counting(new.figures or {}, cell_of(row)) for row in stood}
        if not all(cells.values()):
            continue  # one that is gone is told
        used = new.stood.get(key, ())
        # One that is to review again is told as such.
        if before.decided and now.verdict != "review" and _stand(stood, cells, used):
            yield key, tuple(stood)
            continue
        aside = Aside.of(report.catalogue, stood)
        counting = (cells.get(cell_of(row), ()) for row in used if aside.has(row))
        if all(len(rows) == 1 for rows in chain(cells.values(), counting)):
            continue  # nothing is put over or beside them
        # A pass would be open by what is hidden; so was a miss that a person decided on.
        was_clear = before.decided or now.verdict == "pass"
        for choice, verdict, is_open in again.judged(key, aside, _put_back(stood, cells)):
            if verdict in hidden or (was_clear and is_open):
                yield key, again.unused(key, choice)
                break


def _counting(figures: Figures, cell: Cell) -> list[Observation]:
    """Return the figures of a cell that may count, whoever tells them."""
    return [row for row in figures.get(cell, ()) if row.origin.status != "forecast"]


def _stands(row: Observation, rows: Iterable[Observation]) -> bool:
    """Whether a figure has its value among those of a cell, whoever tells it."""
    return any(row.value == each.value for each in rows)


def _woken(one: Assessment, old: Figures) -> bool:
    """Whether a decision is on a figure that stood before, and names nothing beside it.

    It applies by what has come beside that figure, of which the person may not have known.
    """
    on = one.decision.on if one.decision else None
    if on is not None and (on.contested or on.figures):
        return False
    rows = (*one.observed, *one.considered)
    is_same = all(as_it_was(row) in map(as_it_was, old.get(cell_of(row), ())) for row in rows)
    own = (row for row in one.observed if (row.indicator, row.area) == (one.indicator, one.area))
    return not is_same and all(_stands(row, old.get(cell_of(row), ())) for row in own)


def _stand(
    stood: Sequence[Observation],
    cells: Mapping[Cell, Sequence[Observation]],
    used: Sequence[Observation],
) -> bool:
    """Whether all that a person decided on is as it was, and nothing of a later year is used.

    A day, a unit or a row of an earlier year beside it says no more of it than the person knew.
    """
    latest = max(row.period.year for row in stood)
    is_later = any(row.period.year > latest for row in used)
    return not is_later and all(_stands(row, cells[cell_of(row)]) for row in stood)


class _Again:
    """The data of a run, to be judged once more with fewer figures."""

    def __init__(self, report: Report) -> None:
        """Keep the report: few runs are judged once more."""
        self._report = report

    @kept
    def told(self) -> Mapping[_Key, Assessment]:
        """What was judged, by target and area."""
        return {(each.chosen.id, each.area): each for each in self._report.assessments}

    @kept
    def _data(self) -> Dataset:
        """The data anew, which a run no longer has."""
        return Dataset(Submission(observations=list(self._report.observations)))

    @kept
    def _settings(self) -> Settings:
        catalogue, question = self._report.catalogue, self._report.question
        return Settings(targets=(), packs=(), catalogue=catalogue, question=question)

    def unused(self, key: _Key, rows: Iterable[Observation]) -> tuple[Observation, ...]:
        """Return the figures that a verdict does not rest on."""
        evidence = {*self.told[key].observed}
        return tuple(row for row in rows if row not in evidence)

    def judged(
        self, key: _Key, aside: Aside, choices: Iterable[tuple[Observation, ...]]
    ) -> Iterator[tuple[tuple[Observation, ...], str, bool]]:
        """Yield each choice of figures, the verdict if of those aside they alone count.

        With it comes whether that is open.
        """
        chosen, area = self.told[key].chosen, key[1]
        others: dict[_Key, list[Observation]] = {
            each: [row for row in rows if not aside.has(row)]
            for each in product(aside.names, aside.areas)
            if (rows := self._data.rows(*each))
        }
        for choice in choices:
            series = dict(others)
            for row in choice:
                each = row.indicator, row.area
                series[each] = [*series.get(each, ()), row]
            with localcontext(EXACT):
                data = self._data.exchanged(series)
                found = assess(chosen, area, data, self._settings)
            yield choice, found.verdict.value, found.open


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
