"""`cmcn4 gaps`: only what is not met, worst first, for export."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.check import CheckOptions, run


class By(StrEnum):
    """How the summary is grouped."""

    target = "target"
    area = "area"
    pack = "pack"


def gaps(  # noqa: PLR0913 - a Typer command lists its options
    data: Annotated[
        list[str],
        typer.Argument(metavar="DATA..."),
    ],
    *,
    by: Annotated[By, typer.Option("--by")] = By.target,
    targets: opt.TargetsOption = None,
    horizon: opt.HorizonOption = None,
    area: opt.AreaOption = None,
    as_of: opt.AsOfOption = None,
    format_: opt.FormatOption = opt.Formats.table,
    output: opt.OutputOption = None,
    fail_on: opt.GapsFailOnOption = "none",
    lang: opt.LangOption = None,
    decimal: opt.DecimalOption = opt.Decimals.auto,
    encoding: opt.EncodingOption = "auto",
    config: opt.ConfigOption = None,
    no_config: opt.NoConfigOption = False,
    quiet: opt.QuietOption = False,
    verbose: opt.VerboseOption = False,
) -> int:
    """Say only what is not met, worst first, and what could not be judged."""
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
            baseline=None,
            lang=lang.value if lang else None,
            config=config,
            no_config=no_config,
            decimal=decimal.value,
            encoding=encoding,
            verbosity=int(verbose) - int(quiet),
            by=by.value,
        )
    )
