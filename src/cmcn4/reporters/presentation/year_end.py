"""What a figure for the whole year says of a target of that year while the year still runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcn4.model.period import parse
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Answer

if TYPE_CHECKING:
    from cmcn4.reporters.presentation.words import Words

_BEFOREHAND = ("estimate", "provisional")
"""States of figures that may be of a year which has not ended."""


def before_its_end(each: Assessment) -> bool:
    """Whether what was judged is foretold of the whole last year, which still runs."""
    if each.due or each.status not in _BEFOREHAND:
        return False
    day = each.chosen.target.due_date
    if each.as_of.year != day.year:
        return False
    period = parse(each.period or "")
    definite = each.answer in (Answer.YES, Answer.NO)
    return definite and period is not None and period.last >= day


def whole_year(each: Assessment, words: Words) -> str:
    """Return the days that are left and what the whole year's figure says; else an empty text."""
    if not before_its_end(each):
        return ""
    days = (each.chosen.target.due_date - each.as_of).days
    return words.say(
        "year-end",
        left=words.composed(f"year-end.left.{'one' if days == 1 else 'many'}", count=days),
        figure=words.composed(f"year-end.figure.{each.status}"),
        answer=words.composed(f"year-end.{each.answer.value}"),
    )
