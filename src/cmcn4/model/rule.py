"""The kinds of rules: how the wording of a target becomes a condition on observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple, assert_never

from cmcn4.model.catalogue import Group
from cmcn4.model.markers import (
    INLINE,
    AreaRef,
    Date,
    GroupRef,
    IndicatorRef,
    Inline,
    Tagged,
    strict,
)
from cmcn4.model.text import Text

Comparison = Literal[">=", ">", "<=", "<", "~", "in"]
Measure = Literal[
    "own", "rank", "areas", "conditions", "growth", "percent", "points", "times", "places"
]  # fmt: skip
"""What a value judged is told in: the indicator's own unit, a place among peers, areas or
conditions met, percent a year, or a change between two years."""


@strict
class Reference:
    """A number that the data give: the figure of another area, or the mean of a group."""

    area: AreaRef | None = None
    """The area whose figure of the same period is the number, e.g. `VN`."""
    mean_of: GroupRef | None = None
    """The group whose mean of the same period is the number, the area judged left out."""


@strict
class Threshold:
    """The area's own value against one number."""

    kind: Literal["threshold"] = "threshold"
    at_least: Decimal | Reference | None = None
    """Met at this value or above («đạt», a bare number), in the indicator's unit."""
    above: Decimal | Reference | None = None
    """Met only above this value («trên»)."""
    at_most: Decimal | Reference | None = None
    """Met at this value or below («thuộc nhóm N nước dẫn đầu»)."""
    below: Decimal | Reference | None = None
    """Met only below this value."""
    between: tuple[Decimal, ...] | None = None
    """Both ends of a band, the smaller first («từ 20 đến 25»): met from its near end on."""
    strict: bool = False
    """With `between`: met only inside the band, both ends included."""
    about: Decimal | None = None
    """The nominal value of «khoảng», one-sided in the indicator's direction; needs `tolerance`."""
    tolerance: Decimal | None = None
    """How far short of `about` a value may be and still leave the question to a person."""
    ranks: Literal["official"] | None = None
    """`official`: only ranks that the index's publisher printed itself."""
    breakdown: str | None = None
    """Read this breakdown instead of totals."""

    @property
    def reference(self) -> Reference | None:
        """What the value is compared with where that is no number but other figures."""
        found = (self.at_least, self.above, self.at_most, self.below)
        return next((other for other in found if isinstance(other, Reference)), None)


@strict
class PeerRank:
    """The area's place within a group, computed from the members' values."""

    kind: Literal["peer-rank"] = "peer-rank"
    group: GroupRef
    """The group, e.g. `asean`; its members are dated."""
    at_most: Decimal | None = None
    """The last place that is good enough."""
    top_percent: Decimal | None = None
    """The share of the members, from the first on, that is good enough («nhóm 25 % dẫn đầu»)."""
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
    at_least: Decimal | dict[str, Decimal] | None = field(default=None, hash=False)
    """Each member at this value or above; over sectors also a number for each, by its id."""
    above: Decimal | dict[str, Decimal] | None = field(default=None, hash=False)
    """Each member above this value."""
    at_most: Decimal | dict[str, Decimal] | None = field(default=None, hash=False)
    """Each member at this value or below."""
    below: Decimal | dict[str, Decimal] | None = field(default=None, hash=False)
    """Each member below this value."""

    def of(self, member: str) -> Every:
        """Return the rule for one member, with its own number."""
        own = {
            name: number[member]
            for name in KINDS["every"].states
            if isinstance(number := getattr(self, name), dict) and member in number
        }
        return replace(self, **own) if own else self


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
class Areas:
    """How many of a group's areas are there."""

    kind: Literal["areas"] = "areas"
    within: GroupRef
    """The group of areas that are counted, e.g. `provinces-2025`."""
    how_many: Decimal | None = None
    """How many of them it takes."""
    share: Decimal | None = None
    """How many of a hundred of them it takes («88 % số tỉnh»)."""
    at_least: Decimal | None = None
    """An area counts at this value or above, in the indicator's unit."""
    above: Decimal | None = None
    """An area counts only above this value."""
    at_most: Decimal | None = None
    """An area counts at this value or below."""
    below: Decimal | None = None
    """An area counts only below this value."""
    breakdown: str | None = None
    """Read this breakdown instead of totals."""

    @property
    def each(self) -> Threshold:
        """What is asked of one area."""
        return Threshold(
            at_least=self.at_least,
            above=self.above,
            at_most=self.at_most,
            below=self.below,
            breakdown=self.breakdown,
        )


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


Rule = (
    Threshold | PeerRank | Average | Sum | Change | Every | Count | Areas | Milestone | All | Some
)
AnyRule = Annotated[Rule, Tagged("kind")]
"""A rule of any kind, told by its `kind`."""
KindName = Literal[
    "threshold", "peer-rank", "average", "sum", "change", "every", "count", "areas", "milestone",
    "all", "some",
]  # fmt: skip


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


KINDS: Mapping[KindName, Kind] = MappingProxyType(
    {
        "threshold": Kind(
            Threshold, "value", ("at_least", "above", "at_most", "below", "about", "between"),
            series=True,
        ),
        "peer-rank": Kind(PeerRank, "value", ("at_most", "top_percent"), series=True),
        "average": Kind(Average, "value", ("at_least", "above", "at_most", "below"), series=True),
        "sum": Kind(Sum, "value", ("at_least", "above", "at_most", "below"), series=True),
        "change": Kind(Change, "value", ("at_least", "above", "at_most", "below"), series=True),
        "every": Kind(Every, "parts", ("at_least", "above", "at_most", "below")),
        "count": Kind(Count, "parts"),
        "areas": Kind(
            Areas, "value", ("at_least", "above", "at_most", "below"), takes=("how_many", "share")
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
        case Threshold(between=(near, *_)):
            return "in", near
        case _:
            for name, sign in stated(rule):
                number = getattr(rule, name)
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
