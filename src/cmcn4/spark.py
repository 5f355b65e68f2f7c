"""Checking dataframes of Spark where they live: `cmcn4.spark.check`."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any

from cmcn4.api import prepared
from cmcn4.cli.asked import Asked
from cmcn4.errors import UsageError
from cmcn4.locale import ENGLISH, Message
from cmcn4.model.lazy.dataclass import dataclass, replace
from cmcn4.model.report import Report
from cmcn4.model.verdict import Verdict
from cmcn4.python import records
from cmcn4.python.arguments import Given, options, speaking
from cmcn4.python.frames import NUMBERS, TRUTHS, WHOLE

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from cmcn4.engines.spark.verdicts import Telling
    from cmcn4.engines.spark.whole import Whole
    from cmcn4.evaluation import Settings

__all__ = ["FINDINGS", "Checked", "check"]

_AT_ONCE = 1_000
_COUNTED = ("decided", "informs", "contested")
FINDINGS = tuple(name for name in records.FINDINGS if name not in ("accepted", "fingerprint"))
_TYPES = {**dict.fromkeys(NUMBERS, "string"), **dict.fromkeys(WHOLE, "bigint"),
          **dict.fromkeys(TRUTHS, "boolean")}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What became of a dataframe: verdicts and findings as dataframes of the same session."""

    assessments: DataFrame
    """One row for each target and area, with the columns of `Report.to_frame`; numbers are texts
    with all their digits, to be cast where they are reckoned with."""
    findings: DataFrame
    """One row for each finding, with the columns of `Report.findings.to_frame`."""
    counted: DataFrame
    """The same rows with what is counted of them: `decided`, `informs`, `contested`."""
    whole: Whole
    """What the cluster keeps for both until `release` is called."""

    def summary(self) -> dict[str, int]:
        """Count verdicts, contested ones and findings by level; what only informs is left out."""
        counted = self.counted.filter("not informs")
        found = {one.value: 0 for one in Verdict}
        found |= _counts(counted, "decided")
        found["contested"] = counted.filter("contested").count()
        levels = _counts(self.findings, "level")
        return found | {f"{level}s": levels.get(level, 0) for level in ("error", "warning")}

    def release(self) -> None:
        """Let the cluster forget what was read and judged."""
        self.whole.release()


def _counts(frame: DataFrame, name: str) -> dict[str, int]:
    return {row[name]: row["count"] for row in frame.groupBy(name).count().collect()}


def check(  # noqa: PLR0913 - what may be asked, each by its name
    frame: DataFrame,
    *,
    targets: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    as_of: str | int | dt.date | None = None,
    areas: str | Sequence[str] = (),
    horizons: int | Sequence[int] = (),
    lang: str | None = None,
    settings: str | PathLike[str] | None = None,
    decimal: str = "auto",
    number: str | None = None,
) -> Checked:
    """Judge a dataframe of Spark against targets, and return dataframes.

    Args:
        frame: one observation a row, in columns as `cmcn4.check` reads them.
        targets: as `cmcn4.check` takes them, as the arguments that follow.
        as_of: the day asked about.
        areas: codes or names of the only areas to judge.
        horizons: years; only targets due then.
        lang: `"vi"` or `"en"`, for reasons and findings; English when absent.
        settings: a settings file; decisions and baselines in it are left aside.
        decimal: the decimal mark of numbers written as text.
        number: a column of whole numbers that tell the rows apart, such as lines of a file. When
            absent the rows of each area are numbered in the order of their cells.

    The areas must fit into the memory of a task, each for itself; nothing else is collected but
    the figures of countries and of areas that rules name, and the cells in error.

    Raises:
        UsageError: something that does not exist was asked for; Spark or pyarrow is not installed.
        PackError: the target files have problems; all of them are told.

    """
    given = Given(targets=targets, as_of=as_of, areas=areas, horizons=horizons, lang=lang,
                  settings=settings, decimal=decimal)  # fmt: skip
    with speaking(lang):
        engine = _engine()
        question = Asked(options(given)).question(fail_on=frozenset())
        question = replace(question, decisions=())
        judged_by, how = prepared(question)
        if number is not None and number not in frame.columns:
            hint = Message("errors.one-of", {"names": tuple(frame.columns)})
            what = Message("errors.name", {"name": repr(number)})
            raise UsageError(what, place="number", hint=hint)
        whole = engine.judge_frame(frame, how, judged_by, number)
        return _told(whole, judged_by, lang or ENGLISH)


