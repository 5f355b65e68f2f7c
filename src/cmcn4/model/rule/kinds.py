"""What is known of every kind of rules, and of the number that a rule states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, assert_never

from cmcn4.model.catalogue import Group
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.rule.records import (
    All,
    Areas,
    Average,
    Change,
    Comparison,
    Count,
    Every,
    KindName,
    Measure,
    Milestone,
    PeerRank,
    Rule,
    Some,
    Sum,
    Threshold,
)


class Kind(NamedTuple):
    """What the rooms beyond judging have to know of a kind of rules."""

    record: type[Rule]
    answered: Literal["value", "parts", "state", "conditions"]
    """By one value against the number, by all parts together, by a document's row, or by how many
    parts are met."""
    states: tuple[str, ...] = ()
    """The comparisons of which such a rule states exactly one; none where its keys are fixed."""
    takes: tuple[str, ...] = ()
    """Further keys of which such a rule has exactly one."""
    series: bool = False
    """Whether one series of the area is behind the answer; of parts a table says more."""


_LIMITS = ("at_least", "above", "at_most", "below")

KINDS: Mapping[KindName, Kind] = MappingProxyType(
    {
        "threshold": Kind(
            Threshold, "value", (*_LIMITS, "about", "between"), series=True
        ),
        "peer-rank": Kind(PeerRank, "value", ("at_most", "top_percent"), series=True),
        "average": Kind(Average, "value", (*_LIMITS, "about", "between"), series=True),
        "sum": Kind(Sum, "value", _LIMITS, series=True),
        "change": Kind(Change, "value", _LIMITS, series=True),
        "every": Kind(Every, "parts", _LIMITS),
        "count": Kind(Count, "parts"),
        "areas": Kind(
            Areas, "value", _LIMITS, takes=("how_many", "share")
        ),
        "milestone": Kind(Milestone, "state"),
        "all": Kind(All, "conditions"),
        "some": Kind(Some, "conditions"),
    }
)  # fmt: skip
"""Every kind of rules. What they reduce to stands in `evaluation/rules`, what is said of them in
`reporters/presentation/rules`."""

_SIGNS: tuple[tuple[str, Comparison], ...] = (
    ("at_least", ">="),
    ("above", ">"),
    ("at_most", "<="),
    ("below", "<"),
    ("about", "~"),
    ("between", "in"),
    ("each_at_least", ">="),
)


def stated(rule: Rule) -> list[tuple[str, Comparison]]:
    """Return the comparisons with an indicator's values that a rule states, as (field, sign).

    In the order they count; what is counted in conditions is no such comparison.
    """
    if isinstance(rule, All | Some):
        return []
    return [(name, sign) for name, sign in _SIGNS if getattr(rule, name, None) is not None]


def comparison(rule: Rule) -> tuple[Comparison, Decimal | None] | None:
    """Return the rule's comparison and number as a report shows it; None for a milestone.

    The number is None where members or data give it. A band must be turned (`facing`) before.
    """
    match rule:
        case All() | Some():
            return ">=", Decimal(rule.needed)
        case PeerRank():
            return "<=", rule.at_most
        case Areas():
            return ">=", rule.how_many
        case Threshold(between=(near, *_)) | Average(between=(near, *_)):
            return "in", near
        case _:
            for name, sign in _SIGNS:
                number = getattr(rule, name, None)
                if number is not None:
                    return sign, number if isinstance(number, Decimal) else None
            return None


def is_state(rule: Rule) -> bool:
    """Whether a rule is answered by a document's row: reached or not."""
    return KINDS[rule.kind].answered == "state"


def measure(rule: Rule) -> Measure:
    """Return what the value that a rule judges counts."""
    match rule:
        case PeerRank():
            return "rank"
        case Areas():
            return "areas"
        case All() | Some():
            return "conditions"
        case Average(of="growth"):
            return "growth"
        case Change():
            return rule.in_
        case Threshold() | Average() | Sum() | Every() | Count() | Milestone():
            return "own"
        case _:
            assert_never(rule)


def on_scale(rule: Rule) -> bool:
    """Whether a rule's number is such as the indicator's own values may be: a sum may be more."""
    return measure(rule) == "own" and not isinstance(rule, Sum)


def compounded(rule: Average, unit: str) -> bool:
    """Whether a mean is geometric, by the kind of the indicator's unit where it does not say."""
    return (rule.mean or ("geometric" if unit == "growth" or rule.of else "arithmetic")) == (
        "geometric"
    )


def stated_over(rule: Rule) -> str | None:
    """Return the years for which one published figure may stand; growth has none of levels."""
    match rule:
        case Sum() | Average(of=None):
            return rule.over
        case _:
            return None


def breakdowns(rule: Rule, groups: Mapping[str, Group]) -> tuple[str, ...]:
    """Return the breakdowns that a rule reads of its own indicator; empty text for the total."""
    match rule:
        case Threshold() | Areas():
            return (rule.breakdown or "",)
        case Every(over="sector", members=str(group)):
            return tuple(member.id for member in groups[group].members)
        case Every(over="sector", members=tuple(members)):
            return members
        case Count():
            return ("", *rule.members)
        case PeerRank() | Average() | Sum() | Change() | Every() | Milestone():
            return ("",)
        case All() | Some():
            return ()
        case _:
            assert_never(rule)


def single(rule: Rule, indicator: str) -> Iterator[tuple[Rule, str]]:
    """Yield the rule with its indicator; of conditions each rule of theirs, at any depth."""
    if not isinstance(rule, All | Some):
        yield rule, indicator
        return
    for condition in rule.of:
        yield from single(condition.rule, condition.indicator or indicator)


def year_span(over: str) -> tuple[int, int]:
    """Return the first and last year of `2021-2025`; ValueError when it is not written so."""
    first, _, last = over.partition("-")
    if len(first) != 4 or len(last) != 4 or int(first) > int(last):  # noqa: PLR2004 - digits of a year
        msg = f"not a span of years: {over}"
        raise ValueError(msg)
    return int(first), int(last)
