"""The kinds of rules: how the wording of a target becomes a condition on observations."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, assert_never

from cmcn4.model.catalogue import Group
from cmcn4.model.markers import Date, GroupRef, Tagged, strict

Comparison = Literal[">=", ">", "<=", "<", "~"]
Measure = Literal["own", "rank", "growth", "percent", "points", "times", "places"]
"""What a value judged is told in: the indicator's own unit, a place among peers, percent a year,
or a change between two years."""


@strict
class Threshold:
    """The area's own value against one number."""

    kind: Literal["threshold"] = "threshold"
    at_least: Decimal | None = None
    """Met at this value or above («đạt», a bare number), in the indicator's unit."""
    above: Decimal | None = None
    """Met only above this value («trên»)."""
    at_most: Decimal | None = None
    """Met at this value or below («thuộc nhóm N nước dẫn đầu»)."""
    below: Decimal | None = None
    """Met only below this value."""
    about: Decimal | None = None
    """The nominal value of «khoảng», one-sided in the indicator's direction; needs `tolerance`."""
    tolerance: Decimal | None = None
    """How far short of `about` a value may be and still leave the question to a person."""
    ranks: Literal["official"] | None = None
    """`official`: only ranks that the index's publisher printed itself."""
    breakdown: str | None = None
    """Read this breakdown instead of totals."""


@strict
class PeerRank:
    """The area's place within a group, computed from the members' values."""

    kind: Literal["peer-rank"] = "peer-rank"
    group: GroupRef
    """The group, e.g. `asean`; its members are dated."""
    at_most: Decimal
    """The last place that is good enough."""
    members_on: Date | Literal["edition", "as-of"] = "edition"
    """Whose membership: on the edition's release date, on the day asked, or on a given date."""


@strict
class Average:
    """A mean of the yearly values of a period, or the mean yearly growth of levels."""

    kind: Literal["average"] = "average"
    over: str
    """First and last year, both included, as `2021-2025`."""
    mean: Literal["geometric", "arithmetic"] | None = None
    """Growth is compounded unless `arithmetic` is asked for; the mean of all else is arithmetic."""
    of: Literal["growth"] | None = None
    """`growth`: of an indicator that holds levels, their yearly growth in percent from the year
    before `over` to its last."""
    at_least: Decimal | None = None
    """Met at this mean or above, in the indicator's unit; of growth in percent a year."""
    above: Decimal | None = None
    """Met only above this mean."""
    at_most: Decimal | None = None
    """Met at this mean or below."""
    below: Decimal | None = None
    """Met only below this mean."""


@strict
class Sum:
    """The yearly values of a period, added up."""

    kind: Literal["sum"] = "sum"
    over: str
    """First and last year, both included, as `2021-2025`."""
    at_least: Decimal | None = None
    """Met at this sum or above, in the indicator's unit."""
    above: Decimal | None = None
    """Met only above this sum."""
    at_most: Decimal | None = None
    """Met at this sum or below."""
    below: Decimal | None = None
    """Met only below this sum."""


@strict
class Change:
    """How far a value has moved from that of an earlier year; up is positive."""

    kind: Literal["change"] = "change"
    since: int
    """The year of the base."""
    in_: Literal["percent", "points", "times", "places"]
    """What the change is told in: `percent`, `points`, `times` or `places`."""
    at_least: Decimal | None = None
    """Met at this change or above: a rise of 30 % is `at_least: 30` in percent."""
    above: Decimal | None = None
    """Met only above this change."""
    at_most: Decimal | None = None
    """Met at this change or below: a fall of 30 % is `at_most: -30` in percent."""
    below: Decimal | None = None
    """Met only below this change."""


@strict
class Every:
    """The same condition on each declared member; any member short fails the whole."""

    kind: Literal["every"] = "every"
    over: Literal["sector", "indicator", "period"]
    """What the members are: breakdowns of the indicator, other indicators, or years."""
    members: tuple[str, ...] | str
    """The members' ids, the id of a breakdown group, or for periods `2021-2030`."""
    group: GroupRef | None = None
    """Over periods: judge the place within this group in each of them, e.g. `asean`."""
    at_least: Decimal | None = None
    """Each member at this value or above."""
    above: Decimal | None = None
    """Each member above this value."""
    at_most: Decimal | None = None
    """Each member at this value or below."""
    below: Decimal | None = None
    """Each member below this value."""


