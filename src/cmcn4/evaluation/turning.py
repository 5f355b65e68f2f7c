"""From which value on the verdict turns: an assumed figure exchanged, the rest left as it is.

Every answer is one of the evaluation itself: what is tried are the numbers that the rule and the
other figures name, the values beside them, and between two that differ the halves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from cmcn4.evaluation.assess import judged
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.settings import Settings
from cmcn4.model.interval import Interval, point
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Turn, Turns
from cmcn4.model.rule import Rule, comparisons, single
from cmcn4.model.verdict import Answer, Verdict

_WHOLE = ("rank", "tier", "count")
_STEP = Decimal("0.01")
_MOST_OTHERS = 60
"""Other figures whose values are tried."""
_FAR = 10
"""How many times the spread of what is named is looked beyond it, where nothing limits a value."""
_INFINITE = Decimal("Infinity")
_Told = tuple[Answer, Verdict]


class _Grid(NamedTuple):
    """Values that are tried, as whole numbers of steps."""

    step: Decimal
    low: int
    high: int
    low_limit: Decimal | None
    high_limit: Decimal | None
    named: frozenset[int]
    """Those that the rule or another figure names: a verdict turns exactly there or not at all."""


def turning(assessment: Assessment, data: Dataset, settings: Settings) -> tuple[Turns, ...]:
    """Return for each assumed figure that a verdict stands on the values with their verdicts."""
    kinds = settings.catalogue.units
    return tuple(
        Turns(row, tuple(_turns(assessment, row, data, settings)))
        for row in assessment.evidence
        if row.assumed and kinds[settings.catalogue.indicators[row.indicator].unit].kind != "yes-no"
    )


def _turns(
    assessment: Assessment, row: Observation, data: Dataset, settings: Settings
) -> Iterator[Turn]:
    grid = _grid(assessment, row, settings)
    known: dict[int, _Told] = {}

    def tell(place: int) -> _Told:
        if place not in known:
            other = row._replace(value=point(place * grid.step))
            series = [other if own == row else own for own in data.rows(row.indicator, row.area)]
            exchanged = data.exchanged({(row.indicator, row.area): series})
            known[place] = judged(assessment.chosen, assessment.area, exchanged, settings)
        return known[place]

    beside = {place + by for place in grid.named for by in (-1, 0, 1)}
    tried = sorted({place for place in beside if grid.low <= place <= grid.high} | {*grid[1:3]})
    ends = [
        _between(first, last, tell) for first, last in pairwise(tried) if tell(first) != tell(last)
    ]
    start, is_open = grid.low_limit, False
    for before in [*ends, None]:
        if before is None:
            end, end_open, last = grid.high_limit, False, grid.high
        else:
            end, end_open, last = _border(before, grid)
        low, high = (-_INFINITE if start is None else start), (_INFINITE if end is None else end)
        yield Turn(Interval(low, high, is_open, end_open), *tell(last))
        if before is not None:
            start, is_open = _start(before, grid)


def _between(first: int, last: int, tell: Callable[[int], _Told]) -> int:
    """Return the last place that still has the verdict of the first one."""
    told = tell(first)
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if tell(middle) == told else (first, middle)
    return first


def _border(before: int, grid: _Grid) -> tuple[Decimal, bool, int]:
    """Return where values with the verdict before a turn end, whether openly, and one of them."""
    if before not in grid.named and before + 1 in grid.named:
        return (before + 1) * grid.step, True, before
    return before * grid.step, False, before


def _start(before: int, grid: _Grid) -> tuple[Decimal, bool]:
    """Return where values with the verdict behind a turn begin, and whether openly."""
    if before in grid.named and before + 1 not in grid.named:
        return before * grid.step, True
    return (before + 1) * grid.step, False


def _grid(assessment: Assessment, row: Observation, settings: Settings) -> _Grid:
    indicator = settings.catalogue.indicators[row.indicator]
    named = [number for number in _named(assessment, row) if number.is_finite()]
    step = min([_STEP, *(Decimal(1).scaleb(_exponent(number)) for number in named)])
    if settings.catalogue.units[indicator.unit].kind in _WHOLE:
        named, step = [number for number in named if number == int(number)], Decimal(1)
    low, high = indicator.scale(row.period.year)
    most, least = max(named, default=Decimal(0)), min(named, default=Decimal(0))
    far = _FAR * (most - least + abs(most) + 1)
    start = least - far if low is None else low
    end = most + far if high is None else high
    asked = frozenset(int(number / step) for number in named)
    return _Grid(step, -int(-start // step), int(end // step), low, high, asked)


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _named(assessment: Assessment, row: Observation) -> Iterator[Decimal]:
    """Yield the numbers at which a verdict may turn."""
    for rule in _rules(assessment):
        reach = getattr(rule, "tolerance", None) or Decimal(0)
        for _, _, number in comparisons(rule):
            yield from (number, number - reach, number + reach)
    if assessment.threshold is not None:
        yield assessment.threshold
    if assessment.against is not None:
        yield from (assessment.against.low, assessment.against.high)
    others = [other for other in assessment.evidence if other != row]
    for other in others[:_MOST_OTHERS]:
        yield from (other.value.low, other.value.high)


def _rules(assessment: Assessment) -> Iterable[Rule]:
    chosen = assessment.chosen
    stated = [chosen.rule, *(reading.rule for reading in chosen.target.readings)]
    return [rule for one in stated for rule, _ in single(one, chosen.indicator)]
