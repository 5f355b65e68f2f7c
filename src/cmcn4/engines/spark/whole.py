"""What all tasks have judged, put together: areas without rows, findings, the order of verdicts."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from decimal import localcontext
from typing import TYPE_CHECKING

from cmcn4.engines.spark.beside import Beside
from cmcn4.engines.spark.judging import Known, about_used, dataset, judges, shared_areas
from cmcn4.engines.spark.reading import SCHEMA, root
from cmcn4.evaluation import Settings
from cmcn4.evaluation.assess import applies, assess
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.run import areas_judged
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.observation import Observation, Submission
from cmcn4.model.report import Assessment

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ABOUT_PAIRS = "superseded"
"""The finding that is told once of two files, whatever areas they speak of."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A run on a cluster; verdicts and findings stay where they were made."""

    read: DataFrame
    judged: DataFrame
    """Rows of a kind, a key and a payload: `assessment`, `finding`."""
    submission: Submission
    """What was read, without the observations."""
    assessments: list[Assessment]
    """Of areas that the data say nothing of."""
    findings: list[Finding]
    """On rows that decided there."""
    areas: frozenset[str]
    """All that the data speak of."""
    beside: Beside | None = None
    """What was judged in SQL."""

    def release(self) -> None:
        """Let the cluster forget what it keeps for this run."""
        self.read.unpersist()
        self.judged.unpersist()
        if self.beside:
            self.beside.release()


def of_kind(frame: DataFrame, kind: str) -> DataFrame:
    """Return the rows of one kind."""
    return frame.filter(frame["kind"] == kind)


def payloads(frame: DataFrame) -> Iterable[bytes]:
    """Return what rows hold."""
    return [bytes(row["payload"]) for row in frame.select("payload").collect()]


def judged(
    read: DataFrame,
    submission: Submission,
    settings: Settings,
    beside: Beside | None = None,
    *,
    split: bool,
) -> Whole:
    """Judge what tasks have read; `split` says that several have read of one table.

    `beside` are the plain rows of a dataframe, of which simple series are judged in SQL.
    """
    catalogue = settings.catalogue
    keys = sorted({root(catalogue, area) for area in shared_areas(settings)})
    rows = of_kind(read, "rows")
    shared: list[Observation] = []
    for payload in payloads(rows.filter(rows["key"].isin(keys))):
        shared += pickle.loads(payload).rows  # noqa: S301 - a task's of this run
    shared += beside.shared(keys) if beside else ()
    # What was said on a command line is for people to see; tasks judge without it.
    told = replace(settings, question=replace(settings.question, in_effect=()))
    known = Known(
        told, tuple(shared), tuple(submission.blocks), split, beside.aside if beside else None
    )
    given = beside.given(rows) if beside else rows
    found = given.repartition("key").mapInArrow(judges(known), SCHEMA).persist()
    present: set[str] = set(beside.present) if beside else set()
    for payload in payloads(of_kind(found, "areas")):
        present |= pickle.loads(payload)  # noqa: S301 - as above
    whole = Whole(read=read, judged=found, submission=submission, assessments=[], findings=[],
                  areas=frozenset(present), beside=beside)  # fmt: skip
    return _beyond(whole, known)


def _beyond(whole: Whole, known: Known) -> Whole:
    """Judge the areas without rows: those asked for, in error alone, or of which others tell."""
    settings = known.settings
    alone = {block.area for block in known.blocks if block.area} - whole.areas
    data = dataset([], alone, known)
    areas = areas_judged(whole.areas | data.areas(), settings)
    with localcontext(EXACT):
        missing = [
            assess(chosen, area, data, settings)
            for chosen in settings.targets
            for area in areas
            if area not in whole.areas and applies(chosen, area, settings.catalogue)
        ]
        found = list(about_used(missing, settings))
    return replace(whole, assessments=missing, findings=found)


def united(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those on two files as one: each task has told it of its own areas."""
    kept: list[Finding] = []
    pairs: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        if finding.code != _ABOUT_PAIRS:
            kept.append(finding)
            continue
        key = (finding.place.sheet.path, *map(str, finding.facts.values()))
        other = pairs.get(key)
        pairs[key] = _one(finding, other) if other else finding
    return [*kept, *pairs.values()]


def _one(finding: Finding, other: Finding) -> Finding:
    first = min(finding, other, key=lambda one: (one.place.row or 0, one.place.column or 0))
    return replace(first, count=finding.count + other.count)