def _engine() -> Any:
    try:
        return import_module("cmcn4.engines.spark.frame")
    except ImportError as error:
        what = Message("errors.library", {"name": "cmcn4[spark]"})
        raise UsageError(what, place="spark") from error


class _Told:
    """Makes the rows of one dataframe of what was judged."""

    def __init__(self, columns: Sequence[str], field: str, settings: Settings, lang: str) -> None:
        """`field` is the one of the report that the rows tell of."""
        self.columns, self.field, self.lang = columns, field, lang
        self.report = Report(
            question=settings.question, packs=settings.packs, inputs=(), assessments=(),
            findings=(), catalogue=settings.catalogue, catalogue_sha256=settings.catalogue_sha256,
        )  # fmt: skip

    @property
    def schema(self) -> str:
        """The columns with their types."""
        return ", ".join(f"`{name}` {_TYPES.get(name, 'string')}" for name in self.columns)

    def task(self, telling: Telling | None = None) -> Callable[[Iterator[Any]], Iterator[Any]]:
        """Return what a task does with what it holds; with `telling`, verdicts of SQL."""
        packed = pickle.dumps((self, telling))

        def task(batches: Iterator[Any]) -> Iterator[Any]:
            import pyarrow as pa  # noqa: PLC0415 - where the task runs

            told, how = pickle.loads(packed)  # noqa: S301 - the driver's own
            names = list(told.columns)
            items = _told_of(batches, how) if how else _held(batches)
            while some := list(islice(items, _AT_ONCE)):
                rows = told.rows(some)
                arrays = [pa.array([row[at] for row in rows], _arrow(pa, name))
                          for at, name in enumerate(names)]  # fmt: skip
                yield pa.RecordBatch.from_arrays(arrays, names=names)

        return task

    def rows(self, items: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Return the cells of each row."""
        report, found = self.report, tuple(items)
        told: Iterable[Mapping[str, Any]] = (
            records.assessments(replace(report, assessments=found), self.lang)
            if self.field == "assessments"
            else records.findings(replace(report, findings=found), self.lang)
        )
        return [tuple(_cell(name, record[name]) for name in self.columns) for record in told]


def _held(batches: Iterator[Any]) -> Iterator[Any]:
    held = (item for batch in batches for item in batch.column("payload").to_pylist())
    return (pickle.loads(item) for item in held)  # noqa: S301 - a task's of this run


def _told_of(batches: Iterator[Any], telling: Telling) -> Iterator[Any]:
    return (telling.assessment(row) for batch in batches for row in batch.to_pylist())


def _cell(name: str, value: Any) -> Any:
    if value is None or name in WHOLE or name in TRUTHS:
        return value
    return f"{value:f}" if name in NUMBERS else str(value)


def _arrow(pa: Any, name: str) -> Any:
    return pa.int64() if name in WHOLE else pa.bool_() if name in TRUTHS else pa.string()


def _told(whole: Whole, settings: Settings, lang: str) -> Checked:
    verdicts = _Told(records.ASSESSMENTS, "assessments", settings, lang)
    remarks = _Told(FINDINGS, "findings", settings, lang)
    found = [*whole.submission.findings, *whole.findings]
    by_tasks = _both(whole, "assessment", verdicts, whole.assessments)
    counted = by_tasks.select(*_COUNTED)
    if whole.beside:
        in_sql = whole.beside.verdicts
        counted = counted.union(in_sql.selectExpr("verdict", "informs", "contested"))
        by_tasks = by_tasks.union(
            in_sql.mapInArrow(verdicts.task(whole.beside.telling), verdicts.schema)
        )
    return Checked(
        assessments=by_tasks,
        # What is said of a figure that serves several areas each of their tasks has said.
        findings=_both(whole, "finding", remarks, found).dropDuplicates(),
        counted=counted,
        whole=whole,
    )


def _both(whole: Whole, kind: str, told: _Told, here: Sequence[Any]) -> DataFrame:
    """Return what the tasks hold and what is known here as one dataframe."""
    frame = whole.judged.filter(whole.judged["kind"] == kind).mapInArrow(told.task(), told.schema)
    if not here:
        return frame
    return frame.union(frame.sparkSession.createDataFrame(told.rows(here), told.schema))
