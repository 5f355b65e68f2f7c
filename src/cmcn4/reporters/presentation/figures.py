"""How exact a figure is told: the edges it may not be rounded across, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from cmcn4.locale.numbers import shown, trimmed
from cmcn4.model.catalogue import Indicator
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Threshold

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈"}


def edges(each: Assessment, threshold: Decimal | None = None) -> Collection[Decimal]:
    """Return what a value may not be rounded across: the threshold, and where «khoảng» ends."""
    goal = each.threshold if threshold is None else threshold
    if goal is None:
        return ()
    rule = each.chosen.rule
    reach = rule.tolerance if isinstance(rule, Threshold) else None
    return (goal, goal - reach, goal + reach) if reach else (goal,)


def is_all(threshold: Decimal, sign: str, indicator: Indicator) -> bool:
    """Whether a condition asks for the most that there can be, such as 100 %."""
    return sign == ">=" and bool(indicator.range) and threshold == indicator.range[-1].max


def is_least(each: Assessment) -> bool:
    """Whether a gap is the least that it may be: the value is known by its bounds alone."""
    return each.interval is not None and not each.interval.is_point


def is_derived(row: Observation, indicator: Indicator) -> bool:
    """Whether a rank was derived by somebody: its publisher printed none for that year."""
    return indicator.official_until is not None and row.period.year > indicator.official_until


def number_short(value: Decimal, lang: str) -> str:
    """Return a number with at most two decimals, but never a difference shown as 0."""
    return shown(trimmed(value), (Decimal(0),), lang)
