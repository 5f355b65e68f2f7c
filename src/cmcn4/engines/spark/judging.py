"""What a task judges: the areas that have come to it, whole, beside what concerns all areas."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from decimal import localcontext
from itertools import chain

import pyarrow as pa

from cmcn4.engines.spark.lists import AREA, FIGURE, PLAIN, Lists
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
from cmcn4.model.report import Assessment, Chosen
from cmcn4.model.rule import Threshold, single
from cmcn4.model.rule.wholes import aside
from cmcn4.readers.layout.records.settle import DOUBT, alone


class Aside(NamedTuple):
    """What is not for tasks to judge: targets for areas of which a series is simple or absent."""

    lists: Lists
    """What the numbers of plain rows stand for."""
    targets: frozenset[str]
    """The ids of targets that are judged in SQL."""
    hard: frozenset[tuple[str, str]]
    """Indicators and areas of which something else is known; of all areas where it is empty."""

    def has(self, chosen: Chosen, area: str) -> bool:
        """Whether a target is judged elsewhere for an area, if no rows of its series are here."""
        name = chosen.indicator
        return chosen.id in self.targets and not self.hard & {(name, area), (name, "")}


class Known(NamedTuple):
    """What every task is told before it judges."""

    settings: Settings
    shared: tuple[Observation, ...]
    """The figures of areas that others are compared with."""
    blocks: tuple[Block, ...]
    split: bool
    """Whether several tasks have read of one table."""
    aside: Aside | None = None


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
        mine: Known = unpacked(packed)
        rows: list[Observation] = []
        present: set[str] = set()
        for batch in batches:
            _take(batch, mine, rows, present)
        judged = judge(undoubted(rows) if split else rows, mine, present)
        for chosen in judged.assessments:
            yield batch_of([("assessment", chosen.area, pickle.dumps(chosen))])
        yield from (
            batch_of([("finding", "", pickle.dumps(finding))]) for finding in judged.findings
        )
        yield batch_of([("areas", "", pickle.dumps(judged.areas))])

    return task


def _take(batch: pa.RecordBatch, known: Known, rows: list[Observation], present: set[str]) -> None:
    """Take the rows that others have read, plain ones, and the areas that there are."""
    kinds = batch.column("kind").to_pylist()
    payloads = batch.column("payload").to_pylist()
    for payload in filter(None, payloads):
        rows += pickle.loads(payload).rows  # noqa: S301 - another task's of the same run
    if known.aside is None:
        return
    lists = known.aside.lists
    columns = [batch.column(name).to_pylist() for name in ("area", "indicator", *FIGURE)]
    for kind, area, indicator, *figure in zip(kinds, *columns, strict=True):
        if kind == PLAIN:
            rows.append(lists.observation(indicator, area, tuple(figure)))
        elif kind == AREA:
            present.add(lists.areas[area])


def judge(rows: list[Observation], known: Known, present: AbstractSet[str] = frozenset()) -> Judged:
    """Judge the areas of some rows, and those `present` of which there are none here.

    All rows of an area are among them, but for those of simple series.
    """
    settings, catalogue, elsewhere = known.settings, known.settings.catalogue, known.aside
    left_out = aside(settings.targets, catalogue)
    here = {(row.indicator, row.area) for row in rows}
    asked = set(settings.question.areas)
    areas = {area for indicator, area in here if indicator not in left_out} | present
    reach = Reach(sorted(areas & asked if asked else areas), catalogue)
    data = dataset(rows, {row.area for row in rows} | present, known)
    with localcontext(EXACT):
        assessments = [
            assess(chosen, area, data, settings)
            for chosen in settings.targets
            for area in reach.of(chosen)
            if (chosen.indicator, area) in here or not (elsewhere and elsewhere.has(chosen, area))
        ]
        places = {row.place for row in rows}
        found = chain(data.findings, about_data(data, catalogue, settings.targets))
        own_findings = [finding for finding in found if finding.place in places]
        return Judged(assessments, [*own_findings, *about_used(assessments, settings)], areas)


def dataset(rows: Iterable[Observation], own: set[str], known: Known) -> Dataset:
    """Return the rows of some areas beside those of areas that concern all."""
    settings, catalogue = known.settings, known.settings.catalogue
    rows = list(rows)
    here = {(row.indicator, row.area) for row in rows}
    shared = [row for row in known.shared if (row.indicator, row.area) not in here]
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
