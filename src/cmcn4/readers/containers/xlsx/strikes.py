"""What a rule of a conditional format strikes out (ECMA-376 18.3.1.10), as far as that is clear."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.readers.containers.cells import CellDate, CellNumber, CellPercent
from cmcn4.readers.containers.parts import Attributes

_TRUTH = {"TRUE": True, "TRUE()": True, "FALSE": False, "FALSE()": False}
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "lessThan": operator.lt, "lessThanOrEqual": operator.le, "equal": operator.eq,
    "greaterThan": operator.gt, "greaterThanOrEqual": operator.ge, "notEqual": operator.ne,
}  # fmt: skip
_ABOVE_ALL = ("greaterThan", "greaterThanOrEqual", "notEqual", "notBetween")
"""What may hold of a text: to some programs, a text is more than any number."""


class Strike(NamedTuple):
    """A rule that strikes out."""

    holds: bool | None = None
    """Whether it holds of all cells; None where that hangs on the cell, or is not known."""
    compares: str = ""
    limits: tuple[float, ...] = ()

    def of(self, cell: str) -> bool | None:
        """Return whether it strikes a cell out; None where that is not known."""
        if self.holds is not None or not self.compares or isinstance(cell, CellDate):
            return self.holds
        if not isinstance(cell, CellNumber):
            return None if self.compares in _ABOVE_ALL else False
        value = float(cell) / (100 if isinstance(cell, CellPercent) else 1)
        if "etween" in self.compares:
            low, high = sorted(self.limits)
            return (low <= value <= high) == (self.compares == "between")
        return _COMPARED[self.compares](value, self.limits[0])


PERHAPS = Strike()


def strike_of(rule: Attributes, formulas: Sequence[str]) -> Strike:
    """Return what a rule strikes out: one with constants alone is worked out, no other one."""
    texts = [text.strip().lstrip("=").upper() for text in formulas]
    try:
        match rule.get("type"):
            case "expression" if texts:
                holds = _TRUTH.get(texts[0])
                return Strike(bool(float(texts[0])) if holds is None else holds)
            case "cellIs":
                compares, limits = rule.get("operator", ""), tuple(map(float, texts))
                wanted = 2 if compares in ("between", "notBetween") else compares in _COMPARED
                return Strike(None, compares, limits) if len(limits) == wanted else PERHAPS
    except ValueError:
        pass  # a formula that is no constant
    return PERHAPS
