"""What a form asks for: which figures of which areas and years the targets chosen can use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cmcn4.model.catalogue import Area, Catalogue, Indicator
from cmcn4.model.form import Asked
from cmcn4.model.lazy.dataclass import dataclass, field
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.measure import operands
from cmcn4.model.report import Chosen
from cmcn4.model.rule import (
    Areas,
    Average,
    Change,
    Every,
    PeerRank,
    Rule,
    Sum,
    breakdowns,
    is_state,
    measure,
    single,
    year_span,
)

SPAN = 5
"""How many years up to a horizon are asked for, unless the years are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a form is wanted for."""

    targets: tuple[Chosen, ...]
    areas: tuple[str, ...]
    catalogue: Catalogue
    applies: Callable[[Chosen, str], bool]
    """Whether a target is judged for an area."""
    this_year: int
    """No later year is asked for, unless the years are given."""
    years: tuple[int, int] | None = None
    """First and last year."""


class Line(NamedTuple):
    """One figure to fill in."""

    asked: Asked
    needed: bool
    """Whether its absence is worth a remark: not where it only settles another reading, nor where
    no edition of that year is known of."""


class OutOfBorders(NamedTuple):
    """Years for which an area is not asked, since it did not have these borders."""

    area: Area
    years: tuple[int, ...]


@dataclass(slots=True)
class Plan:
    """The figures of a form in their order, and the targets they are for."""

    lines: tuple[Line, ...]
    targets: tuple[Chosen, ...]
    """Those that are judged for any of the areas."""
    left_out: tuple[OutOfBorders, ...]
    idle: tuple[str, ...] = ()
    """Areas that no target asks anything of."""


@dataclass(slots=True)
class _Series:
    """An indicator, with the parts and years asked for."""

    indicator: Indicator
    parts: dict[str, bool] = field(default_factory=dict)
    """Breakdowns, empty for the total, with whether they are needed."""
    years: set[int] = field(default_factory=set)
    unsure: set[int] = field(default_factory=set)
    """Years of which no edition is known."""
    once: bool = False
    """Whether one figure, the latest, is all that is asked for."""


def plan(wish: Wish) -> Plan:
    """Return what to ask for: area by area, indicator by indicator, the years in order."""
    needed: dict[Asked, bool] = {}
    left_out: list[OutOfBorders] = []
    idle = []
    for name in wish.areas:
        own = [chosen for chosen in wish.targets if wish.applies(chosen, name)]
        judged = [chosen for chosen in own if not isinstance(chosen.rule, Areas)]
        found = list(_of_area(wish, _series(wish, judged), name))
        area = wish.catalogue.areas[name]
        borders = area.valid_from or "", area.valid_to or "9999"
        years = {int(line.asked.period) for line in found}
        outside = [
            year for year in sorted(years) if not borders[0] <= f"{year}-12-31" <= borders[1]
        ]
        if outside:
            left_out.append(OutOfBorders(area, tuple(outside)))
        kept = [line for line in found if int(line.asked.period) not in outside]
        kept += _of_counted(wish, own)
        if not kept:
            idle.append(name)
        # A member that is counted may be asked for itself, too: each figure has one line.
        for line in kept:
            needed[line.asked] = needed.get(line.asked, False) or line.needed
    targets = tuple(
        chosen for chosen in wish.targets if any(wish.applies(chosen, area) for area in wish.areas)
    )
    lines = tuple(Line(*figure) for figure in needed.items())
    return Plan(lines, targets, tuple(left_out), tuple(idle))


def _of_counted(wish: Wish, targets: list[Chosen]) -> Iterator[Line]:
    """Yield the figures of the areas that targets count, for the years in which they are."""
    indicators, groups = wish.catalogue.indicators, wish.catalogue.groups
    by_group: dict[str, list[Chosen]] = {}
    for chosen in targets:
        if isinstance(chosen.rule, Areas):
            by_group.setdefault(chosen.rule.within, []).append(chosen)
    for group, counted in by_group.items():
        asked = _series(wish, counted)
        for name in dict.fromkeys(member.id for member in groups[group].members):
            for line in _of_area(wish, asked, name):
                indicator = indicators[line.asked.indicator]
                day = indicator.edition_day(int(line.asked.period))
                if name in groups[group].members_on(day):
                    yield line


def _of_area(wish: Wish, found: Iterable[_Series], area: str) -> Iterator[Line]:
    for series in found:
        years = sorted(series.years)[-1:] if series.once else sorted(series.years)
        for part, needed in series.parts.items():
            last = _last_year(wish, series.indicator, part)
            for year in (year for year in years if last is None or year <= last):
                asked = Asked(series.indicator.id, part, area, str(year))
                yield Line(asked, needed and year not in series.unsure)


def _last_year(wish: Wish, indicator: Indicator, part: str) -> int | None:
    """Return the last year by whose end a breakdown had not ended; None if it has no end."""
    groups = (wish.catalogue.groups[name] for name in indicator.breakdowns)
    members = (member for group in groups for member in group.members if member.id == part)
    end = next((member.to_date for member in members if member.to_date), None)
    return int(end[:4]) - (end[5:] < "12-31") if end else None


def _series(wish: Wish, targets: Iterable[Chosen]) -> list[_Series]:
    """Return each indicator once, in the order in which the targets first ask for it."""
    found: dict[str, _Series] = {}
    for chosen in targets:
        years = _years(wish, chosen)
        default = chosen.target.indicator
        for rule, indicator in single(chosen.rule, chosen.indicator):
            _ask(wish, found, (indicator, rule), years)
        others = [(default, chosen.target.rule)] if chosen.reading != "default" else []
        others += [
            (reading.indicator or default, reading.rule) for reading in chosen.target.readings
        ]
        inner = [pair for name, stated in others for pair in single(stated, name)]
        for rule, indicator in inner:
            # Another reading of the same figures needs none but those; its own are asked for, too.
            if indicator != chosen.indicator or (
                isinstance(rule, Every) and rule.over == "indicator"
            ):
                _ask(wish, found, (indicator, rule), years, needed=False)
    return [series for series in found.values() if series.years]


def _ask(
    wish: Wish,
    found: dict[str, _Series],
    what: tuple[str, Rule],
    years: list[int],
    *,
    needed: bool = True,
) -> None:
    """Add what a rule uses of an indicator, and what stands in for it."""
    name, rule = what
    indicators = wish.catalogue.indicators
    names: Iterable[str] = [name]
    if isinstance(rule, Every) and rule.over == "indicator":
        names = rule.members
    wanted = [
        figures
        for name in names
        for figures in _figures(indicators, name, breakdowns(rule, wish.catalogue.groups))
    ]
    for name, parts in wanted:
        indicator = indicators[name]
        published = [year for year in years if _is_published(indicator, year)]
        series = found.setdefault(name, _Series(indicator))
        series.once |= is_state(rule)
        for part in parts:
            series.parts[part] = series.parts.get(part, False) or needed
        if not _is_over(indicator, max(years, default=0)):
            series.years |= {year for year in published if _counts(indicator, year)}
        unsure = {year for year in published if indicator.editions and not indicator.edition(year)}
        series.unsure |= unsure
        for other in _stand_ins(indicator, rule):
            beside = found.setdefault(other, _Series(indicators[other]))
            beside.parts[""] = beside.parts.get("", False) or needed
            beside.years |= {year for year in published if _stands_in(indicator, other, year)}
            beside.unsure |= unsure


def _figures(
    indicators: Mapping[str, Indicator], name: str, parts: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield an indicator with its parts; of a derived one all that it is worked out of."""
    found: list[tuple[str, tuple[str, ...]]] = [
        (own, (inner,))
        for part in parts
        for own, inner in operands(indicators, name, part)
        if not indicators[own].derived
    ]
    yield from found or [(name, parts)]


