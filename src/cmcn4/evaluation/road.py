"""One pace: from two observations to a class, a projection and the year of arrival."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from cmcn4.evaluation.exact import EXACT, shown
from cmcn4.evaluation.question import Question
from cmcn4.evaluation.rules.limit import weigh
from cmcn4.model.interval import point
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation
from cmcn4.model.pace import Pace, PaceClass
from cmcn4.model.rule import number_of
from cmcn4.model.verdict import Answer
from cmcn4.progress import LinearPace, cagr_ratio, growth, linear_pace

_RATIO_PLACES = 4
_SUBSTANTIAL, _MODERATE = 0.95, 0.6
_LAST_YEAR = 9999


class _Road(NamedTuple):
    """A base, the latest value and the target, with their times in years."""

    base: Fraction
    base_time: Fraction
    latest: Fraction
    latest_time: Fraction
    goal: Fraction
    horizon: Fraction


class _Measured(NamedTuple):
    ratio: Fraction | None
    class_: PaceClass
    projected: Fraction
    moment: Fraction | None
    """When the target would be reached, in years."""


def pace(
    question: Question,
    base: tuple[Observation, Decimal],
    latest: tuple[Observation, Decimal],
    method: str,
) -> Pace:
    """Return the pace between two observations, each with the value taken of it."""
    road = _Road(
        Fraction(base[1]),
        time(base[0].period.last),
        Fraction(latest[1]),
        time(latest[0].period.last),
        Fraction(number_of(question.rule)[1]),
        time(question.horizon),
    )
    linear = linear_pace(
        (road.base_time, road.base), (road.latest_time, road.latest), (road.horizon, road.goal)
    )
    compound = method == "cagr-ratio" and _has_rate(question, road)
    if compound and road.latest_time - road.base_time < 1:
        # The published method says nothing of less than a year.
        return nothing(method)
    measured = _compound(question, road) if compound else _straight(road, linear)
    projected = _decimal(_clipped(question, measured.projected))
    met = _meets(question, latest[1])
    regressed = not met and _meets(question, base[1])
    return Pace(
        method="cagr-ratio" if compound else "linear-pace",
        class_="met" if met else "regressed" if regressed else measured.class_,
        ratio=None if measured.ratio is None else _decimal(measured.ratio, _RATIO_PLACES),
        pace=_decimal(linear.pace),
        pace_required=_decimal(linear.pace_required),
        pace_needed_from_now=None if met else _optional(linear.pace_needed_from_now),
        projected=projected,
        reached=None if met else _year(measured.moment),
        misses=not _meets(question, projected),
    )


def nothing(method: str) -> Pace:
    """Return the pace of too few data."""
    return Pace(method, "insufficient-data", None, None, None, None, None, None)


def _straight(road: _Road, linear: LinearPace) -> _Measured:
    """Return the pace along a straight line."""
    ratio = None if linear.ratio is None else Fraction(linear.ratio)
    left, pace_a_year = road.goal - road.latest, Fraction(linear.pace)
    moment = None
    if pace_a_year and left / pace_a_year >= 0:
        moment = road.latest_time + left / pace_a_year
    if ratio is None:
        # Base equal to target: what stands still there is stalled, what left it got worse.
        class_: PaceClass = "worsening" if left else "stalled"
    else:
        class_ = _linear_class(ratio)
    return _Measured(ratio, class_, Fraction(linear.projected), moment)


def _meets(question: Question, value: Decimal) -> bool:
    return weigh(point(value), question.rule, upward=question.upward).answer is Answer.YES


def _compound(question: Question, road: _Road) -> _Measured:
    """Return the pace by compound rates, projected at the rate so far."""
    base, latest = float(road.base), float(road.latest)
    start, now, horizon = float(road.base_time), float(road.latest_time), float(road.horizon)
    direction: Literal[1, -1] = 1 if question.upward else -1
    found = cagr_ratio(base, start, latest, now, float(road.goal), horizon, direction)
    rate = growth(base, latest, now - start)
    projected = Fraction(latest * (1 + rate) ** (horizon - now))
    ratio = None if found.value is None else Fraction(found.value)
    moment = None
    if rate and math.log(float(road.goal) / latest) / math.log1p(rate) >= 0:
        years = math.log(float(road.goal) / latest) / math.log1p(rate)
        moment = road.latest_time + Fraction(years)
    return _Measured(ratio, _compound_class(found.value), projected, moment)


def _compound_class(ratio: float | None) -> PaceClass:
    """Return the class of a ratio; `met` is for the rule to say, not for the method's own `>=`."""
    if ratio is None:
        return "insufficient-data"
    if ratio >= _SUBSTANTIAL:
        return "substantial"
    if ratio >= _MODERATE:
        return "moderate"
    return "limited" if ratio >= 0 else "deterioration"


def _linear_class(ratio: Fraction) -> PaceClass:
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


def _year(moment: Fraction | None) -> int | None:
    """Return the year a moment lies in; the end of a year belongs to that year."""
    if moment is None:
        return None
    year = math.ceil(moment) - 1
    return year if year <= _LAST_YEAR else None


def _clipped(question: Question, value: Fraction | float) -> Fraction:
    """Cut a projection to the valid range: a share never passes 100, a rank never 1."""
    low, high = question.indicator.scale(question.horizon.year)
    found = Fraction(value)
    if low is not None:
        found = max(found, Fraction(low))
    return found if high is None else min(found, Fraction(high))


def time(day: dt.date) -> Fraction:
    """Return a day's end in years: 31/12/2024 is 2025, 30/6/2025 is 2025 + 181/365."""
    days = dt.date(day.year, 12, 31).timetuple().tm_yday
    return day.year + Fraction(day.timetuple().tm_yday, days)


def _optional(value: Fraction | float | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _decimal(value: Fraction | float, places: int = 10) -> Decimal:
    """Return a decimal rounded half-even, without trailing zeros."""
    scaled = round(Fraction(value) * 10**places)
    return shown(Decimal(scaled).scaleb(-places, EXACT))
