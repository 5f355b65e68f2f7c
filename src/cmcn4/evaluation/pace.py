"""Whether the pace so far is enough for a target that has not fallen due."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cmcn4.evaluation.exact import shown
from cmcn4.evaluation.question import Outcome, Question, Variation
from cmcn4.evaluation.select import Choice, at, candidates
from cmcn4.evaluation.threshold import weigh
from cmcn4.model.interval import Interval, point
from cmcn4.model.observation import Observation
from cmcn4.model.report import Chosen, Pace, PaceClass, Progress
from cmcn4.model.rule import Threshold, comparison
from cmcn4.model.verdict import Answer
from cmcn4.progress import cagr_ratio, growth, linear_pace

_OLDEST_BASE = 2
"""Years a base may be older than the year of the document; others this near are tried, too."""
_RATIO_PLACES = 4
_CLASSES: dict[str, PaceClass] = {
    "substantial_progress": "substantial",
    "moderate_progress": "moderate",
    "limited_progress": "limited",
    "deterioration": "deterioration",
}
_BEST_FIRST: tuple[PaceClass, ...] = (
    "met", "on-track", "substantial", "slow", "moderate", "stalled", "limited",
    "worsening", "deterioration", "regressed", "insufficient-data",
)  # fmt: skip


class _Road(NamedTuple):
    """A base, the latest value and the target, with their times in years."""

    base: Fraction
    base_time: Fraction
    latest: Fraction
    latest_time: Fraction
    goal: Fraction
    horizon: Fraction


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
        if (other := _classed(asked, base, latest, method)).class_ != found.class_
    }
    rivals = _rivals(chosen, question, latest, method)
    return replace(found, other_bases=others, rivals=rivals, points=_points(asked, latest))


def _points(question: Question, latest: Observation) -> tuple[Observation, ...]:
    """Return one observation a year, the last of each, comparable with the latest."""
    rows = candidates(question)
    found = {}
    for period in sorted(rows.by_period, key=lambda each: (each.last, each.kind)):
        choice = at(question, rows, period)
        if period.last > latest.period.last or choice is None or choice.tied:
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
        if choice is None or choice.tied:
            continue
        bases = _bases(asked, choice.rows[0], start)
        if bases:
            found[source] = _classed(asked, bases[0], choice.rows[0], method).class_
    return found


def _bases(question: Question, latest: Observation, start: int) -> list[Observation]:
    """Return the base first, then the other observations within two years of it.

    The base is the latest observation in or before the year of the document, at most two years
    older, else the first after it.
    """
    rows = candidates(question)
    points = [
        choice.rows[0]
        for period in sorted(rows.by_period, key=lambda each: (each.last, each.kind))
        if period.last < latest.period.last
        and isinstance(choice := at(question, rows, period), Choice)
        and not choice.tied
        and _comparable(question, choice.rows[0], latest)
    ]
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
        nothing = Pace("insufficient-data", None, None, None, None, None, None)
        return Progress(method=method, paces=(nothing,), base=None, latest=latest, missing=True)
    ends = {
        (start, end): _pace(question, (base, start), (latest, end), method)
        for start in _ends(base.value)
        for end in _ends(latest.value)
    }
    paces = sorted(ends.values(), key=_worse)
    distinct = tuple({each.class_: each for each in paces}.values())
    missing = any(each.misses for each in ends.values())
    return Progress(method=method, paces=distinct, base=base, latest=latest, missing=missing)


def _worse(pace: Pace) -> tuple[int, Decimal]:
    ratio = pace.ratio if pace.ratio is not None else Decimal(0)
    return _BEST_FIRST.index(pace.class_), 0 - ratio


def _ends(value: Interval) -> tuple[Decimal, ...]:
    return (value.low,) if value.is_point else (value.low, value.high)


def _pace(
    question: Question,
    base: tuple[Observation, Decimal],
    latest: tuple[Observation, Decimal],
    method: str,
) -> Pace:
    stated = comparison(question.rule)
    assert stated is not None  # noqa: S101 - thresholds state one comparison
    road = _Road(
        Fraction(base[1]),
        time(base[0].period.last),
        Fraction(latest[1]),
        time(latest[0].period.last),
        Fraction(stated[1]),
        Fraction(question.horizon + 1),
    )
    linear = linear_pace(
        (road.base_time, road.base), (road.latest_time, road.latest), (road.horizon, road.goal)
    )
    projected = _clipped(question, linear.projected)
    ratio: Fraction | None = Fraction(linear.ratio) if linear.ratio is not None else None
    class_ = _linear_class(ratio)
    if method == "cagr-ratio" and _has_rate(question, road):
        found = cagr_ratio(
            float(road.base), float(road.base_time), float(road.latest), float(road.latest_time),
            float(road.goal), float(road.horizon), 1 if question.upward else -1,
        )  # fmt: skip
        ratio = None if found.value is None else Fraction(found.value)
        class_ = _CLASSES.get(found.status, "insufficient-data")
        rate = growth(float(road.base), float(road.latest), float(road.latest_time - road.base_time))
        left = float(road.horizon - road.latest_time)
        projected = _clipped(question, Fraction(float(road.latest) * (1 + rate) ** left))
    met = weigh(point(latest[1]), question.rule, upward=question.upward).answer is Answer.YES
    met_before = weigh(point(base[1]), question.rule, upward=question.upward).answer is Answer.YES
    if met:
        class_ = "met"
    elif met_before:
        class_ = "regressed"
    misses = weigh(point(_decimal(projected)), question.rule, upward=question.upward)
    return Pace(
        class_=class_,
        ratio=None if ratio is None else _decimal(ratio, _RATIO_PLACES),
        pace=_decimal(linear.pace),
        pace_required=_decimal(linear.pace_required),
        pace_needed_from_now=None if met else _optional(linear.pace_needed_from_now),
        projected=_decimal(projected),
        reached=None if met else _reached(road, Fraction(linear.pace)),
        misses=misses.answer is not Answer.YES,
    )


def _linear_class(ratio: Fraction | None) -> PaceClass:
    if ratio is None:
        return "worsening"
    if ratio < 0:
        return "worsening"
    if ratio >= 1:
        return "on-track"
    return "slow" if 2 * ratio >= 1 else "stalled"


def _has_rate(question: Question, road: _Road) -> bool:
    """Whether compound growth makes sense: never for ranks, zero or a change of sign."""
    if question.catalogue.units[question.indicator.unit].kind == "rank":
        return False
    return min(road.base, road.latest, road.goal) > 0 and road.base != road.goal


def _reached(road: _Road, pace: Fraction) -> int | None:
    """Return the year in which the target would be reached at this pace, if ever."""
    left = road.goal - road.latest
    if not pace or left / pace < 0:
        return None
    moment = road.latest_time + left / pace
    # The last day of a year is the beginning of the next one on this scale.
    year = moment.numerator // moment.denominator
    year -= 1 if moment == year else 0
    return year if year < dt.MAXYEAR else None


def _clipped(question: Question, value: Fraction | float) -> Fraction:
    """Cut a projection to the valid range: a share never passes 100, a rank never 1."""
    low, high = question.indicator.scale(question.horizon)
    found = Fraction(value)
    if low is not None:
        found = max(found, Fraction(low))
    return found if high is None else min(found, Fraction(high))


def time(day: dt.date) -> Fraction:
    """Return a day's end in years: 31/12/2024 is 2025, 30/6/2025 is 2025 + 181/365."""
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + Fraction(day.timetuple().tm_yday, days)


def _optional(value: Fraction | float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _decimal(value: Fraction | float, places: int = 10) -> Decimal:
    """Return a decimal rounded half-even, without trailing zeros."""
    scaled = round(Fraction(value) * 10**places)
    return shown(Decimal(scaled).scaleb(-places))
