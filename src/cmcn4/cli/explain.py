"""`cmcn4 explain`: one target: wording, rule in plain words, readings, sources."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.language import choose
from cmcn4.cli.outputs import print_bytes, style_of_stdout


def explain(
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="PACK/ID, or an id alone; a GLOB may name several."),
    ],
    *,
    targets: opt.TargetsOption = None,
    lang: opt.LangOption = None,
) -> int:
    """Explain a target: its wording, its rule in plain words, other readings, sources."""
    from cmcn4.packs import load  # noqa: PLC0415 - not for --help
    from cmcn4.reporters.explanation import named, render  # noqa: PLC0415

    selection = load(tuple(targets or ()))
    chosen = named(target, selection.targets)
    language = choose(lang.value if lang else None, os.environ, None)
    style = style_of_stdout(language, 0, os.environ)
    catalogue = selection.vocabulary.catalogue
    print_bytes(render(chosen, catalogue, style))
    return 0
