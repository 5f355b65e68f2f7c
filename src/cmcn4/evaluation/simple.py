"""Targets that are simple: the value that counts is held against one number, and nothing else is.

Whoever answers for many areas or periods at once asks here first; all else is asked one by one.
"""

from __future__ import annotations

from cmcn4.model.catalogue import Catalogue, Indicator
from cmcn4.model.report import Chosen
from cmcn4.model.rule import Rule, Threshold, facing


def simple_rule(chosen: Chosen, catalogue: Catalogue) -> bool:
    """Whether only the own rows of a target's indicator, and the errors there, decide on it.

    Then every period is answered by the rows that count in it, held against one number by
    `rules.threshold.from_choice`; alternatives are other periods, sources and releases of these
    rows alone. Not asked is how long the indicator lasts, who ranks it, what its shares are of.
    """
    target = chosen.target
    if target.readings or target.decide is not None or chosen.reading != "default":
        return False
    indicator = catalogue.indicators[target.indicator]
    return one_sided(facing(target.rule, indicator.direction), indicator, catalogue)


def one_sided(rule: Rule, indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether a rule, its band turned to the indicator, is one number for the total alone.

    No other indicator may serve in the place of this one, nor may it be worked out of others.
    """
    if not isinstance(rule, Threshold) or rule.reference is not None:
        return False
    if rule.about is not None or rule.between is not None:
        return False
    if rule.ranks is not None or rule.breakdown:
        return False
    others = indicator.tiers, indicator.derived, indicator.other_population
    return not any(others) and indicator.id not in catalogue.lower_bounds
