"""The kinds of rules: how the wording of a target becomes a condition on observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, assert_never

from cmcn4.model.catalogue import Group
from cmcn4.model.markers import INLINE, Date, GroupRef, IndicatorRef, Inline, Tagged, strict
from cmcn4.model.text import Text

Comparison = Literal[">=", ">", "<=", "<", "~"]
Measure = Literal["own", "rank", "conditions"]
"""What a value judged is told in: the indicator's own unit, places among peers, conditions met."""


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
    """A mean of yearly rates over a period."""

    kind: Literal["average"] = "average"
    over: str
    """First and last year, both included, as `2021-2025`."""
    mean: Literal["geometric", "arithmetic"] = "geometric"
    """Rates are compounded, unless the arithmetic mean is asked for."""
    at_least: Decimal | None = None
    """Met at this mean or above, in percent a year."""
    above: Decimal | None = None
    """Met only above this mean, in percent a year."""


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


@strict
class Condition:
    """One of several conditions: a rule of any kind, of the target's indicator or another one."""

    rule: Annotated[AnyRule, INLINE]
    """Its own keys stand here."""
    indicator: IndicatorRef | None = None
    """What is measured, if not the target's indicator."""
    name: Text | None = None
    """What reports call the condition; its indicator and number when absent."""


AnyCondition = Annotated[Condition, Inline("rule", "indicator", "name")]


@strict
class All:
    """All of several conditions («và»)."""

    kind: Literal["all"] = "all"
    of: tuple[AnyCondition, ...]
    """The conditions, two or more; each is a rule of any kind."""

    @property
    def needed(self) -> int:
        """How many have to be met."""
        return len(self.of)


@strict
class Some:
    """So many of several conditions («hoặc», «ít nhất 2 trong 3»)."""

    kind: Literal["some"] = "some"
    at_least: int = 1
    """How many of them have to be met."""
    of: tuple[AnyCondition, ...]
    """The conditions, two or more; each is a rule of any kind."""

    @property
    def needed(self) -> int:
        """How many have to be met."""
        return self.at_least


Rule = Threshold | PeerRank | Average | Every | Count | Milestone | All | Some
AnyRule = Annotated[Rule, Tagged("kind")]
"""A rule of any kind, told by its `kind`."""
KindName = Literal[
    "threshold", "peer-rank", "average", "every", "count", "milestone", "all", "some"
]


class Kind(NamedTuple):
    """What the rooms beyond judging have to know of a kind of rules."""

    record: type[Rule]
    answered: Literal["value", "parts", "state", "conditions"]
    """By one value against the number, by all parts together, by a document's row, or by how many
    parts are met."""
    states: tuple[str, ...] = ()
    """The comparisons of which such a rule states exactly one; none where its keys are fixed."""
    series: bool = False
    """Whether one series of the area is behind the answer; of parts a table says more."""
    on_scale: bool = False
    """Whether the number stands on the scale of that series, so that both make one chart."""
    years: bool = False
    """Whether it reads rows of several years as well as single ones."""


KINDS: Mapping[KindName, Kind] = MappingProxyType(
    {
        "threshold": Kind(
            Threshold, "value", ("at_least", "above", "at_most", "below", "about"),
            series=True, on_scale=True,
        ),
        "peer-rank": Kind(PeerRank, "value", series=True),
        "average": Kind(
            Average, "value", ("at_least", "above"), series=True, on_scale=True, years=True
        ),
        "every": Kind(Every, "parts", ("at_least", "above", "at_most", "below")),
        "count": Kind(Count, "parts"),
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
    ("each_at_least", ">="),
)


def comparisons(rule: Rule) -> list[tuple[str, Comparison, Decimal]]:
    """Return the comparisons with an indicator's values that a rule states, in their order.

    As (field, sign, number); what is counted in conditions is no such comparison.
    """
    if isinstance(rule, All | Some):
        return []
    found = [(field, sign, getattr(rule, field, None)) for field, sign in _SIGNS]
    return [(field, sign, number) for field, sign, number in found if number is not None]


def comparison(rule: Rule) -> tuple[Comparison, Decimal] | None:
    """Return the rule's comparison and number as a report shows it; None for a milestone."""
    if isinstance(rule, All | Some):
        return ">=", Decimal(rule.needed)
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
        case All() | Some():
            return "conditions"
        case Threshold() | Average() | Every() | Count() | Milestone():
            return "own"
        case _:
            assert_never(rule)


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
        case PeerRank() | Average() | Every() | Milestone():
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
