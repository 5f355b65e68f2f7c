"""The observations that were read, as records with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cmcn4.model.observation import Observation
from cmcn4.model.report import Report

COLUMNS = (
    "indicator", "area", "period", "value", "low", "high", "breakdown", "status", "source",
    "released", "path", "sheet", "cell",
)  # fmt: skip


def rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the observations with their places, in the order in which they were read."""
    return (_row(observation) for observation in report.observations)


def _row(each: Observation) -> dict[str, Any]:
    origin, value = each.origin, each.value
    return {
        "indicator": each.indicator,
        "area": each.area,
        "period": each.period.code,
        "value": value.value,
        "low": value.ends[0],
        "high": value.ends[1],
        "breakdown": each.breakdown or None,
        "status": origin.status,
        "source": origin.source or None,
        "released": origin.released.isoformat() if origin.released else None,
        "path": each.sheet.path,
        "sheet": each.sheet.name,
        "cell": each.place.cell,
    }
