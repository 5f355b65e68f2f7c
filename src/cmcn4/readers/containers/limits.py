"""What a file may cost: counted, so that as much of it is read on every machine."""

from __future__ import annotations

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.limits import Limits
from cmcn4.model.place import column_letters
from cmcn4.readers.problems import Unreadable

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_TEXT, DEEPEST = 1 << 17, 64
"""Characters, where a cell of Excel's holds 32,767; elements in one another."""
TOO_LONG, TOO_DEEP = "text longer than a cell holds", "elements nested too deeply"


@dataclass(slots=True)
class Budget:
    """What is left of something."""

    left: int
    setting: str
    """What raises it."""

    def spend(self, amount: int = 1) -> None:
        """Count; raise Unreadable when it is too much."""
        self.left -= amount
        if self.left < 0:
            raise too_much(self.setting)


def cells_of(packed: int, limits: Limits) -> Budget:
    """Return how many cells and rows a file of so many bytes may have."""
    return Budget(limits.cells + packed, "cells")


def too_much(setting: str) -> Unreadable:
    """Return the reason for a file beyond a limit, which a setting raises."""
    return Unreadable(variant="limit", setting=setting)


def too_far(row: int) -> Unreadable:
    """Return the reason for cells that no sheet has a place for."""
    last = column_letters(LAST_COLUMN)
    return Unreadable(row=row, variant="too-far", limit=LAST_ROW, column=last)


def damaged(problem: str, row: int | None = None) -> Unreadable:
    """Return the reason for a file that breaks its own rules."""
    return Unreadable(row=row or None, variant="damaged", problem=problem)
