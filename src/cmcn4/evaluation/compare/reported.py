"""Figures as an earlier report tells them: those that verdicts stand on, and those beside them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import chain
from typing import Any

from cmcn4.evaluation.compare.fields import maybe, of
from cmcn4.evaluation.compare.figures import figures
from cmcn4.model.baseline import Figures
from cmcn4.model.identity.figures import interval, parts
from cmcn4.model.observation import Observation, Origin
from cmcn4.model.period import parse
from cmcn4.model.place import Sheet

_INFINITE = Decimal("Infinity")


Stood = dict[tuple[str, str], tuple[Observation, ...]]
"""What each target stands on, by target and area."""


def reported(assessments: list[dict[str, Any]]) -> tuple[Figures | None, Stood]:
    """Return the figures of a report, and which of them each target stands on.

    None and nothing where it does not say of what its rows are.
    """
    if not all("considered" in item for item in assessments):
        return None, {}
    stood = {
        (of(item, "target", str), of(item, "area", str)): tuple(
            map(_row, (*item["evidence"], *item["considered"]))
        )
        for item in assessments
    }
    return figures(chain.from_iterable(stood.values())), stood


def ends(record: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a value, infinite without a limit; None where there is no value."""
    low, high = maybe(record, "low", Decimal), maybe(record, "high", Decimal)
    if low is None and high is None:
        return None
    return -_INFINITE if low is None else low, _INFINITE if high is None else high


def _row(item: dict[str, Any]) -> Observation:
    indicator, breakdown, area, code = parts(of(item, "figure", str))
    period, released = parse(code), maybe(item, "released", str)
    if period is None:
        raise ValueError(code)
    told = item["observed"]
    return Observation(
        indicator=indicator,
        area=area,
        period=period,
        breakdown=breakdown,
        value=interval(told if isinstance(told, str) else of(item, "observed", Decimal)),
        origin=Origin(
            source=maybe(item, "source", str) or "",
            source_id=of(item, "source_id", str),
            released=dt.date.fromisoformat(released) if released else None,
            stated=of(item, "stated", bool),
        ),
        sheet=Sheet(of(item, "path", str), maybe(item, "sheet", str)),
        row=int(of(item, "row", Decimal)),
        column=int(of(item, "column", Decimal)),
    )
