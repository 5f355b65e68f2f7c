"""`cmcn4 read`: how files were read: tables, columns, and what became of every number."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.language import choose
from cmcn4.cli.outputs import planned, print_bytes, print_errors, style_of_stdout, write_file

if TYPE_CHECKING:
    from cmcn4.cli.config import Config
    from cmcn4.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The validated options of one reading."""

    data: tuple[str, ...]
    targets: tuple[str, ...]
    format: str
    outputs: tuple[str, ...]
    lang: str | None
    decimal: str
    encoding: str
    config: str | None
    no_config: bool
    verbosity: int


def read(  # noqa: PLR0913 - a Typer command lists its options
    data: Annotated[
        list[str],
        typer.Argument(metavar="DATA..."),
    ],
    *,
    targets: opt.TargetsOption = None,
    format_: Annotated[
        opt.ReadingFormats,
        typer.Option("--format", "-f"),
    ] = opt.ReadingFormats.table,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="PATH"),
    ] = None,
    lang: opt.LangOption = None,
    decimal: opt.DecimalOption = opt.Decimals.auto,
    encoding: opt.EncodingOption = "auto",
    config: opt.ConfigOption = None,
    no_config: opt.NoConfigOption = False,
    verbose: opt.VerboseOption = False,
) -> int:
    """Show how files were read: tables, columns, and what became of every number."""
    return run(
        ReadOptions(
            data=tuple(data),
            targets=tuple(targets or ()),
            format=format_.value,
            outputs=tuple(output or ()),
            lang=lang.value if lang else None,
            decimal=decimal.value,
            encoding=encoding,
            config=config,
            no_config=no_config,
            verbosity=int(verbose),
        )
    )


def run(options: ReadOptions) -> int:
    """Read, tell how, and return 3 where there are errors."""
    from cmcn4.cli.config import load  # noqa: PLC0415 - not for --help
    from cmcn4.reporters import FORMATS, able, made  # noqa: PLC0415

    suffixes = {each.suffix or ".txt": name for name, each in able("reading").items()}
    plan = planned(options.outputs, options.data, suffixes)
    config = load(options.config, wanted=not options.no_config, start=Path.cwd())
    report, language = _examined(options, config)
    lang = choose(options.lang, os.environ, config=config.lang, data=language)
    style = style_of_stdout(lang, options.verbosity, os.environ)
    style = style._replace(separator=config.separator, decimal=config.decimal)
    for path, name in plan:
        content = made("reading", name)(report, style._replace(width=None, colour=False))
        write_file(path, content)
    if FORMATS[options.format].findings_apart:
        print_errors(report, lang)
    print_bytes(made("reading", options.format)(report, style))
    errors = any(each.level == "error" for each in report.findings)
    return ExitCode.UNTRUSTED if errors else ExitCode.OK


def _examined(options: ReadOptions, config: Config) -> tuple[Report, str | None]:
    """Return what was read, and the language of the data's own headers."""
    from cmcn4.api import Question, day, examine  # noqa: PLC0415 - not for --help
    from cmcn4.cli.reading import reading  # noqa: PLC0415

    spoken = choose(options.lang, os.environ, config=config.lang)
    with reading(spoken, options.verbosity, os.environ) as how:
        question = Question(
            as_of=day(config.as_of),
            targets=options.targets or config.targets,
            decimal=options.decimal,
            encoding=options.encoding,
            config=config.path,
            file_areas=config.areas,
            reading=how,
        )
        return examine(options.data, question)
