"""What a task judges: the areas that have come to it, whole, beside what concerns all areas."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from decimal import localcontext
from itertools import chain

from cmcn4.engines.spark.reading import Batches, Task, batch_of, root, unpacked
from cmcn4.evaluation import Settings
from cmcn4.evaluation.assess import assess
from cmcn4.evaluation.dataset import Dataset
from cmcn4.evaluation.exact import EXACT
from cmcn4.evaluation.index.reach import Reach
from cmcn4.evaluation.remarks.remarks import about_data, about_rows_used, about_use
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Block, Observation, Submission
from cmcn4.model.report import Assessment
from cmcn4.model.rule import Threshold, single
from cmcn4.model.rule.wholes import aside
from cmcn4.readers.layout.records.settle import DOUBT, alone


class Known(NamedTuple):
    """What every task is told before it judges."""

    settings: Settings
    shared: tuple[Observation, ...]
    """The figures of areas that others are compared with."""
    blocks: tuple[Block, ...]
    split: bool
    """Whether several tasks have read of one table."""


class Judged(NamedTuple):
    """What became of the areas of a task."""

    assessments: list[Assessment]
    findings: list[Finding]
    """Some perhaps twice."""
    areas: set[str]
    """All that its rows speak of."""


def shared_areas(settings: Settings) -> set[str]:
    """Return the areas whose figures other areas' verdicts and findings may need.

    Countries, which their parts are compared with, and those that rules name.
    """
    catalogue = settings.catalogue
    found = {area.id for area in catalogue.areas.values() if area.parent is None}
    for chosen in settings.targets:
        target = chosen.target
        for stated in (target.rule, *(reading.rule for reading in target.readings)):
            for rule, _ in single(stated, target.indicator):
                other = rule.reference if isinstance(rule, Threshold) else None
                if other and other.area:
                    found.add(other.area)
                groups = [getattr(rule, "group", None), getattr(rule, "within", None)]
                for group in (*groups, other and other.mean_of):
                    if group:
                        found |= {member.id for member in catalogue.groups[group].members}
    return found


def judges(known: Known) -> Task:
    """Return the task that judges the areas whose observations have come to it."""
    packed, split = pickle.dumps(known), known.split

    def task(batches: Batches) -> Batches:
        rows: list[Observation] = []
        for batch in batches:
            for payload in batch.column("payload").to_pylist():
                rows += pickle.loads(payload).rows  # noqa: S301 - another task's of the same run
        judged = judge(undoubted(rows) if split else rows, unpacked(packed))
        for chosen in judged.assessments:
            yield batch_of([("assessment", chosen.area, pickle.dumps(chosen))])
        yield from (
            batch_of([("finding", "", pickle.dumps(finding))]) for finding in judged.findings
        )
        yield batch_of([("areas", "", pickle.dumps(judged.areas))])

    return task


def judge(rows: list[Observation], known: Known) -> Judged:
    """Judge the areas of some rows; all rows of an area are among them."""
    settings, catalogue = known.settings, known.settings.catalogue
    left_out = aside(settings.targets, catalogue)
    own = {row.area for row in rows}
    asked = set(settings.question.areas)
    areas = {row.area for row in rows if row.indicator not in left_out}
    reach = Reach(sorted(areas & asked if asked else areas), catalogue)
    data = dataset(rows, own, known)
    with localcontext(EXACT):
        assessments = [
            assess(chosen, area, data, settings)
            for chosen in settings.targets
            for area in reach.of(chosen)
        ]
        places = {row.place for row in rows}
        found = chain(data.findings, about_data(data, catalogue, settings.targets))
        own_findings = [finding for finding in found if finding.place in places]
        return Judged(assessments, [*own_findings, *about_used(assessments, settings)], areas)


def dataset(rows: Iterable[Observation], own: set[str], known: Known) -> Dataset:
    """Return the rows of some areas beside those of areas that concern all."""
    settings, catalogue = known.settings, known.settings.catalogue
    shared = [row for row in known.shared if row.area not in own]
    # Of an area that rules name there may be errors alone.
    named = {root(catalogue, area) for area in own | shared_areas(settings)}
    blocks = [
        block
        for block in known.blocks
        if block.area is None or root(catalogue, block.area) in named
    ]
    submission = Submission(observations=[*rows, *shared], blocks=blocks)
    return Dataset(submission, aside=aside(settings.targets, catalogue))


def about_used(assessments: list[Assessment], settings: Settings) -> Iterator[Finding]:
    """Yield what is remarkable about rows that decided; tasks may say the same of a shared one."""
    yield from about_use(assessments, settings.catalogue)
    yield from about_rows_used(assessments, settings.catalogue, settings.question.as_of)


def undoubted(rows: list[Observation]) -> list[Observation]:
    """Take back a doubt about shares of one that have neighbours which another task has read."""
    shares = [at for at, row in enumerate(rows) if row.origin.doubt == DOUBT]
    for at in set(shares) - set(alone(rows, shares)):
        rows[at] = rows[at]._replace(origin=rows[at].origin._replace(doubt=""))
    return rows
