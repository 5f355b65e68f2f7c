"""The verdict on a target for an area, and whether a defensible alternative contests it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from second_judge.references import reference
from second_judge.rows import Data, Observation, due_day
from second_judge.rules import outcome
from second_judge.spans import COMPARISONS, Answer, Rule, condition, exact
from second_judge.view import NONE, Exchange, Outcome, View

Target = dict[str, Any]
UNTOLD = object()
"""What is left open, and not compared."""
ALONE = ("threshold", "average", "sum", "count", "milestone")
"""The kinds of one series, or of one total: a source stands for all of it, or not at all."""
SIGNS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<", "about": "~",
         "each_at_least": ">="}  # fmt: skip
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
    threshold: Any = None
    """UNTOLD where the contract does not say it."""
    due_date: str = ""
    comparison: str | None = None
    because: tuple[str, ...] = ()
    """The alternatives that contest it."""


def judge(data: Data, target: Target, area: str, as_of: dt.date) -> Verdict:
    """Judge one target for one area on a day."""
    day = due_day(target["horizon"])
    view = View(data, as_of, day)
    found = decide(view, target, area)
    verdict = {"yes": "pass", "unknown": "review", "none": "no-data",
               "no": "fail" if as_of >= day or found.lost else "pending"}[found.answer]  # fmt: skip
    against = tuple(contests(view, target, area, found))
    definite = found.answer in OPPOSITE
    margin = found.margin if definite else None
    gap = None if margin is None else max(-margin, Fraction(0))
    span = None if found.answer == "none" else found.span
    value = span.value if span else None
    low, high = (span.low, span.high) if span else (None, None)
    return Verdict(
        verdict, value, low, high, gap, margin, _period(target["rule"], found), bool(against),
        _threshold(view, target, found), str(day), _comparison(view, target), against,
    )  # fmt: skip


def applies(target: Target, area: str, given: tuple[str, ...]) -> bool:
    """Whether a target is asked of an area: no area is compared with itself."""
    stated = reference(target["rule"]) or {}
    return area in target.get("applies_to", given) and stated.get("area") != area


def _period(rule: Rule, found: Outcome) -> Any:
    if rule["kind"] in ("all", "some"):
        return UNTOLD
    return found.period.code if found.period and found.answer != "none" else None


def _comparison(view: View, target: Target) -> str | None:
    """Return the sign shown."""
    rule = target["rule"]
    if rule["kind"] in ("all", "some", "areas"):
        return ">="
    if "top_percent" in rule:
        return "<="
    if rule.get("strict"):
        return "in"
    if "between" in rule:
        lower = view.indicator(target["indicator"])["direction"] == "lower"
        return "<=" if lower else ">="
    return next((sign for name, sign in SIGNS.items() if name in rule), None)


def _threshold(view: View, target: Target, found: Outcome) -> Any:
    """Return the number compared with, as the rule or the data state it."""
    rule = target["rule"]
    if rule["kind"] in ("all", "some"):
        return Fraction(rule.get("at_least", 1) if rule["kind"] == "some" else len(rule["of"]))
    if rule["kind"] == "areas" and "how_many" in rule:
        return exact(rule["how_many"])
    compared = [rule[name] for name in COMPARISONS if name in rule]
    told_by_data = any(isinstance(number, dict) for number in compared)
    if told_by_data or rule["kind"] == "areas" or "top_percent" in rule:
        told = found.answer != "none" and found.span is not None and found.number is not None
        if reference(rule) and found.answer == "unknown" and found.number is None:
            return UNTOLD  # a figure of another population, or an interval
        return found.number if told or reference(rule) else UNTOLD
    wanted = condition(rule, view.indicator(target["indicator"])["direction"])
    return wanted.number if wanted else None


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
    shared = target["rule"]["kind"] not in ALONE or reference(target["rule"]) is not None
    for source in sorted({row.source for row in view.data.figures}):
        yield f"source {source}", Exchange(source=source, shared=shared)
    leaves = [leaf for used in found.used for leaf in used.leaves]
    for used in leaves:
        for row in view.data.figures:
            if _same_cell(row, used) and row.released != used.released:
                yield f"vintage {row.number}", Exchange(row=row)
    for names in reckoned(view, {leaf.indicator for leaf in leaves}):
        yield f"reckoned {sorted(names)}", Exchange(reckoned=names)
    years = {row.period.last.year for row in leaves if row.period}
    for period in sorted({row.period for row in view.data.figures if row.period}, key=str):
        if period.last.year in years:
            yield f"period {period.code}", Exchange(period=period, shared=shared)


def reckoned(view: View, stated: set[str]) -> Iterator[frozenset[str]]:
    """Yield derived indicators that figures used state, and those behind them: each, then all."""
    waiting, found = list(stated), set[str]()
    while waiting:
        name = waiting.pop()
        behind = view.operands((name, "", ""))
        if behind and name not in found:
            found.add(name)
            waiting += [operand[0] for operand in behind]
    yield from (frozenset([name]) for name in sorted(found))
    yield frozenset(found)


def _same_cell(row: Observation, used: Observation) -> bool:
    return (row.series, row.period, row.source) == (used.series, used.period, used.source)
