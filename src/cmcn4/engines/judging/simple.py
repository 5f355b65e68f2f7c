"""What may be simple: a doubtful case is not, so that the one judge decides it.

A simple series causes no remark and may be judged by its figures alone; see `sieve.py`.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from cmcn4.evaluation.remarks.repeated import NATIONAL
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.observation import Origin
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Comparison, Threshold, comparisons, facing

_PARTS = frozenset({*NATIONAL, *NATIONAL.values(), "% of sector value added"})
"""Units whose figures are held against those of other units."""
_ONE_SIDED = frozenset({">=", ">", "<=", "<"})
_MOST_DIGITS = 18


class Limit(NamedTuple):
    """The one number that a target holds a value against."""

    sign: Comparison
    number: Decimal


def one_limit(chosen: Chosen, catalogue: Catalogue) -> Limit | None:
    """Return what a target asks of one value and nothing else; None where it asks for more."""
    target, indicator = chosen.target, catalogue.indicators[chosen.indicator]
    if target.readings or target.decide or chosen.reading != "default" or not _own(indicator):
        return None
    if catalogue.lower_bounds.get(indicator.id):
        return None
    rule = facing(chosen.rule, indicator.direction)
    if not isinstance(rule, Threshold) or rule.reference or rule.ranks or rule.breakdown:
        return None
    stated = comparisons(rule)
    if len(stated) != 1 or rule.tolerance is not None or rule.strict:
        return None
    _, sign, number = stated[0]
    exponent = number.as_tuple().exponent
    exact = isinstance(exponent, int) and abs(exponent) <= _MOST_DIGITS
    return Limit(sign, number) if sign in _ONE_SIDED and exact else None


def _own(indicator: Indicator) -> bool:
    """Whether only its own figures tell of an indicator."""
    others = (
        indicator.derived, indicator.other_population, indicator.tiers, indicator.official_until,
        indicator.succeeded_by, indicator.group_ranks,
    )  # fmt: skip
    return not any(others)


def quiet(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether nothing is remarked about figures for being of this indicator."""
    not_ranked = any(edition.not_ranked for edition in indicator.editions)
    counted = {unit.of for unit in catalogue.units.values()}
    return not (
        indicator.succeeded_by
        or not_ranked
        or indicator.unit in _PARTS
        or indicator.id in counted
    )


def lasting(area: str, catalogue: Catalogue) -> bool:
    """Whether nothing is remarked about figures for being of this area."""
    return catalogue.areas[area].valid_to is None


def harmless(origin: Origin, as_of: dt.date) -> bool:
    """Whether figures count as they are: not foretold, not in doubt, published by then."""
    late = origin.released is not None and origin.released > as_of
    return not (late or origin.doubt or origin.status in ("forecast", "assumed"))
