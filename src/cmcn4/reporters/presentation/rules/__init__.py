"""What rules ask, in words: the number wanted, what it counts, their parts."""

from cmcn4.reporters.presentation.rules.counted import amount, counted, noun_of, unit_id
from cmcn4.reporters.presentation.rules.parts import (
    condition,
    condition_value,
    name_of,
    reference_name,
)
from cmcn4.reporters.presentation.rules.wanted import limit, wanted

__all__ = [
    "amount",
    "condition",
    "condition_value",
    "counted",
    "limit",
    "name_of",
    "noun_of",
    "reference_name",
    "unit_id",
    "wanted",
]
