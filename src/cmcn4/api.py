"""The public functions: what a script can do without the command line."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Protocol

from cmcn4.errors import UsageError
from cmcn4.locale import ENGLISH, Message
from cmcn4.model import report as model
from cmcn4.model.asked import Question

if TYPE_CHECKING:
    from cmcn4.model.baseline import Baseline
    from cmcn4.model.decision import Decision
    from cmcn4.model.observation import Submission
    from cmcn4.model.target import PackFile
    from cmcn4.packs import Selection
    from cmcn4.readers import Reading, ReadOptions

__all__ = ["Data", "Question", "Report", "check", "day", "examine", "judge", "load_packs", "read"]


class _Frame(Protocol):
    """What pandas' and Polars' dataframes have in common for us."""

    columns: Any


# Other ISO forms, such as week dates, are not meant.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Path = str | PathLike[str]
Data = Path | Sequence[Path] | Iterable[Mapping[str, Any]] | _Frame


class Report(model.Report):
    """The result of a run, with its JSON form."""

    __slots__ = ()

    def to_dict(self, lang: str = ENGLISH) -> dict[str, Any]:
        """Return exactly what parsing the JSON report would give; numbers are int or float."""
        from cmcn4.reporters.machine.json_report import as_numbers  # noqa: PLC0415 - when asked for

        return as_numbers(self, lang)


def check(
    data: Data,
    *,
    targets: str | Sequence[str] = (),
    as_of: str | int | dt.date | None = None,
    areas: Sequence[str] = (),
    horizons: Sequence[int] = (),
) -> Report:
    """Judge data against targets and return the report.

    `data` is a path or several, rows as mappings, or a dataframe with the canonical columns;
    `targets` selects as the option `-t` does; `as_of` is a year (its 31/12) or a day, today when
    absent. Raises UsageError for what does not exist and PackError for invalid target files;
    problems in the data are findings of the report.
    """
    question = Question(
        targets=_listed(targets),
        horizons=tuple(horizons),
        areas=tuple(areas),
        as_of=day(as_of),
    )
    report, _ = judge(data, question)
    return report


def read(data: Data, *, targets: str | Sequence[str] = ()) -> Submission:
    """Read data as `check` does and return observations and findings, unjudged."""
    from cmcn4.packs import load  # noqa: PLC0415 - heavy, when asked for

    selection = load(_listed(targets))
    return _read(data, _read_options(selection, Question(as_of=day(None))))


def load_packs(selectors: str | Sequence[str] = ()) -> tuple[PackFile, ...]:
    """Return the packs that the selectors name, those of the strategy when there are none."""
    from cmcn4.packs import load  # noqa: PLC0415 - heavy, when asked for

    return load(_listed(selectors)).packs


def _listed(selectors: str | Sequence[str]) -> tuple[str, ...]:
    """Return selectors as a tuple, one given alone included."""
    return (selectors,) if isinstance(selectors, str) else tuple(selectors)


def examine(
    data: Data, question: Question, how: Reading | None = None
) -> tuple[Report, str | None]:
    """Return what was read and found while reading, nothing judged; and the headers' language."""
    from cmcn4.evaluation.remarks.remarks import distinct  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.packs.builtin import catalogue_sha256  # noqa: PLC0415

    selection = load(question.targets, question.horizons, question.packs_folder, question.limits)
    submission = _read(data, _read_options(selection, question), how)
    report = Report(
        question=replace(question, fail_on=frozenset()),
        packs=selection.packs,
        inputs=tuple(submission.inputs),
        assessments=(),
        findings=tuple(distinct(submission.findings)),
        catalogue=selection.vocabulary.catalogue,
        catalogue_sha256=catalogue_sha256(),
        seen=submission.seen,
        observations=submission.observations,
    )
    return report, submission.language


def judge(data: Data, question: Question, how: Reading | None = None) -> tuple[Report, str | None]:
    """Return the report, and the language of the data's own headers."""
    from cmcn4.evaluation import Settings, evaluate  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.packs.builtin import catalogue_sha256  # noqa: PLC0415
    from cmcn4.packs.source_order import ordered  # noqa: PLC0415

    selection = load(question.targets, question.horizons, question.packs_folder, question.limits)
    areas = tuple(selection.area(area) for area in question.areas)
    submission = _read(data, _read_options(selection, question), how)
    targets = tuple(
        chosen for chosen in selection.targets if not question.only or chosen.id in question.only
    )
    decisions = _asked(question, selection, areas, {chosen.id for chosen in targets})
    settings = Settings(
        targets=targets,
        packs=selection.packs,
        catalogue=ordered(selection.vocabulary, question.source_order),
        catalogue_sha256=catalogue_sha256(),
        question=replace(question, areas=areas, decisions=tuple(decisions)),
    )
    report = evaluate(submission, settings, into=Report)
    if question.baseline is not None:
        report = report.beside(_compared(report, data, question, areas))
    return report, submission.language


