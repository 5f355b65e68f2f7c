"""How exact a figure is told: the edges it may not be rounded across, and what is known of it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from cmcn4.locale.numbers import shown, trimmed
from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.measure import Operand, operands
from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment, Report
from cmcn4.model.rule import Average, Rule, Threshold, measure, on_scale

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "in": "∈"}


def edges(each: Assessment, threshold: Decimal | None = None) -> Collection[Decimal]:
    """Return what a value may not be rounded across: the threshold, and where «khoảng» ends."""
    goal = each.threshold if threshold is None else threshold
    if threshold is None and each.against is not None:
        return [end for end in each.against.ends if end is not None]
    if goal is None:
        return ()
    rule = each.chosen.rule
    reach = rule.tolerance if isinstance(rule, Threshold | Average) else None
    return (goal, goal - reach, goal + reach) if reach else (goal,)


def is_all(rule: Rule, threshold: Decimal, sign: str, indicator: Indicator) -> bool:
    """Whether a condition asks for the most that there can be, such as 100 %."""
    limited = sign == ">=" and bool(indicator.range) and on_scale(rule)
    return limited and threshold == indicator.range[-1].max


def is_least(each: Assessment) -> bool:
    """Whether a gap is the least that it may be: value or limit are known by bounds alone."""
    if measure(each.chosen.rule) == "conditions":
        return False  # it counts what is met for sure: no more can be missing
    moving = each.against is not None and each.comparison != "in" and not each.against.is_point
    return moving or (each.interval is not None and not each.interval.is_point)


def own_evidence(each: Assessment) -> list[Observation]:
    """Return the area's own figures: a rank stands on those of its peers, too.

    Where areas are counted there are none but theirs.
    """
    return [row for row in each.evidence if row.area == each.area] or list(each.evidence)


def judged(each: Assessment) -> tuple[Observation, ...]:
    """Return the figures that were judged: of derived indicators those worked out of others."""
    if not each.made:
        return each.evidence
    inner = {part for row in each.made if row.made for part in row.made.rows}
    return (*each.made, *(row for row in each.evidence if row not in inner))


def ahead(each: Assessment, catalogue: Catalogue) -> list[Observation]:
    """Return the figures of peers that are strictly better than the area's own, nearest first."""
    upward = catalogue.indicators[each.indicator].direction == "higher"
    rows = judged(each)
    own = next((row.value for row in rows if row.area == each.area), None)
    if own is None:
        return []
    better = [
        row for row in rows if (row.value.low > own.high if upward else row.value.high < own.low)
    ]
    return sorted(better, key=lambda row: row.value.low, reverse=not upward)


def is_derived(each: Assessment, catalogue: Catalogue) -> bool:
    """Whether a rank was derived by somebody: its publisher printed none for that year."""
    ends = [
        (row.period.year, catalogue.indicators[row.indicator].official_until)
        for row in own_evidence(each)
    ]
    return any(last is not None and year > last for year, last in ends)


def lacking(report: Report) -> list[Operand]:
    """Return what else has to be known where some of what a target's figure is made of is there."""
    known = {(row.area, row.indicator, row.breakdown) for row in report.observations}
    indicators = report.catalogue.indicators
    for indicator, area in dict.fromkeys(
        (each.indicator, each.area) for each in report.assessments
    ):
        needed = [
            each for each in operands(indicators, indicator) if not indicators[each[0]].derived
        ]
        found = [each for each in needed if (area, *each) not in known]
        if 0 < len(found) < len(needed):
            return [Operand(indicator=name, breakdown=part or None) for name, part in found]
    return []


def number_short(value: Decimal, lang: str) -> str:
    """Return a number with at most two decimals, but never a difference shown as 0."""
    return shown(trimmed(value), (Decimal(0),), lang)


def signed(value: Decimal, lang: str) -> str:
    """Return a difference with its sign."""
    return ("+" if value > 0 else "") + number_short(value, lang)
