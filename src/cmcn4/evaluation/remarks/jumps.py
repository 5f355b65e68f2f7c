"""Values that do not fit the one before them: a slipped point, a share that collapses, a swap.

The rules are told in docs/findings.md under `jump-suspicious`. They were chosen on the published
series of Viet Nam and its neighbours, all of which are quiet under them: ranks that halve, 5G that
grows from 1 to 26 % of the population, a growth rate that moves between 3 and 6 %.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter

from cmcn4.evaluation.places import named_from
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.period import YEARS

QUARTER = Decimal("1.25")
"""Only a step by more than this factor may be a jump."""
_TENTH = Decimal("1.1")
_SHIFTS = tuple(Decimal(10) ** places for places in (1, 2, 3))
_LEAST = _SHIFTS[0] / QUARTER
_LONG_AGO = 4
"""Years after which the value before says nothing any more."""
_FALL, _PLACES, _RATE = Decimal(20), Decimal(20), Decimal(20)
"""Points of a share, places of a rank, percent a year."""
_FEW, _VOLATILE = 2, 10
"""Where more than two values, and more than one in ten, are jumps, that is how the series is."""
_MOST_MOVED = 6
_LEVELS = frozenset({"rate", "score", "amount", "ratio"})
"""Kinds of units that do not grow from nothing."""
_LAST_DAY = attrgetter("period.last", "period.kind")
_KINDS = frozenset({"percent", "growth", "rate", "rank", "score", "count", "amount", "ratio"})
"""Not points: a difference of two shares may be near nothing, or turn."""


class Step(NamedTuple):
    """A value, the one before it in its series, and the one before that."""

    before: Observation
    after: Observation
    earlier: Observation | None = None


class Jumps:
    """Goes through the series one by one; what two of them may have exchanged comes at the end."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Start with nothing."""
        self._catalogue = catalogue
        self._moved: dict[tuple[str, ...], list[Step]] = defaultdict(list)

    def within(self, series: list[Observation], indicator: Indicator) -> Iterator[Finding]:
        """Yield the jumps of one indicator for one area."""
        kind = self._catalogue.units[indicator.unit].kind
        if len(series) == 1 or kind not in _KINDS:
            return
        parts: dict[str, list[Observation]] = defaultdict(list)
        for observation in series:
            if observation.period.kind != YEARS and observation.origin.status != "forecast":
                parts[observation.breakdown].append(observation)
        for part in parts.values():
            moved = [] if _still(part) else list(_moved(part))
            most = max(_FEW, len(part) // _VOLATILE)
            sudden = []
            for step in moved:
                variant = _variant(kind, indicator, step)
                if variant:
                    sudden.append((step, variant))
                    if len(sudden) > most:
                        break
            else:
                yield from (_finding(each, indicator, variant) for each, variant in sudden)
            if len(moved) <= max(1, len(part) // 2):
                for step in moved:
                    self._moved[_key(step)].append(step)

    def across(self) -> Iterator[Finding]:
        """Yield values of two indicators that have taken each other's place."""
        for steps in self._moved.values():
            if not 1 < len(steps) <= _MOST_MOVED:
                continue
            for number, one in enumerate(steps):
                for other in steps[number + 1 :]:
                    if one.after.indicator != other.after.indicator and _exchanged(one, other):
                        names = self._catalogue.indicators
                        yield _swap(one, other, names[other.after.indicator])
                        yield _swap(other, one, names[one.after.indicator])


def _still(part: list[Observation]) -> bool:
    """Whether no two values are further apart than a quarter: then there is no step to look at."""
    values = [_middle(row) for row in part]
    return _alike(min(values), max(values), QUARTER)


def _moved(part: list[Observation]) -> Iterator[Step]:
    """Yield each value that is not within a quarter of the one before it.

    The one before is of the same source; for the first value of a source it is the nearest. Of
    periods with the same last day the longest counts.
    """
    rows = sorted(part, key=_LAST_DAY)
    chains: dict[str, list[Observation]] = {}
    for observation in rows:
        chain = chains.get(observation.origin.source_id)
        if chain is None:
            chains[observation.origin.source_id] = [observation]
        elif chain[-1].period.last == observation.period.last:
            chain[-1] = observation
        else:
            chain.append(observation)
    for chain in chains.values():
        yield from _moved_in(chain)
    ends = [observation.period.last for observation in rows]
    for first, *_ in chains.values() if len(chains) > 1 else ():
        before = bisect_left(ends, first.period.last)
        nearest = rows[before - 1]
        if before and not _alike(_middle(nearest), _middle(first), QUARTER):
            yield Step(nearest, first)


def _moved_in(chain: list[Observation]) -> Iterator[Step]:
    """Yield the steps of one source, but not the one back from a value that stood out alone."""
    values = [_middle(observation) for observation in chain]
    for here in range(1, len(values)):
        before, after = values[here - 1], values[here]
        if _alike(before, after, QUARTER):
            continue
        if here == 1:
            yield Step(chain[0], chain[1])
            continue
        earlier = values[here - 2]
        back = _alike(earlier, after, QUARTER) and not _alike(earlier, before, QUARTER)
        if not back:
            yield Step(chain[here - 1], chain[here], chain[here - 2])


def _middle(row: Observation) -> Decimal:
    value = row.value
    return value.low if value.low is value.high else (value.low + value.high) / 2


def _alike(first: Decimal, second: Decimal, factor: Decimal) -> bool:
    """Whether two values differ by no more than a factor."""
    small, large = (first, second) if first < second else (second, first)
    return large <= small * factor if small > 0 else small == large


def _variant(kind: str, indicator: Indicator, step: Step) -> str | None:
    """Return the rule by which a step is a jump, if there is one."""
    before, after = _middle(step.before), _middle(step.after)
    if before <= 0 or after <= 0:
        return None
    variant = _by_size(kind, indicator, step, (before, after))
    if variant is None:
        return None
    first, last = step.before.period.year, step.after.period.year
    # Values of another scale were checked against that scale when they were read.
    same = last - first <= _LONG_AGO and indicator.scale(first) == indicator.scale(last)
    return variant if same else None


def _by_size(
    kind: str, indicator: Indicator, step: Step, values: tuple[Decimal, Decimal]
) -> str | None:
    """Return the rule by which two positive values are too far apart, if there is one."""
    before, after = values
    small, large = (before, after) if before < after else (after, before)
    total = not step.after.breakdown
    if kind == "rank":
        return "rank" if large >= 10 * small and large - small >= _PLACES else None
    if kind == "growth":
        return "rate" if large >= _RATE and large >= 4 * small else None
    if kind == "percent" and after < 1 and total:
        return None  # told as `percent-suspicious`
    if _slipped(small, large) and (after < before or kind in _LEVELS or _stood_still(step)):
        return "point"
    # Parts of a total are small and may do so.
    if kind == "amount" and total and large >= 3 * small:
        return "amount"
    falls = kind == "percent" and total and indicator.direction == "higher"
    return "fall" if falls and 2 * after <= before and before - after >= _FALL else None


def _stood_still(step: Step) -> bool:
    """Whether the value before was like the one before it: what grows from nothing was not."""
    if step.earlier is None:
        return False
    return _alike(_middle(step.earlier), _middle(step.before), QUARTER)


def _slipped(small: Decimal, large: Decimal) -> bool:
    """Whether moving the decimal point by one to three places makes the two alike."""
    return large >= _LEAST * small and any(
        large <= small * shift * QUARTER and small * shift <= large * QUARTER for shift in _SHIFTS
    )


def _finding(step: Step, indicator: Indicator, variant: str) -> Finding:
    """Return the finding: another measure since then explains a jump, nothing else does."""
    first, last = step.before.period.year, step.after.period.year
    facts = {
        "indicator": indicator.names,
        "value": step.after.value,
        "period": step.after.period,
        "previous": step.before.value,
        "previous_period": step.before.period,
        "previous_cell": named_from(step.before.place, step.after.place),
    }
    broken = [year for year in indicator.breaks if first < year <= last]
    if broken:
        facts |= {"variant": "break", "year": str(broken[-1])}
        return Finding("definition-changed", step.after.place, facts)
    return Finding("jump-suspicious", step.after.place, {"variant": variant, **facts})


def _key(step: Step) -> tuple[str, ...]:
    """Return what two indicators share whose values stand side by side."""
    after = step.after
    return after.area, after.breakdown, after.sheet.path, step.before.period.code, after.period.code


def _exchanged(one: Step, other: Step) -> bool:
    """Whether each value is close to what the other indicator had before."""
    pairs = (other.before, one.after), (one.before, other.after)
    return all(_alike(_middle(was), _middle(now), _TENTH) for was, now in pairs)


def _swap(step: Step, other: Step, name: Indicator) -> Finding:
    facts = {
        "variant": "swap",
        "value": step.after.value,
        "period": step.after.period,
        "previous": step.before.value,
        "previous_period": step.before.period,
        "previous_cell": named_from(step.before.place, step.after.place),
        "other": name.names,
        "other_value": other.after.value,
        "other_cell": named_from(other.after.place, step.after.place),
    }
    return Finding("jump-suspicious", step.after.place, facts)


def jumps(series: Iterable[list[Observation]], catalogue: Catalogue) -> Iterator[Finding]:
    """Yield all jumps; a cell that was exchanged is told as that alone."""
    found = Jumps(catalogue)
    single = [
        finding
        for rows in series
        for finding in found.within(rows, catalogue.indicators[rows[0].indicator])
    ]
    swaps = list(found.across())
    told = {finding.place for finding in swaps}
    yield from swaps
    yield from (finding for finding in single if finding.place not in told)
