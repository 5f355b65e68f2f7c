"""Assessments made in bulk: what they do not know themselves they ask the judge for."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cmcn4.engines.rows import exact
from cmcn4.evaluation.assess import informs
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.rules.limit import weigh
from cmcn4.evaluation.rules.weighed import gap_of
from cmcn4.model.interval import point
from cmcn4.model.observation import Status
from cmcn4.model.period import Period
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import comparison, facing
from cmcn4.model.verdict import Answer, Reason, due, verdict

if TYPE_CHECKING:
    from cmcn4.engines.judging.sieve import Sieve

_set = object.__setattr__


class Figure(NamedTuple):
    """The figure that counts."""

    number: int
    digits: int
    """The value is `number` / 10 ** `digits`."""
    period: Period
    status: Status | None
    """None where the judge has to tell it."""
    contested: bool


class InBulk(Assessment):
    """An assessment of a simple series.

    Its verdict, and whether it is contested, are known from the columns; the value and what follows
    from it is put together when asked for; all else is the judge's, who makes it then.
    """

    __slots__ = ("_figure", "_sieve")
    _figure: Figure | None
    _sieve: Sieve

    @classmethod
    def of(
        cls, sieve: Sieve, chosen: Chosen, area: str, answer: Answer, figure: Figure | None = None
    ) -> Self:
        """Return the assessment of an answer; there is a figure where it is yes or no."""
        question, self = sieve.settings.question, object.__new__(cls)
        is_due = due(question.as_of, chosen.target.due_date)
        _set(self, "_sieve", sieve)
        _set(self, "_figure", figure)
        _set(self, "chosen", chosen)
        _set(self, "area", area)
        _set(self, "as_of", question.as_of)
        _set(self, "due", is_due)
        _set(self, "informs", informs(chosen, area))
        _set(self, "answer", answer)
        _set(self, "verdict", verdict(answer, is_due=is_due))
        _set(self, "contested", figure is not None and figure.contested)
        _set(self, "decision", None)
        return self

    @property
    def assumed(self) -> bool:
        """Whether an assumed figure has a part in it: nothing is assumed in a run with an engine."""
        return False

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
        return getattr(self._sieve.judged(self.chosen, self.area), name)

    def _tell(self) -> None:
        """Put together what follows from the figure."""
        settings, figure = self._sieve.settings, self._figure
        indicator = settings.catalogue.indicators[self.chosen.indicator]
        rule = facing(self.chosen.rule, indicator.direction)
        sign, number = comparison(rule) or (None, None)
        _set(self, "facts", {})
        _set(self, "comparison", sign)
        _set(self, "threshold", number)
        if figure is None:
            _set(self, "reason", Reason.NO_OBSERVATION)
            for name in ("interval", "period", "margin", "gap"):
                _set(self, name, None)
            return
        value = point(exact(figure.number, figure.digits))
        with localcontext(EXACT):
            weighed = weigh(value, rule, upward=indicator.direction != "lower")
        _set(self, "reason", weighed.reason)
        _set(self, "interval", value)
        _set(self, "period", figure.period.code)
        _set(self, "margin", weighed.margin)
        _set(self, "gap", gap_of(self.answer, weighed.margin))

    def _has_nothing(self, name: str) -> bool:
        """Whether it is known without the judge that there is nothing to tell."""
        question = self._sieve.settings.question
        match name:
            case "progress" | "needed":
                return self.due or self._figure is None
            case "status":
                return self._figure is None
            case "passed_over":
                return not question.explain
            case "history":
                return not question.history
            case _:
                return True


_OF_FIGURE = frozenset(
    {"comparison", "facts", "gap", "interval", "margin", "period", "reason", "threshold"}
)
_OF_NOTHING: dict[str, Any] = {
    "against": None, "parts": (), "made": (), "turns": (), "earlier": None, "progress": None,
    "needed": None, "status": None, "passed_over": (), "history": None,
}  # fmt: skip
"""What a simple assessment does not have, or not always."""