def _compared(report: Report, data: Data, question: Question, areas: tuple[str, ...]) -> Baseline:
    """Return what has changed since an earlier report, or since earlier data judged alike."""
    from cmcn4.evaluation.compare.compare import compare  # noqa: PLC0415 - when asked for
    from cmcn4.evaluation.compare.earlier import read_report  # noqa: PLC0415
    from cmcn4.evaluation.compare.snapshot import snapshot  # noqa: PLC0415
    from cmcn4.readers.commit import PREFIX  # noqa: PLC0415

    path = question.baseline or ""
    shown, observed = path.replace(os.sep, "/"), not path.lower().endswith(".json")
    question = replace(question, baseline=None)
    if path.startswith(PREFIX):
        observed, old = True, snapshot(_at_commit(path, data, question), observed=True)
    elif not observed:
        old = read_report(path)
    elif not os.path.exists(path):  # noqa: PTH110 - also what no path can be made of
        raise UsageError(Message("errors.path"), place=shown)
    else:
        old = snapshot(judge(path, question)[0], observed=True)
    return compare(shown, old, snapshot(report, observed=observed), areas)


def _at_commit(text: str, data: Data, question: Question) -> Report:
    """Return the report on the same paths as they were at a commit."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - when asked for

    from cmcn4.readers.commit import PREFIX, Commit, relative  # noqa: PLC0415

    commit = Commit(text.removeprefix(PREFIX))
    asked = [data] if isinstance(data, (str, PathLike)) or hasattr(data, "columns") else [*data]
    paths = [relative(fspath(path)) for path in asked if isinstance(path, (str, PathLike))]
    with TemporaryDirectory(prefix="cmcn4-") as folder:
        there = [path for path in paths if commit.write(commit.below(path), folder)]
        if not there:
            raise UsageError(Message("errors.git.nothing"), place=text)

        def moved(pattern: str) -> str:
            return f"{folder}/{pattern}" if "/" in pattern else pattern

        areas = [area._replace(pattern=moved(area.pattern)) for area in question.file_areas]
        decisions = [
            replace(decision, path=decision.path and moved(decision.path))
            for decision in question.decisions
        ]
        question = replace(question, file_areas=tuple(areas), decisions=tuple(decisions))
        return judge([f"{folder}/{path}" for path in there], question)[0]


def day(value: str | int | dt.date | None) -> dt.date:
    """Return the day asked about: a year means its 31 December, nothing means today.

    Today is SOURCE_DATE_EPOCH where that is set, so that a run can be repeated to the byte.
    """
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    if value is None:
        return _today(os.environ.get("SOURCE_DATE_EPOCH", ""))
    text = str(value)
    try:
        if len(text) == 4 and text.isdecimal():  # noqa: PLR2004 - a year
            return dt.date(int(text), 12, 31)
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(Message("errors.date", {"text": repr(text)}), place="as-of")


def _today(epoch: str) -> dt.date:
    if not epoch:
        return dt.datetime.now(tz=dt.UTC).astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(Message("errors.epoch", {"text": repr(epoch)})) from None


def _asked(
    question: Question, selection: Selection, areas: tuple[str, ...], chosen: set[str]
) -> Iterator[Decision]:
    """Yield the decisions on what is asked; one on a target that nobody knows is kept, to be told.

    Raises UsageError for an unknown area.
    """
    packs = {pack_file.pack.id: pack_file.pack for pack_file in selection.packs}
    for decision in question.decisions:
        area = decision.area and selection.area(decision.area, decision.where)
        pack, _, target = (decision.target or "").partition("/")
        elsewhere = pack in packs and any(target == known.id for known in packs[pack].targets)
        unasked = elsewhere or (bool(question.targets) and pack not in packs)
        if decision.target and decision.target not in chosen and unasked:
            continue
        if not (area and areas and area not in areas):
            yield replace(decision, area=area)


def _read_options(selection: Selection, question: Question) -> ReadOptions:
    from cmcn4.model.rule.wholes import aside  # noqa: PLC0415
    from cmcn4.packs import load  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.packs.areas import default_area, relevant  # noqa: PLC0415
    from cmcn4.readers import ReadOptions  # noqa: PLC0415

    targets = selection.targets if question.narrowed else selection.targets + load().targets
    named = [
        (file_area.pattern, selection.area(file_area.area, file_area.place))
        for file_area in question.file_areas
    ]
    return ReadOptions(
        vocabulary=selection.vocabulary,
        relevant=relevant(targets, selection.vocabulary.catalogue),
        aside=aside(targets, selection.vocabulary.catalogue),
        decimal=question.decimal,
        encoding=question.encoding,
        default_area=default_area(selection.targets),
        area=next((area for pattern, area in named if not pattern), ""),
        file_areas=tuple((pattern, area) for pattern, area in named if pattern),
        limits=question.limits,
    )


def _read(data: Data, options: ReadOptions, how: Reading | None = None) -> Submission:
    from cmcn4 import readers  # noqa: PLC0415 - heavy, when asked for

    if isinstance(data, (str, PathLike)):
        return readers.read([fspath(data)], options, how)
    if hasattr(data, "columns"):
        from cmcn4.readers.mappings import frame_rows  # noqa: PLC0415

        return readers.read_rows(frame_rows(data), options)
    items = list(data)
    paths = [fspath(item) for item in items if isinstance(item, (str, PathLike))]
    if items and len(paths) == len(items):
        return readers.read(paths, options, how)
    rows = [item for item in items if isinstance(item, Mapping)]
    if len(rows) != len(items):
        raise UsageError(Message("errors.data"))
    return readers.read_rows(rows, options)
