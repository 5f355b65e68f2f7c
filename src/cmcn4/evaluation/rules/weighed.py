"""What comes of holding a value against what is wanted."""

from __future__ import annotations

from decimal import Decimal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.verdict import Answer, Reason


class Weighed(NamedTuple):
    """A value held against a rule's number."""

    answer: Answer
    reason: Reason
    margin: Decimal | None


def gap_of(answer: Answer, margin: Decimal | None) -> Decimal | None:
    """Return the distance still to go by a margin: 0 when met, None where nothing is decided."""
    if margin is None or answer not in (Answer.YES, Answer.NO):
        return None
    return Decimal(0) if answer is Answer.YES else max(Decimal(0), 0 - margin)


def definite(answer: Answer, margin: Decimal) -> Weighed:
    """Return a yes or no with its distance: a no without one only touches the number."""
    if answer is Answer.YES:
        return Weighed(answer, Reason.MET, margin)
    short = Reason.SHORT_OF_THRESHOLD if margin else Reason.TOUCHES_THRESHOLD
    return Weighed(answer, short, margin)
