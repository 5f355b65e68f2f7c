"""The JSON report `cmcn4/report@1` as records of its own, apart from the program's inner types.

A docstring under a field becomes its description in the published JSON Schema. Version 1 is the
first; a key that changes its meaning needs a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from cmcn4.model.markers import STRICT, Config


class Numeric:
    """A number written as it is: 14.02, never 14.020000000000001."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """Describe it as a plain JSON number."""
        return {"type": "number"}


Number = Annotated[Decimal, Numeric()]
VerdictName = Literal["pass", "fail", "pending", "review", "no-data"]


@dataclass(slots=True, kw_only=True)
class ToolRecord:
    """The program that made the report."""

    __pydantic_config__: ClassVar[Config] = STRICT

    name: Literal["cmcn4"]
    version: str


@dataclass(slots=True, kw_only=True)
class ChangeRecord:
    """One difference from the baseline."""

    __pydantic_config__: ClassVar[Config] = STRICT

    kind: Literal["value", "verdict", "finding"]
    what: str
    """What changed: a cell, a target or a finding."""
    old: str | Number | None
    new: str | Number | None
    worse: bool
    """Whether it is worse than before; what --fail-on names of that makes the run fail."""


@dataclass(slots=True, kw_only=True)
class BaselineRecord:
    """The earlier report or data compared with."""

    __pydantic_config__: ClassVar[Config] = STRICT

    path: str
    as_of: str
    changes: list[ChangeRecord]


@dataclass(slots=True, kw_only=True)
class PackRecord:
    """A pack used."""

    __pydantic_config__: ClassVar[Config] = STRICT

    id: str
    document: str | None
    """The document's number; null when it is not known."""
    path: str
    sha256: str


@dataclass(slots=True, kw_only=True)
class InputRecord:
    """A file read."""

    __pydantic_config__: ClassVar[Config] = STRICT

    path: str
    sha256: str
    area: str | None
    """The area, if the file speaks of one only."""
    observations: int
    skipped: int
    """Rows or cells that are not ours."""
    errors: int
    warnings: int
    accepted: bool
    """Whether the file has no error."""


@dataclass(slots=True, kw_only=True)
class AlternativeRecord:
    """What the verdict would be with one input exchanged."""

    __pydantic_config__: ClassVar[Config] = STRICT

    kind: Literal["reading", "source", "vintage", "period"]
    id: str
    value: Number | None
    threshold: Number | None
    verdict: VerdictName


@dataclass(slots=True, kw_only=True)
class ProgressRecord:
    """Whether the pace is enough for a horizon ahead."""

    __pydantic_config__: ClassVar[Config] = STRICT

    method: str
    class_: str
    ratio: Number | None
    pace: Number | None
    pace_required: Number | None
    pace_needed_from_now: Number | None
    projected: Number | None
    reached: int | None
    from_: str | None
    to: str | None


@dataclass(slots=True, kw_only=True)
class PartRecord:
    """A member of a rule with several."""

    __pydantic_config__: ClassVar[Config] = STRICT

    member: str
    value: Number | None
    verdict: VerdictName


@dataclass(slots=True, kw_only=True)
class DecisionRecord:
    """A person's decision on an open verdict or finding."""

    __pydantic_config__: ClassVar[Config] = STRICT

    verdict: VerdictName | None
    """The verdict that counts; null for an accepted finding."""
    because: str
    document: str | None
    until: str | None


@dataclass(slots=True, kw_only=True)
class EvidenceRecord:
    """A row that the verdict stands on."""

    __pydantic_config__: ClassVar[Config] = STRICT

    path: str
    sheet: str | None
    row: int
    column: int
    cell: str
    source: str | None
    url: str | None


@dataclass(slots=True, kw_only=True)
class AssessmentRecord:
    """One target judged for one area."""

    __pydantic_config__: ClassVar[Config] = STRICT

    target: str
    """`PACK/ID`."""
    pack: str
    title: str
    indicator: str
    horizon: int
    due: bool
    informs: bool
    """Shown only: not counted in the summary."""
    area: str
    area_name: str
    kind: Literal["threshold", "peer-rank", "average", "every", "count", "milestone"]
    rule: str
    """The rule in plain words."""
    reading: str
    comparison: Literal[">=", ">", "<=", "<", "~"] | None
    threshold: Number | None
    unit: str
    value: Number | None
    """Null when the value is bounded: then `low` and `high` are its ends."""
    low: Number | None
    high: Number | None
    period: str | None
    status: Literal["final", "estimate", "provisional"] | None
    source: str | None
    gap: Number | None
    """Distance to the threshold in the unit, 0 when met, never negative."""
    margin: Number | None
    """The same, signed: negative is short of the threshold."""
    verdict: VerdictName
    reason_code: str
    reason: str
    contested: bool
    """Whether a defensible alternative gives the opposite answer or rejects the figure used."""
    alternatives: list[AlternativeRecord]
    progress: ProgressRecord | None
    parts: list[PartRecord]
    decision: DecisionRecord | None
    evidence: list[EvidenceRecord]


@dataclass(slots=True, kw_only=True)
class FindingRecord:
    """A problem in data or targets."""

    __pydantic_config__: ClassVar[Config] = STRICT

    code: str
    level: Literal["error", "warning", "note"]
    message: str
    hint: str
    count: int
    path: str
    sheet: str | None
    row: int | None
    """Counted from 1, in CSV the line of the file."""
    column: int | None
    cell: str | None
    decision: DecisionRecord | None


@dataclass(slots=True, kw_only=True)
class ReportRecord:
    """The report of one run of cmcn4."""

    __pydantic_config__: ClassVar[Config] = STRICT

    format: Literal["cmcn4/report@1"]
    tool: ToolRecord
    as_of: str
    config: str | None
    baseline: BaselineRecord | None
    packs: list[PackRecord]
    inputs: list[InputRecord]
    summary: dict[str, int]
    """Counts of verdicts, contested verdicts, errors and warnings, and the exit code."""
    assessments: list[AssessmentRecord]
    findings: list[FindingRecord]
