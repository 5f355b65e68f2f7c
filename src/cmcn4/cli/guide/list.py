"""`cmcn4 list`: what targets and data may name."""

from __future__ import annotations

import os

from cmcn4.cli.language import choose, of_settings
from cmcn4.cli.line.console import style_of_stdout
from cmcn4.cli.options import Options, command
from cmcn4.cli.outputs import print_bytes


def run(options: Options) -> int:
    """List what is built in and what the packs named bring, all of it or what a word fits."""
    from cmcn4.errors import UsageError  # noqa: PLC0415 - not for --help
    from cmcn4.locale import Message  # noqa: PLC0415
    from cmcn4.packs import load  # noqa: PLC0415
    from cmcn4.packs.nearest import suggestion  # noqa: PLC0415
    from cmcn4.packs.selector import ALL  # noqa: PLC0415
    from cmcn4.reporters import made  # noqa: PLC0415
    from cmcn4.reporters.presentation.listing import listing  # noqa: PLC0415

    what, word = options.what.value, options.word
    selection = load([ALL, *options.targets])
    lang = choose(options.lang, os.environ, config=of_settings())
    every = listing(what, selection.packs, selection.vocabulary.catalogue, lang)
    found = every.fitting(word)
    if not found.records:
        near = suggestion(word, [record["id"] for record in every.records])
        raise UsageError(Message("errors.list", {"word": repr(word), "what": what}), hint=near)
    style = style_of_stdout(lang, options.verbosity, os.environ)
    print_bytes(made("listing", options.format)(found, style))
    return 0


list = command(run, "what word targets format lang verbose", "listing", what=...)  # noqa: A001 - its name
