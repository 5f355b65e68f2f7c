"""`cmcn4 targets`: the targets as a table; reading a pack is validating it."""

from __future__ import annotations

import os

from cmcn4.cli.language import choose, of_settings
from cmcn4.cli.line.console import style_of_stdout
from cmcn4.cli.options import Options, command
from cmcn4.cli.outputs import print_bytes


def run(options: Options) -> int:
    """List the targets."""
    from cmcn4.packs import load  # noqa: PLC0415 - not for --help
    from cmcn4.packs.selector import ALL  # noqa: PLC0415
    from cmcn4.reporters import made  # noqa: PLC0415

    selection = load(options.targets or [ALL], options.horizon)
    style = style_of_stdout(
        choose(options.lang, os.environ, config=of_settings()), options.verbosity, os.environ
    )
    style = style._replace(by=options.by)
    catalogue = selection.vocabulary.catalogue
    print_bytes(made("targets", options.format)(selection.targets, catalogue, style))
    return 0


targets = command(run, "targets horizon by format lang verbose", "targets")
