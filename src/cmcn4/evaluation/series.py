"""The figures over the years behind a verdict: one a year, of one source, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cmcn4.evaluation.dataset import Rows, lateness
from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Observation
from cmcn4.model.pace import History
from cmcn4.model.period import Period
from cmcn4.model.report import Chosen
from cmcn4.model.rule import KINDS, Threshold

_OLDEST_BASE = 2
"""Years a base may be older than the year of the document; others this near are tried, too."""


def rows(question: Question) -> Rows:
    """Return the rows of the series that a rule reads, of one source where one is asked about."""
    rule = question.rule
    breakdown = rule.breakdown if isinstance(rule, Threshold) else None
    found = candidates(question, (breakdown or "",))
    source = question.variation.source if question.variation else None
    return found if source is None else found.by_source.get(source, Rows())


def of_source(question: Question, source: str) -> Question:
    """Return the same question about the series of one source alone."""
    return question.varied(Variation("source", source, source))


def last(question: Question) -> Choice | None:
    """Return the last figure of the series that a rule reads; None where there is not one alone."""
    series = rows(question)
    choice = at(question, series, series.latest) if series.latest else None
    return choice if isinstance(choice, Choice) and not choice.tied else None


def has_road(question: Question) -> bool:
    """Whether a road to the target has a meaning: levels have one, to a number that stays.

    Growth targets, group ranks, counts and milestones have none, nor has the way to a number that
    moves, or to a band that may be left on its other side.
    """
    rule = question.rule
    if not isinstance(rule, Threshold) or rule.reference or rule.strict:
        return False
    return question.catalogue.units[question.indicator.unit].kind != "growth"


def rivals(
    question: Question, latest: Observation, *, least: int = 1
) -> Iterator[tuple[str, Question, Choice]]:
    """Yield each other source with the question about it and its last figure, if that is limited.

    A series is one source's. Those of fewer than the `least` number of rows are left out.
    """
    series = rows(question).by_source
    sources = [source for source, told in series.items() if len(told) >= least]
    for source in sorted({*sources} - {latest.origin.source_id, ""}):
        asked = of_source(question, source)
        choice = last(asked)
        if choice is not None and choice.value.limited:
            yield source, asked, choice


def start_of(chosen: Chosen) -> int:
    """Return the year in which the road to a target begins: its document's own."""
    return chosen.pack.base_year or int(chosen.pack.document.issued[:4])


def points(
    question: Question, latest: Observation, *, before: bool = False
) -> tuple[Observation, ...]:
    """Return one observation a year, the last of each, comparable with the latest."""
    series = rows(question)
    scale = comparable(question, latest)
    found = {}
    for period in sorted(series.by_period, key=lateness):
        late = period.last > latest.period.last
        if late or (before and period.last == latest.period.last) or not scale(period):
            continue
        choice = at(question, series, period)
        if isinstance(choice, Choice) and not choice.tied and choice.value.limited:
            found[period.year] = choice.rows[0]
    return tuple(found.values())


def bases(question: Question, latest: Observation, start: int) -> list[Observation]:
    """Return the base first, then the other observations within two years of it.

    The base is the latest observation in or before the year of the document, at most two years
    older, else the first after it. Of each year its last observation stands for it. The latest
    figure's own year offers no other base: a pace of some days is none.
    """
    found = [
        observation
        for observation in points(question, latest, before=True)
        if not observation.origin.doubt
    ]
    before = [
        observation
        for observation in found
        if start - _OLDEST_BASE <= observation.period.year <= start
    ]
    after = [observation for observation in found if observation.period.year > start]
    base = before[-1] if before else after[0] if after else None
    if base is None:
        return []
    near = [
        observation
        for observation in found
        if observation is not base
        and observation.period.year < latest.period.year
        and abs(observation.period.year - base.period.year) <= _OLDEST_BASE
    ]
    return [base, *near]


def comparable(question: Question, latest: Observation) -> Callable[[Period], bool]:
    """Return whether no change of scale or borders lies between a period and the latest figure."""
    area = question.catalogue.areas[latest.area]
    unchanged = area.valid_to is None or latest.period.last.isoformat() <= area.valid_to

    def same(period: Period) -> bool:
        if not unchanged or broken_in(question.indicator, period.year, latest.period.year):
            return False
        return area.valid_from is None or area.valid_from <= period.first.isoformat()

    return same


def broken_in(indicator: Indicator, first: int, last: int) -> int | None:
    """Return the year from which values up to `last` cannot be compared with those of `first`."""
    breaks = [year for year in indicator.breaks if first < year <= last]
    if breaks or indicator.scale(first) == indicator.scale(last):
        return max(breaks, default=None)
    scale = indicator.scale(last)
    return next(year + 1 for year in range(last, first - 1, -1) if indicator.scale(year) != scale)


def history(chosen: Chosen, question: Question, outcome: Outcome) -> History | None:
    """Return the years behind an outcome; None where no single series was judged."""
    latest = _latest(question, outcome)
    if latest is None or not KINDS[question.rule.kind].series:
        return None
    own = of_source(question, latest.origin.source_id)
    starts = bases(own, latest, start_of(chosen)) if has_road(question) else []
    others = {
        source: points(asked, choice.rows[0]) for source, asked, choice in rivals(question, latest)
    }
    return History(points(own, latest), others, starts[0] if starts else None)


def _latest(question: Question, outcome: Outcome) -> Observation | None:
    """Return the last of the area's own rows that were used, of the indicator judged."""
    wanted = question.indicator.id, question.area
    own = [
        observation
        for observation in outcome.used
        if (observation.indicator, observation.area) == wanted
    ]
    return max(own, key=lambda observation: observation.period.last) if own else None