@strict
class Count:
    """How many there are in all and in each declared region."""

    kind: Literal["count"] = "count"
    members: tuple[str, ...] = ()
    """Breakdowns each of which is asked about, e.g. `[north, central, south]`."""
    at_least: Decimal | None = None
    """The least number in all."""
    each_at_least: Decimal | None = None
    """The least number in each member."""


@strict
class Milestone:
    """A state reached or not, shown by a dated document."""

    kind: Literal["milestone"] = "milestone"


Rule = Threshold | PeerRank | Average | Sum | Change | Every | Count | Milestone
AnyRule = Annotated[Rule, Tagged("kind")]
"""A rule of any kind, told by its `kind`."""
KindName = Literal["threshold", "peer-rank", "average", "sum", "change", "every", "count",
    "milestone"]  # fmt: skip


class Kind(NamedTuple):
    """What the rooms beyond judging have to know of a kind of rules."""

    record: type[Rule]
    answered: Literal["value", "parts", "state"]
    """By one value against the number, by all parts together, or by a document's row."""
    states: tuple[str, ...] = ()
    """The comparisons of which such a rule states exactly one; none where its keys are fixed."""
    series: bool = False
    """Whether one series of the area is behind the answer; of parts a table says more."""


KINDS: Mapping[KindName, Kind] = MappingProxyType(
    {
        "threshold": Kind(
            Threshold, "value", ("at_least", "above", "at_most", "below", "about"), series=True
        ),
        "peer-rank": Kind(PeerRank, "value", series=True),
        "average": Kind(Average, "value", ("at_least", "above", "at_most", "below"), series=True),
        "sum": Kind(Sum, "value", ("at_least", "above", "at_most", "below"), series=True),
        "change": Kind(Change, "value", ("at_least", "above", "at_most", "below"), series=True),
        "every": Kind(Every, "parts", ("at_least", "above", "at_most", "below")),
        "count": Kind(Count, "parts"),
        "milestone": Kind(Milestone, "state"),
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
    ("each_at_least", ">="),
)


def comparisons(rule: Rule) -> list[tuple[str, Comparison, Decimal]]:
    """Return the comparisons a rule states, as (field, sign, number), in the order they count."""
    found = [(field, sign, getattr(rule, field, None)) for field, sign in _SIGNS]
    return [(field, sign, number) for field, sign, number in found if number is not None]


def comparison(rule: Rule) -> tuple[Comparison, Decimal] | None:
    """Return the rule's comparison and number as a report shows it; None for a milestone."""
    for field, sign in _SIGNS:
        number = getattr(rule, field, None)
        if number is not None:
            return sign, number
    return None


def is_state(rule: Rule) -> bool:
    """Whether a rule is answered by a document's row: reached or not."""
    return KINDS[rule.kind].answered == "state"


def measure(rule: Rule) -> Measure:
    """Return what the value that a rule judges counts."""
    match rule:
        case PeerRank():
            return "rank"
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
        case Threshold():
            return (rule.breakdown or "",)
        case Every(over="sector", members=str(group)):
            return tuple(member.id for member in groups[group].members)
        case Every(over="sector", members=tuple(members)):
            return members
        case Count():
            return ("", *rule.members)
        case PeerRank() | Average() | Sum() | Change() | Every() | Milestone():
            return ("",)
        case _:
            assert_never(rule)


def year_span(over: str) -> tuple[int, int]:
    """Return the first and last year of `2021-2025`; ValueError when it is not written so."""
    first, _, last = over.partition("-")
    if len(first) != 4 or len(last) != 4 or int(first) > int(last):  # noqa: PLR2004 - digits of a year
        msg = f"not a span of years: {over}"
        raise ValueError(msg)
    return int(first), int(last)
