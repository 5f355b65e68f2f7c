"""`cmcn4 check`: judge data against the targets, print, exit by the result."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cmcn4.cli.boundary import tell
from cmcn4.cli.options import SINCE, Options, command, fail_on
from cmcn4.cli.outputs import (
    planned,
    print_bytes,
    read_by,
    summarising,
    write_reports,
)
from cmcn4.errors import PackError, UsageError
from cmcn4.locale import Message, say

if TYPE_CHECKING:
    from cmcn4.model.report import Report


def run(options: Options) -> int:
    """Judge, write what was asked for, and return the exit code.

    What is wrong with packs and settings is written, too, before it goes its way.
    """
    try:
        return _run(options)
    except (PackError, UsageError) as error:
        from cmcn4.cli.telling.problems import tell  # noqa: PLC0415 - when something is wrong

        tell(error, options)
        raise


def _run(options: Options) -> int:
    from cmcn4.api import judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.asked import Asked  # noqa: PLC0415
    from cmcn4.reporters import FOLDERS, FORMATS, Folder, Format, pieces  # noqa: PLC0415

    asked = Asked(options)
    plan = planned(options.output, read_by(options, asked.config))
    copies = _copies(options, plan)
    if options.by is not None:
        summarising(options.format, plan)
    known: dict[str, Format | Folder] = {**FORMATS, **FOLDERS}
    drawn = [known[name] for name in (options.format, *(name for _, name in plan))]
    with asked.reading() as how:
        history = options.by is not None or any(format_.history for format_ in drawn)
        engine = asked.engine(options.data, _whole(options, plan, history=history))
        question = asked.question(
            engine=engine.engine,
            fail_on=failing(options, asked.config.fail_on),
            by_sender=any(name in FOLDERS and FOLDERS[name].senders for _, name in plan),
            history=history,
        )
        report, language = judge(options.data, question, how)
        style = asked.style(language)
        if options.verbose:
            facts = {"engine": engine.engine, "why": engine.why}
            tell(f"cmcn4: {say(style.lang, 'cli.engine', facts)}")
        write_reports(report, plan, style, how.watch)
    copies(report, style.lang)
    summary_alone = options.format == "table" and options.verbosity < 0
    if FORMATS[options.format].findings_apart or summary_alone:
        from cmcn4.cli.telling.errors import print_errors  # noqa: PLC0415 - as asked

        print_errors(report, style.lang)
    print_bytes(pieces(options.format, report, style))
    if not options.quiet:
        _tell_of_the_year(report, style.lang)
    if FORMATS[options.format].step:
        from cmcn4.cli.step_summary import append_summary  # noqa: PLC0415 - for these

        append_summary(report, style, os.environ)
    return report.summary["exit_code"]


def _whole(options: Options, plan: Sequence[tuple[str, str]], *, history: bool) -> str:
    """Return an option for which all rows are needed one by one; empty where there is none."""
    if options.annotate is not None:
        return "--annotate"
    if any(name == "sqlite" for name in (options.format, *(name for _, name in plan))):
        return "-o sqlite:…"
    return "-o, -f" if history else ""


def _tell_of_the_year(report: Report, lang: str) -> None:
    """Say how the year as a whole is asked about, where estimates for it are judged before."""
    from cmcn4.reporters.presentation.year_end import before_its_end  # noqa: PLC0415 - as drawn

    ahead = (tally.chosen.target.due_date for tally in report.counts.tallies if not tally.due)
    running = any(day.year == report.as_of.year for day in ahead)
    if running and any(map(before_its_end, report.assessments)):
        facts = {"date": report.as_of, "year": str(report.as_of.year)}
        tell(f"cmcn4: {say(lang, 'cli.year-runs', facts)}")


def failing(options: Options, setting: str | None) -> frozenset[str]:
    """Return what the options name, else the settings; UsageError for what could never fail."""
    usual = "fail,worse" if options.baseline else "fail"
    names = fail_on(setting or usual if options.fail_on is None else options.fail_on)
    if options.fail_on and not options.baseline and names and names <= {*SINCE}:
        raise UsageError(Message("errors.needs-baseline"), place="--fail-on")
    return names


def _copies(options: Options, plan: Sequence[tuple[str, str]]) -> Callable[[Report, str], None]:
    """Return what writes the annotated copies: refused early where they must not be written."""
    folder = options.annotate
    if folder is None:
        return lambda _report, _lang: None
    from cmcn4.cli.annotate import planned, write_copies  # noqa: PLC0415 - when asked for

    copies = planned(folder, options.data, [path for path, _ in plan])
    return lambda report, lang: write_copies(copies, report, lang, folder)


JUDGED = "targets horizon area as_of assume format output fail_on"
SHOWN = "lang decimal encoding config no_config engine quiet verbose"
check = command(run, f"data {JUDGED} baseline expect annotate {SHOWN}", data=...)
