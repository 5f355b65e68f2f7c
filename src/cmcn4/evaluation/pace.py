"""Whether the pace so far is enough for a target that has not fallen due."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.road import nothing, pace
from cmcn4.evaluation.select import at, candidates
from cmcn4.model.interval import Interval
from cmcn4.model.observation import Observation
from cmcn4.model.report import Chosen, Pace, PaceClass, Progress
from cmcn4.model.rule import Threshold

_OLDEST_BASE = 2
"""Years a base may be older than the year of the document; others this near are tried, too."""
_BEST_FIRST: tuple[PaceClass, ...] = (
    "met", "on-track", "substantial", "slow", "moderate", "stalled", "limited",
    "worsening", "deterioration", "regressed", "insufficient-data",
)  # fmt: skip


def progress(chosen: Chosen, question: Question, outcome: Outcome, method: str) -> Progress | None:
    """Return the progress of an assessment ahead of its horizon; None where it has no meaning.

    Only levels have a pace: growth targets, group ranks, counts and milestones have none.
    """
    rule = question.rule
    if not isinstance(rule, Threshold) or len(outcome.used) != 1 or outcome.value is None:
        return None
    latest = outcome.used[0]
    if latest.indicator != question.indicator.id:
        return None
    if question.catalogue.units[question.indicator.unit].kind == "rate":
        return None
    asked = replace(question, variation=Variation("source", "", latest.origin.source_id))
    start = chosen.pack.base_year or int(chosen.pack.document.issued[:4])
    bases = _bases(asked, latest, start)
    found = _classed(asked, bases[0] if bases else None, latest, method)
    others = {
        base.period.code: other.class_
        for base in bases[1:]
        if (other := _classed(asked, base, latest, method)).class_
        not in (found.class_, "insufficient-data")
    }
    rivals = _rivals(chosen, question, latest, method)
    return replace(found, other_bases=others, rivals=rivals, points=_points(asked, latest))


def _points(
    question: Question, latest: Observation, *, before: bool = False
) -> tuple[Observation, ...]:
    """Return one observation a year, the last of each, comparable with the latest."""
    rows = candidates(question)
    found = {}
    for period in sorted(rows.by_period, key=lambda each: (each.last, each.kind)):
        choice = at(question, rows, period)
        late = period.last > latest.period.last
        if late or choice is None or choice.tied or (before and period.last == latest.period.last):
            continue
        if _comparable(question, choice.rows[0], latest):
            found[period.year] = choice.rows[0]
    return tuple(found.values())


def _rivals(
    chosen: Chosen, question: Question, latest: Observation, method: str
) -> dict[str, PaceClass]:
    """Return the class by each rival source's own series: a series is one source's."""
    own = latest.origin.source_id
    sources = {each.origin.source_id for each in candidates(question)} - {own, ""}
    start = chosen.pack.base_year or int(chosen.pack.document.issued[:4])
    found = {}
    for source in sorted(sources):
        asked = replace(question, variation=Variation("source", source, source))
        rows = candidates(asked)
        period = max(rows.by_period, key=lambda each: (each.last, each.kind))
        choice = at(asked, rows, period)
        too_old = question.limit.year - period.year > question.indicator.age_limit
        if choice is None or choice.tied or too_old:
            continue
        bases = _bases(asked, choice.rows[0], start)
        if bases:
            found[source] = _classed(asked, bases[0], choice.rows[0], method).class_
    return found


def _bases(question: Question, latest: Observation, start: int) -> list[Observation]:
    """Return the base first, then the other observations within two years of it.

    The base is the latest observation in or before the year of the document, at most two years
    older, else the first after it. Of each year its last observation stands for it.
    """
    points = _points(question, latest, before=True)
    before = [each for each in points if start - _OLDEST_BASE <= each.period.year <= start]
    after = [each for each in points if each.period.year > start]
    base = before[-1] if before else after[0] if after else None
    if base is None:
        return []
    near = [
        each
        for each in points
        if each is not base and abs(each.period.year - base.period.year) <= _OLDEST_BASE
    ]
    return [base, *near]


def _comparable(question: Question, base: Observation, latest: Observation) -> bool:
    """Whether no change of scale or borders lies between two observations."""
    indicator, area = question.indicator, question.catalogue.areas[base.area]
    years = base.period.year, latest.period.year
    if any(years[0] < each <= years[1] for each in indicator.breaks):
        return False
    if indicator.scale(base.period.year) != indicator.scale(latest.period.year):
        return False
    first, last = base.period.first.isoformat(), latest.period.last.isoformat()
    started = area.valid_from is None or area.valid_from <= first
    return started and (area.valid_to is None or last <= area.valid_to)


def _classed(
    question: Question, base: Observation | None, latest: Observation, method: str
) -> Progress:
    """Class the pace between two observations, a bounded one at both of its ends."""
    if base is None:
        return Progress(paces=(nothing(method),), base=None, latest=latest, missing=False)
    ends = {
        (start, end): pace(question, (base, start), (latest, end), method)
        for start in _ends(base.value)
        for end in _ends(latest.value)
    }
    paces = sorted(ends.values(), key=_worse)
    distinct = tuple({each.class_: each for each in paces}.values())
    missing = any(each.misses for each in ends.values())
    return Progress(paces=distinct, base=base, latest=latest, missing=missing)


def _worse(pace: Pace) -> tuple[int, Decimal]:
    ratio = pace.ratio if pace.ratio is not None else Decimal(0)
    return _BEST_FIRST.index(pace.class_), 0 - ratio


def _ends(value: Interval) -> tuple[Decimal, ...]:
    return (value.low,) if value.is_point else (value.low, value.high)
