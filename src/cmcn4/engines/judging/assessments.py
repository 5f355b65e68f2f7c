"""Assessments made in bulk: what they do not know themselves they ask the judge for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any, ClassVar

from cmcn4.engines.rows import exact
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.rules.limit import weigh
from cmcn4.model.interval import point
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Status
from cmcn4.model.period import Period
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import Comparison, Rule
from cmcn4.model.verdict import Answer, Reason

_set = object.__setattr__


class Figure(NamedTuple):
    """The figure that counts."""

    number: int
    digits: int
    """The value is `number` / 10 ** `digits`."""
    period: Period
    status: Status | None
    """None where the judge has to tell it."""


class Target(NamedTuple):
    """What all assessments of a target in bulk have in common."""

    chosen: Chosen
    rule: Rule
    """Turned to the indicator."""
    sign: Comparison
    limit: Decimal
    upward: bool
    """Whether higher values of the indicator are better."""
    as_of: dt.date
    due: bool
    level: bool
    """Whether units within the areas meant are only compared with it."""
    meant: frozenset[str]
    explain: bool
    history: bool
    judged: Callable[[Chosen, str], Assessment]
    """Makes the assessment of an area as the one judge does."""


class InBulk(Assessment):
    """An assessment of a simple series.

    Its verdict, and whether it is contested, are known from the columns; the value and what follows
    from it is put together when asked for; all else is the judge's, who makes it then.
    """

    __slots__ = ("_figure", "_target")
    _figure: Figure | None
    _target: Target
    decision: ClassVar[None] = None  # type: ignore[misc] # who decides on it has it judged

    def __new__(cls, **fields: Any) -> Assessment:  # type: ignore[misc]
        """Return an ordinary assessment: with other fields, as of `replace`, it is one."""
        return Assessment(**fields)

    @property
    def as_of(self) -> dt.date:
        """The day asked about."""
        return self._target.as_of

    @property
    def due(self) -> bool:
        """Whether the target has fallen due."""
        return self._target.due

    @property
    def informs(self) -> bool:
        """Whether it only informs."""
        target = self._target
        return target.chosen.target.informs or (target.level and self.area not in target.meant)

    @property
    def assumed(self) -> bool:
        """Whether an assumed figure has a part in it: none is assumed where there are others."""
        return False

    @property
    def gap(self) -> Decimal | None:
        """Distance to the threshold, 0 when met; there are many that ask for this alone."""
        if self._figure is None:
            return None
        if self.answer is Answer.YES:
            return Decimal(0)
        target, value = self._target, exact(self._figure.number, self._figure.digits)
        # As the margin is reckoned, without its context: nothing is rounded here.
        found = EXACT.subtract(value, target.limit)
        return found.copy_abs() if found else Decimal(0)

    def __getattr__(self, name: str) -> Any:
        """Return what is not known yet."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _OF_FIGURE:
            self._tell()
            return getattr(self, name)
        if name in _OF_NOTHING and self._has_nothing(name):
            return _OF_NOTHING[name]
        if name == "status" and self._figure and self._figure.status:
            return self._figure.status
        return getattr(self._target.judged(self.chosen, self.area), name)

    def _tell(self) -> None:
        """Put together what follows from the figure."""
        figure, target = self._figure, self._target
        _set(self, "facts", {})
        _set(self, "comparison", target.sign)
        _set(self, "threshold", target.limit)
        if figure is None:
            _set(self, "reason", Reason.NO_OBSERVATION)
            for name in ("interval", "period", "margin"):
                _set(self, name, None)
            return
        value = point(exact(figure.number, figure.digits))
        with localcontext(EXACT):
            weighed = weigh(value, target.rule, upward=target.upward)
        _set(self, "reason", weighed.reason)
        _set(self, "interval", value)
        _set(self, "period", figure.period.code)
        _set(self, "margin", weighed.margin)

    def _has_nothing(self, name: str) -> bool:
        """Whether it is known without the judge that there is nothing to tell."""
        match name:
            case "progress" | "needed":
                return self._target.due or self._figure is None
            case "status":
                return self._figure is None
            case "passed_over":
                return not self._target.explain
            case "history":
                return not self._target.history
            case _:
                return True


def in_bulk(
    target: Target, area: str, came_to: tuple[Answer, Any, bool], figure: Figure | None
) -> InBulk:
    """Return an assessment that came to an answer, its verdict, and is contested or not."""
    found: InBulk = object.__new__(InBulk)
    _set(found, "_target", target)
    _set(found, "_figure", figure)
    _set(found, "chosen", target.chosen)
    _set(found, "area", area)
    answer, verdict, contested = came_to
    _set(found, "answer", answer)
    _set(found, "verdict", verdict)
    _set(found, "contested", contested)
    return found


_OF_FIGURE = frozenset(
    {"comparison", "facts", "interval", "margin", "period", "reason", "threshold"}
)
_OF_NOTHING: dict[str, Any] = {
    "against": None, "parts": (), "made": (), "turns": (), "earlier": None, "progress": None,
    "needed": None, "status": None, "passed_over": (), "history": None,
}  # fmt: skip
"""What a simple assessment does not have, or not always."""
