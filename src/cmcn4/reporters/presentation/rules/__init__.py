"""What rules ask, in words: whole sentences, the number wanted, what it counts, their parts."""

from cmcn4.reporters.presentation.rules.counted import amount, counted, noun_of, unit_id
from cmcn4.reporters.presentation.rules.parts import (
    condition,
    condition_value,
    name_of,
    reference_name,
)
from cmcn4.reporters.presentation.rules.sentences import (
    chosen_in_words,
    numbers_by_member,
    rule_in_words,
)
from cmcn4.reporters.presentation.rules.wanted import limit, wanted

__all__ = [
    "amount",
    "chosen_in_words",
    "condition",
    "condition_value",
    "counted",
    "limit",
    "name_of",
    "noun_of",
    "numbers_by_member",
    "reference_name",
    "rule_in_words",
    "unit_id",
    "wanted",
]
