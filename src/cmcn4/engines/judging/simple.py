"""What may be simple: a doubtful case is not, so that the one judge decides it.

A simple series causes no remark and may be judged by its figures alone; see `sieve.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from cmcn4.evaluation.remarks.repeated import WHOLES, WITHIN
from cmcn4.evaluation.simple import simple_rule
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Origin
from cmcn4.model.period import Period
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Comparison, facing, number_of

_PARTS = WHOLES | {WITHIN}
"""Units whose figures are held against those of other units."""
_MOST_DIGITS = 18
_NEVER = dt.date.max.toordinal()


class Limit(NamedTuple):
    """The one number that a target holds a value against."""

    sign: Comparison
    number: Decimal


def limit(chosen: Chosen, catalogue: Catalogue) -> Limit | None:
    """Return the number that decides alone on a target; None where it asks for more."""
    indicator = catalogue.indicators[chosen.indicator]
    ends = indicator.succeeded_by or indicator.official_until is not None
    if ends or not simple_rule(chosen, catalogue):
        return None
    sign, number = number_of(facing(chosen.rule, indicator.direction))
    exponent = number.as_tuple().exponent
    exact = isinstance(exponent, int) and abs(exponent) <= _MOST_DIGITS
    return Limit(sign, number) if exact else None


def quiet(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether nothing is remarked about figures for being of this indicator."""
    not_ranked = any(edition.not_ranked for edition in indicator.editions)
    counted = {unit.of for unit in catalogue.units.values()}
    return not (
        indicator.succeeded_by or not_ranked or indicator.unit in _PARTS or indicator.id in counted
    )


def lasting(area: str, catalogue: Catalogue) -> bool:
    """Whether nothing is remarked about figures for being of this area."""
    return catalogue.areas[area].valid_to is None


def publication(
    origins: Sequence[Origin], periods: Sequence[Period]
) -> tuple[list[int], list[int]] | None:
    """Return when rows were published, by their origins, and when their periods began.

    None where none can have been published before its period began, which is remarked.
    """
    days = (one.published_by for one in origins)
    published = [day.toordinal() if day else _NEVER for day in days]
    begun = [period.first.toordinal() for period in periods]
    return (published, begun) if published and begun and min(published) < max(begun) else None


def harmless(origin: Origin, as_of: dt.date) -> bool:
    """Whether figures count as they are: not foretold, not in doubt, published by then."""
    late = origin.released is not None and origin.released > as_of
    return not (late or origin.doubt or origin.status in ("forecast", "assumed"))
