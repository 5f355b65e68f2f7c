"""`cmcn4 explain`: one target; with data, how its verdict came about."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.language import choose
from cmcn4.cli.outputs import print_bytes, style_of_stdout


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOptions:
    """The validated options of one explanation."""

    target: str
    data: tuple[str, ...]
    targets: tuple[str, ...]
    areas: tuple[str, ...]
    as_of: str | None
    format: str
    lang: str | None
    decimal: str
    encoding: str
    config: str | None
    no_config: bool


def explain(  # noqa: PLR0913 - a Typer command lists its options
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET"),
    ],
    data: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATA...]"),
    ] = None,
    *,
    targets: opt.TargetsOption = None,
    area: opt.AreaOption = None,
    as_of: opt.AsOfOption = None,
    format_: Annotated[
        opt.ExplanationFormats, typer.Option("--format", "-f")
    ] = opt.ExplanationFormats.table,
    lang: opt.LangOption = None,
    decimal: opt.DecimalOption = opt.Decimals.auto,
    encoding: opt.EncodingOption = "auto",
    config_file: opt.ConfigOption = None,
    no_config: opt.NoConfigOption = False,
) -> int:
    """Explain a target: wording, rule, readings, sources; with data, how its verdict came about."""
    return run(
        ExplainOptions(
            target=target,
            data=tuple(data or ()),
            targets=tuple(targets or ()),
            areas=tuple(area or ()),
            as_of=as_of,
            format=format_.value,
            lang=lang.value if lang else None,
            decimal=decimal.value,
            encoding=encoding,
            config=config_file,
            no_config=no_config,
        )
    )


def run(options: ExplainOptions) -> int:
    """Explain what was asked for; with data the exit code is 3 where they cannot be trusted."""
    from cmcn4.api import Question, day, judge  # noqa: PLC0415 - not for --help
    from cmcn4.cli.config import load as settings  # noqa: PLC0415
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.reporters import made  # noqa: PLC0415

    config = settings(options.config, wanted=not options.no_config, start=Path.cwd())
    selectors = options.targets or config.targets
    selection = load(selectors)
    chosen = selection.named(options.target)
    report, language, status = None, None, 0
    if options.data:
        question = Question(
            as_of=day(config.as_of if options.as_of is None else options.as_of),
            targets=selectors,
            areas=options.areas,
            only=tuple(each.id for each in chosen),
            fail_on=frozenset(),
            decimal=options.decimal,
            encoding=options.encoding,
            method=config.method,
            source_order=config.source_order,
            explain=True,
            decisions=config.accept,
            file_areas=config.areas,
        )
        report, language = judge(options.data, question)
        status = report.summary["exit_code"]
    lang = choose(options.lang, os.environ, config=config.lang, data=language)
    style = style_of_stdout(lang, 0, os.environ)
    catalogue = selection.vocabulary.catalogue
    print_bytes(made("explanation", options.format)(chosen, catalogue, style, report))
    return status