def _years(wish: Wish, chosen: Chosen) -> list[int]:
    """Return the years of a target: those given; else five up to its horizon, none ahead."""
    if wish.years:
        return list(range(wish.years[0], wish.years[1] + 1))
    last = min(chosen.target.year, wish.this_year)
    years = set(range(last - SPAN + 1, last + 1))
    for rule, _ in single(chosen.rule, chosen.indicator):
        if isinstance(rule, Average | Sum):
            years |= set(_span(rule.over))
            if measure(rule) == "growth":
                years.add(year_span(rule.over)[0] - 1)
        elif isinstance(rule, Change):
            years.add(rule.since)
        elif isinstance(rule, Every) and rule.over == "period":
            listed = isinstance(rule.members, tuple)
            years |= set(map(int, rule.members) if listed else _span(str(rule.members)))
    return sorted(year for year in years if year <= wish.this_year)


def _span(text: str) -> range:
    first, last = year_span(text)
    return range(first, last + 1)


def _stand_ins(indicator: Indicator, rule: Rule) -> Iterator[str]:
    """Yield what else decides: a rank within the group, a tier, the successor of the term."""
    if isinstance(rule, PeerRank) and rule.group in indicator.group_ranks:
        yield indicator.group_ranks[rule.group]
    if indicator.tiers:
        yield indicator.tiers.indicator
    if indicator.succeeded_by:
        yield indicator.succeeded_by.indicator


def _stands_in(indicator: Indicator, other: str, year: int) -> bool:
    if indicator.succeeded_by and other == indicator.succeeded_by.indicator:
        return f"{year}-12-31" > indicator.succeeded_by.from_date
    return True


def _is_over(indicator: Indicator, last: int) -> bool:
    """Whether all figures of a term that was replaced are too old for the last year asked."""
    succession = indicator.succeeded_by
    if succession is None:
        return False
    return int(succession.from_date[:4]) < last - indicator.age_limit


def _counts(indicator: Indicator, year: int) -> bool:
    """Whether a figure of that year can count: not after its term ended, nor where none is out."""
    if indicator.succeeded_by and f"{year}-01-01" > indicator.succeeded_by.from_date:
        return False
    bounds = indicator.tiers.bounds if indicator.tiers else ()
    return not any(bound.edition == year for bound in bounds)


def _is_published(indicator: Indicator, year: int) -> bool:
    """Whether there is, or may be, an edition of that year."""
    known = [edition.year for edition in indicator.editions]
    if not known or indicator.frequency == "annual" or year in known:
        return True
    if year < max(known):
        return False
    return indicator.frequency == "irregular" or (year - max(known)) % 2 == 0
