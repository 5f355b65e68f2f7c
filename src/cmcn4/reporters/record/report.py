"""The JSON report `cmcn4/report@1` as records of its own, apart from the program's inner types.

A docstring under a field becomes its description in the published JSON Schema. Version 1 is the
first; a key that changes its meaning needs a new version.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cmcn4.model.baseline import ChangeKind
from cmcn4.model.expected import State
from cmcn4.model.markers import strict
from cmcn4.reporters.record.assessment import AssessmentRecord, DecisionRecord, Number


@strict
class ToolRecord:
    """The program that made the report."""

    name: Literal["cmcn4"]
    """Always the same."""
    version: str
    """Of the program, not of the format."""


@strict
class AskedRecord:
    """What was asked, by options or settings."""

    targets: list[str]
    """As the option `-t`; empty for all of the strategy."""
    areas: list[str]
    """Their ids; empty for those in the data."""
    horizons: list[int]
    """Only targets due in these years; empty for all."""
    fail_on: list[str]
    """What makes the exit code 1, in the order of the alphabet; empty for `none`."""
    decimal: str
    """The decimal mark of the data: `auto`, `.` or `,`."""
    encoding: str
    """Of text files; `auto` where they tell."""
    assume: list[str]
    """Figures judged with in the place of those observed, as INDICATOR[@AREA][:PERIOD]=VALUE."""
    expect: str | None
    """Who was to send figures: a group of areas, or the file that lists them."""
    baseline: str | None
    """As it was given, with `/`."""


@strict
class ChangeRecord:
    """One difference from the baseline."""

    kind: ChangeKind
    """`value`: a figure that is new, or is no longer the one judged; `revised`: one with another
    value; `removed`: one that is gone; a verdict; a finding."""
    what: str
    """What changed: a cell, a target or a finding."""
    old: str | Number | None
    """What it was; null when it is new."""
    new: str | Number | None
    """What it is; null when it is gone."""
    worse: bool
    """Whether it is worse than before; what --fail-on names of that makes the run fail."""


@strict
class BaselineRecord:
    """The earlier report or data compared with."""

    path: str
    """As it was given, with `/`."""
    as_of: str
    """The day that it asks about, YYYY-MM-DD."""
    changes: list[ChangeRecord]
    """Values, then verdicts, then findings."""


@strict
class PackRecord:
    """A pack used."""

    id: str
    """The first part of the ids of its targets."""
    document: str | None
    """The document's number; null when it is not known."""
    path: str
    """The file, with `/`."""
    sha256: str
    """Of the bytes of the file."""


@strict
class InputRecord:
    """A file read."""

    path: str
    """As it was given or found, with `/`."""
    sha256: str
    """Of the bytes of the file."""
    area: str | None
    """The area, if the file speaks of one only."""
    observations: int
    """Values that any target can use."""
    skipped: int
    """Rows or cells that are not ours."""
    errors: int
    """Findings of that level in the file."""
    warnings: int
    """Findings of that level in the file, accepted ones apart."""
    accepted: bool
    """Whether the file has no error."""


@strict
class OwedRecord:
    """Figures of one indicator that targets need and the data do not have."""

    indicator: str
    """Its id."""
    periods: list[str]
    """Years and spans."""
    breakdowns: list[str]
    """Parts that are missing, where others are there; empty for the total."""


@strict
class SenderRecord:
    """An area that figures are expected of, or that sent some unasked."""

    area: str | None
    """Its id; null for files that do not say whose they are."""
    area_name: str | None
    """In the language of the report."""
    recipient: str | None
    """Whom to write to, as the list names them."""
    state: State
    """`unexpected`: not on the list."""
    files: list[str]
    """Paths of what it sent, as in `inputs`."""
    errors: int
    """For which its files are not accepted."""
    reason_code: str | None
    """Code of the first of them; null where there is none."""
    reason: str | None
    """Its message."""
    path: str | None
    """Where it stands: the file, with `/`."""
    sheet: str | None
    """Null in a text file."""
    cell: str | None
    """As spreadsheets name it: `C7`; null where it is about the whole file."""
    lacks: list[OwedRecord]
    """What its targets need beside what it has sent."""


@strict
class FindingRecord:
    """A problem in data or targets."""

    code: str
    """Stable; docs/findings.md has a section for each."""
    level: Literal["error", "warning", "note"]
    """Errors block, warnings mark."""
    message: str
    """In the language of the report."""
    hint: str
    """What to do."""
    count: int
    """How many rows it stands for."""
    texts: list[str]
    """Texts or headings that it counts, those first that the baseline did not have; empty for what
    is told of no text."""
    path: str
    """The file, with `/`."""
    sheet: str | None
    """Null in a text file."""
    row: int | None
    """Counted from 1, in CSV the line of the file."""
    column: int | None
    """Counted from 1."""
    cell: str | None
    """As spreadsheets name it: `C7`."""
    fingerprint: str
    """By which it is known again in another run: of code, figure, what was met and the file's base
    name, and its number among equal ones; no row, sheet or language is in it."""
    decision: DecisionRecord | None
    """By which it is accepted."""
    accept: str | None
    """The setting that would accept it, ready to paste; null where none can or one does."""


@strict
class ReportRecord:
    """The report of one run of cmcn4."""

    format: Literal["cmcn4/report@1"]
    """Another number when a key changes its meaning."""
    tool: ToolRecord
    """What made it."""
    as_of: str
    """The day asked about, YYYY-MM-DD."""
    config: str | None
    """The settings file in use."""
    config_sha256: str | None
    """Of the bytes of that file."""
    catalogue_sha256: str
    """Of the built-in catalogue: of the hashes of its files."""
    asked: AskedRecord
    """What is to be asked for the same report."""
    baseline: BaselineRecord | None
    """Only where one was given."""
    packs: list[PackRecord]
    """The targets asked about."""
    inputs: list[InputRecord]
    """The files read."""
    expected: list[SenderRecord] | None
    """Who was to send figures, in the order of the list, then others; null where nobody asked."""
    summary: dict[str, int]
    """Counts of verdicts, contested verdicts, errors and warnings, and the exit code."""
    assessments: Iterable[AssessmentRecord]
    """By pack, order in the pack, and area."""
    findings: list[FindingRecord]
    """Problems in data or targets."""
