"""Cells in error: which periods of a series they block."""

from __future__ import annotations

from collections.abc import Sequence

from cmcn4.evaluation.dataset import Rows
from cmcn4.evaluation.question import Outcome, nothing
from cmcn4.model.observation import Block
from cmcn4.model.period import Period
from cmcn4.model.verdict import Reason


def shared(operands: Sequence[Rows]) -> list[Block]:
    """Return the cells in error of operands in periods of which each has a cell, and unknown ones.

    One of an unknown period may be of any of these.
    """
    cells: list[set[Period | None]] = [
        {*rows.by_period, *(block.period for block in rows.blocks)} for rows in operands
    ]
    common = set.intersection(*cells) - {None} if cells else set()
    found = []
    for block in (block for rows in operands for block in rows.blocks):
        if block.period is None:
            found.append(block)
            found += [block._replace(period=period) for period in common]
        elif block.period in common:
            found.append(block)
    return found


def block_at(rows: Rows, period: Period) -> Block | None:
    """Return the error that blocks exactly this period of a series, if there is one.

    Errors of its operands do not touch a derived figure that the data state themselves.
    """
    if not rows.blocks:
        return None
    found = sorted([*rows.unread.get(None, ()), *rows.unread.get(period, ())])
    if not found:
        return None
    stated = {row.indicator for row in rows.by_period.get(period, ()) if row.made is None}
    return next((block for _, block in found if not stated or block.indicator in stated), None)


def blocked(block: Block) -> Outcome:
    """Return the outcome none for a cell in error, naming the cell."""
    return nothing(Reason.BLOCKED, {"finding": block.finding, "cell": block.finding.place.cell})
