"""The kinds of rules: how the wording of a target becomes a condition on observations."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from cmcn4.model.lazy.dataclass import field, fields_of, replace
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
        for other in (self.at_least, self.above, self.at_most, self.below):
            if isinstance(other, Reference):
                return other
        return None


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
    about: Decimal | None = None
    """The nominal mean of «khoảng», one-sided in the indicator's direction; needs `tolerance`."""
    tolerance: Decimal | None = None
    """How far short of `about` a mean may be and still leave the question to a person."""
    between: tuple[Decimal, ...] | None = None
    """A band, as `[16, 18]`: met from its near end on, and beyond it."""
    strict: bool = False
    """Of a band: met only within it, both ends included."""


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
            key: number[member]
            for key in fields_of(self)
            if isinstance(number := getattr(self, key), dict) and member in number
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
