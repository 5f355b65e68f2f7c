"""A question is put to data: what the command line, scripts and tests all run."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.asked import Question
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.report import Report

if TYPE_CHECKING:
    from cmcn4.engines.duck import Duck
    from cmcn4.engines.spark.files import OnCluster
    from cmcn4.evaluation import Settings
    from cmcn4.model.baseline import Snapshot
    from cmcn4.model.decision import Decision
    from cmcn4.model.expected import Invited
    from cmcn4.model.observation import Assumed, Submission
    from cmcn4.packs import Selection
    from cmcn4.readers import Reading, ReadOptions
    from cmcn4.readers.given import Data

__all__ = ["Question", "Report", "day", "examine", "judge", "submitted"]


# Other ISO forms, such as week dates, are not meant.
_ISO = Pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = Pattern(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def submitted(data: Data, question: Question, how: Reading | None = None) -> Submission:
    """Return what was read, and what was found while reading."""
    from cmcn4.packs import load  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.readers.given import read_given  # noqa: PLC0415

    selection = load(question.targets, question.horizons, question.packs_folder, question.limits)
    return read_given(data, _read_options(selection, question), how)


def examine(
    data: Data, question: Question, how: Reading | None = None
) -> tuple[Report, str | None]:
    """Return what was read and found while reading, nothing judged; and the headers' language."""
    from cmcn4.evaluation.remarks.remarks import distinct  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.packs.builtin import catalogue_sha256  # noqa: PLC0415
    from cmcn4.readers.given import read_given  # noqa: PLC0415

    selection = load(question.targets, question.horizons, question.packs_folder, question.limits)
    submission = read_given(data, _read_options(selection, question), how)
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
    from cmcn4.evaluation import evaluate  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.readers.given import read_given  # noqa: PLC0415

    settings, options = prepared(question)
    areas = settings.question.areas
    expected = _invited(question, options)
    engine = _engine(question)
    submission = read_given(data, options, engine.reading(how) if engine else how)
    if engine and (expected or question.assume or question.by_sender):
        submission, engine = engine.whole(submission), None
    if question.assume:
        settings = replace(settings, assumed=_assumed(question, options, areas, submission))
    watch = how.watch if how else None
    report = (engine.judged if engine else evaluate)(submission, settings, watch=watch)
    if expected or question.by_sender:
        from cmcn4.evaluation.expected import senders  # noqa: PLC0415 - when asked for

        report = replace(report, senders=senders(report, submission, settings, expected))
    if question.baseline is not None:
        report = _compared(report, data, question, areas)
    return report, submission.language


def prepared(question: Question) -> tuple[Settings, ReadOptions]:
    """Return what a run judges by and reads by, nothing read yet."""
    from cmcn4.evaluation import Settings  # noqa: PLC0415 - heavy, when asked for
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.packs.builtin import catalogue_sha256  # noqa: PLC0415
    from cmcn4.packs.source_order import ordered  # noqa: PLC0415

    selection = load(question.targets, question.horizons, question.packs_folder, question.limits)
    areas = tuple(selection.area(area) for area in question.areas)
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
    return settings, _read_options(selection, question)


def _engine(question: Question) -> Duck | OnCluster | None:
    """Return what reads and judges in bulk, or on a cluster, if that is asked for."""
    if question.engine == "duckdb":
        from cmcn4.engines.duck import Duck  # noqa: PLC0415 - heavy, when asked for

        return Duck()
    if question.engine == "spark":
        from cmcn4.engines.spark.files import OnCluster  # noqa: PLC0415 - as above

        return OnCluster()
    return None


def _assumed(
    question: Question, options: ReadOptions, areas: tuple[str, ...], submission: Submission
) -> tuple[Assumed, ...]:
    """Return the figures assumed: where no area is named, of those asked about or the only one."""
    from cmcn4.readers.assumed import read_assumed  # noqa: PLC0415 - when asked for

    told = {row.area for row in submission.observations}
    alone = told if len(told) == 1 else {options.default_area} - {""}
    return read_assumed(question.assume, options, question.as_of, areas or tuple(alone))


