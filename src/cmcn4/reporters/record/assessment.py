"""One assessment of the JSON report `cmcn4/report@1`, as records of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from cmcn4.model.markers import strict
from cmcn4.model.rule import KindName


class Numeric:
    """A number written as it is: 14.02, never 14.020000000000001."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe it as a plain JSON number."""
        return {"type": "number"}


Number = Annotated[Decimal, Numeric()]
VerdictName = Literal["pass", "fail", "pending", "review", "no-data"]


@strict
class AlternativeRecord:
    """What the verdict would be with one input exchanged."""

    kind: Literal["reading", "source", "vintage", "period"]
    """What is exchanged."""
    id: str
    """The reading, the source, the day of release or the period."""
    value: Number | None
    """Null when it is bounded or there is none."""
    threshold: Number | None
    """Null when the rule has none."""
    verdict: VerdictName
    """What it would be."""


@strict
class ProgressRecord:
    """Whether the pace is enough for a horizon ahead."""

    method: str
    """`linear-pace` or `cagr-ratio`."""
    class_: str
    """The class of the pace, by the method."""
    ratio: Number | None
    """The pace by the pace required."""
    pace: Number | None
    """Per year, in the unit."""
    pace_required: Number | None
    """Per year, from the base to the target at its horizon."""
    pace_needed_from_now: Number | None
    """Per year, from the latest figure to the target at its horizon."""
    projected: Number | None
    """The value at the horizon at this pace, within the valid range."""
    reached: int | None
    """The year in which the target would be reached at this pace."""
    from_: str | None
    """The period of the base; null when there is none."""
    to: str | None
    """The period of the latest figure."""


@strict
class PartRecord:
    """A member of a rule with several."""

    member: str
    """A sector, an indicator, a period, an area or a reading; conditions are numbered from 1."""
    value: Number | None
    """Null when it is bounded or there is none."""
    comparison: Literal[">=", ">", "<=", "<", "~", "in"] | None
    """What it is held against by itself; null where there is nothing of the kind."""
    threshold: Number | None
    """The number of that comparison."""
    gap: Number | None
    """How far it is short of that number, 0 when met; null where that is not known."""
    verdict: VerdictName
    """What it would be by itself."""


@strict
class MissingRecord:
    """What is missing to a target that is not met."""

    text: str
    """In words: the gap in its unit, and what makes it up."""
    quantity: Number | None
    """The gap as a number of what its unit is a share of, such as households, not rounded."""
    of: str | None
    """The id of the indicator that counts these."""
    whole: Number | None
    """How many there are in that area and year."""
    whole_source: str | None
    """Who says so, as written in the data or in the catalogue."""
    a_year: Number | None
    """What it takes each year from the latest figure to the horizon, in the unit of the gap: a
    change with its sign; of a mean and a sum what each year ahead must have. Null where it is too
    late, and where that has no meaning."""
    ahead: list[str]
    """Of a place among peers: the ids of those that are ahead, the nearest first."""


@strict
class BeforeRecord:
    """What a target came to in the run compared with."""

    verdict: VerdictName
    """The one that counted."""
    gap: Number | None
    """In the unit; null where there was none to tell."""
    change: Number | None
    """By how much the gap is larger now."""
    low: Number | None
    """Of the value judged; null where there was none, or no limit."""
    high: Number | None
    """The other end; of a plain value the same."""
    period: str | None
    """Of that value."""


@strict
class DecisionRecord:
    """A person's decision on an open verdict or finding."""

    verdict: VerdictName | None
    """The verdict that counts; null for an accepted finding."""
    because: str
    """The reason given."""
    document: str | None
    """Where it is laid down."""
    until: str | None
    """The last day asked about for which it holds, YYYY-MM-DD."""


