"""Which observations were considered for a verdict, and why each other one was passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from cmcn4.evaluation.dataset import by_place
from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules import answer
from cmcn4.evaluation.rules.conditions import single_of
from cmcn4.evaluation.rules.threshold import tiers_of
from cmcn4.evaluation.rules.years import period_of
from cmcn4.evaluation.select import ended, multi_year
from cmcn4.evaluation.sources import told_by
from cmcn4.evaluation.unanimous import readings
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import operands
from cmcn4.model.observation import Observation, in_data
from cmcn4.model.pace import Progress
from cmcn4.model.period import YEARS, Period, parse
from cmcn4.model.report import Alternative, Chosen, PassedOver
from cmcn4.model.rule import stated_over
from cmcn4.model.verdict import Answer


def weighed(outcome: Outcome) -> tuple[Observation, ...]:
    """Return the figures of an answer, and those that did not decide it."""
    return (*outcome.used, *outcome.undecided) if outcome.undecided else outcome.used


def considered(
    chosen: Chosen,
    question: Question,
    outcome: Outcome,
    pace: Progress | None,
    others: Sequence[Alternative],
) -> tuple[Observation, ...]:
    """Return the rows beside those used that a later run is held against.

    They are of other sources and releases in the same cells, of readings that contest or that
    decide together, or where the pace begins; what may answer in the place of those used where
    that contests, or may once a miss is revised; and those beside a share of less than 1 %, which
    tell that it is one.
    """
    several, used = question.data.several, in_data(outcome.used)
    missed = outcome.answer is Answer.NO
    contesting = {(each.kind, each.id) for each in others if each.opposes or missed}
    more = (*outcome.undecided, *((pace.base,) if pace and pace.base else ()))
    beside = [*in_data(more)] if more else []
    if missed or contesting or any(each.kind == "period" for each in others):
        beside += _aside(question, used)
    if small := [row for row in used if _may_be_share(question, row)]:
        beside += _in_series(question, small)
    if contesting or chosen.target.decide is not None:
        beside += _read(chosen, question, contesting)
    if several:
        rows = [row for row in (*used, *beside) if row.area in several.get(row.indicator, ())]
        beside += _same_cells(question, rows)
    if not beside:
        return ()
    taken = set(used)
    return tuple(row for row in dict.fromkeys(beside) if row not in taken and not row.assumed)


class Aside(NamedTuple):
    """Figures that may answer in the place of some: of the same areas and years.

    Those of other indicators may be of earlier years, too; a year that was lacking is none.
    """

    own: AbstractSet[str]
    names: Sequence[str]
    """Of all indicators, those of its own among them."""
    areas: Sequence[str]
    years: AbstractSet[int]

    @classmethod
    def of(cls, catalogue: Catalogue, rows: Sequence[Observation]) -> Aside:
        """Return what may stand in the place of these figures."""
        own = dict.fromkeys(row.indicator for row in rows)
        names = dict.fromkeys(each for name in own for each in catalogue.answering[name])
        areas = dict.fromkeys(row.area for row in rows)
        return cls(own.keys(), [*names], [*areas], {row.period.year for row in rows})

    def has(self, row: Observation) -> bool:
        """Whether it is one of them."""
        year, is_of = row.period.year, row.indicator in self.names and row.area in self.areas
        earlier = row.indicator not in self.own and year < max(self.years)
        return is_of and (earlier or year in self.years)


def _aside(question: Question, used: Sequence[Observation]) -> Iterator[Observation]:
    """Yield what may answer in the place of some figures and is of their years."""
    aside = Aside.of(question.catalogue, used)
    for name, area in product(aside.names, aside.areas):
        for row in _counting(question, name, area):
            if row.period.year in aside.years:
                yield row


def _read(
    chosen: Chosen, question: Question, contesting: AbstractSet[tuple[str, str]]
) -> Iterator[Observation]:
    """Yield the rows of readings that contest, or that decide together with the rule."""
    for name, reading in readings(chosen, question):
        if chosen.target.decide is not None or ("reading", name) in contesting:
            yield from in_data(weighed(answer(reading)))


def _may_be_share(question: Question, row: Observation) -> bool:
    """Whether a percentage may be meant as a share of one, were it not for its neighbours."""
    unit = question.catalogue.units[question.catalogue.indicators[row.indicator].unit]
    return unit.kind == "percent" and 0 < row.value.high < 1


def _in_series(question: Question, rows: Sequence[Observation]) -> Iterator[Observation]:
    """Yield all rows of what some are of, whatever their period."""
    series = {(row.indicator, row.area, row.breakdown) for row in rows}
    for row in _observed(question, rows):
        if (row.indicator, row.area, row.breakdown) in series:
            yield row


def _same_cells(question: Question, rows: Sequence[Observation]) -> list[Observation]:
    """Return all rows of the cells of some."""
    cells = {cell_of(row) for row in rows}
    return [row for row in _observed(question, rows) if cell_of(row) in cells]


def _observed(question: Question, rows: Sequence[Observation]) -> Iterator[Observation]:
    """Yield all that is observed of the indicators and areas of some rows."""
    for name, area in dict.fromkeys((row.indicator, row.area) for row in rows):
        yield from _counting(question, name, area)


def _counting(question: Question, name: str, area: str) -> Iterator[Observation]:
    """Yield all that is observed of an indicator and area, which a forecast is not."""
    return (row for row in question.data.rows(name, area) if row.origin.status != "forecast")


def told_of(question: Question, used: tuple[Observation, ...]) -> list[Observation]:
    """Return all rows of the cells used, and those that serve where a source has no such row."""
    cells = {cell_of(row) for row in used}
    periods = {row.period for row in used}
    others: list[Observation] = []
    for one in single_of(question):
        others += [row for row in tiers_of(one) if row.period in periods]
        over = stated_over(one.rule)
        if over is not None:
            others += multi_year(one, period_of(over))
    # What the data state themselves could have been worked out, too.
    others += _operands(question, cells)
    rows = _same_cells(question, used)
    return [*rows, *(row for row in others if cell_of(row) not in cells)]


def _operands(
    question: Question, cells: AbstractSet[tuple[str, str, Period, str]]
) -> list[Observation]:
    """Return the rows that some cells could have been worked out of."""
    return [
        row
        for own, area, period, part in sorted(cells)
        for name, inner in operands(question.catalogue.indicators, own, part)
        for row in _counting(question, name, area)
        if (row.period, row.breakdown) == (period, inner)
    ]


def cell_of(row: Observation) -> tuple[str, str, Period, str]:
    """Return what a figure is of, whoever tells it."""
    return row.indicator, row.area, row.period, row.breakdown


def passed_over(question: Question, outcome: Outcome) -> Iterator[PassedOver]:
    """Yield the rows of the target's own series that did not decide, each with its reason."""
    outcome = replace(outcome, used=in_data(outcome.used))
    used = set(outcome.used)
    indicators = {row.indicator for row in used} | {question.indicator.id}
    for name in sorted(indicators):
        for row in sorted(question.data.rows(name, question.area), key=by_place):
            if row not in used:
                yield PassedOver(row, _why(question, outcome, row))
        for row in sorted(question.data.replaced, key=by_place):
            if (row.indicator, row.area) == (name, question.area):
                yield PassedOver(row, "assumed")


def _why(question: Question, outcome: Outcome, row: Observation) -> str:
    """Return the key of the reason, in the order in which selection asks."""
    period = row.period
    end = ended(question.indicator)
    if row.origin.status == "forecast":
        return "forecast"
    if row.breakdown and all(
        row.breakdown != observation.breakdown for observation in outcome.used
    ):
        return "breakdown"
    if period.kind == YEARS and stated_over(question.rule) is None:
        return "multi-year"
    if period.kind == YEARS and period.code != outcome.period:
        return "other-years"
    if period.first > question.limit:
        return "later"
    if end is not None and period.first >= end:
        return "succeeded"
    if row in outcome.rejected:
        return "rejected"
    return _weaker(outcome, row)


def _weaker(outcome: Outcome, row: Observation) -> str:
    """Return why a row that may count did not: its period, its source or its release."""
    same = [observation for observation in outcome.used if observation.period == row.period]
    same = [observation for observation in same if observation.breakdown == row.breakdown] or same
    if not same:
        chosen = parse(outcome.period) if outcome.period else None
        if chosen is not None and chosen.last == row.period.last:
            return "shorter"
        return "older" if outcome.used else "unused"
    if all(told_by(observation) != told_by(row) for observation in same):
        return "source"
    return "release"