def _invited(question: Question, options: ReadOptions) -> tuple[Invited, ...]:
    """Return the areas that figures are expected of, if it is asked who has sent some."""
    if question.expect is None:
        return ()
    from cmcn4.readers.invited import invited  # noqa: PLC0415 - when asked for

    return invited(question.expect, options, question.as_of)


def _compared(report: Report, data: Data, question: Question, areas: tuple[str, ...]) -> Report:
    """Return it with what has changed since an earlier report, or earlier data judged alike."""
    from cmcn4.evaluation.compare.compare import compare  # noqa: PLC0415 - when asked for
    from cmcn4.evaluation.compare.earlier import read_report, refuse_pointers  # noqa: PLC0415
    from cmcn4.evaluation.compare.snapshot import snapshot  # noqa: PLC0415
    from cmcn4.evaluation.compare.texts import fresh_first  # noqa: PLC0415
    from cmcn4.model.wire import AT_COMMIT  # noqa: PLC0415
    from cmcn4.readers.commit import relative  # noqa: PLC0415
    from cmcn4.readers.given import paths_of  # noqa: PLC0415
    from cmcn4.readers.patterns import below, is_pattern  # noqa: PLC0415

    named: Callable[[str], str] = str
    path = question.baseline or ""
    shown = path.replace(os.sep, "/")
    question = replace(question, baseline=None, assume=(), expect=None, by_sender=False)
    if path.startswith(AT_COMMIT):
        old, named = _at_commit(path, data, question), relative
    elif path.lower().endswith(".json"):
        old = read_report(path)
    elif not is_pattern(path) and not os.path.exists(path):  # noqa: PTH110 - what is no path, too
        raise UsageError(Message("errors.path"), place=shown)
    else:
        earlier = judge(path, question)[0]
        refuse_pointers(earlier)
        old, given = snapshot(earlier, below(path)), paths_of(data)
        named = below(given[0]) if len(given) == 1 else named
    report = fresh_first(old, report, named)
    return report.beside(compare(shown, old, report, areas, named))


def _at_commit(text: str, data: Data, question: Question) -> Snapshot:
    """Return the state of the same paths as they were at a commit."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - when asked for

    from cmcn4.evaluation.compare.earlier import refuse_pointers  # noqa: PLC0415
    from cmcn4.evaluation.compare.snapshot import snapshot  # noqa: PLC0415
    from cmcn4.model.wire import AT_COMMIT  # noqa: PLC0415
    from cmcn4.readers.checkout import Checkout  # noqa: PLC0415
    from cmcn4.readers.commit import Commit  # noqa: PLC0415
    from cmcn4.readers.given import paths_of  # noqa: PLC0415

    checkout = Checkout(Commit(text.removeprefix(AT_COMMIT)))
    # What a pattern matches there, not here: a file that is gone is a figure that is gone.
    paths = [name for path in paths_of(data) for name in checkout.matching(path)]
    with TemporaryDirectory(prefix="cmcn4-") as folder:
        there = checkout.write(paths, folder)
        if not there:
            raise UsageError(Message("errors.git.nothing"), place=text)

        def moved(pattern: str) -> str:
            return f"{folder}/{pattern}" if "/" in pattern else pattern

        areas = [area._replace(pattern=moved(area.pattern)) for area in question.file_areas]
        decisions = [
            replace(decision, path=decision.path and moved(decision.path))
            for decision in question.decisions
        ]
        question = replace(question, file_areas=tuple(areas), decisions=tuple(decisions), within="")
        report = judge(there, question)[0]
        above = f"{folder.replace(os.sep, '/')}/"
        refuse_pointers(report, above)
        return snapshot(report, lambda name: name.removeprefix(above), same_paths=True)


def day(value: str | int | dt.date | None) -> dt.date:
    """Return the day asked about: a year means its 31 December, nothing means today.

    A day is written `2025-12-20` or `20/12/2025`; UsageError for any other text.

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
        if _ISO.fullmatch(text):
            return dt.date.fromisoformat(text)
        if match := _DAY_FIRST.fullmatch(text):
            number, month, year = map(int, match.groups())
            return dt.date(year, month, number)
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
        senders=question.expect or "",
        within=question.within,
    )
