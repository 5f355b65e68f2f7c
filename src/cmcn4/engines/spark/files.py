"""Files read and judged in a session of Spark: each file by one task, each area by one task."""

from __future__ import annotations

import os
import pickle
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, overload

from cmcn4.engines.spark.reading import SCHEMA, FilePart, Read, picks, reads_files
from cmcn4.engines.spark.whole import judged, of_kind, payloads, united
from cmcn4.evaluation import Settings, evaluate
from cmcn4.evaluation.dataset import Dataset
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Observation, Sheet, Submission
from cmcn4.model.report import Assessment, Chosen, Report
from cmcn4.model.rule.wholes import aside
from cmcn4.model.so_far import Watch
from cmcn4.readers import Reading, ReadOptions
from cmcn4.readers.parts import Part
from cmcn4.readers.reading import count

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def session() -> SparkSession:
    """Return the session that is open or that the environment names, else one on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - it takes seconds to start

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("cmcn4")
    if not (os.environ.keys() & {"SPARK_REMOTE", "MASTER"} or SparkSession.getActiveSession()):
        builder = builder.master("local[*]")
    quiet: dict[str, bool | float | int | str | None] = {
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    # NOTE: PySpark 4.3 warns of pandas 3 wherever that is installed; Arrow alone is used here.
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    made: SparkSession = builder.config(map=quiet).getOrCreate()
    return made


class Kept(Sequence[Observation]):
    """The rows that tasks have read and keep; who asks for one of them has all collected."""

    def __init__(self, read: DataFrame, size: int) -> None:
        """Know how many there are."""
        self._read, self._size = read, size

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._size

    @overload
    def __getitem__(self, place: int) -> Observation: ...
    @overload
    def __getitem__(self, place: slice) -> list[Observation]: ...
    def __getitem__(self, place: int | slice) -> Observation | list[Observation]:
        """Return the rows at a place."""
        return self._rows[place]

    def standing(self, named: Collection[tuple[Sheet, int | None]]) -> list[Observation]:
        """Return those of some rows of sheets: no others are collected."""
        return _placed(self._read.mapInArrow(picks(frozenset(named)), SCHEMA))

    @cached_property
    def _rows(self) -> list[Observation]:
        return _placed(self._read)


def _placed(read: DataFrame) -> list[Observation]:
    """Return rows by file and place."""
    reads: list[Read] = [pickle.loads(one) for one in payloads(read)]  # noqa: S301 - tasks' of this run
    placed = (
        ((read.file, place), row)
        for read in reads
        for place, row in zip(read.places, read.rows, strict=True)
    )
    return [row for _, row in sorted(placed, key=itemgetter(0))]


class OnCluster:
    """A run whose files are read, and whose areas are judged, by tasks; what they read they keep.

    For `evaluate` it is the verdicts that others have made.
    """

    def __init__(self) -> None:
        """Start with nothing read."""
        self._read: DataFrame | None = None
        self._counts: dict[str, int] = {}
        self._known: dict[tuple[str, str], Assessment] = {}
        self._decided: set[str | None] = set()
        self.areas: frozenset[str] = frozenset()
        """All that the data speak of."""

    def reading(self, how: Reading | None) -> Reading:
        """Return the way to read files so that tasks do it."""
        return replace(how or Reading(), parts=self.parts)

    def whole(self, submission: Submission) -> Submission:
        """Return all rows one by one, for whoever needs each of them."""
        return submission if self._read is None else self._with_rows(submission)

    def judged(
        self, submission: Submission, settings: Settings, *, watch: Watch | None = None
    ) -> Report:
        """Judge each area by one task."""
        if self._read is None:  # no files, or none that a task can open
            return evaluate(submission, settings, watch=watch)
        self._judge(self._read, submission, settings)
        return evaluate(submission, settings, self, watch)

    def parts(self, files: Sequence[str], options: ReadOptions) -> Iterator[Part]:
        """Yield what each file gives, in their order, without its observations."""
        paths = [(number, pickle.dumps(path)) for number, path in enumerate(files)]
        listed = session().createDataFrame(paths, "number bigint, path binary")
        spread = listed.repartition(max(1, len(files)), "number")
        self._read = spread.mapInArrow(reads_files(options), SCHEMA).persist()
        found: dict[int, FilePart] = {}
        for payload in payloads(of_kind(self._read, "part")):
            part: FilePart = pickle.loads(payload)  # noqa: S301 - a task's of this run
            found[part.number] = part
        for number in range(len(files)):
            count(self._counts, found[number].counts)
            yield found[number].part

    def _judge(self, read: DataFrame, submission: Submission, settings: Settings) -> None:
        """Judge what was read, and add to the submission what was found on the way."""
        whole = judged(read, submission, settings, split=False)
        told = [pickle.loads(one) for one in payloads(of_kind(whole.judged, "finding"))]  # noqa: S301 - a task's of this run
        submission.findings += united([*told, *whole.findings])
        made = [pickle.loads(one) for one in payloads(of_kind(whole.judged, "assessment"))]  # noqa: S301 - as above
        self._known = {(one.chosen.id, one.area): one for one in (*made, *whole.assessments)}
        self._decided = {one.area for one in settings.question.decisions if one.target}
        self._submission, self._settings, self.areas = submission, settings, whole.areas

    def _with_rows(self, submission: Submission) -> Submission:
        return replace(submission, observations=list(self.observations))

    @property
    def observations(self) -> Sequence[Observation]:
        """Everything that was read, by file and place; it stays where it is until asked for."""
        assert self._read is not None  # noqa: S101 - as above
        return Kept(of_kind(self._read, "rows"), sum(self._counts.values()))

    def counts(self, others: Mapping[str, int]) -> dict[str, int]:
        """Return the indicators with their numbers of observations."""
        return {**self._counts, **others}

    def over(self, data: Dataset) -> Dataset:
        """Return the data in which the figures stand that a person has decided on."""
        if not self._decided:
            return data
        settings = self._settings
        left_out = aside(settings.targets, settings.catalogue)
        return Dataset(self._with_rows(self._submission), aside=left_out)

    def others(self, asked: Sequence[tuple[Chosen, Sequence[str]]]) -> list[tuple[Chosen, str]]:
        """Return what a person has decided on: the figure is needed for it."""
        self._asked = [(chosen, area) for chosen, areas in asked for area in areas]
        return [pair for pair in self._asked if self._is_decided(pair[1])]

    def together(self, others: Sequence[Assessment]) -> tuple[Assessment, ...]:
        """Return what tasks have judged, with the others in their places."""
        rest = iter(others)
        return tuple(
            next(rest) if self._is_decided(area) else self._known[chosen.id, area]
            for chosen, area in self._asked
        )

    def _is_decided(self, area: str) -> bool:
        return bool(self._decided & {area, None})
