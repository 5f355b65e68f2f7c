"""The verdict on a target for an area, and whether a defensible alternative contests it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from second_judge.rows import Data, Observation
from second_judge.rules import outcome
from second_judge.spans import Answer
from second_judge.view import NONE, Exchange, Outcome, View

Target = dict[str, Any]
OPPOSITE: dict[Answer, Answer] = {"yes": "no", "no": "yes"}


@dataclass(frozen=True)
class Verdict:
    """What is compared with the program's report; numbers in the unit of the indicator."""

    verdict: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    gap: Fraction | None
    margin: Fraction | None
    period: str | None
    contested: bool
    because: tuple[str, ...] = ()
    """The alternatives that contest it."""


def judge(data: Data, target: Target, area: str, as_of: dt.date) -> Verdict:
    """Judge one target for one area on a day."""
    view = View(data, as_of, target["horizon"])
    found = decide(view, target, area)
    due = as_of >= dt.date(target["horizon"], 12, 31)
    verdict = {"yes": "pass", "unknown": "review", "none": "no-data",
               "no": "fail" if due or found.lost else "pending"}[found.answer]  # fmt: skip
    against = tuple(contests(view, target, area, found))
    definite = found.answer in OPPOSITE
    margin = found.margin if definite else None
    gap = None if margin is None else max(-margin, Fraction(0))
    span = None if found.answer == "none" else found.span
    value = span.value if span else None
    low, high = (span.low, span.high) if span else (None, None)
    when = found.period.code if found.period and found.answer != "none" else None
    return Verdict(verdict, value, low, high, gap, margin, when, bool(against), against)


def decide(view: View, target: Target, area: str) -> Outcome:
    """Return what the rule says, and with `decide: unanimous` all readings together."""
    found = outcome(view, target["rule"], target["indicator"], area)
    if target.get("decide") != "unanimous" or found.answer == "none":
        return found
    answers: set[Answer] = {found.answer}
    for reading in target.get("readings", []):
        answers.add(read(view, target, reading, area).answer)
    if len(answers) == 1:
        return found
    return replace(found, answer="unknown", margin=None)


def read(view: View, target: Target, reading: dict[str, Any], area: str) -> Outcome:
    indicator = reading.get("indicator") or target["indicator"]
    return outcome(view, reading["rule"], indicator, area)


def contests(view: View, target: Target, area: str, found: Outcome) -> Iterator[str]:
    """Yield what gives the opposite definite answer, or rejects the observation used."""
    against = OPPOSITE.get(found.answer)
    if found.rival == against and against:
        yield "published"
    if target.get("decide") != "unanimous":
        for reading in target.get("readings", []):
            other = read(view, target, reading, area)
            if (against and other.answer == against) or rejects(view, target, reading, found):
                yield f"reading {reading['id']}"
    if not against:
        return
    for name, exchange in exchanges(view, target, found):
        if decide(replace(view, exchange=exchange), target, area).answer == against:
            yield name


def rejects(view: View, target: Target, reading: dict[str, Any], found: Outcome) -> bool:
    """Whether a reading admits official ranks only, and the rank used is none."""
    until = view.indicator(target["indicator"]).get("official_until")
    official = reading["rule"].get("ranks") == "official"
    if not official or until is None or found.period is None or found is NONE:
        return False
    # The rows of the value itself stand first among those used.
    own = bool(found.used) and found.used[0].indicator == target["indicator"]
    return own and found.period.last.year > until


def exchanges(view: View, target: Target, found: Outcome) -> Iterator[tuple[str, Exchange]]:
    """Yield every input that may be exchanged."""
    shared = target["rule"]["kind"] in ("peer-rank", "every")
    for source in sorted({row.source for row in view.data.figures}):
        yield f"source {source}", Exchange(source=source, shared=shared)
    for used in found.used:
        for row in view.data.figures:
            if _same_cell(row, used) and row.released != used.released:
                yield f"vintage {row.number}", Exchange(row=row)
    years = {row.period.last.year for row in found.used if row.period}
    for period in sorted({row.period for row in view.data.figures if row.period}, key=str):
        if period.last.year in years:
            yield f"period {period.code}", Exchange(period=period, shared=shared)


def _same_cell(row: Observation, used: Observation) -> bool:
    return (row.series, row.period, row.source) == (used.series, used.period, used.source)
