"""`cmcn4 targets`: the targets as a table; reading a pack is validating it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.language import choose
from cmcn4.cli.outputs import print_bytes, style_of_stdout


def targets(
    *,
    targets: opt.TargetsOption = None,
    horizon: opt.HorizonOption = None,
    format_: Annotated[opt.TargetFormats, typer.Option("--format", "-f")] = opt.TargetFormats.table,
    lang: opt.LangOption = None,
    verbose: opt.VerboseOption = False,
) -> int:
    """List the targets; reading a pack is validating it."""
    from cmcn4.packs import load  # noqa: PLC0415 - not for --help
    from cmcn4.reporters import made  # noqa: PLC0415

    selection = load(tuple(targets or ()), tuple(horizon or ()))
    language = choose(lang, os.environ)
    style = style_of_stdout(language, int(verbose), os.environ)
    catalogue = selection.vocabulary.catalogue
    print_bytes(made("targets", format_.value)(selection.targets, catalogue, style))
    return 0
