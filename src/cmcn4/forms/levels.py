"""What is wanted of the figures of a line, and which of it Excel can compare them with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from cmcn4.forms.plan import Plan
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.form import Series
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Comparison, Threshold, breakdowns, facing, number_of, single


class Said(NamedTuple):
    """A target as a form tells it."""

    due: str
    condition: str
    document: str


class Level(NamedTuple):
    """What one target wants, or several of one wording."""

    year: int
    """In which it falls due."""
    said: Said
    """The condition in words."""
    documents: tuple[str, ...]
    """Who wants it."""
    test: tuple[Comparison, Decimal] | None
    """The comparison and its number; None where more than one figure decides."""
    years: range
    """Those whose figures may decide: of several the latest does."""


def levels_of(
    plan: Plan,
    catalogue: Catalogue,
    concerns: Callable[[Chosen, str], bool],
    words: Callable[[Chosen, str, bool], Said],
) -> dict[Series, tuple[Level, ...]]:
    """Return the levels by line, the earlier first.

    A target that asks for several lines stands at the first of them, once for each area. `words`
    tells a target in words for an area, as a plain threshold or not.
    """
    lines = list(dict.fromkeys(figure.asked.series for figure in plan.lines))
    found: dict[Series, list[Level]] = {}
    for chosen in plan.targets:
        wanted = set(_series_of(chosen, catalogue))
        seen: set[str] = set()
        for line in lines:
            if line.area in seen or not concerns(chosen, line.area):
                continue
            if (line.indicator, line.breakdown) in wanted:
                seen.add(line.area)
                found.setdefault(line, []).append(_level(chosen, line, catalogue, words))
    return {line: _together(levels) for line, levels in found.items()}


def _together(levels: list[Level]) -> tuple[Level, ...]:
    """Return the levels, the earlier first; those of one wording as one."""
    found: dict[tuple[object, ...], Level] = {}
    for level in sorted(levels, key=lambda level: level.year):
        key = level.said, level.test, level.years
        known = found.get(key)
        documents = (*(known.documents if known else ()), *level.documents)
        found[key] = level._replace(documents=tuple(dict.fromkeys(documents)))
    return tuple(found.values())


def _series_of(chosen: Chosen, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the indicators and parts that a target is judged by."""
    for rule, name in single(chosen.rule, chosen.indicator):
        for part in breakdowns(rule, catalogue.groups):
            yield name, part


def _level(
    chosen: Chosen,
    line: Series,
    catalogue: Catalogue,
    words: Callable[[Chosen, str, bool], Said],
) -> Level:
    indicator = catalogue.indicators[line.indicator]
    test = _test(chosen, indicator, catalogue)
    last = chosen.target.due_date.year
    said = words(chosen, line.area, test is not None)
    return Level(
        year=chosen.target.year,
        said=said._replace(document=""),
        documents=(said.document,),
        test=test,
        years=range(last - indicator.age_limit, last + 1),
    )


def _test(
    chosen: Chosen, indicator: Indicator, catalogue: Catalogue
) -> tuple[Comparison, Decimal] | None:
    """Return the comparison of a one-sided threshold with a plain number."""
    rule = facing(chosen.rule, indicator.direction)
    unanimous = chosen.target.decide == "unanimous" and chosen.target.readings
    if not isinstance(rule, Threshold) or unanimous or chosen.indicator != indicator.id:
        return None
    stands_in = indicator.tiers or indicator.succeeded_by or indicator.derived
    asks_more = (
        rule.between or rule.about is not None or rule.reference or rule.ranks or rule.breakdown
    )
    if asks_more or stands_in or catalogue.units[indicator.unit].kind in ("yes-no", "tier"):
        return None
    return number_of(rule)
