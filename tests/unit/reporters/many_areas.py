"""A report on many areas: fibre in households and communes of each, figures of two years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from cmcn4.api import Question, Report, day, judge

TARGETS = ("qd-2289/fibre-*", "khhd-btttt-2022/fibre-*")
FEW = ("vn-ha-noi", "vn-cao-bang", "vn-dien-bien", "vn-son-la")
"""Provinces that were not merged."""


@cache
def report(areas: tuple[str, ...] = FEW) -> Report:
    """Judge areas each of which has a little less than the one before; communes lose fibre."""
    question = Question(as_of=day("2025"), targets=TARGETS, history=True)
    return judge(list(_rows(areas)), question)[0]


@cache
def provinces() -> tuple[str, ...]:
    """Return the ids of the provinces of today: those that ended are not judged."""
    known = report().catalogue.areas.values()
    return tuple(each.id for each in known if each.kind == "province" and not each.valid_to)


def _rows(areas: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, area in enumerate(areas):
        less = Decimal(number) / 10
        for year, households, communes in (("2021", 59, "99.5"), ("2025", 79, 99 - less)):
            base = {"area": area, "period": year, "source": "MIC"}
            yield {**base, "indicator": "fibre-households", "value": households - less}
            yield {**base, "indicator": "fibre-communes", "value": communes}
