"""`cmcn4 check`: judge data against the targets, print, exit by the result."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.language import choose
from cmcn4.cli.outputs import (
    planned,
    print_bytes,
    print_errors,
    style_of_stdout,
    summarising,
    write_reports,
)

if TYPE_CHECKING:
    from cmcn4.api import Question
    from cmcn4.cli.config import Config
    from cmcn4.model.report import Report
    from cmcn4.readers import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The validated options of one run."""

    data: tuple[str, ...]
    targets: tuple[str, ...]
    horizons: tuple[int, ...]
    areas: tuple[str, ...]
    as_of: str | None
    format: str
    outputs: tuple[str, ...]
    fail_on: str | None
    baseline: str | None
    lang: str | None
    config: str | None
    no_config: bool
    decimal: str
    encoding: str
    verbosity: int
    by: str | None = None
    """How the gap summary is grouped, where only that is asked for."""
    annotate: str | None = None
    """The folder for annotated copies of the workbooks."""


def check(  # noqa: PLR0913 - a Typer command lists its options
    data: Annotated[
        list[str],
        typer.Argument(metavar="DATA..."),
    ],
    *,
    targets: opt.TargetsOption = None,
    horizon: opt.HorizonOption = None,
    area: opt.AreaOption = None,
    as_of: opt.AsOfOption = None,
    format_: opt.FormatOption = opt.Formats.table,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = None,
    baseline: opt.BaselineOption = None,
    annotate: opt.AnnotateOption = None,
    lang: opt.LangOption = None,
    decimal: opt.DecimalOption = opt.Decimals.auto,
    encoding: opt.EncodingOption = "auto",
    config: opt.ConfigOption = None,
    no_config: opt.NoConfigOption = False,
    quiet: opt.QuietOption = False,
    verbose: opt.VerboseOption = False,
) -> int:
    """Judge data against the targets, print the result, exit by it."""
    return run(
        CheckOptions(
            data=tuple(data),
            targets=tuple(targets or ()),
            horizons=tuple(horizon or ()),
            areas=tuple(area or ()),
            as_of=as_of,
            format=format_.value,
            outputs=tuple(output or ()),
            fail_on=fail_on,
            baseline=baseline,
            annotate=annotate,
            lang=lang.value if lang else None,
            config=config,
            no_config=no_config,
            decimal=decimal.value,
            encoding=encoding,
            verbosity=int(verbose) - int(quiet),
        )
    )


def run(options: CheckOptions) -> int:
    """Judge, write what was asked for, and return the exit code."""
    from cmcn4.api import judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.config import load  # noqa: PLC0415
    from cmcn4.cli.reading import reading  # noqa: PLC0415
    from cmcn4.cli.step_summary import append_summary  # noqa: PLC0415
    from cmcn4.reporters import FORMATS, render  # noqa: PLC0415

    # A run makes many records and no cycles to speak of; looking for some costs a fifth of it.
    gc.disable()
    plan = planned(options.outputs, options.data)
    copies = _copies(options)
    if options.by is not None:
        summarising(options.format, plan)
    config = load(options.config, wanted=not options.no_config, start=Path.cwd())
    with reading(
        choose(options.lang, os.environ, config=config.lang), options.verbosity, os.environ
    ) as how:
        report, language = judge(options.data, _question(options, config, plan, how))
    lang = choose(options.lang, os.environ, config=config.lang, data=language)
    style = style_of_stdout(lang, options.verbosity, os.environ)
    style = style._replace(
        separator=config.separator,
        decimal=config.decimal,
        missed_targets=config.missed_targets,
        by=options.by,
    )
    write_reports(report, plan, style)
    copies(report, lang)
    if FORMATS[options.format].findings_apart:
        print_errors(report, lang)
    print_bytes(render(options.format, report, style))
    if options.format == "github":
        append_summary(report, style, os.environ)
    return report.summary["exit_code"]


def _copies(options: CheckOptions) -> Callable[[Report, str], None]:
    """Return what writes the annotated copies: refused early where they must not be written."""
    if options.annotate is None:
        return lambda _report, _lang: None
    from cmcn4.cli.annotate import planned, write_copies  # noqa: PLC0415 - when asked for

    copies = planned(options.annotate, options.data)
    return lambda report, lang: write_copies(copies, report, lang, options.annotate)


def _question(
    options: CheckOptions, config: Config, plan: Sequence[tuple[str, str]], how: Reading
) -> Question:
    """Return what is asked: by the options, else by the settings."""
    from cmcn4.api import Question, day  # noqa: PLC0415 - not for --help
    from cmcn4.reporters import FORMATS  # noqa: PLC0415

    drawn = [FORMATS[name] for name in (options.format, *(name for _, name in plan))]
    return Question(
        targets=options.targets or config.targets,
        horizons=options.horizons,
        areas=options.areas,
        as_of=day(config.as_of if options.as_of is None else options.as_of),
        fail_on=opt.fail_on(
            config.fail_on or "fail" if options.fail_on is None else options.fail_on
        ),
        decimal=options.decimal,
        encoding=options.encoding,
        method=config.method,
        source_order=config.source_order,
        config=config.path,
        decisions=config.accept,
        file_areas=config.areas,
        baseline=options.baseline,
        reading=how,
        history=options.by is not None or any(each.history for each in drawn),
    )
