"""Short ways to judge a few rows, and to see what was found odd about them."""

from __future__ import annotations

from typing import Any

from cmcn4.api import Question, day, judge
from cmcn4.model.finding import Finding

SOURCE = "NSO"


def series(indicator: str, *values: object, start: int = 2020, **columns: Any) -> list[Any]:
    """Return yearly rows of one indicator; None leaves a year out."""
    return [
        {"indicator": indicator, "area": "VN", "period": start + number, "value": str(value),
         "breakdown": "", "source": SOURCE} | columns
        for number, value in enumerate(values)
        if value is not None
    ]  # fmt: skip


def odd(rows: list[Any], *codes: str) -> list[Finding]:
    """Return the findings of these codes, in the order of their places."""
    report, _ = judge(rows, Question(as_of=day(2025)))
    return [each for each in report.findings if each.code in codes]


def jumps(*values: object, indicator: str = "digital-economy-share", **columns: Any) -> list[str]:
    """Return `value: rule` of each jump in a series."""
    rows = series(indicator, *values, **columns)
    return [
        f"{each.facts['value'].low}: {each.facts['variant']}"
        for each in odd(rows, "jump-suspicious")
    ]
