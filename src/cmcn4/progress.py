"""Published methods of measuring progress towards a target, as pure functions of numbers.

They are named and versioned by name: a method never changes its meaning. `cagr_ratio` is
Statistics Canada's and Open SDG's reading of Eurostat's method (methodology page and the published
calculation components of 2025 and 2026), alone, without the edge rules cmcn4 adds in its reports.
`linear_pace` is the yearly pace compared with the pace required, as the Sustainable Development
Report draws its trends.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from cmcn4.model.lazy.named import NamedTuple

Number = int | float | Decimal
Real = float | Fraction
"""What a pace is reckoned in: fractions where it must be exact."""
Status = Literal[
    "target_achieved",
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
    "not_available",
]

# A base or target of zero has no growth rate; the published method takes this instead.
_NOT_ZERO = 0.001
_WITH_TARGET = (0.95, 0.6, 0.0)
_WITHOUT_TARGET = (0.015, 0.005, 0.0)
_BEST, _WORST = 5.0, -5.0
# How fast the thresholds shrink as the base nears a natural limit.
_NEAR_LIMIT = 4.44


class CagrRatio(NamedTuple):
    """The result of `cagr_ratio`."""

    value: float | None
    """Ratio of observed to required growth; without a target the growth itself, signed."""
    status: Status
    """One of the six published words."""
    score: float | None
    """From -5 to 5."""


class LinearPace(NamedTuple):
    """The result of `linear_pace`; paces are per year, in the indicator's unit."""

    ratio: Real | None
    """Pace over pace required: 1 reaches the target in time; None when base equals target."""
    pace: Real
    pace_required: Real
    pace_needed_from_now: Real | None
    """None when no time is left."""
    projected: Real
    """Value at the target year at this pace."""


_NOTHING = CagrRatio(None, "not_available", None)


def cagr_ratio(  # noqa: PLR0913, PLR0917 - the published inputs, by their published names
    base: Number | None,
    base_year: Number | None,
    latest: Number | None,
    latest_year: Number | None,
    target: Number | None,
    target_year: Number | None,
    direction: Literal[1, -1],
    limit: Number | None = None,
) -> CagrRatio:
    """Compare compound growth with the growth required, or with fixed rates without a target.

    R = d · CAGR_observed / |CAGR_required| with CAGR = (y₂/y₁)^(1/(t₂-t₁)) - 1. `direction` is 1
    when higher is better and -1 when lower is. `limit`, a natural end such as 100 %, lowers the
    fixed rates near it and counts only without a target. A missing input, or less than a year
    between the points, gives (None, "not_available", None).
    """
    if base is None or base_year is None or latest is None or latest_year is None:
        return _NOTHING
    if target is not None and target_year is None:
        return _NOTHING
    start, years = float(base), float(latest_year) - float(base_year)
    if years < 1:
        return _NOTHING
    if target is None:
        return _without_target(start, float(latest), years, direction, limit)
    horizon = float(target_year or 0) - float(base_year)
    return _with_target(start, float(latest), years, float(target), (horizon, direction))


def _with_target(
    base: float, latest: float, years: float, target: float, span: tuple[float, int]
) -> CagrRatio:
    horizon, direction = span
    goal, start = target or _NOT_ZERO, base or _NOT_ZERO
    achieved = latest >= goal if direction == 1 else latest <= goal
    sign = -1 if base < 0 else 1
    value: float | None = None
    if start * latest >= 0 and goal / start > 0 and horizon > 0:
        required = abs(growth(start, goal, horizon))
        if required:
            value = sign * direction * growth(start, latest, years) / required
        elif not achieved:
            # NOTE: base equal to target leaves nothing to divide by; having left it is a loss.
            return CagrRatio(None, "deterioration", _WORST)
    if achieved:
        return CagrRatio(value, "target_achieved", _BEST)
    if value is None:
        return _NOTHING
    medium = _WITH_TARGET[1]
    slope, offset = (7.1429, -4.2857) if value >= medium else (4.1667, -2.5)
    score = min(max(slope * value + offset, _WORST), _BEST)
    return CagrRatio(value, _status(value, _WITH_TARGET), score)


def _without_target(
    base: float, latest: float, years: float, direction: int, limit: Number | None
) -> CagrRatio:
    start = base or _NOT_ZERO
    if start * latest < 0:
        return _NOTHING
    value = (-1 if base < 0 else 1) * direction * growth(start, latest, years)
    scale = 1.0 if limit is None else _scale_near(abs(base), abs(float(limit)))
    high, medium, low = (threshold * scale for threshold in _WITHOUT_TARGET)
    if value < low:
        score = max(125 * value - 2.5, _WORST)
    elif not scale:
        score = _BEST
    elif value >= high:
        score = min(500 * value / scale - 5, _BEST)
    else:
        score = 250 * value / scale - 1.25 if value >= medium else 500 * value / scale - 2.5
    return CagrRatio(value, _status(value, (high, medium, low)), score)


def _scale_near(base: float, limit: float) -> float:
    """Return what is left of the thresholds near a limit: 1 far from it, 0 at it."""
    if base >= 2 * limit:
        return 1.0
    nearness = base / limit if base <= limit else (2 * limit - base) / limit
    return float(1 - nearness**_NEAR_LIMIT)


def _status(value: float, thresholds: tuple[float, float, float]) -> Status:
    high, medium, low = thresholds
    if value >= high:
        return "substantial_progress"
    if value >= medium:
        return "moderate_progress"
    return "limited_progress" if value >= low else "deterioration"


def growth(start: float, end: float, years: float) -> float:
    """Return the compound rate a year that takes `start` to `end`; both of one sign."""
    return float((end / start) ** (1 / years)) - 1


def linear_pace(
    base: tuple[Real, Real], latest: tuple[Real, Real], target: tuple[Real, Real]
) -> LinearPace:
    """Compare the pace so far with the pace required; each point is (year, value).

    P = ((y_t - y_0)/(t - t_0)) / ((y_T - y_0)/(T - t_0)). The points must lie at least in order
    of time, base before latest and before the target year. It is the same for either direction.
    """
    (base_year, start), (year, value), (horizon, goal) = base, latest, target
    pace = (value - start) / (year - base_year)
    required = (goal - start) / (horizon - base_year)
    left = horizon - year
    return LinearPace(
        ratio=pace / required if required else None,
        pace=pace,
        pace_required=required,
        pace_needed_from_now=(goal - value) / left if left > 0 else None,
        projected=value + pace * max(left, 0),
    )
