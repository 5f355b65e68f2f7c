"""Cells that hold no value although they should: what is wrong with them."""

from __future__ import annotations

from cmcn4.readers.containers.cells import (
    CellDisguised,
    Contradicted,
    Covered,
    FormulaStale,
    FormulaWithoutValue,
    Spread,
    StruckOut,
    Unusable,
)
from cmcn4.readers.containers.partly import PartlySeen
from cmcn4.readers.problems import Problem, found, problem

_UNUSABLE: dict[type[str], str] = {
    Covered: "covered", CellDisguised: "disguised", StruckOut: "struck",
    Contradicted: "label",
}  # fmt: skip
"""Cells that say something, but not what is seen, to how that is told."""


def unusable(cell: Unusable) -> Problem:
    """Return the problem of a cell that holds an error, no result, or what is not shown."""
    if isinstance(cell, PartlySeen):
        whole, seen = found(cell.whole), found(cell.seen)
        return problem("cell-error", variant="partly", found=whole, reading=seen)
    if variant := _UNUSABLE.get(type(cell)):
        return problem("cell-error", variant=variant, found=found(cell))
    if isinstance(cell, Spread):
        return problem("number-unreadable", variant="merged", found=found(cell))
    if isinstance(cell, FormulaStale):
        return problem("formula-without-value", variant="other", found=found(cell))
    formula = isinstance(cell, FormulaWithoutValue)
    return problem("formula-without-value" if formula else "cell-error", found=found(cell))