@strict
class FigureRecord:
    """A figure as observed, and where it stands."""

    path: str
    """The file, with `/`."""
    sheet: str | None
    """Null in a text file."""
    row: int
    """Counted from 1, in CSV the line of the file."""
    column: int
    """Counted from 1."""
    cell: str
    """As spreadsheets name it: `C7`."""
    source: str | None
    """As written in the data."""
    url: str | None
    """As written in the data."""
    figure: str
    """What it is of, in codes: indicator, breakdown if it has one, area, period."""
    observed: Number | str
    """The number, or what a bounded one may be: `[20, 25]`, `(87, 95.7)`, `(80, …)`."""
    source_id: str
    """By which its source is known whatever its name; empty where none is known."""
    stated: bool
    """Whether the row itself names the source, not a letterhead or a line beside the table."""
    released: str | None
    """The day on which it was published, where that is said."""


@strict
class AssessmentRecord:
    """One target judged for one area."""

    target: str
    """`PACK/ID`."""
    pack: str
    """Its id."""
    title: str
    """In the language of the report."""
    indicator: str
    """The id of the indicator judged."""
    horizon: int
    """The year in which it falls due."""
    due_date: str
    """The day from which it is due, as YYYY-MM-DD: of a year its 31 December."""
    lead: str | None
    """Who answers for the target, where its document names somebody."""
    clause: str | None
    """Where in the document it stands."""
    url: str | None
    """The address of the clause."""
    due: bool
    """Whether the day asked about is not before the end of the horizon."""
    informs: bool
    """Shown only: not counted in the summary."""
    area: str
    """The id of the area."""
    area_name: str
    """In the language of the report."""
    kind: KindName
    """The kind of the rule."""
    rule: str
    """The rule in plain words."""
    reading: str
    """`default`, or the id of the reading that was asked for."""
    comparison: Literal[">=", ">", "<=", "<", "~", "in"] | None
    """`~` is «khoảng», `in` a band with both ends; null for a milestone."""
    threshold: Number | None
    """Null for a milestone, and where the data give no single number; of a band its near end."""
    band: list[Number] | None
    """Both ends of the band, the lower first, where the comparison is `in`."""
    unit: str
    """The id of the indicator's unit; `conditions` where those met are counted."""
    value: Number | None
    """Null when the value is bounded: then `low` and `high` are its ends."""
    low: Number | None
    """Null when there is no figure."""
    high: Number | None
    """Null when there is no figure."""
    period: str | None
    """Of the figure judged: 2025, 2025-Q2, 2025-06, 2021-2025."""
    assumed: bool
    """Whether an assumed figure has a part in it (`--assume`), in its verdict or its pace."""
    status: Literal["final", "estimate", "provisional", "assumed"] | None
    """Of the figure judged."""
    source: str | None
    """Of the figure judged, as written in the data."""
    gap: Number | None
    """Distance to the threshold in the unit, 0 when met, never negative."""
    margin: Number | None
    """The same, signed: negative is short of the threshold."""
    verdict: VerdictName
    """By the data alone; what a person has decided stands in `decision`."""
    reason_code: str
    """Stable, in no language."""
    reason: str
    """The same in words."""
    fingerprint: str
    """By which it is known again in another run: of target and area."""
    contested: bool
    """Whether a defensible alternative gives the opposite answer or rejects the figure used."""
    alternatives: list[AlternativeRecord]
    """Other defensible readings, sources, releases and periods."""
    progress: ProgressRecord | None
    """Only ahead of the horizon, and where a pace has a meaning."""
    parts: list[PartRecord]
    """Members of the rule, or readings that must agree."""
    missing: MissingRecord | None
    """What a target that is not met lacks; null for all others."""
    before: BeforeRecord | None
    """What it came to in the baseline; null without one, and where that did not have it."""
    decision: DecisionRecord | None
    """A person's, where the data leave it open."""
    evidence: list[FigureRecord]
    """The rows that the verdict stands on."""
    considered: list[FigureRecord]
    """Rows beside them: other sources and releases of the same cells; periods, readings, operands
    that contest; readings that decide together; where the pace begins."""
    accept: str | None
    """The setting by which a person would decide it, ready to paste; null where it is not open."""
