"""What comes of holding a value against what is wanted."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from cmcn4.model.verdict import Answer, Reason


class Weighed(NamedTuple):
    """A value held against a rule's number."""

    answer: Answer
    reason: Reason
    margin: Decimal | None


def definite(answer: Answer, margin: Decimal) -> Weighed:
    """Return a yes or no with its distance: a no without one only touches the number."""
    if answer is Answer.YES:
        return Weighed(answer, Reason.MET, margin)
    short = Reason.SHORT_OF_THRESHOLD if margin else Reason.TOUCHES_THRESHOLD
    return Weighed(answer, short, margin)
